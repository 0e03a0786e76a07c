import * as z from 'zod';
import * as approval from '#workflows/approval/contract.ts';
import * as incident from '#workflows/incident/contract.ts';
import * as review from '#workflows/review/contract.ts';
import * as riskAssessment from '#workflows/risk-assessment/contract.ts';

/**
 * What machines call with: the contract of a workflow that this software knows, and what the
 * function wants beside. Any other is refused, with an error that the machine catches.
 */
export const callOf = <Shape extends z.ZodRawShape>(more: Shape) =>
  z.discriminatedUnion('contract', [
    approval.Input.extend(more),
    incident.Input.extend(more),
    riskAssessment.Input.extend(more),
    review.Input.extend(more),
  ]);
