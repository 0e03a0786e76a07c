import type { Answered, Form } from '#core/approvals/answer.ts';
import { approvalContent } from '#core/approvals/ask.ts';
import { edit } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import { contentOf } from '#core/records/content-of.ts';
import { type TaskContent, task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { MINUTE } from '#core/time.ts';
import { executionName } from '#core/waiting/executions.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  anApprovalPolicy,
  aPolicy,
  given,
  givenPeople,
  givenPolicy,
  INGRID,
  LARS,
  SETUP,
} from '#tests/support/people.ts';

export const CRO = { role: 'role/chief-risk-officer', count: 1 };
export const DPO = { role: 'role/data-protection-officer', count: 1 };
export const POLICY = 'policy/ai-policy';
export const TERMS = 'approval-policy/policy-request-approval';

export const NAMES: Readonly<Record<Ref, string>> = {
  [INGRID]: 'Ingrid Solheim',
  [LARS]: 'Lars Bakke',
};

/** The one stage of the standard approval policy, changed. */
export const aStage = (changes: object = {}) => ({
  ...anApprovalPolicy().stages[0],
  ...changes,
});

/** Members of the approval policy, and what is done before anything is asked. */
interface Terms {
  readonly before?: (at: House) => Promise<unknown>;
  readonly [member: string]: unknown;
}

/**
 * A policy that asks to be approved, with hands that do what functions and machines would; `before`
 * gives what is there beside the standard people.
 */
export async function matter(stage: object = {}, { before, ...changes }: Terms = {}) {
  const at = house();
  await givenPeople(at.store);
  await before?.(at);
  const policy = await givenPolicy(at.store, { stages: [aStage(stage)], ...changes });
  const approval = await at.request(policy, 'request-approval');
  return play(at, approval);
}

export type Matter = Awaited<ReturnType<typeof matter>>;

/** A copy of a matter as it stands, in a house of its own: much quicker than playing it anew. */
export async function again(m: Matter): Promise<Matter> {
  // Another seed, or what is random now would be what was random then.
  const copy = m.copy + 1;
  const at = house({ start: m.at.clock.now(), seed: 1 + copy });
  // The larger table last: each restore builds the indexes of both anew.
  at.table.restore(m.at.table.all('personal'), 'personal');
  at.table.restore(m.at.table.all());
  at.sentMatters.push(...m.at.sentMatters);
  const tokens = new Map<string, string>();
  for (const { workflow, name, input } of m.at.machines.executions) {
    await at.machines.start(workflow, name, JSON.parse(input));
  }
  const inOrder = [...m.tokens].sort(([, a], [, b]) => numberOf(a) - numberOf(b));
  for (const [name, before] of inOrder) {
    // By the same name as its waiter has it, however often its execution waited before.
    let token = at.machines.wait('approval', name);
    for (; token !== before; token = at.machines.wait('approval', name)) at.machines.expire(token);
    tokens.set(name, token);
    if (m.at.machines.rung.includes(before)) await at.machines.ring(token);
  }
  for (const { fn, payload } of m.at.bell.rings) await at.bell.ring(fn, payload);
  return play(at, m.approval, tokens, copy);
}

const numberOf = (token: string) => Number(token.slice('token-'.length));

/** Hands for an approval that was asked for in a house. */
export function play(at: House, approval: Head, tokens = new Map<string, string>(), copy = 0) {
  const ref = approval.ref;

  const theApproval = async (): Promise<{ state: string; content: ApprovalContent }> => {
    const head = await at.store.need(ref);
    return { state: head.version.state, content: approvalContent(head) };
  };

  const seats = async () => (await theApproval()).content.stages.flatMap((stage) => stage.seats);

  /** The task of a seat, from 0. */
  async function theTask(seat = 0): Promise<{ head: Head; content: TaskContent }> {
    const task = (await seats())[seat]?.rounds.at(-1)?.task ?? '';
    const head = await at.store.need(task);
    return { head, content: contentOf(taskType, head) };
  }

  /** The newest code that was mailed to whoever sits there. */
  async function codeOf(seat = 0): Promise<string> {
    const { head } = await theTask(seat);
    const mailed = at.sentMatters.filter(({ delivery }) => delivery.of === head.ref);
    return mailed.findLast(({ code }) => code !== undefined)?.code ?? '';
  }

  async function formOf(seat = 0, changes: Partial<Form> = {}): Promise<Form> {
    const { content } = await theTask(seat);
    const signature = NAMES[content.person] ?? '';
    return at.form(await codeOf(seat), content.facts, { signature, ...changes });
  }

  const answer = async (seat = 0, changes: Partial<Form> = {}): Promise<Answered> =>
    at.answer(await formOf(seat, changes));

  const refuse = (seat = 0) => answer(seat, { choice: 'reject', comment: 'Duty 1 is too weak' });

  // Others may be asked about in the same house.
  const isOurs = (name: string) =>
    name === executionName(ref, Number(name.slice(name.lastIndexOf('-') + 1)));

  /** Every execution of it goes on until it waits or has ended. */
  async function runMachines(): Promise<void> {
    for (const { name, running } of [...at.machines.executions]) {
      if (!running || !isOurs(name)) continue;
      const token = tokens.get(name);
      if (token === undefined) {
        tokens.set(name, await arriveAs(name));
      } else if (at.machines.rung.includes(token)) {
        if ((await at.conclude(ref)) === 'wait') tokens.set(name, await arriveAs(name));
        else at.machines.end('approval', name);
      }
    }
  }

  const arriveAs = (name: string) => at.arrive(ref, Number(name.slice(name.lastIndexOf('-') + 1)));

  /** The first execution arrives, and the mails go out. */
  async function open(): Promise<void> {
    await runMachines();
    await at.deliverMail();
  }

  /** Minutes pass, each with a sweep, a turn of the machines and of the mail. */
  async function pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute++) {
      at.clock.advance(MINUTE);
      await at.sweep();
      await runMachines();
      await at.deliverMail();
    }
  }

  /** Somebody changes what is asked about. */
  async function editSubject(): Promise<void> {
    const before = await at.store.need(POLICY);
    await edit(at, before, { content: aPolicy({ binds: 'Nobody' }), links: [] }, SETUP);
  }

  /** Other terms come into force. */
  async function changeTerms(state = 'in-force'): Promise<void> {
    const { content } = (await at.store.need(TERMS)).version;
    const id = TERMS.slice('approval-policy/'.length);
    await given(at.store, {
      type: 'approval-policy',
      id,
      state,
      content: { ...content, whyNow: 'New' },
    });
  }

  return {
    at,
    ref,
    approval,
    /** How many times it is the copy of a copy. */
    copy,
    tokens,
    firstExecution: executionName(ref, 1),
    theApproval,
    theTask,
    codeOf,
    formOf,
    answer,
    refuse,
    runMachines,
    open,
    pass,
    editSubject,
    changeTerms,
    subject: async () => (await at.store.need(POLICY)).version,
  };
}

/** What was taken, version by version: `request-approval`, `approve`. */
export async function actionsOf(at: House, ref: Ref): Promise<readonly string[]> {
  const { versions } = await at.store.history(ref, 100);
  return versions.map(({ version }) => version.action).reverse();
}
