import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import type { QuestionSetContent } from '../records/question-set.ts';
import type { Party } from '../records/risk-criteria.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import { listIn, textIn } from '../work/answers.ts';
import type { Answers } from '../work/field.ts';
import { placeOfTask } from '../work/rounds.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { type Answered, meaningOf } from './answers.ts';
import { impactKey, isProvable, proofKey, questionKey, SCENARIO } from './assess-form.ts';
import {
  type Assessed,
  type AssessedDimension,
  assessmentIn,
  draftAssessment,
  partsOf,
} from './assessment.ts';
import { riskNotSo } from './not-so.ts';
import { needEvidence, withProofs } from './proofs.ts';
import { refuseTooLong } from './room.ts';
import { scoreOf } from './score.ts';
import { questionsOf, type Terms, termsOf } from './terms.ts';
import { together } from './together.ts';

/**
 * A dimension is assessed by one of its assessors. What they said is scored by the criteria that
 * the assessment began with; once all have answered, what they come to together stands as well.
 *
 * @throws Refused
 */
export async function applyAssessment(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { store, clock } = ports;
  const { subject, person, task } = given;
  const content = assessmentIn(subject);
  if (subject.version.state !== 'assessing') throw riskNotSo('no-longer-asked');
  const { place } = placeOfTask(contentOf(taskType, task.head) as TaskContent);
  const part = partsOf(content).find((each) => each.place === place);
  if (part === undefined) throw riskNotSo('no-longer-asked');
  const { dimension } = part;
  if (dimension.assessed.some((each) => each.person === person)) {
    throw riskNotSo('assessed-already');
  }
  const [terms, set] = await Promise.all([termsOf(store, content), questionsOf(store, dimension)]);
  const proofs = await proofsIn(ports, set, given.answers);
  const assessed = assessedBy(terms, set, given, proofs, clock.now());
  const before = subject.version.links;
  const links = withProofs(before, [...proofs.values()].flat());
  const added = links.filter(({ to }) => !before.some((each) => each.to === to));
  refuseTooLong(content.dimensions, assessed, added);
  const next = withAssessed(terms, dimension, assessed);
  const made = await draftAssessment(
    store,
    subject,
    {
      action: 'assess',
      state: 'assessing',
      content: {
        ...content,
        dimensions: content.dimensions.map((each) => (each === dimension ? next : each)),
      },
      links,
    },
    { actor: person, via: task.head.version.via, reason: assessed.rationale },
    clock.now(),
  );
  return { versions: [made] };
}

function withAssessed(
  { criteria }: Terms,
  dimension: AssessedDimension,
  one: Assessed,
): AssessedDimension {
  const assessed = [...dimension.assessed, one];
  if (assessed.length < dimension.assessors) return { ...dimension, assessed };
  return {
    ...dimension,
    assessed,
    together: together(
      criteria,
      assessed.map(({ score }) => score),
    ),
  };
}

/** The evidence for each answer, by its question. @throws Refused */
async function proofsIn(
  { store }: ApplyPorts,
  { questions }: QuestionSetContent,
  answers: Answers,
): Promise<ReadonlyMap<string, readonly Ref[]>> {
  const proofs = new Map<string, readonly Ref[]>();
  for (const [n, question] of questions.entries()) {
    const named = isProvable(question) ? listIn(answers, proofKey(n)) : [];
    await needEvidence(store, named, proofKey(n));
    if (named.length > 0) proofs.set(question.id, named);
  }
  return proofs;
}

function assessedBy(
  { criteria }: Terms,
  set: QuestionSetContent,
  { answers, person, task }: WorkGiven,
  proofs: ReadonlyMap<string, unknown>,
  at: string,
): Assessed {
  const chosen = Object.fromEntries(
    set.questions.map(({ id }, n): [string, Answered] => [
      id,
      { value: textIn(answers, questionKey(n)), proven: proofs.has(id) },
    ]),
  );
  const { floors, controls, unknown } = meaningOf(criteria, set, chosen);
  const likelihood = Number(textIn(answers, 'likelihood'));
  const impact = Object.fromEntries(
    set.parties.map((party): [Party, number] => [party, Number(textIn(answers, impactKey(party)))]),
  );
  const [cause = '', event = '', harm = '', to = ''] = SCENARIO.map((key) => textIn(answers, key));
  const opportunity = answers.opportunity;
  return {
    by: pin(task.head),
    person,
    at,
    scenario: { cause, event, harm, to },
    likelihood,
    impact,
    rationale: textIn(answers, 'rationale'),
    answers: Object.fromEntries(Object.entries(chosen).map(([id, { value }]) => [id, value])),
    unknown: [...unknown],
    controls: [...controls],
    ...(typeof opportunity === 'string' ? { opportunity } : {}),
    score: scoreOf(criteria, { likelihood, impact, controls, floors }),
  };
}
