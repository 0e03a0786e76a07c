import type { QuestionSetContent } from '../records/question-set.ts';
import type { Party, RiskCriteriaContent } from '../records/risk-criteria.ts';
import type { Field, Option } from '../work/field.ts';
import { fieldName } from '../work/form-names.ts';
import type { Assessed } from './assessment.ts';

/** The form by which one dimension is assessed: fixed fields, and those of its question set. */

type Question = QuestionSetContent['questions'][number];

/** Characters, so that all answers of an assessment stay within what a record holds. */
const MAX_LINE = 300;
const MAX_RATIONALE = 1500;
const MAX_OPPORTUNITY = 600;
const MAX_EVIDENCE = 5;

/** The parts of the scenario, in the order in which they are asked for. */
export const SCENARIO = ['cause', 'event', 'harm', 'to'] as const;

/** The key of a party's harm: `impactGroups`. */
export const impactKey = (party: Party): string =>
  `impact${party.charAt(0).toUpperCase()}${party.slice(1)}`;

/** The keys of the n-th question of a set, from 0, and of the evidence for its answer. */
export const questionKey = (n: number): string => `q${n + 1}`;
export const proofKey = (n: number): string => `e${n + 1}`;

/** The steps of a scale, each with what it means. */
export const stepsOf = (
  steps: readonly { readonly name: string; readonly meaning: string }[],
): readonly Option[] =>
  steps.map(({ name, meaning }, n) => ({ value: String(n + 1), label: `${name}: ${meaning}` }));

/** Fields that an assessment in any dimension has. */
const fixedFields = (): readonly Field[] => [
  ...SCENARIO.map(
    (key): Field => ({ kind: 'text', key, required: true, most: MAX_LINE, lines: 1 }),
  ),
  { kind: 'text', key: 'rationale', required: true, most: MAX_RATIONALE, lines: 4 },
  { kind: 'text', key: 'opportunity', required: false, most: MAX_OPPORTUNITY, lines: 2 },
];

/** The whole form: what could happen, what is in place, how likely and how grave it is, and why. */
export function assessFields(
  { likelihood, impact }: Pick<RiskCriteriaContent, 'likelihood' | 'impact'>,
  { questions, parties }: Pick<QuestionSetContent, 'questions' | 'parties'>,
): readonly Field[] {
  const [cause, event, harm, to, ...reasons] = fixedFields();
  const scenario = [cause, event, harm, to].filter((each) => each !== undefined);
  return [
    ...scenario,
    ...questions.flatMap(questionFields),
    { kind: 'one-of', key: 'likelihood', required: true, options: stepsOf(likelihood) },
    ...parties.map(
      (party): Field => ({
        kind: 'one-of',
        key: impactKey(party),
        required: true,
        options: stepsOf(impact),
      }),
    ),
    ...reasons,
  ];
}

function questionFields({ text, why, options, evidence }: Question, n: number): readonly Field[] {
  const asked: Field = {
    kind: 'one-of',
    key: questionKey(n),
    required: true,
    label: text,
    hint: why,
    options: options.map((each) => ({ value: each.value, label: each.text })),
  };
  if (evidence === undefined || !isProvable({ options })) return [asked];
  const proof: Field = {
    kind: 'evidence',
    key: proofKey(n),
    required: false,
    most: MAX_EVIDENCE,
    label: evidence,
  };
  return [asked, proof];
}

/** Whether evidence can make an answer count for more: where an answer is a control. */
export const isProvable = ({ options }: Pick<Question, 'options'>): boolean =>
  options.some(({ control }) => control !== undefined);

/**
 * What the form begins with where the dimension was assessed before. Answers that the set no longer
 * offers, and steps that the scales no longer have, are left to be given anew.
 */
export function filledFrom(
  { scenario, likelihood, impact, rationale, answers, opportunity }: Assessed,
  scales: Pick<RiskCriteriaContent, 'likelihood' | 'impact'>,
  { questions }: Pick<QuestionSetContent, 'questions'>,
): Readonly<Record<string, string>> {
  const known = questions.flatMap(({ id, options }, n): (readonly [string, string])[] => {
    const value = answers[id];
    const isOffered = value !== undefined && options.some((each) => each.value === value);
    return isOffered ? [[questionKey(n), value]] : [];
  });
  const steps = [
    ['likelihood', likelihood, scales.likelihood.length] as const,
    ...Object.entries(impact).map(
      ([party, step]) => [impactKey(party as Party), step, scales.impact.length] as const,
    ),
  ].flatMap(([key, step, most]): (readonly [string, string])[] =>
    step <= most ? [[key, String(step)]] : [],
  );
  const texts = { ...scenario, rationale, ...(opportunity === undefined ? {} : { opportunity }) };
  return Object.fromEntries(
    [...Object.entries(texts), ...known, ...steps].map(([key, value]) => [fieldName(key), value]),
  );
}
