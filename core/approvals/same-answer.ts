import { canonicalText } from '../canonical.ts';
import type { TaskContent } from '../records/task.ts';
import type { Given } from './form-shape.ts';

/** Whether what was posted is what the decision says, all of it but the signature. */
export function isSame({ decision }: TaskContent, given: Given, facts: string): boolean {
  return (
    decision !== undefined &&
    decision.choice === given.choice &&
    (decision.comment ?? '') === given.comment &&
    decision.facts === facts &&
    decision.passedTo === given.passTo &&
    decision.absentUntil === given.absentUntil &&
    canonicalText(decision.conditions ?? []) === canonicalText([...given.conditions])
  );
}
