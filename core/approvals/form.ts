import { typedDue } from '../calendar/day-end.ts';
import type { Ref } from '../ids.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import { isReadable, line } from '../records/fields.ts';
import type { TASK_CHOICES, TaskContent } from '../records/task.ts';
import { oneLine, signs } from '../tasks/signature.ts';
import { DAY, type Instant, later } from '../time.ts';
import type { OpenedTask } from './open-task.ts';
import { type Place, placeOf } from './task-place.ts';

/** What the decision form posts, as it was typed. */
export interface Form {
  readonly code: string;
  readonly choice: string;
  readonly comment: string;
  readonly signature: string;
  /** Digest of the facts that the page showed. */
  readonly facts: string;
  /** When the page was opened, as the form says: a claim. */
  readonly opened: string;
  /** To whom it is passed on: a reference. */
  readonly passTo?: string;
  /** Until which day all else goes there too, `YYYY-MM-DD`. */
  readonly absentUntil?: string;
  readonly conditions?: readonly ConditionRow[];
  /** A question to whoever asked, typed on the same page: it has a button of its own. */
  readonly question?: string;
}

/**
 * One row of conditions; the owner is a reference, the date `YYYY-MM-DD`, or with a time of that
 * day, `YYYY-MM-DDTHH:MM`.
 */
export interface ConditionRow {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly lapses: string;
}

/** A mistake in the form, at its field. */
export interface FieldProblem {
  readonly field:
    | 'choice'
    | 'comment'
    | 'signature'
    | 'facts'
    | 'conditions'
    | 'passTo'
    | 'absentUntil'
    | 'question';
  readonly problem:
    | 'missing'
    | 'unknown'
    | 'too-long'
    | 'not-your-name'
    | 'credential'
    | 'unreadable'
    | 'moved'
    | 'unwanted'
    | 'unsent'
    | 'full'
    | 'seated'
    | 'barred'
    | 'circle'
    | 'not-a-date'
    | 'past';
}

/** A mistake in one field of a condition; rows count from 1. */
export interface RowProblem {
  readonly row: number;
  readonly field: keyof ConditionRow;
  readonly problem:
    | 'missing'
    | 'too-long'
    | 'credential'
    | 'unreadable'
    | 'not-offered'
    | 'not-a-date'
    | 'past'
    | 'too-far';
}

export interface Problems {
  readonly problems: readonly FieldProblem[];
  readonly rows: readonly RowProblem[];
}

export type Choice = (typeof TASK_CHOICES)[number];
export type Condition = NonNullable<NonNullable<TaskContent['decision']>['conditions']>[number];

/** An answer without a mistake of form: what it decides, as it is recorded. */
export interface Given {
  readonly choice: Choice;
  readonly comment: string;
  readonly signature: string;
  readonly conditions: readonly Condition[];
  /** In which row of the form each condition was typed. */
  readonly rows: readonly number[];
  readonly passTo: Ref | undefined;
  readonly absentUntil: Instant | undefined;
}

/** What each kind of task offers. */
export const OFFERED: Readonly<Record<Place, readonly Choice[]>> = {
  vote: ['approve', 'approve-with-conditions', 'reject', 'pass-on', 'conflict-of-interest'],
  question: ['answer'],
  condition: ['fulfil'],
};

const NEEDS_COMMENT: ReadonlySet<Choice> = new Set([
  'reject',
  'pass-on',
  'conflict-of-interest',
  'answer',
  'fulfil',
]);

/** Conditions of one approval, whoever set them (`core/records/approval.ts`). */
const MAX_CONDITIONS = 20;

/** How far ahead a condition may be due, or an absence end: five years. */
const MAX_AHEAD_DAYS = 5 * 366;

const MAX_CHARS = { text: 1000, lapses: 500 } as const;

/** Until when a typed day, or time of a day, lasts; `undefined` where the text is neither. */
export type DayEnds = (typed: string) => Instant | undefined;

/** Reads the days of a form by the clocks of a zone, which are loaded where a day was typed. */
export async function dayEndsOf(form: Form, zone: string): Promise<DayEnds> {
  const typed = [form.absentUntil ?? '', ...(form.conditions ?? []).map(({ due }) => due)];
  if (typed.every((each) => each === '')) return () => undefined;
  const clocks = await import('../calendar/zone-clock.ts');
  return (typed) => typedDue(typed, { zone, clocks });
}

