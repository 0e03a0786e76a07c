import type { QuestionSetContent } from '../records/question-set.ts';
import { type Control, type Scales, stepOfFifth, strengthOfThird } from './score.ts';

type Question = QuestionSetContent['questions'][number];

/** What was answered to a question: the option, and whether evidence is linked to it. */
export interface Answered {
  readonly value: string;
  readonly proven: boolean;
}

/** What the answers of a dimension mean for its score. */
export interface Meaning {
  readonly floors: { readonly likelihood: number; readonly impact: number };
  readonly controls: readonly Control[];
  /** Questions that nobody could answer, by id. */
  readonly unknown: readonly string[];
  /** Questions that set the floors: to be shown where a floor raised an estimate. */
  readonly raisedBy: { readonly likelihood: readonly string[]; readonly impact: readonly string[] };
}

/**
 * What answers to a set mean by some criteria. Every question of the set is to be answered.
 *
 * @throws RangeError for a question without an answer, or with one that it does not offer
 */
export function meaningOf(
  scales: Scales,
  { questions }: Pick<QuestionSetContent, 'questions'>,
  answers: Readonly<Record<string, Answered>>,
): Meaning {
  const chosen = questions.map((question) => chosenOf(question, answers[question.id]));
  const floor = (of: 'likelihoodAtLeast' | 'impactAtLeast', steps: number) => {
    const each = chosen.map(({ id, option }) => ({
      id,
      step: stepOfFifth(option[of] ?? 1, steps),
    }));
    const step = each.reduce((most, one) => Math.max(most, one.step), 1);
    return {
      step,
      by: step === 1 ? [] : each.filter((one) => one.step === step).map(({ id }) => id),
    };
  };
  const likelihood = floor('likelihoodAtLeast', scales.likelihood.length);
  const impact = floor('impactAtLeast', scales.impact.length);
  return {
    floors: { likelihood: likelihood.step, impact: impact.step },
    controls: chosen.flatMap(({ option: { control }, proven }) =>
      control === undefined
        ? []
        : [
            {
              acts: control.acts,
              strength: strengthOfThird(control.strength, scales.strengths.length),
              proven,
            },
          ],
    ),
    unknown: chosen.filter(({ option }) => option.unknown === true).map(({ id }) => id),
    raisedBy: { likelihood: likelihood.by, impact: impact.by },
  };
}

function chosenOf({ id, options }: Question, answered: Answered | undefined) {
  if (answered === undefined) throw new RangeError(`The question ${id} is not answered`);
  const option = options.find(({ value }) => value === answered.value);
  if (option === undefined) throw new RangeError(`The question ${id} does not offer that answer`);
  return { id, option, proven: answered.proven };
}
