import { sha256Hex } from '#hash';
import type { Ref } from '../ids.ts';
import type { Item, Key, Test, Write } from '../ports.ts';
import { deliveryKey, messageKey } from '../store/keys.ts';
import { DAY, type Instant, later, millisecondsOf } from '../time.ts';

/** How long a mail is found by its message id: SES tries for 14 hours, complaints take days. */
const KNOWN_BY_MESSAGE_MS = 30 * DAY;

/** Which mail: each kind has its own words. */
export type MailKind =
  | 'request'
  | 'reminder'
  | 'receipt'
  | 'outcome'
  | 'closed'
  | 'progress'
  | 'clarified'
  | 'condition-missed'
  | 'repudiated'
  | 'unfillable'
  | 'clock-breached'
  | 'action-overdue'
  | 'assessment-overdue'
  | 'treatment-overdue'
  | 'acceptance-expired'
  | 'digest';

/** Why a mail that has left will not be read: what the mailer heard of it afterwards. */
export type Feedback = 'bounced' | 'suppressed' | 'complained' | 'rejected';

/** A mail that a transaction owes. The function `mail` sends it, and no other. */
export interface Delivery {
  readonly of: Ref;
  readonly kind: MailKind;
  readonly n: number;
  readonly to: Ref;
  readonly sent: Instant | undefined;
  readonly messageId: string | undefined;
  /** The first that was heard, and when it reached us; what comes after it changes nothing. */
  readonly feedback: Feedback | undefined;
  readonly feedbackAt: Instant | undefined;
  /** How often its delivery was put off, and of when the last notice was. */
  readonly delays: number;
  readonly delayedAt: Instant | undefined;
  /** Who sends it, and until when nobody else does. */
  readonly lease: Lease | undefined;
  /** Not before then: a digest. */
  readonly due: Instant | undefined;
  /** In which digest the question goes instead. */
  readonly digest: number | undefined;
}

export interface Lease {
  readonly by: string;
  readonly until: Instant;
  /** Whoever took it knows that it did not leave. */
  readonly unsent?: boolean;
}

/** Why a mail that was owed does not leave by itself. */
const NOT_SENT = ['undeliverable', 'refused', 'not-needed', 'in-digest'] as const;
export type NotSent = (typeof NOT_SENT)[number];

/** Whether the mail has left by itself. */
export const hasLeft = ({ sent, messageId }: Delivery): boolean =>
  sent !== undefined && !NOT_SENT.some((why) => why === messageId);

/** Whether it may have left: whoever took it may have died between sending and noting. */
export function mayHaveLeft(delivery: Delivery): boolean {
  const { sent, messageId, lease } = delivery;
  if (hasLeft(delivery)) return true;
  return (
    lease !== undefined &&
    lease.unsent !== true &&
    (sent === undefined || messageId === 'not-needed')
  );
}

/** The write that owes a mail. Again is a refusal: it is owed once. */
export function owe(
  of: Ref,
  kind: MailKind,
  n: number,
  to: Ref,
  more: { readonly due?: Instant } = {},
): Write {
  return {
    op: 'put',
    item: { ...deliveryKey(of, kind, n), of, kind, n, to, ...more },
    when: [{ is: 'absent' }],
  };
}

/** Notes that a mail does not leave, and why. Refused where it has left, or somebody sends it. */
export function markNotSent(
  delivery: Delivery,
  at: Instant,
  why: NotSent,
  more: { readonly digest?: number } = {},
): Write {
  return {
    op: 'update',
    key: keyOf(delivery),
    set: { sent: at, messageId: why, ...more },
    when: [{ is: 'present' }, { attribute: 'sent', is: 'absent' }, sameLease(delivery)],
  };
}

/** Takes a mail for one sender. Refused where it is done with, or somebody else has taken it. */
export function takeLease(delivery: Delivery, { by, until }: Lease): Write {
  return {
    op: 'update',
    key: keyOf(delivery),
    set: { leaseBy: by, leaseUntil: until },
    remove: ['unsent'],
    when: [{ is: 'present' }, { attribute: 'sent', is: 'absent' }, sameLease(delivery)],
  };
}

/** Gives a mail back that was taken and did not leave: it may be taken again at once. */
export function giveBack(delivery: Delivery, at: Instant): Write {
  return {
    op: 'update',
    key: keyOf(delivery),
    set: { leaseUntil: at, unsent: true },
    when: [{ attribute: 'sent', is: 'absent' }, sameLease(delivery)],
  };
}

const keyOf = ({ of, kind, n }: Pick<Delivery, 'of' | 'kind' | 'n'>): Key =>
  deliveryKey(of, kind, n);

const sameLease = ({ lease }: Delivery): Test =>
  lease === undefined
    ? { attribute: 'leaseBy', is: 'absent' }
    : { attribute: 'leaseBy', is: '=', value: lease.by };

/**
 * Notes that a mail has left, and keeps which delivery its message id stands for: what the mailer
 * learns of the mail later names the id alone (`core/mail/feedback.ts`).
 */
export function markLeft(delivery: Delivery, at: Instant, messageId: string): readonly Write[] {
  const { of, kind, n, to } = delivery;
  const ttl = Math.ceil(millisecondsOf(later(at, KNOWN_BY_MESSAGE_MS)) / 1000);
  return [
    {
      op: 'update',
      key: keyOf(delivery),
      set: { sent: at, messageId },
      when: [{ is: 'present' }],
    },
    { op: 'put', item: { ...messageIdKey(messageId), of, kind, n, to, ttl } },
  ];
}

/** Where it is kept which delivery a message id stands for. */
export const messageIdKey = (messageId: string): Key =>
  messageKey(sha256Hex(new TextEncoder().encode(messageId)));

export function parseDelivery(item: Item): Delivery {
  return {
    of: String(item.of),
    kind: String(item.kind) as MailKind,
    n: Number(item.n),
    to: String(item.to),
    sent: text(item.sent),
    messageId: text(item.messageId),
    feedback: text(item.feedback) as Feedback | undefined,
    feedbackAt: text(item.feedbackAt),
    delays: typeof item.delays === 'number' ? item.delays : 0,
    delayedAt: text(item.delayedAt),
    lease: leaseIn(item),
    due: text(item.due),
    digest: typeof item.digest === 'number' ? item.digest : undefined,
  };
}

function leaseIn({ leaseBy, leaseUntil, unsent }: Item): Lease | undefined {
  if (typeof leaseBy !== 'string' || typeof leaseUntil !== 'string') return undefined;
  return { by: leaseBy, until: leaseUntil, ...(unsent === true ? { unsent } : {}) };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