/** What a form says or, where it cannot be recorded so, each mistake. Reads nothing. */
export function readForm(
  opened: OpenedTask,
  form: Form,
  days: DayEnds,
  now: Instant,
): { readonly given: Given } | Problems {
  const { task } = opened;
  const choice = choiceIn(task, form.choice);
  const rows = filled(form.conditions ?? []);
  const problems: FieldProblem[] = [
    ...choiceProblems(form.choice, choice),
    ...textProblems('comment', form.comment, choice !== undefined && NEEDS_COMMENT.has(choice)),
    ...conditionsProblems(form.choice, rows, opened),
    ...passOnProblems(form, days, now),
    ...((form.question ?? '').trim() === ''
      ? []
      : [{ field: 'question', problem: 'unsent' } as const]),
    ...signatureProblems(opened, form.signature),
    ...(form.facts === task.facts ? [] : [{ field: 'facts', problem: 'moved' } as const]),
  ];
  const rowProblems =
    choice === 'approve-with-conditions'
      ? rows.flatMap((row) => mistakesIn(row, opened, days, now))
      : [];
  if (choice === undefined || problems.length > 0 || rowProblems.length > 0) {
    return { problems, rows: rowProblems };
  }
  return { given: givenBy(form, choice, days) };
}

/** The answer that a form gives; mistakes are not looked for. */
export function givenBy(form: Form, choice: Choice, days: DayEnds): Given {
  const { passTo = '', absentUntil = '' } = form;
  const passes = choice === 'pass-on';
  const rows = choice === 'approve-with-conditions' ? filled(form.conditions ?? []) : [];
  return {
    choice,
    comment: tidy(form.comment),
    signature: oneLine(form.signature),
    conditions: rows.map(({ typed }) => conditionBy(typed, days)),
    rows: rows.map(({ row }) => row),
    passTo: passes ? passTo : undefined,
    absentUntil: passes && absentUntil !== '' ? days(absentUntil) : undefined,
  };
}

const conditionBy = ({ text, owner, due, lapses }: ConditionRow, days: DayEnds): Condition => ({
  text: tidy(text),
  owner,
  due: days(due) ?? '',
  lapses: tidy(lapses),
});

/** The choice that somebody posted, as far as that task offers it. */
export const choiceIn = (task: Pick<TaskContent, 'seat'>, posted: string): Choice | undefined =>
  OFFERED[placeOf(task)].find((each) => each === posted);

// Forms post CRLF (HTML); a decision keeps one kind of line end.
export const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim();

const choiceProblems = (posted: string, choice: Choice | undefined): readonly FieldProblem[] => {
  if (choice !== undefined) return [];
  return [{ field: 'choice', problem: posted === '' ? 'missing' : 'unknown' }];
};

/** What is wrong with a text that somebody typed into the field. */
export function textProblems(
  field: 'comment' | 'question',
  typed: string,
  isNeeded: boolean,
): readonly FieldProblem[] {
  const text = tidy(typed);
  if (text.length > MAX_REASON_CHARS) return [{ field, problem: 'too-long' }];
  if (text === '') return isNeeded ? [{ field, problem: 'missing' }] : [];
  return isReadable(text) ? [] : [{ field, problem: 'unreadable' }];
}

/** What is wrong with a typed name: it must be that of whoever is asked. */
export function signatureProblems(
  { task, names }: OpenedTask,
  typed: string,
): readonly FieldProblem[] {
  const name = names.names[task.person];
  const signature = oneLine(typed);
  if (signature === '') return [{ field: 'signature', problem: 'missing' }];
  const isTheirs =
    name !== undefined && signs(signature, name) && line().safeParse(signature).success;
  return isTheirs ? [] : [{ field: 'signature', problem: 'not-your-name' }];
}

interface Row {
  readonly row: number;
  readonly typed: ConditionRow;
}

const filled = (rows: readonly ConditionRow[]): readonly Row[] =>
  rows
    .map((typed, index) => ({ row: index + 1, typed }))
    .filter(({ typed }) => Object.values(typed).some((each) => each.trim() !== ''));

function conditionsProblems(
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

function mistakesIn(
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

function dateMistake(typed: string, days: DayEnds, now: Instant) {
  if (typed === '') return 'missing';
  const at = days(typed);
  if (at === undefined) return 'not-a-date';
  if (at <= now) return 'past';
  return at > later(now, MAX_AHEAD_DAYS * DAY) ? 'too-far' : undefined;
}

function passOnProblems(
  { choice, passTo = '', absentUntil = '' }: Form,
  days: DayEnds,
  now: Instant,
): readonly FieldProblem[] {
  if (choice !== 'pass-on') {
    return passTo === '' && absentUntil === '' ? [] : [{ field: 'passTo', problem: 'unwanted' }];
  }
  const mistake = absentUntil === '' ? undefined : dateMistake(absentUntil, days, now);
  return [
    ...(passTo === '' ? [{ field: 'passTo', problem: 'missing' } as const] : []),
    ...(mistake === undefined
      ? []
      : [
          {
            field: 'absentUntil',
            problem: mistake === 'past' ? 'past' : 'not-a-date',
          } as const,
        ]),
  ];
}
