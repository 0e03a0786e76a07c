import * as z from 'zod';
import type { Mail } from '#local/mailbox/mails.ts';
import type { Live } from './live.ts';
import { hiddenFields, type Page, post } from './page.ts';
import { waitUntil } from './wait-until.ts';

/** A record as the API shows it. */
const Shown = z.object({
  ref: z.string(),
  digest: z.string(),
  logIndex: z.int().nullable(),
  dueFor: z.string().optional(),
  standing: z.object({ version: z.int(), digest: z.string() }).optional(),
  version: z.object({
    version: z.int(),
    state: z.string(),
    action: z.string(),
    actor: z.string(),
    via: z.string(),
    content: z.record(z.string(), z.unknown()),
    links: z.array(z.unknown()),
  }),
});
export type Shown = z.output<typeof Shown> & { readonly etag: string };

const People = z.object({ records: z.array(z.object({ id: z.string() })) });
const Stages = z.object({ stages: z.array(z.record(z.string(), z.unknown())) });
const History = z.object({ versions: z.array(Shown) });

export const INGRID = 'ingrid.solheim@halden.example';
export const ASTRID = 'astrid.nygard@halden.example';

/** An answer as it is given where a test says nothing else. */
const APPROVES = { choice: 'approve', comment: '', signature: 'Ingrid Solheim' };

