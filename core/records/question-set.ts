import * as z from 'zod';
import type { Issue } from '../errors.ts';
import { defineType } from './define-type.ts';
import * as f from './fields.ts';
import { ACTS, DIMENSIONS, PARTIES } from './risk-criteria.ts';

/** Fifths of a scale: a set fits criteria of any length. 1 is its first step, 5 its last. */
const fifth = () => z.int().min(1).max(5);

/** An answer that can be chosen, and what follows from it for the score. */
const option = () =>
  z.strictObject({
    value: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    text: f.line(300),
    /** Whoever answers so cannot call it rarer, or slighter, than this. */
    likelihoodAtLeast: fifth().optional(),
    impactAtLeast: fifth().optional(),
    /** That there is a control: what it does, and how strong it is in thirds of the scale. */
    control: z.strictObject({ acts: z.enum(ACTS), strength: z.int().min(1).max(3) }).optional(),
    /** Nobody knows: counts as it says, and stands among what is unknown. */
    unknown: z.boolean().optional(),
  });

const question = () =>
  z.strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
    text: f.line(400),
    /** What is at stake, for somebody who does not know. */
    why: f.text(600),
    options: z.array(option()).min(2).max(6),
    /** What would show it. */
    evidence: f.line(300).optional(),
    /** Controls of Annex A that it concerns. */
    controls: z.array(z.string().regex(/^A\.\d+(\.\d+){1,2}$/)).max(6),
  });

/** What an assessor is asked in one dimension (6.1.2, A.5.2). */
export const questionSet = defineType({
  name: 'question-set',
  title: 'Question set',
  about: 'What an assessor is asked in one dimension, and what each answer does (6.1.2, A.5.2).',
  schema: 1,
  retention: 'record',
  writtenBy: 'people',
  content: () =>
    z.strictObject({
      name: f.line(),
      owner: f.ref('person').optional(),
      dimension: z.enum(DIMENSIONS),
      /** For which models. */
      for: z.enum(['machine-learning', 'generative', 'any']),
      /** One sentence: what goes wrong in this dimension. */
      about: f.line(300),
      /** Whose harm an assessor estimates. */
      parties: z.array(z.enum(PARTIES)).min(1).max(PARTIES.length),
      questions: z.array(question()).min(1).max(40),
    }),
  states: ['in-force', 'retired'],
  initial: 'in-force',
  transitions: {},
  links: {},
  summary: (content) => ({
    label: content.name,
    ...(content.owner === undefined ? {} : { owner: content.owner }),
  }),
  rules: ({ questions }): readonly Issue[] => [...twice(questions), ...idle(questions)],
  example: {
    id: 'bias-machine-learning',
    content: {
      name: 'Bias in machine learning',
      dimension: 'bias',
      for: 'machine-learning',
      about: 'People are treated worse for who they are, openly or by what stands for it',
      parties: ['individuals', 'groups'],
      questions: [
        {
          id: 'measured-by-group',
          text: 'Is the error measured for each affected group, on data of the last six months?',
          why: 'An average hides a group for which the system is wrong twice as often.',
          options: [
            {
              value: 'yes-thresholds',
              text: 'Yes, against thresholds fixed before',
              control: { acts: 'prevents', strength: 2 },
            },
            { value: 'once', text: 'Once, before the start', likelihoodAtLeast: 3 },
            { value: 'no', text: 'No', likelihoodAtLeast: 4 },
            { value: 'unknown', text: 'Not known', likelihoodAtLeast: 4, unknown: true },
          ],
          evidence: 'Report of errors by group',
          controls: ['A.6.2.4', 'A.7.4'],
        },
      ],
    },
    links: [],
  },
});

export type QuestionSetContent = z.output<ReturnType<typeof questionSet.stored>>;
type Question = z.output<ReturnType<typeof question>>;

function twice(questions: readonly Question[]): readonly Issue[] {
  return questions.flatMap(({ id, options }, n) => {
    const path = `/questions/${n}`;
    const first = questions.findIndex((each) => each.id === id) < n;
    const values = new Set(options.map(({ value }) => value));
    return [
      ...(first ? [{ path: `${path}/id`, message: `${id} stands twice` }] : []),
      ...(values.size < options.length ? [{ path, message: 'an option stands twice' }] : []),
    ];
  });
}

// A question whose answers change no score costs the reader time and shows nothing.
function idle(questions: readonly Question[]): readonly Issue[] {
  return questions.flatMap(({ options }, n) => {
    const effects = options.map(({ likelihoodAtLeast, impactAtLeast, control }) =>
      JSON.stringify([likelihoodAtLeast, impactAtLeast, control]),
    );
    if (new Set(effects).size > 1) return [];
    return [{ path: `/questions/${n}/options`, message: 'whatever is answered, the score is one' }];
  });
}
