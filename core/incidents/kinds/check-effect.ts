import { evidenceField, longText, options } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { ACTION_FACTS, gatherAction } from '../action-facts.ts';
import { applyChecked } from '../correct.ts';

/** Did the action have its effect? */
export const checkEffect: WorkKind = {
  name: 'check-effect',
  of: 'corrective-action',
  number: 'action',
  facts: ACTION_FACTS,
  gather: gatherAction,
  form: () => [
    {
      kind: 'one-of',
      key: 'effect',
      required: true,
      options: options(['effective', 'ineffective']),
    },
    longText('found', 2000),
    evidenceField,
  ],
  apply: applyChecked,
};
