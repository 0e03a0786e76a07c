import * as z from 'zod';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';

/** A file or captured event, stored write-once under its SHA-256 (bytes.md, "Evidence record"). */
export const evidence = defineType({
  name: 'evidence',
  title: 'Evidence',
  about: 'A file stored write-once under its SHA-256, linked to what it proves (7.5).',
  schema: 1,
  retention: 'evidence',
  writtenBy: 'people',
  content: (personal) =>
    z.strictObject({
      class: z.enum(['evidence', 'record', 'signal', 'log']),
      collected: f.instant(),
      mediaType: z
        .string()
        .max(127)
        .regex(/^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/, 'is not a media type'),
      name: personal(f.line(255)),
      /** Files with personal data are sealed, which is not built yet: declared so, refused. */
      personal: z.literal(false),
      sha256: f.hex(),
      size: z.int().min(0),
      source: f.line(500),
    }),
  states: ['declared', 'stored', 'retired'],
  initial: 'declared',
  // What it names now must be shown to be there anew.
  edited: { stored: 'declared' },
  transitions: {
    store: { title: 'Is stored', from: ['declared'], to: 'stored', by: 'workflow' },
  },
  links: { proves: { to: [], title: 'Proves' } },
  summary: () => ({}),
  example: {
    id: '01936b2c-7b1e-7c3a-9f00-00000000000e',
    content: {
      class: 'evidence',
      collected: '2026-11-20T09:00:00.000Z',
      mediaType: 'application/pdf',
      name: 'validation-report.pdf',
      personal: false,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      size: 0,
      source: 'Model validation, second line',
    },
    links: [],
  },
});
