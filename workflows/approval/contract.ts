import * as z from 'zod';
import type { GatherFacts } from '#core/approvals/gate-facts.ts';
import { adoptApprovalPolicy } from '#core/approvals/questions/adopt-approval-policy.ts';
import { adoptRiskCriteria } from '#core/approvals/questions/adopt-risk-criteria.ts';
import { adoptScope } from '#core/approvals/questions/adopt-scope.ts';
import { approveImpactAssessment } from '#core/approvals/questions/approve-impact-assessment.ts';
import { approvePolicy } from '#core/approvals/questions/approve-policy.ts';
import { closeIncident } from '#core/approvals/questions/close-incident.ts';
import { goLive } from '#core/approvals/questions/go-live.ts';
import type { ReadRecords, TaskKind } from '#core/approvals/questions/question.ts';
import { releaseModel } from '#core/approvals/questions/release-model.ts';
import { invalid } from '#core/errors.ts';
import * as f from '#core/records/fields.ts';
import type { Sealed } from '#core/records/version.ts';
import { pin } from '#core/store/commit.ts';
import { type FactDefinition, type Facts, isStale } from '#core/tasks/facts.ts';
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
export const KINDS: readonly TaskKind[] = [
  approvePolicy,
  adoptApprovalPolicy,
  goLive,
  releaseModel,
  closeIncident,
  adoptRiskCriteria,
  approveImpactAssessment,
  adoptScope,
];

/** The kind that is asked about a type's transition; `undefined` where none is. */
export function kindFor(type: string, transition: string): TaskKind | undefined {
  return KINDS.find(({ about }) => about.type === type && about.transition === transition);
}

export function kindOf(name: string): TaskKind | undefined {
  return KINDS.find((kind) => kind.name === name);
}

/** The facts of a kind, and which of the required ones nobody can rest a decision on. */
export interface Gathering {
  readonly facts: Facts;
  readonly missing: readonly FactDefinition[];
  /** There, and older than the kind allows. */
  readonly stale: readonly FactDefinition[];
}

/** Gathers the facts of a kind from the records as they stand. */
export async function gatherFacts(
  kind: TaskKind,
  subject: Sealed,
  read: ReadRecords,
  now: Instant,
): Promise<Gathering> {
  const { facts, unknown } = await kind.gather(subject, read);
  const required = kind.facts.filter((each) => each.required);
  return {
    missing: required.filter(({ key }) => !facts.some((each) => each.key === key)),
    stale: required.filter((definition) =>
      facts.some((each) => each.key === definition.key && isStale(definition, each, now)),
    ),
    facts: {
      facts: [...facts],
      format: 'assent/facts/v1',
      gathered: now,
      kind: kind.name,
      subject: pin(subject),
      // What we say of ourselves is JSON, each member of it there or absent.
      unknown: [...unknown] as Facts['unknown'],
    },
  };
}

/**
 * What gathers facts by the name of their kind, for whoever opens a gate or takes an answer.
 *
 * @throws Invalid for a kind that this software does not know
 */
export function factsGatherer(read: ReadRecords): GatherFacts {
  const finds = (name: string) => kindOf(name)?.facts.some(({ found }) => found === true) === true;
  return Object.assign(gather, { finds });

  async function gather(subject: Sealed, name: string, now: Instant) {
    const kind = kindOf(name);
    if (kind === undefined) throw invalid(`No kind of task is called ${name}`);
    const { facts, missing, stale } = await gatherFacts(kind, subject, read, now);
    return { facts, lacking: [...missing, ...stale].map(({ key }) => key) };
  }
}
