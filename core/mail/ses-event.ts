import * as z from 'zod';
import { instantOf } from '../time.ts';
import type { Feedback } from './outbox.ts';

/**
 * What SES publishes of a mail, as far as it is read. Everything else is dropped while parsing,
 * and with it the addresses, subjects and diagnostics that such an event is full of.
 *
 * Source: SES developer guide, "Contents of event data that Amazon SES publishes to Amazon SNS".
 */

/** ISO 8601 with any number of digits of a second, in our form. */
const moment = z.string().transform((text, context) => {
  const milliseconds = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return instantOf(milliseconds);
  context.issues.push({ code: 'custom', message: 'is no time', input: text });
  return z.NEVER;
});

const mail = z.object({
  /** When SES took it. */
  timestamp: moment,
  messageId: z.string().min(1).max(200),
});

const bounce = z.object({
  eventType: z.literal('Bounce'),
  mail,
  bounce: z.object({
    bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']),
    bounceSubType: z.string(),
    timestamp: moment,
  }),
});

const complaint = z.object({
  eventType: z.literal('Complaint'),
  mail,
  complaint: z.object({ complaintSubType: z.string().nullish() }),
});

const reject = z.object({ eventType: z.literal('Reject'), mail });

const delay = z.object({
  eventType: z.literal('DeliveryDelay'),
  mail,
  deliveryDelay: z.object({ timestamp: moment }),
});

export const SesEvent = z.discriminatedUnion('eventType', [bounce, complaint, reject, delay]);
export type SesEvent = z.output<typeof SesEvent>;

/** What an event says of its mail: that it will not be read, or that it was put off, and when. */
export type Verdict =
  | { readonly is: 'lost'; readonly feedback: Feedback }
  | { readonly is: 'delayed'; readonly at: string };

/** SES did not even try: the address is on its own list, or on the account's. */
const SUPPRESSED: readonly (string | null | undefined)[] = [
  'Suppressed',
  'OnAccountSuppressionList',
];

/** A soft bounce counts as put off: a mailbox that is full today may take the reminder. */
export function verdictOf(event: SesEvent): Verdict {
  switch (event.eventType) {
    case 'Bounce': {
      const { bounceType, bounceSubType, timestamp } = event.bounce;
      if (bounceType !== 'Permanent') return { is: 'delayed', at: timestamp };
      return {
        is: 'lost',
        feedback: SUPPRESSED.includes(bounceSubType) ? 'suppressed' : 'bounced',
      };
    }
    case 'Complaint': {
      const suppressed = SUPPRESSED.includes(event.complaint.complaintSubType);
      return { is: 'lost', feedback: suppressed ? 'suppressed' : 'complained' };
    }
    case 'Reject':
      return { is: 'lost', feedback: 'rejected' };
    case 'DeliveryDelay':
      return { is: 'delayed', at: event.deliveryDelay.timestamp };
  }
}
