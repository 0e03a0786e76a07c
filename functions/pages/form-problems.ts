import { MAX_REASON_CHARS } from '#core/limits.ts';
import {
  conditionField,
  type Entered,
  type EnteredCondition,
  type ProblemCode,
} from './entered.ts';
import type { Messages } from './messages/messages.ts';
import type { TaskView } from './views.ts';

/** Where on the page a mistake is mended, by the id of the field. */
export type Place =
  | 'choice-0'
  | 'conditions'
  | 'passTo'
  | 'absentUntil'
  | 'comment'
  | 'signature'
  | 'ask-question';

const placeOf: Record<ProblemCode, Place | undefined> = {
  'choice-missing': 'choice-0',
  'choice-unknown': 'choice-0',
  'conditions-missing': 'conditions',
  'conditions-unwanted': 'conditions',
  'conditions-full': 'conditions',
  'colleague-missing': 'passTo',
  'colleague-unwanted': 'passTo',
  'colleague-unknown': 'passTo',
  'colleague-seated': 'passTo',
  'colleague-barred': 'passTo',
  'colleague-circle': 'passTo',
  'until-not-a-date': 'absentUntil',
  'until-past': 'absentUntil',
  'comment-missing': 'comment',
  'comment-too-long': 'comment',
  'comment-only-name': 'comment',
  'comment-credential': 'comment',
  'comment-unreadable': 'comment',
  'signature-missing': 'signature',
  'signature-differs': 'signature',
  'question-missing': 'ask-question',
  'question-too-long': 'ask-question',
  'question-only-name': 'ask-question',
  'question-credential': 'ask-question',
  'question-unreadable': 'ask-question',
  'question-unsent': 'ask-question',
  'questions-full': 'ask-question',
  'facts-moved': undefined,
};

const LONG: Partial<Record<ProblemCode, 'comment' | 'question'>> = {
  'comment-too-long': 'comment',
  'question-too-long': 'question',
};

/** One mistake: the id of its field, and what is wrong. */
export interface FormProblem {
  readonly id: string;
  readonly text: string;
}

/** What is wrong, in words, in the order of the page; the first mistake of a field counts. */
export function problemsOf(
  view: { readonly problems?: readonly ProblemCode[]; readonly entered?: Entered },
  t: Messages,
): readonly FormProblem[] {
  const order = Object.values(placeOf);
  const found = new Map<Place, string>();
  for (const code of view.problems ?? []) {
    const place = placeOf[code];
    if (place === undefined || found.has(place)) continue;
    const typed = LONG[code];
    const length = typed === undefined ? 0 : (view.entered?.[typed]?.length ?? 0);
    const tooLong = length > MAX_REASON_CHARS ? ` ${t.form.tooLong(length)}` : '';
    found.set(place, `${t.problems[code]}${tooLong}`);
  }
  return [...found]
    .map(([id, text]) => ({ id, text }))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** The same of the rows of conditions. */
export function conditionProblemsOf(view: TaskView, t: Messages): readonly FormProblem[] {
  return (view.conditionProblems ?? []).map(({ row, field, problem }) => ({
    id: conditionField(row, field),
    text: t.form.inCondition(row, t.form.conditionFields[field], t.conditionProblems[problem]),
  }));
}

/** What is wrong at the field of that id. */
export function at(problems: readonly FormProblem[], id: string): string | undefined {
  return problems.find((each) => each.id === id)?.text;
}

/** Whether a row of conditions holds anything. */
export const isTyped = (row: EnteredCondition | undefined): boolean =>
  row !== undefined && Object.values(row).some((value) => value.trim() !== '');
