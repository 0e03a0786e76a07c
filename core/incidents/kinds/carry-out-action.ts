import { evidenceField, longText } from '../../work/common-fields.ts';
import type { WorkKind } from '../../work/work.ts';
import { ACTION_FACTS, gatherAction } from '../action-facts.ts';
import { applyDone } from '../correct.ts';

/** Has the action been done, and how? */
export const carryOutAction: WorkKind = {
  name: 'carry-out-action',
  of: 'corrective-action',
  number: 'action',
  facts: ACTION_FACTS,
  gather: gatherAction,
  form: () => [longText('how', 2000), evidenceField],
  apply: applyDone,
};
