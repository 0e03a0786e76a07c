import * as z from 'zod';
import { adoptApprovalPolicy } from '#core/approvals/questions/adopt-approval-policy.ts';
import { approvePolicy } from '#core/approvals/questions/approve-policy.ts';
import { goLive } from '#core/approvals/questions/go-live.ts';
import type { ReadRecords, TaskKind } from '#core/approvals/questions/question.ts';
import * as f from '#core/records/fields.ts';
import type { Sealed } from '#core/records/version.ts';
import { pin } from '#core/store/commit.ts';
import type { FactDefinition, Facts } from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';

/** The name and version of this contract: executions carry it, and an unknown one is refused. */
export const CONTRACT = 'approval@1';

/** What an execution starts with. Ids only: execution history is no place for content. */
export const Input = z.strictObject({
  contract: z.literal(CONTRACT),
  type: z.literal('approval'),
  id: f.id(),
});

/** What `step` answers and the machine's Choice reads. */
export const OUTCOMES = ['wait', 'effective', 'rejected', 'lapsed', 'void', 'withdrawn'] as const;

/** Every kind of question of this workflow. */
export const KINDS = [approvePolicy, adoptApprovalPolicy, goLive] as const;

/** The kind that is asked about a type's transition; `undefined` where none is. */
export function kindFor(type: string, transition: string): TaskKind | undefined {
  return KINDS.find(({ about }) => about.type === type && about.transition === transition);
}

export function kindOf(name: string): TaskKind | undefined {
  return KINDS.find((kind) => kind.name === name);
}

/** Gathers the facts of a kind and says which of the required ones are missing. */
export async function gatherFacts(
  kind: TaskKind,
  subject: Sealed,
  read: ReadRecords,
  now: Instant,
): Promise<{ readonly facts: Facts; readonly missing: readonly FactDefinition[] }> {
  const { facts, unknown } = await kind.gather(subject, read);
  const missing = kind.facts.filter(
    ({ key, required }) => required && !facts.some((each) => each.key === key),
  );
  return {
    missing,
    facts: {
      facts: [...facts],
      format: 'assent/facts/v1',
      gathered: now,
      kind: kind.name,
      subject: pin(subject),
      // The box of what is not known cannot be left empty: saying nothing is said too.
      unknown: unknown.length > 0 ? [...unknown] : ['Its owner names nothing that is not known'],
    },
  };
}
