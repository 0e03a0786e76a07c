import { describe, expect, it } from 'vitest';
import { loadControls } from '#core/catalogue/index.ts';
import { loadAllQuestionSets } from '#core/catalogue/question-sets.ts';
import { questionSet } from '#core/records/question-set.ts';
import { DIMENSIONS, riskCriteria } from '#core/records/risk-criteria.ts';
import { type Answered, meaningOf } from '#core/risk/answers.ts';

const criteria = riskCriteria.stored().parse(riskCriteria.example.content);
const set = questionSet.stored().parse({
  name: 'A set',
  dimension: 'bias',
  for: 'any',
  about: 'What goes wrong',
  parties: ['individuals'],
  questions: [
    {
      id: 'measured',
      text: 'Is it measured?',
      why: 'Or nobody knows.',
      options: [
        { value: 'yes', text: 'Yes', control: { acts: 'prevents', strength: 3 } },
        { value: 'no', text: 'No', likelihoodAtLeast: 4 },
        { value: 'unknown', text: 'Not known', likelihoodAtLeast: 4, unknown: true },
      ],
      controls: [],
    },
    {
      id: 'harm',
      text: 'What is the harm?',
      why: 'It decides.',
      options: [
        { value: 'little', text: 'Little' },
        { value: 'grave', text: 'Grave', impactAtLeast: 5 },
      ],
      controls: [],
    },
  ],
});
const answer = (measured: string, harm: string, proven = false) => ({
  measured: { value: measured, proven },
  harm: { value: harm, proven: false },
});

describe('answers', () => {
  it('set floors, and say which of them did', () => {
    expect(meaningOf(criteria, set, answer('no', 'grave'))).toEqual({
      floors: { likelihood: 4, impact: 5 },
      controls: [],
      unknown: [],
      raisedBy: { likelihood: ['measured'], impact: ['harm'] },
    });
  });

  it('name controls, shown to work where evidence is linked', () => {
    const { controls: found } = meaningOf(criteria, set, answer('yes', 'little', true));
    expect(found).toEqual([{ acts: 'prevents', strength: 3, proven: true }]);
  });

  it('count what nobody knows, and list it', () => {
    const meaning = meaningOf(criteria, set, answer('unknown', 'little'));
    expect(meaning).toMatchObject({ unknown: ['measured'], floors: { likelihood: 4 } });
  });

  it.each<[string, Readonly<Record<string, Answered>>]>([
    ['is not answered', { measured: { value: 'yes', proven: false } }],
    ['is answered with what it does not offer', answer('maybe', 'little')],
  ])('are refused where a question %s', (_what, answers) => {
    expect(() => meaningOf(criteria, set, answers)).toThrow(RangeError);
  });
});

const shipped = await loadAllQuestionSets();
const known = new Set((await loadControls()).map(({ id }) => id));

describe('the question sets that ship', () => {
  const sets = shipped;

  it('are there for each dimension, for both kinds of models', () => {
    const found = sets.map(({ content }) => `${content.dimension} ${content.for}`).sort();
    const wanted = DIMENSIONS.flatMap((each) => [`${each} generative`, `${each} machine-learning`]);
    expect(found).toEqual(wanted.sort());
  });

  it.each(sets.map((each) => [each.id, each.content] as const))('%s is sound', (id, content) => {
    expect(questionSet.rules?.(content, 'in-force', id)).toEqual([]);
    for (const { controls: named } of content.questions) {
      expect([...known]).toEqual(expect.arrayContaining(named));
      expect(named.length).toBeGreaterThan(0);
    }
  });

  it.each(sets.map((each) => [each.id, each.content] as const))(
    '%s tells the best answers from the worst',
    (_id, content) => {
      const weight = (option: (typeof content.questions)[number]['options'][number]) =>
        (option.likelihoodAtLeast ?? 1) +
        (option.impactAtLeast ?? 1) -
        (option.control?.strength ?? 0);
      const by = (compare: (a: number, b: number) => boolean) =>
        Object.fromEntries(
          content.questions.map(({ id, options }) => {
            const value = options.reduce((a, b) => (compare(weight(b), weight(a)) ? b : a)).value;
            return [id, { value, proven: true }];
          }),
        );
      const best = meaningOf(
        criteria,
        content,
        by((a, b) => a < b),
      );
      const worst = meaningOf(
        criteria,
        content,
        by((a, b) => a > b),
      );
      expect(best.controls.length).toBeGreaterThan(0);
      expect(worst.floors.likelihood).toBeGreaterThan(best.floors.likelihood);
      expect(worst.floors.impact).toBeGreaterThan(best.floors.impact);
    },
  );
});
