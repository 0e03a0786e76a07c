import { countWords } from './format.ts';
import type { Fact, FactValue, TaskView } from './views.ts';

/** Words a minute of careful reading of dense text. */
const WORDS_A_MINUTE = 200;

/** Minutes to read the page, evidence left closed; at least 1. */
export const readingMinutes = (view: TaskView): number =>
  minutesToRead(view, [
    view.question,
    view.ifNobodyAnswers,
    ...view.choices.flatMap((choice) => [choice.label, choice.consequence]),
    ...(view.since?.changes ?? []),
  ]);

/** The same of any page with facts, and whatever else it says. */
export function minutesToRead(
  { facts, unknown }: Pick<TaskView, 'facts' | 'unknown'>,
  others: readonly string[],
): number {
  const texts = [...others, ...facts.flatMap(factTexts), ...unknown];
  const words = texts.reduce((sum, text) => sum + countWords(text), 0);
  return Math.max(1, Math.ceil(words / WORDS_A_MINUTE));
}

function factTexts(fact: Fact): string[] {
  return [
    fact.label,
    fact.source.label,
    ...valueTexts(fact.value),
    ...(fact.moved === undefined ? [] : valueTexts(fact.moved.was)),
  ];
}

function valueTexts(value: FactValue): string[] {
  if (typeof value === 'string') return [value];
  return value.flatMap((line) => (line.mark === undefined ? [line.text] : [line.mark, line.text]));
}
