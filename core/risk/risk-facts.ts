import { incidentFacts } from '../approvals/questions/open-matters.ts';
import {
  fact,
  factIfAny,
  type Gathered,
  type Line,
  type ReadRecords,
} from '../approvals/questions/question.ts';
import { splitRef } from '../ids.ts';
import { acceptance } from '../records/acceptance.ts';
import { contentOf } from '../records/content-of.ts';
import { type RiskContent, risk as riskType } from '../records/risk.ts';
import { treatment } from '../records/treatment.ts';
import type { Sealed } from '../records/version.ts';
import type { Fact, FactDefinition } from '../tasks/facts.ts';
import { type AssessedDimension, assessmentIn } from './assessment.ts';
import { placeSaid } from './facts.ts';
import { appetiteFor } from './score.ts';
import { worstOf } from './score-risks.ts';
import type { Terms } from './terms.ts';

/** What whoever plans the treatment of a risk reads, or is to accept what is left of it. */

export const RISK_FACTS: readonly FactDefinition[] = [
  { key: 'above-appetite', required: true, unfavourable: true },
  { key: 'disagreement', required: false, unfavourable: true },
  { key: 'incidents', required: false, unfavourable: true, found: true },
  { key: 'refused-before', required: false, unfavourable: true },
  { key: 'accepted-before', required: false, unfavourable: true },
  { key: 'scenario', required: true },
  { key: 'levels', required: true },
  { key: 'all-dimensions', required: false },
  { key: 'rationale', required: true },
  { key: 'treatment', required: false },
  { key: 'actions-planned', required: false },
  { key: 'weighed', required: false },
  { key: 'controls-in-place', required: false },
  { key: 'unanswered', required: false, unfavourable: true },
  { key: 'also-accepted', required: false, unfavourable: true },
  { key: 'opportunity', required: false },
];

/** What a question about one risk rests on, beside the risk itself. */
export interface RiskMatter {
  readonly dimension: AssessedDimension;
  readonly terms: Terms;
  /** The system, as it stands. */
  readonly system: Sealed;
  readonly risk: Sealed;
  /** What is planned; absent: it is to be planned. */
  readonly plan: Sealed | undefined;
  /** Why it was not accepted as it was planned before. */
  readonly refused: readonly string[];
  /** What the questions are called that nobody could answer, and what was answered by controls. */
  readonly unanswered: readonly string[];
  readonly controls: readonly { readonly text: string; readonly proven: boolean }[];
}

export async function gatherRisk(
  subject: Sealed,
  read: ReadRecords,
  matter: RiskMatter,
): Promise<Gathered> {
  const { dimension, terms, system, risk, refused, unanswered, controls } = matter;
  const content = contentOf(riskType, risk);
  const { rationale, opportunity } = worstOf(dimension);
  const accepted = await acceptancesOf(risk, read);
  return {
    facts: [
      aboveFact(risk, content, terms),
      ...disagreementFact(risk, dimension, terms),
      ...(await incidentFacts([system], read)),
      ...factIfAny('refused-before', subject, refused),
      ...acceptedBefore(risk, accepted.length),
      fact('scenario', risk, [content.cause, content.event, content.harm, content.to]),
      fact('levels', risk, [
        placeSaid(terms.criteria, 'inherent', content.scored.inherent),
        placeSaid(terms.criteria, 'residual', content.scored.residual),
      ]),
      ...factIfAny('all-dimensions', subject, scoresIn(subject, terms)),
      fact('rationale', subject, rationale),
      ...planFacts(matter),
      ...factIfAny(
        'controls-in-place',
        subject,
        controls.map((each): Line => ({ say: 'control-in-place', ...each })),
      ),
      ...factIfAny('unanswered', subject, unanswered),
      ...(await alsoAccepted(system, risk, matter, read)),
      ...factIfAny('opportunity', subject, opportunity === undefined ? [] : [opportunity]),
    ],
    unknown: [],
  };
}

/** How every dimension stands: what is accepted in one is seen beside the others. */
const scoresIn = (subject: Sealed, { criteria }: Terms): readonly Line[] =>
  assessmentIn(subject).dimensions.flatMap(({ dimension, together }): Line[] =>
    together === undefined
      ? []
      : [
          {
            say: 'dimension-score',
            dimension,
            inherent: together.inherent.level,
            residual: together.residual.level,
            appetite: appetiteFor(criteria, dimension),
            levels: criteria.levels.map(({ name }) => name),
          },
        ],
  );

const levelName = ({ criteria: { levels } }: Terms, level: number) =>
  levels[level - 1]?.name ?? String(level);

const aboveFact = (risk: Sealed, { dimension, scored, appetite }: RiskContent, terms: Terms) =>
  fact('above-appetite', risk, {
    say: 'dimension-level',
    dimension,
    level: levelName(terms, scored.residual.level),
    appetite: levelName(terms, appetite),
    above: scored.residual.level > appetite,
  });

/** Each assessor's own view, where they are far apart: shown, and never averaged away. */
function disagreementFact(
  risk: Sealed,
  { assessed, together }: AssessedDimension,
  { criteria }: Terms,
): readonly Fact[] {
  if (together?.disagree !== true) return [];
  return [
    fact('disagreement', risk, [
      { say: 'apart', ...together.apart },
      ...assessed.flatMap(({ person, score, rationale }): Line[] => [
        { say: 'person', ref: person },
        placeSaid(criteria, 'residual', score.residual),
        rationale,
      ]),
    ]),
  ];
}

async function acceptancesOf(risk: Sealed, read: ReadRecords): Promise<readonly Sealed[]> {
  const refs = await read.incoming(risk.ref, 'accepts');
  const heads = await Promise.all(
    refs.filter((ref) => splitRef(ref).type === acceptance.name).map((ref) => read.load(ref)),
  );
  return heads.filter((head) => head !== undefined);
}

const acceptedBefore = (risk: Sealed, count: number): readonly Fact[] =>
  count === 0 ? [] : [fact('accepted-before', risk, { say: 'accepted-before', count })];

function planFacts({ plan, terms }: RiskMatter): readonly Fact[] {
  if (plan === undefined) return [];
  const { option, reason, weighed, actions, target, owner, due } = contentOf(treatment, plan);
  return [
    fact('treatment', plan, [
      { say: 'treatment-plan', option, target: levelName(terms, target), owner, due },
      reason,
    ]),
    ...factIfAny(
      'actions-planned',
      plan,
      actions.map((each): Line => ({ say: 'action', state: 'open', ...each })),
    ),
    fact('weighed', plan, weighed),
  ];
}

/** What else is accepted of this system: each risk looks small alone. */
async function alsoAccepted(
  system: Sealed,
  risk: Sealed,
  { terms }: RiskMatter,
  read: ReadRecords,
): Promise<readonly Fact[]> {
  const refs = await read.incoming(system.ref, 'threatens');
  const heads = await Promise.all(
    refs.filter((ref) => ref !== risk.ref).map((ref) => read.load(ref)),
  );
  return heads
    .filter((head) => head?.version.state === 'accepted')
    .filter((head) => head !== undefined)
    .map((head) => {
      const content = contentOf(riskType, head);
      return { ...aboveFact(head, content, terms), key: 'also-accepted' };
    });
}
