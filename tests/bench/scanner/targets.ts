import type { Mail } from '#local/mailbox/mails.ts';
import { incidentsOf } from '#tests/engine/support/incidents.ts';
import type { Live } from '#tests/engine/support/live.ts';
import { post } from '#tests/engine/support/page.ts';
import { ASTRID, codeIn, INGRID, threadOf } from '#tests/engine/support/thread.ts';

/** A link that scanners get hold of, and what stands behind it. */
export interface Target {
  readonly is:
    | 'vote'
    | 'staged vote'
    | 'German vote'
    | 'sign-in'
    | 'clarification'
    | 'fulfilment'
    | 'work'
    | 'receipt'
    | 'closed'
    | 'unknown';
  readonly code: string;
  /** To whom it was mailed, and the name that signs for them. */
  readonly address: string;
  readonly name: string;
  /** What else the machine has read: the mail, with its subject. */
  readonly mail: string;
}

const DPO = { address: 'lars.bakke@halden.example', name: 'Lars Bakke' };
const CHAIR = { address: 'henrike.brandt@halden.example', name: 'Henrike Brandt' };
const LENDING = { address: 'jonas.vik@halden.example', name: 'Jonas Vik' };
const CRO = { address: INGRID, name: 'Ingrid Solheim' };
const REQUESTER = { address: ASTRID, name: 'Astrid Nygård' };

/** A code that was never given. */
const NOBODYS = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ';

/** A link to a task of each of those places and states. */
export async function givenTargets(
  live: Live,
  which: readonly Target['is'][],
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const each of which) targets.push(await MAKERS[each](live));
  return targets;
}

const MAKERS: Readonly<Record<Target['is'], (live: Live) => Promise<Target>>> = {
  // First: that its model asks for release is a fact of the systems that use it.
  'sign-in': signIn,
  vote,
  'staged vote': stagedVote,
  'German vote': germanVote,
  clarification,
  fulfilment,
  work,
  receipt,
  closed,
  unknown: async () => ({ is: 'unknown', ...CRO, code: NOBODYS, mail: '' }),
};

export const ALL_TARGETS = Object.keys(MAKERS) as readonly Target['is'][];

type Person = Pick<Target, 'address' | 'name'>;

const targetOf = (is: Target['is'], person: Person, mail: Mail): Target => ({
  is,
  ...person,
  code: codeIn(mail),
  mail: [mail.subject, mail.from, ...mail.to, mail.text, mail.html].join('\n'),
});

async function vote(live: Live): Promise<Target> {
  return targetOf('vote', CRO, (await threadOf(live).asked('Scanned policy')).mail);
}

/** Somebody whose pages and mails are in German. */
async function germanVote(live: Live): Promise<Target> {
  const thread = threadOf(live);
  const seats = [{ role: 'role/board-chair', count: 1 }];
  await thread.givenApprovalPolicy('limited', { seats });
  const system = await thread.givenSystem('chat-helper', 'Chat helper', 'limited');
  await thread.take(system.ref, 'request-go-live');
  return targetOf('German vote', CHAIR, await thread.mailTo(CHAIR.address, /Chat helper/));
}

/** A seat among three, in the first of two stages: with colleagues to pass it on to. */
async function stagedVote(live: Live): Promise<Target> {
  const thread = threadOf(live);
  await thread.take('ai-system/credit-scoring', 'request-go-live');
  const mail = await thread.mailTo(DPO.address, /^Approve go-live: Credit scoring/);
  return targetOf('staged vote', DPO, mail);
}

async function signIn(live: Live): Promise<Target> {
  const thread = threadOf(live);
  await thread.take('model/credit-scorecard', 'request-release');
  const mail = await thread.mailTo(INGRID, /^Approve release: Credit scorecard/);
  return targetOf('sign-in', CRO, mail);
}

/** A question that whoever asked for approval has yet to answer. */
async function clarification(live: Live): Promise<Target> {
  const thread = threadOf(live);
  const { code } = await thread.asked('Questioned policy');
  const question = { code, question: 'Who pays for it?', signature: CRO.name };
  const { status } = await post(`${live.door}/t/ask`, question);
  if (status !== 200) throw new Error(`No question was put: ${status}`);
  const mail = await thread.mailTo(ASTRID, /^A question to you: .*Questioned policy/);
  return targetOf('clarification', REQUESTER, mail);
}

/** A condition that its owner has yet to meet. */
async function fulfilment(live: Live): Promise<Target> {
  const thread = threadOf(live);
  const { code, approval } = await thread.asked('Conditional policy');
  const page = await thread.open(code);
  const conditions = {
    choice: 'approve-with-conditions',
    'condition-1-text': 'Try the stop once more',
    'condition-1-owner': await thread.owner(),
    'condition-1-due': '2030-01-31',
    'condition-1-lapses': 'The approval',
  };
  const { status } = await thread.decide(page, conditions);
  if (status !== 200) throw new Error(`No condition was set: ${status}`);
  await thread.reaches(approval, 'effective');
  const mail = await thread.mailTo(ASTRID, /^Condition to be met: .*Conditional policy/);
  return targetOf('fulfilment', REQUESTER, mail);
}

/** An incident that somebody is to look into: a form of radios, boxes and texts. */
async function work(live: Live): Promise<Target> {
  const at = incidentsOf(live);
  const { ref: system } = await at.thread.givenSystem('scanned', 'Scanned helper', 'limited');
  const title = 'Scanned incident';
  const description = 'The helper refuses to help';
  const event = { title, description, severity: 'high', system, key: 'scanned-1' };
  await at.put('Incident Reported', event);
  await at.incidentNamed(title);
  const mail = await at.mailed(LENDING.address, /^Look into incident: Scanned incident/);
  return targetOf('work', LENDING, mail);
}

/** A decision that its decider may still report as not theirs. */
async function receipt(live: Live): Promise<Target> {
  const thread = threadOf(live);
  const { code, approval } = await thread.asked('Decided policy');
  await thread.decide(await thread.open(code));
  await thread.reaches(approval, 'effective');
  return targetOf('receipt', CRO, await thread.mailTo(INGRID, /^Recorded: .*Decided policy/));
}

/** A task whose matter changed before it was answered. */
async function closed(live: Live): Promise<Target> {
  const thread = threadOf(live);
  const { approval, subject, mail } = await thread.asked('Changed policy');
  await thread.change(subject, { binds: 'Nobody' });
  await live.sweep();
  await thread.reaches(approval, 'void');
  await thread.mailTo(INGRID, /^The matter changed.*Changed policy/);
  return targetOf('closed', CRO, mail);
}
