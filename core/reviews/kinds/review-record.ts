import { longText, options } from '../../work/common-fields.ts';
import type { Field } from '../../work/field.ts';
import type { WorkKind } from '../../work/work.ts';
import { LOOK_FACTS } from '../fact-keys.ts';
import { gatherLook, type LookMatter } from '../facts.ts';
import { applyLook, FINDINGS } from '../look.ts';

/** What one review may promise. */
const MAX_FOLLOW = 8;

const FIELDS: readonly Field[] = [
  { kind: 'one-of', key: 'found', required: true, options: options(FINDINGS) },
  longText('reason', 2000),
  {
    kind: 'rows',
    key: 'follow',
    required: false,
    most: MAX_FOLLOW,
    of: [
      { kind: 'text', key: 'text', required: true, most: 1000, lines: 2 },
      { kind: 'person', key: 'owner', required: true },
      { kind: 'day', key: 'due', required: true, when: 'future' },
    ],
  },
];

/** Does this record still hold? */
export const reviewRecord: WorkKind = {
  name: 'review-record',
  of: 'review',
  number: 'versions-since',
  facts: LOOK_FACTS,
  gather: async () => ({ facts: [], unknown: [] }),
  form: () => FIELDS,
  apply: applyLook,
};

/** The same, of one record. */
export const reviewRecordOf = (matter: LookMatter): WorkKind => ({
  ...reviewRecord,
  gather: (subject, read) => gatherLook(subject, read, matter),
});
