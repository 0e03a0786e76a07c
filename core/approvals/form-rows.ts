import type { Ref } from '../ids.ts';
import { isReadable } from '../records/fields.ts';
import { DAY, type Instant, later } from '../time.ts';
import type { Condition, ConditionRow, DayEnds, FieldProblem, RowProblem } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';

/** The rows of conditions in a form: which were filled in, and what is wrong with them. */

/** Conditions of one approval, whoever set them (`core/records/approval.ts`). */
const MAX_CONDITIONS = 20;

/** How far ahead a condition may be due, or an absence end: five years. */
const MAX_AHEAD_DAYS = 5 * 366;

const MAX_CHARS = { text: 1000, lapses: 500 } as const;

/** A row of the form, from 1. */
export interface Row {
  readonly row: number;
  readonly typed: ConditionRow;
}

/** The rows in which anything was typed. */
export const filled = (rows: readonly ConditionRow[]): readonly Row[] =>
  rows
    .map((typed, index) => ({ row: index + 1, typed }))
    .filter(({ typed }) => Object.values(typed).some((each) => each.trim() !== ''));

/** What is wrong with the rows as a whole. */
export function conditionsProblems(
  choice: string,
  rows: readonly Row[],
  { approval }: OpenedTask,
): readonly FieldProblem[] {
  const field = 'conditions';
  if (choice !== 'approve-with-conditions') {
    return rows.length === 0 ? [] : [{ field, problem: 'unwanted' }];
  }
  if (rows.length === 0) return [{ field, problem: 'missing' }];
  const room = MAX_CONDITIONS - approval.conditions.length;
  return rows.length > room ? [{ field, problem: 'full' }] : [];
}

/** What is wrong within a row. */
export function mistakesIn(
  { row, typed }: Row,
  { shown }: OpenedTask,
  days: DayEnds,
  now: Instant,
): readonly RowProblem[] {
  const at = (field: keyof ConditionRow, problem: RowProblem['problem'] | undefined) =>
    problem === undefined ? [] : [{ row, field, problem }];
  return [
    ...at('text', textMistake(typed.text, MAX_CHARS.text)),
    ...at('owner', ownerMistake(typed.owner, shown.owners)),
    ...at('due', dateMistake(typed.due, days, now)),
    ...at('lapses', textMistake(typed.lapses, MAX_CHARS.lapses)),
  ];
}

function textMistake(typed: string, most: number) {
  const text = tidy(typed);
  if (text === '') return 'missing';
  if (text.length > most) return 'too-long';
  return isReadable(text) ? undefined : 'unreadable';
}

function ownerMistake(owner: string, offered: readonly Ref[]) {
  if (owner === '') return 'missing';
  return offered.includes(owner) ? undefined : 'not-offered';
}

/** What is wrong with a day that must lie ahead. */
export function dateMistake(typed: string, days: DayEnds, now: Instant) {
  if (typed === '') return 'missing';
  const at = days(typed);
  if (at === undefined) return 'not-a-date';
  if (at <= now) return 'past';
  return at > later(now, MAX_AHEAD_DAYS * DAY) ? 'too-far' : undefined;
}

/** A row without a mistake, as it is recorded. */
export const conditionBy = (
  { text, owner, due, lapses }: ConditionRow,
  days: DayEnds,
): Condition => ({
  text: tidy(text),
  owner,
  due: days(due) ?? '',
  lapses: tidy(lapses),
});

// Forms post CRLF (HTML); a decision keeps one kind of line end.
export const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim();
