import { nameKey } from '../approvals/open-task.ts';
import { parseShown } from '../approvals/task-item.ts';
import { AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { findPlace } from '../log/find-place.ts';
import type { Clock, Item, Mail, Mailer, Random, Table } from '../ports.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import { codeKey, factsKey, recordPartition } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { codeDigest, mintCode } from '../tasks/code.ts';
import { DAY, later, millisecondsOf } from '../time.ts';
import type { Answer, ApprovalMatter, MailMatter } from './matter.ts';
import { type Delivery, markLeft, markSent, parseDelivery } from './outbox.ts';
import { reader } from './reader.ts';

export interface SendPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly random: Random;
  readonly render: (matter: MailMatter) => Pick<Mail, 'subject' | 'html' | 'text'>;
  readonly checkpoint: () => Promise<string | undefined>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Milliseconds that a receipt waits for its place in the log, at most. */
const PATIENCE_MS = 5000;

/** How long a code lives after its task's deadline, so that its link can say what became of it. */
const CODE_OUTLIVES_MS = 90 * DAY;

export interface Sent {
  readonly sent: number;
  /** Mails whose person has no address any more, or whose address is refused. */
  readonly undeliverable: readonly Ref[];
}

/**
 * Sends whatever mails a record owes. A crash between sending and noting sends once more, with a
 * code of its own: at least once, never not at all.
 */
export async function sendOwed(ports: SendPorts, of: Ref): Promise<Sent> {
  const { store, table, clock } = ports;
  // Before the mails are read: one that is owed meanwhile changes what is pending, and stays due.
  const head = await store.load(of);
  const page = await table.query({
    partition: recordPartition(of),
    prefix: 'D#',
    limit: 100,
    consistent: true,
  });
  const owed = page.items.map(parseDelivery).filter(({ sent }) => sent === undefined);
  const undeliverable: Ref[] = [];
  let sent = 0;
  for (const delivery of owed) {
    const matter = await gather(ports, delivery);
    if (matter === undefined) {
      undeliverable.push(delivery.to);
      await table.write([markSent(delivery, clock.now(), 'undeliverable')]);
      continue;
    }
    if (isPast(matter)) {
      await table.write([markSent(delivery, clock.now(), 'not-needed')]);
      continue;
    }
    try {
      const messageId = await sendOne(ports, matter);
      await table.write(markLeft(delivery, clock.now(), messageId));
      sent += 1;
    } catch (error) {
      if (!isError(error, 'Refused')) throw error;
      undeliverable.push(delivery.to);
      await table.write([markSent(delivery, clock.now(), 'refused')]);
    }
  }
  if (head?.pending.some((each) => each.for === 'mail')) {
    await store.setPending(
      head,
      head.pending.filter((each) => each.for !== 'mail'),
    );
  }
  return { sent, undeliverable };
}

// Nobody is asked, or reminded, of what is answered or over by the time the mail would leave.
function isPast({ delivery, task, approval }: ApprovalMatter): boolean {
  if (delivery.kind !== 'request' && delivery.kind !== 'reminder') return false;
  return task?.head.version.state !== 'open' || approval.head.version.state !== 'open';
}

async function sendOne(ports: SendPorts, matter: ApprovalMatter): Promise<string> {
  const { to, task } = matter;
  const withLink = matter.delivery.kind === 'request' || matter.delivery.kind === 'reminder';
  const code = withLink && task !== undefined ? mintCode(ports.random) : undefined;
  if (code !== undefined && task !== undefined) {
    await keepCode(ports, code, task);
    await keepNames(ports, matter, task.head.ref);
  }
  const mail = ports.render({ ...matter, code });
  const replyTo = matter.requester?.email;
  const { messageId } = await ports.mailer.send({
    ...mail,
    to: to.email,
    ...(replyTo === undefined || replyTo === to.email ? {} : { replyTo }),
  });
  return messageId;
}

async function keepCode(
  { table }: SendPorts,
  code: string,
  { head, content }: NonNullable<ApprovalMatter['task']>,
): Promise<void> {
  const expires = later(content.deadline, CODE_OUTLIVES_MS);
  await table.write([
    {
      op: 'put',
      item: {
        ...codeKey(codeDigest(code)),
        task: head.ref,
        person: content.person,
        epoch: content.epoch,
        expires,
        ttl: Math.ceil(millisecondsOf(expires) / 1000),
      },
      when: [{ is: 'absent' }],
    },
  ]);
}

// The page may read tasks and nothing else, so the few names that it shows lie under the task.
async function keepNames({ table }: SendPorts, matter: ApprovalMatter, task: Ref): Promise<void> {
  const people = new Map([matter.to, matter.requester].map((person) => [person?.ref, person]));
  for (const person of people.values()) {
    if (person === undefined) continue;
    const { ref, name, language, zone } = person;
    const item = {
      ...nameKey(task, ref),
      person: ref,
      name,
      language,
      zone,
      gpp: ref,
      gps: `${task}#NAME`,
    };
    await table.write([{ op: 'put', table: 'personal', item }]);
  }
}

async function gather(ports: SendPorts, delivery: Delivery): Promise<ApprovalMatter | undefined> {
  const { store, table } = ports;
  const head = await store.need(delivery.of);
  const task =
    head.version.type === taskType.name ? { head, content: contentOf(taskType, head) } : undefined;
  const approvalHead = task === undefined ? head : await store.need(task.content.of);
  const approval = { head: approvalHead, content: contentOf(approvalType, approvalHead) };
  const shown = task === undefined ? undefined : await table.get(factsKey(head.ref));
  const logIndex = () => store.logIndex(head.ref, head.version.version);
  const patience = delivery.kind === 'receipt' ? PATIENCE_MS : 0;
  const [to, requester, { index, checkpoint }, answers] = await Promise.all([
    reader(store, delivery.to),
    reader(store, approval.content.requester),
    findPlace({ ...ports, logIndex }, patience),
    delivery.kind === 'outcome' ? answersOf(ports, approval.content) : [],
  ]);
  if (to === undefined) return undefined;
  const under = shown ?? answers[0]?.shown;
  return {
    about: 'approval',
    delivery,
    to,
    requester,
    task,
    shown: shown === undefined ? undefined : parseShown(shown),
    approval,
    code: undefined,
    checkpoint,
    index,
    people: new Map(),
    question: undefined,
    condition: undefined,
    repudiation: undefined,
    answers: answers.map(({ answer }) => answer),
    organisation: under === undefined ? 'Assent' : parseShown(under).organisation,
  };
}

async function answersOf({ store, table }: SendPorts, approval: ApprovalContent) {
  const found: { answer: Answer; shown: Item | undefined }[] = [];
  for (const { answer } of approval.stages.flatMap(({ seats }) => seats)) {
    if (answer === undefined) continue;
    const task = await store.need(`task/${answer.task.id}`);
    const shown = await table.get(factsKey(task.ref));
    const person = await reader(store, answer.by);
    found.push({
      shown,
      answer: {
        by: answer.by,
        name: person?.name ?? 'erased',
        capacity: shown === undefined ? '' : parseShown(shown).capacity,
        choice: answer.choice,
        comment: contentOf(taskType, task).decision?.comment,
      },
    });
  }
  return found;
}

/** @throws Invalid where a mail is asked of what owes none */
export function checkOwner(of: Ref): Ref {
  if (of.startsWith('task/') || of.startsWith('approval/')) return of;
  throw new AssentError('Invalid', `${of} owes no mail`);
}
