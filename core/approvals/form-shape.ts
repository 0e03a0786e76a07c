import type { Ref } from '../ids.ts';
import type { TASK_CHOICES, TaskContent } from '../records/task.ts';
import type { Instant } from '../time.ts';

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
    | 'only-name'
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

/** Until when a typed day, or time of a day, lasts; `undefined` where the text is neither. */
export type DayEnds = (typed: string) => Instant | undefined;
