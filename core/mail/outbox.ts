import type { Ref } from '../ids.ts';
import type { Item, Write } from '../ports.ts';
import { deliveryKey } from '../store/keys.ts';
import type { Instant } from '../time.ts';

/** Which mail: each kind has its own words. */
export type MailKind = 'request' | 'reminder' | 'receipt' | 'outcome' | 'closed';

/** A mail that a transaction owes. The function `mail` sends it, and no other. */
export interface Delivery {
  readonly of: Ref;
  readonly kind: MailKind;
  readonly n: number;
  readonly to: Ref;
  readonly sent: Instant | undefined;
  readonly messageId: string | undefined;
}

/** The write that owes a mail. Again is a refusal: it is owed once. */
export function owe(of: Ref, kind: MailKind, n: number, to: Ref): Write {
  return {
    op: 'put',
    item: { ...deliveryKey(of, kind, n), of, kind, n, to },
    when: [{ is: 'absent' }],
  };
}

/** Notes that a mail has left: which code went with it, under which id the mailer knows it. */
export function markSent(delivery: Delivery, at: Instant, messageId: string): Write {
  return {
    op: 'update',
    key: deliveryKey(delivery.of, delivery.kind, delivery.n),
    set: { sent: at, messageId },
    when: [{ is: 'present' }],
  };
}

export function parseDelivery(item: Item): Delivery {
  return {
    of: String(item.of),
    kind: String(item.kind) as MailKind,
    n: Number(item.n),
    to: String(item.to),
    sent: typeof item.sent === 'string' ? item.sent : undefined,
    messageId: typeof item.messageId === 'string' ? item.messageId : undefined,
  };
}
