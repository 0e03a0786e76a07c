import type { Field, Option } from './field.ts';

/** Fields that forms have in common, and what their options are made of. */

type TextField = Extract<Field, { kind: 'text' }>;

/** A text of several lines that must be filled. */
export const longText = (key: string, most: number): TextField => ({
  kind: 'text',
  key,
  required: true,
  most,
  lines: 4,
});

/** References to evidence that shows it, where there is any. */
export const evidenceField: Field = {
  kind: 'evidence',
  key: 'evidence',
  required: false,
  most: 10,
};

/** Options whose words are the pages'. */
export const options = (values: readonly string[]): readonly Option[] =>
  values.map((value) => ({ value }));
