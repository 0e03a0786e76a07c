import { type QuestionSetContent, questionSet } from '../records/question-set.ts';
import { DIMENSIONS, type Dimension } from '../records/risk-criteria.ts';

/** A question set that ships: its id as a record, and what it says. */
export interface ShippedSet {
  readonly id: string;
  readonly content: QuestionSetContent;
}

const json = { with: { type: 'json' } } as const;

/** A file for each, so that whoever needs one carries no other; written out for the bundler. */
const FILES: Readonly<
  Record<Dimension, readonly (() => Promise<{ readonly default: unknown }>)[]>
> = {
  bias: [
    () => import('./question-sets/bias-machine-learning.json', json),
    () => import('./question-sets/bias-generative.json', json),
  ],
  privacy: [
    () => import('./question-sets/privacy-machine-learning.json', json),
    () => import('./question-sets/privacy-generative.json', json),
  ],
  security: [
    () => import('./question-sets/security-machine-learning.json', json),
    () => import('./question-sets/security-generative.json', json),
  ],
  safety: [
    () => import('./question-sets/safety-machine-learning.json', json),
    () => import('./question-sets/safety-generative.json', json),
  ],
  misuse: [
    () => import('./question-sets/misuse-machine-learning.json', json),
    () => import('./question-sets/misuse-generative.json', json),
  ],
  transparency: [
    () => import('./question-sets/transparency-machine-learning.json', json),
    () => import('./question-sets/transparency-generative.json', json),
  ],
};

/** The sets that ship for a dimension: for machine learning, and for generative systems. */
export async function loadQuestionSets(dimension: Dimension): Promise<readonly ShippedSet[]> {
  const files = await Promise.all(FILES[dimension].map((load) => load()));
  return files.map((file) => {
    const content = questionSet.stored().parse(file.default);
    return { id: `${content.dimension}-${content.for}`, content };
  });
}

/** All sets that ship, by dimension. */
export async function loadAllQuestionSets(): Promise<readonly ShippedSet[]> {
  return (await Promise.all(DIMENSIONS.map(loadQuestionSets))).flat();
}
