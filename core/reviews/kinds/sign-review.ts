import type { Field } from '../../work/field.ts';
import type { WorkKind } from '../../work/work.ts';
import { SIGN_FACTS } from '../fact-keys.ts';
import { gatherSign, type LookMatter } from '../facts.ts';
import { applySignature } from '../look.ts';

const FIELDS: readonly Field[] = [
  {
    kind: 'one-of',
    key: 'verdict',
    required: true,
    options: [{ value: 'agree' }, { value: 'send-back' }],
  },
  {
    kind: 'text',
    key: 'reason',
    required: true,
    most: 2000,
    lines: 3,
    only: { key: 'verdict', is: ['send-back'] },
  },
];

/** Is what the reviewer found right? */
export const signReview: WorkKind = {
  name: 'sign-review',
  of: 'review',
  number: 'found',
  facts: SIGN_FACTS,
  gather: async () => ({ facts: [], unknown: [] }),
  form: () => FIELDS,
  apply: applySignature,
};

/** The same, of one record. */
export const signReviewOf = (matter: LookMatter): WorkKind => ({
  ...signReview,
  gather: (subject, read) => gatherSign(subject, read, matter),
});
