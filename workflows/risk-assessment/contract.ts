import * as z from 'zod';
import * as f from '#core/records/fields.ts';
import { acceptRisk } from '#core/risk/kinds/accept-risk.ts';
import { assessRisk } from '#core/risk/kinds/assess-risk.ts';
import { finishTreatment } from '#core/risk/kinds/finish-treatment.ts';
import { haveImpactAssessed } from '#core/risk/kinds/have-impact-assessed.ts';
import { planTreatment } from '#core/risk/kinds/plan-treatment.ts';
import type { WorkKind } from '#core/work/work.ts';

/** The name and version of this contract: executions carry it, and an unknown one is refused. */
export const CONTRACT = 'risk-assessment@1';

/** What an execution starts with. Ids only: execution history is no place for content. */
export const Input = z.strictObject({
  contract: z.literal(CONTRACT),
  type: z.literal('risk-assessment'),
  id: f.id(),
});

/** What `step` answers and the machine's Choice reads. */
export const OUTCOMES = ['wait', 'done', 'overdue', 'superseded'] as const;

/** Every kind of work that this workflow asks people for. */
export const WORK_KINDS: readonly WorkKind[] = [
  assessRisk,
  planTreatment,
  acceptRisk,
  finishTreatment,
  haveImpactAssessed,
];

/** The kind of that name; `undefined` where there is none. */
export const workKind = (name: string): WorkKind | undefined =>
  WORK_KINDS.find((kind) => kind.name === name);
