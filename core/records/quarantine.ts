import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/**
 * An event from outside that could not be read (bytes.md, Signals): kept as a line in a locked
 * batch, so that this record holds where it lies and why, never what it says.
 */
export const quarantine = defineType({
  name: 'quarantine',
  title: 'Event in quarantine',
  about: 'An event from outside that could not be read, kept until somebody has looked (A.6.2.6).',
  schema: 1,
  retention: 'record',
  writtenBy: 'workflow',
  content: () =>
    z.strictObject({
      reason: z.enum([
        'unread',
        'too-large',
        'too-deep',
        'no-envelope',
        'malformed',
        'adapter-failed',
      ]),
      /** Paths of what does not fit, with spaces between. */
      where: z.string().max(2000).optional(),
      /** SHA-256 of the object in which its line stands, and that object's day. */
      batch: f.hex(),
      day: f.date(),
      identity: f.hex(),
      received: f.instant(),
      /** How large it was when it came. */
      bytes: z.int().min(0),
    }),
  states: ['open', 'resent', 'dismissed', 'retired'],
  initial: 'open',
  transitions: {
    resend: { title: 'Was sent again, mended', from: ['open'], to: 'resent', by: 'people' },
    dismiss: { title: 'Is dismissed', from: ['open'], to: 'dismissed', by: 'people' },
  },
  links: {},
  summary: (content) => ({ label: content.reason }),
  example: {
    id: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f0',
    content: {
      reason: 'malformed',
      where: '/detail/severity',
      batch: 'b'.repeat(64),
      day: '2026-11-24',
      identity: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      received: '2026-11-24T06:08:00.000Z',
      bytes: 812,
    },
    links: [],
  },
});

/** Its id: as much of the identity as an id holds, so that the same event has one record. */
export const quarantineId = (identity: string): string => identity.slice(0, 60);

export type QuarantineContent = z.output<ReturnType<typeof quarantine.stored>>;
