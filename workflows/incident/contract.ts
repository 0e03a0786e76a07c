import * as z from 'zod';
import { carryOutAction } from '#core/incidents/kinds/carry-out-action.ts';
import { checkEffect } from '#core/incidents/kinds/check-effect.ts';
import { containIncident } from '#core/incidents/kinds/contain-incident.ts';
import { decideReportability } from '#core/incidents/kinds/decide-reportability.ts';
import { explainIncident } from '#core/incidents/kinds/explain-incident.ts';
import { planCorrection } from '#core/incidents/kinds/plan-correction.ts';
import { proveNotification } from '#core/incidents/kinds/prove-notification.ts';
import { sumUpIncident } from '#core/incidents/kinds/sum-up-incident.ts';
import { triageIncident } from '#core/incidents/kinds/triage-incident.ts';
import * as f from '#core/records/fields.ts';
import type { WorkKind } from '#core/work/work.ts';

/** The name and version of this contract: executions carry it, and an unknown one is refused. */
export const CONTRACT = 'incident@1';

/** What an execution starts with. Ids only: execution history is no place for content. */
export const Input = z.strictObject({
  contract: z.literal(CONTRACT),
  type: z.literal('incident'),
  id: f.id(),
});

/** What `step` answers and the machine's Choice reads. */
export const OUTCOMES = ['wait', 'closed', 'dismissed', 'merged'] as const;

/** Every kind of work that this workflow asks people for. */
export const WORK_KINDS: readonly WorkKind[] = [
  triageIncident,
  containIncident,
  explainIncident,
  planCorrection,
  carryOutAction,
  checkEffect,
  decideReportability,
  proveNotification,
  sumUpIncident,
];

/** The kind of that name; `undefined` where there is none. */
export const workKind = (name: string): WorkKind | undefined =>
  WORK_KINDS.find((kind) => kind.name === name);
