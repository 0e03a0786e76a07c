import { transient } from '../errors.ts';
import type { Clock, Item, Table, Write } from '../ports.ts';
import { deliveryKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Instant, later, MINUTE, millisecondsOf } from '../time.ts';
import { gatheredIn } from './gathered.ts';
import { type Delivery, type Feedback, messageIdKey, parseDelivery } from './outbox.ts';
import { type SesEvent, type Verdict, verdictOf } from './ses-event.ts';
import { noteUnreachable, waitingTask, withUnreachable } from './unreachable.ts';

export interface FeedbackPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly clock: Clock;
}

/** What became of an event; nothing in it is an address. */
export interface FeedbackTaken {
  /** `known`: noted before. `stranger`: of a mail that nobody here knows, or knows no more. */
  readonly is: 'noted' | 'known' | 'stranger';
  readonly said: Feedback | 'delayed';
  readonly delivery?: Pick<Delivery, 'of' | 'kind' | 'n'>;
  /** Whether a task is due at once, because its person cannot be reached. */
  readonly unreachable: boolean;
}

/** A mail that SES has just taken may not be noted yet by whoever sent it. */
const NOTED_WITHIN_MS = MINUTE;
const TRIES = 5;

/**
 * Notes what the mailer heard of a mail under its delivery and, where an open task's person cannot
 * be reached, makes the task due, in one write. The same again changes nothing. A lost digest does
 * so to each question that it gathered.
 *
 * @throws Transient where the mail is too young to be called a stranger, or others write at once
 */
export async function takeFeedback(ports: FeedbackPorts, event: SesEvent): Promise<FeedbackTaken> {
  const { table, clock } = ports;
  const verdict = verdictOf(event);
  const said: FeedbackTaken['said'] = verdict.is === 'lost' ? verdict.feedback : 'delayed';
  const now = clock.now();
  const known = await table.get(messageIdKey(event.mail.messageId));
  if (known === undefined || isOver(known, now)) {
    if (later(event.mail.timestamp, NOTED_WITHIN_MS) > now) {
      throw transient('Feedback to a mail that may not be noted yet', 'none');
    }
    return { is: 'stranger', said, unreachable: false };
  }
  const { of, kind, n } = parseDelivery(known);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const item = await table.get(deliveryKey(of, kind, n));
    if (item === undefined) return { is: 'stranger', said, unreachable: false };
    const delivery = parseDelivery(item);
    const note = noteOf(delivery, verdict, now);
    const about = { said, delivery: { of, kind, n } };
    if (note === undefined) return { is: 'known', ...about, unreachable: false };
    const lost = verdict.is === 'lost';
    const gathered = lost && (await makeGatheredDue(ports, delivery, now));
    const asked = lost ? await waitingTask(ports.store, delivery) : undefined;
    const written =
      asked === undefined
        ? (await table.write([note])).ok
        : (await ports.store.setPending(asked, withUnreachable(asked, now), [note])) !== undefined;
    if (written) return { is: 'noted', ...about, unreachable: gathered || asked !== undefined };
  }
  throw transient(`Others write ${of} at the same time`, 'none');
}

/** Each by itself, and before the digest is noted: a process that dies between does them again. */
async function makeGatheredDue(
  { store, table }: FeedbackPorts,
  { kind, n, to }: Delivery,
  now: Instant,
): Promise<boolean> {
  let isDue = false;
  for (const task of kind === 'digest' ? await gatheredIn(table, to, n) : []) {
    const became = await noteUnreachable(store, task, to, now);
    if (became === 'moved') throw transient(`Others write ${task} at the same time`, 'none');
    if (became === 'due') isDue = true;
  }
  return isDue;
}

// DynamoDB takes what has expired away when it comes to it.
const isOver = ({ ttl }: Item, now: Instant): boolean =>
  typeof ttl === 'number' && ttl * 1000 <= millisecondsOf(now);

function noteOf(delivery: Delivery, verdict: Verdict, now: Instant): Write | undefined {
  // Whatever is said of a mail that is lost already says nothing new.
  if (delivery.feedback !== undefined) return undefined;
  const key = deliveryKey(delivery.of, delivery.kind, delivery.n);
  const unsaid = { attribute: 'feedback', is: 'absent' } as const;
  if (verdict.is === 'lost') {
    const set = { feedback: verdict.feedback, feedbackAt: now };
    return { op: 'update', key, set, when: [{ is: 'present' }, unsaid] };
  }
  const { delays, delayedAt } = delivery;
  if (delayedAt !== undefined && verdict.at <= delayedAt) return undefined;
  return {
    op: 'update',
    key,
    set: { delays: delays + 1, delayedAt: verdict.at },
    when: [
      { is: 'present' },
      unsaid,
      delays === 0
        ? { attribute: 'delays', is: 'absent' }
        : { attribute: 'delays', is: '=', value: delays },
    ],
  };
}
