import { isWork } from '../approvals/task-place.ts';
import type { Ref } from '../ids.ts';
import { deliveryKey } from '../store/keys.ts';
import { claim } from './claim.ts';
import { needApproval, needTask, shownUnder } from './gather.ts';
import { gatheredIn } from './gathered.ts';
import { makeLink } from './link.ts';
import type { DigestQuestion, Reader } from './matter.ts';
import { type Delivery, markNotSent, parseDelivery } from './outbox.ts';
import { passMail, write } from './pass-mail.ts';
import { reader, readers } from './reader.ts';
import { isSpent, type Run, type Sent } from './run.ts';
import type { SendPorts } from './send-ports.ts';
import { isStillAsked } from './still-asked.ts';
import { noteUnreachable } from './unreachable.ts';

const PENDING = /^digest-([1-9][0-9]*)$/;

/**
 * Sends the digests that are due to a person. Which there are is pending on the person, and struck
 * out there when one is done with.
 */
export async function sendDigests(ports: SendPorts, person: Ref, run: Run): Promise<Sent> {
  const { store, table, clock } = ports;
  const head = await store.load(person);
  const undeliverable: Ref[] = [];
  let sent = 0;
  for (const { for: what } of head?.pending ?? []) {
    const n = PENDING.exec(what)?.[1];
    if (n === undefined) continue;
    if (isSpent(run, clock.now())) return { sent, undeliverable, rest: true };
    const item = await table.get(deliveryKey(person, 'digest', Number(n)));
    const delivery = item === undefined ? undefined : parseDelivery(item);
    if (delivery !== undefined && delivery.sent === undefined) {
      if (delivery.due !== undefined && delivery.due > clock.now()) continue;
      run.mails += 1;
      const became = await sendDigest(ports, delivery);
      if (became === 'theirs') continue;
      if (became === 'sent') sent += 1;
      if (became === 'unreachable') undeliverable.push(person);
    }
    await strikeOut(ports, person, what);
  }
  return { sent, undeliverable, rest: false };
}

async function sendDigest(
  ports: SendPorts,
  delivery: Delivery,
): Promise<'sent' | 'theirs' | 'not-needed' | 'unreachable'> {
  const { store, table, clock } = ports;
  // First of all, for what is taken gathers no more.
  const taken = await claim(ports, delivery);
  if (taken === 'theirs' || taken === 'moved') return 'theirs';
  const now = clock.now();
  const [to, asked] = await Promise.all([
    reader(store, delivery.to),
    gatheredIn(table, delivery.to, delivery.n),
  ]);
  const open = to === undefined ? [] : await stillOpen(ports, asked);
  if (to !== undefined && open.length === 0) {
    await table.write([markNotSent(taken, now, 'not-needed')]);
    return 'not-needed';
  }
  if (to !== undefined) {
    const mail = await write(ports, taken, async () => {
      const questions = await linked(ports, open, to);
      const organisation = questions.find(({ shown }) => shown)?.shown?.organisation ?? 'Assent';
      return { about: 'digest', delivery: taken, to, organisation, questions };
    });
    if ((await passMail(ports, taken, mail)) === 'sent') return 'sent';
  }
  for (const task of asked) await noteUnreachable(store, task, delivery.to, now);
  await table.write([markNotSent(taken, now, to === undefined ? 'undeliverable' : 'refused')]);
  return 'unreachable';
}

type Open = Omit<DigestQuestion, 'code' | 'requester'>;

/** The questions that still wait for an answer, the most urgent first. */
async function stillOpen(ports: SendPorts, asked: readonly Ref[]): Promise<readonly Open[]> {
  const now = ports.clock.now();
  const found = await Promise.all(
    asked.map(async (ref) => {
      const [task, shown] = await Promise.all([needTask(ports, ref), shownUnder(ports, ref)]);
      const approval = isWork(task.content) ? undefined : needApproval(ports, task.content.of);
      return { task, shown, approval: await approval };
    }),
  );
  return found
    .filter(({ task, approval }) => isStillAsked(task, approval, now))
    .sort((a, b) => (a.task.content.deadline < b.task.content.deadline ? -1 : 1));
}

/** Each question with a link of its own. */
async function linked(
  ports: SendPorts,
  open: readonly Open[],
  to: Reader,
): Promise<readonly DigestQuestion[]> {
  const named = ({ task, shown }: Open) => [...(shown?.people ?? []), task.content.requester];
  const people = await readers(
    ports.store,
    open.flatMap(named).filter((ref) => ref !== to.ref),
  );
  const questions: DigestQuestion[] = [];
  for (const each of open) {
    const shows = new Set(named(each).flatMap((ref) => people.get(ref) ?? []));
    const code = await makeLink(ports, each.task, [to, ...shows], ports.clock.now());
    questions.push({ ...each, requester: people.get(each.task.content.requester), code });
  }
  return questions;
}

/** How often it is tried where something else changes what is pending; the sweep tries again. */
const TRIES = 5;

async function strikeOut({ store }: SendPorts, person: Ref, what: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const head = await store.need(person);
    const rest = head.pending.filter((each) => each.for !== what);
    if ((await store.setPending(head, rest)) !== undefined) return;
  }
}
