import { changesBetween } from '../approvals/questions/changes.ts';
import { incidentFacts } from '../approvals/questions/open-matters.ts';
import {
  fact,
  type Gathered,
  type Line,
  type ReadRecords,
} from '../approvals/questions/question.ts';
import { aiSystem } from '../records/ai-system.ts';
import { contentOf } from '../records/content-of.ts';
import { risk as riskType } from '../records/risk.ts';
import type { Dimension, RiskCriteriaContent } from '../records/risk-criteria.ts';
import type { Sealed } from '../records/version.ts';
import { type Fact, type FactDefinition, isSaying } from '../tasks/facts.ts';
import { assessmentIn } from './assessment.ts';
import type { Place } from './score.ts';

/** What an assessor reads before the form of one dimension. */

export const ASSESS_FACTS: readonly FactDefinition[] = [
  { key: 'incidents', required: false, unfavourable: true, found: true },
  {
    key: 'last-score',
    required: false,
    unfavourable: (value) => isSaying(value, 'dimension-level') && value.above,
  },
  { key: 'why-assessed', required: true },
  { key: 'dimension', required: true },
  { key: 'purpose', required: true },
  { key: 'affected', required: true },
  { key: 'prohibited', required: true },
  { key: 'oversight', required: true },
  { key: 'changed-since', required: false },
  { key: 'criteria', required: true },
];

/** What an assessor is shown: nothing that another assessor of this assessment has said. */
export interface AssessMatter {
  readonly dimension: Dimension;
  /** What goes wrong in this dimension, by its question set. */
  readonly about: string;
  readonly criteria: RiskCriteriaContent;
  readonly criteriaRecord: Sealed;
  /** The version that is assessed, and the one that was assessed before. */
  readonly system: Sealed;
  readonly systemBefore: Sealed | undefined;
}

export async function gatherAssess(
  subject: Sealed,
  read: ReadRecords,
  { dimension, about, criteria, criteriaRecord, system, systemBefore }: AssessMatter,
  riskBefore: Sealed | undefined,
): Promise<Gathered> {
  const { started } = assessmentIn(subject);
  const content = contentOf(aiSystem, system);
  return {
    facts: [
      ...(await incidentFacts([system], read)),
      ...lastScore(riskBefore, criteria),
      fact('why-assessed', subject, [
        { say: 'assessed-because', why: started.why },
        started.reason,
      ]),
      fact('dimension', subject, [{ say: 'dimension', dimension }, about]),
      fact('purpose', system, [content.purpose, { say: 'tier', tier: content.tier }]),
      fact(
        'affected',
        system,
        content.affected.map(({ group, number, harm }) => `${group}, ${number}: ${harm}`),
      ),
      fact('prohibited', system, content.prohibitedUses),
      fact('oversight', system, { say: 'autonomy', autonomy: content.oversight.autonomy }),
      ...changedSince(system, systemBefore),
      criteriaFact(criteriaRecord, criteria, dimension),
    ],
    unknown: content.unknowns,
  };
}

function lastScore(risk: Sealed | undefined, { levels }: RiskCriteriaContent): readonly Fact[] {
  if (risk === undefined) return [];
  const { dimension, scored, appetite } = contentOf(riskType, risk);
  const { level } = scored.residual;
  return [
    fact('last-score', risk, {
      say: 'dimension-level',
      dimension,
      level: levels[level - 1]?.name ?? String(level),
      appetite: levels[appetite - 1]?.name ?? String(appetite),
      above: level > appetite,
    }),
  ];
}

function changedSince(system: Sealed, before: Sealed | undefined): readonly Fact[] {
  if (before === undefined) return [];
  const lines = changesBetween(before, system);
  const since: Line = { say: 'since', version: before.version.version, changes: lines.length };
  return [fact('changed-since', system, [since, ...lines])];
}

function criteriaFact(
  record: Sealed,
  { levels, appetite }: RiskCriteriaContent,
  dimension: Dimension,
): Fact {
  const most = appetite.dimensions[dimension] ?? appetite.level;
  const name = levels[most - 1]?.name ?? String(most);
  return fact('criteria', record, { say: 'borne', level: name, version: record.version.version });
}

/** A place in the matrix, in the words of the criteria. */
export function placeSaid(
  { likelihood, impact, levels }: RiskCriteriaContent,
  what: 'inherent' | 'residual',
  place: Place,
): Line {
  return {
    say: 'risk-place',
    what,
    likelihood: likelihood[place.likelihood - 1]?.name ?? String(place.likelihood),
    impact: impact[place.impact - 1]?.name ?? String(place.impact),
    level: levels[place.level - 1]?.name ?? String(place.level),
  };
}