/** What the people of the example do, through the public doors. */
export function threadOf(live: Live) {
  const { call } = live;

  async function get(ref: string): Promise<Shown> {
    const { status, body, etag = '' } = await call({ method: 'GET', path: `/v1/records/${ref}` });
    if (status !== 200) throw new Error(`${ref}: ${status} ${JSON.stringify(body)}`);
    return { ...Shown.parse(body), etag };
  }

  /** All versions, the oldest first. */
  async function history(ref: string): Promise<readonly z.output<typeof Shown>[]> {
    const { body } = await call({ method: 'GET', path: `/v1/records/${ref}/versions?limit=100` });
    return History.parse(body).versions.toReversed();
  }

  /** The person of the example's AI policy who owns it and asks. */
  async function owner(): Promise<string> {
    return z.string().parse((await get('policy/ai-policy')).version.content.owner);
  }

  /** The one person of the example who holds a role. */
  async function holderOf(role: string): Promise<string> {
    const { body } = await call({ method: 'GET', path: '/v1/records/person' });
    for (const { id } of People.parse(body).records) {
      const { version } = await get(`person/${id}`);
      if (JSON.stringify(version.links).includes(`"role/${role}"`)) return `person/${id}`;
    }
    throw new Error(`Nobody holds ${role}`);
  }

  /** A policy in draft, like the example's, of another name. */
  async function givenPolicy(id: string, name: string): Promise<Shown> {
    const { version } = await get('policy/ai-policy');
    return given('policy', id, { ...version.content, name }, version.links);
  }

  /** A record of that id, written in the owner's name. */
  async function given(type: string, id: string, content: object, links: readonly unknown[] = []) {
    const headers = { 'assent-acting-for': await owner() };
    const body = { id, content, links, reason: 'First draft' };
    await written(call({ method: 'POST', path: `/v1/records/${type}`, headers, body }));
    return get(`${type}/${id}`);
  }

  /** An AI system in draft, like the example's, of another name and tier. */
  async function givenSystem(id: string, name: string, tier: string): Promise<Shown> {
    const { version } = await get('ai-system/credit-scoring');
    return given('ai-system', id, { ...version.content, name, tier }, version.links);
  }

  /** An approval policy in force for systems of a tier, by link. */
  async function givenApprovalPolicy(tier: string, stage: object): Promise<void> {
    const id = `ai-system-request-go-live-${tier}`;
    const { version } = await get('approval-policy/policy-request-approval');
    const [first] = Stages.parse(version.content).stages;
    await given('approval-policy', id, {
      ...version.content,
      name: `Systems of tier ${tier}`,
      applies: { type: 'ai-system', transition: 'request-go-live', tier },
      stages: [{ ...first, ...stage }],
    });
    await take(`approval-policy/${id}`, 'adopt');
  }

  async function change(ref: string, changes: object): Promise<Shown> {
    const { version, etag } = await get(ref);
    const headers = { 'if-match': etag, 'assent-acting-for': await owner() };
    const content = { ...version.content, ...changes };
    const body = { content, links: version.links, reason: 'Changed' };
    return written(call({ method: 'PUT', path: `/v1/records/${ref}`, headers, body }));
  }

  async function take(ref: string, transition: string): Promise<Shown> {
    const { etag } = await get(ref);
    const headers = { 'if-match': etag, 'assent-acting-for': await owner() };
    const path = `/v1/records/${ref}/transitions/${transition}`;
    return written(call({ method: 'POST', path, headers, body: { reason: 'It is ready' } }));
  }

  /** Asks for approval of a policy: its approval. */
  const ask = (ref: string) => take(ref, 'request-approval');

  /** The newest mail to somebody whose subject fits, once it is there. */
  function mailTo(to: string, subject: RegExp): Promise<Mail> {
    return waitUntil(`a mail to ${to}, ${subject}`, async () =>
      live.mails().find((mail) => mail.to.includes(to) && subject.test(mail.subject)),
    );
  }

  const open = (code: string) => post(`${live.door}/t/open`, { code });

  /** Posts the form of an opened page. */
  function decide(page: Page, answer: Partial<typeof APPROVES> = {}): Promise<Page> {
    return post(`${live.door}/t/decide`, { ...hiddenFields(page), ...APPROVES, ...answer });
  }

  function reaches(ref: string, state: string): Promise<Shown> {
    return waitUntil(`${ref} to be ${state}`, async () => {
      const shown = await get(ref);
      return shown.version.state === state ? shown : undefined;
    });
  }

  /** The newest version's place in the log, once it has one. */
  function logged(ref: string): Promise<number> {
    return waitUntil(`${ref} in the log`, async () => (await get(ref)).logIndex ?? undefined);
  }

  /** A policy of that name asks, and its decider has the mail and has opened the page. */
  async function asked(name: string) {
    const subject = await givenPolicy(name.toLowerCase().replaceAll(' ', '-'), name);
    const approval = await ask(subject.ref);
    const mail = await mailTo(INGRID, new RegExp(`^Approve policy.*${name}`));
    const code = codeIn(mail);
    return { subject: subject.ref, approval: approval.ref, task: taskOf(approval), mail, code };
  }

  return {
    get,
    history,
    owner,
    holderOf,
    givenPolicy,
    givenSystem,
    givenApprovalPolicy,
    change,
    take,
    ask,
    asked,
    mailTo,
    open,
    decide,
    reaches,
    logged,
  };
}

/** The code that a mail's link carries. */
export function codeIn({ text }: Pick<Mail, 'text'>): string {
  const code = /\/t#([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})/.exec(text)?.[1];
  if (code === undefined) throw new Error('The mail carries no link');
  return code;
}

const Seats = z.object({
  stages: z.array(
    z.object({ seats: z.array(z.object({ rounds: z.array(z.object({ task: z.string() })) })) }),
  ),
});

/** The task of an approval's first seat. */
export function taskOf(approval: Pick<Shown, 'version'>): string {
  const task = Seats.parse(approval.version.content).stages[0]?.seats[0]?.rounds[0]?.task;
  if (task === undefined) throw new Error('Nobody is asked');
  return task;
}

async function written(answering: ReturnType<Live['call']>): Promise<Shown> {
  const { status, body, etag = '' } = await answering;
  if (status >= 300) throw new Error(`Not written: ${status} ${JSON.stringify(body)}`);
  return { ...Shown.parse(body), etag };
}
