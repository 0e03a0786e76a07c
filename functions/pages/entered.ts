import type { RowProblem } from '#core/approvals/form-shape.ts';
/** What was typed into the forms of a task, and what is wrong with it. */

/** The names of the fields that the form of a task posts. */
export const fields = {
  code: 'code',
  facts: 'facts',
  opened: 'opened',
  choice: 'choice',
  comment: 'comment',
  signature: 'signature',
  passTo: 'passTo',
  absentUntil: 'absentUntil',
  question: 'question',
} as const;

interface Bound {
  readonly code: string;
  readonly factsDigest: string;
  readonly opened: string;
}

/** What an answer is bound to, as forms post it: the link, the facts shown, and when. */
export const boundTo = ({ code, factsDigest, opened }: Bound) => ({
  [fields.code]: code,
  [fields.facts]: factsDigest,
  [fields.opened]: opened,
});

/** A mistake in what was posted; each belongs to one field, `facts-moved` to the page. */
export type ProblemCode =
  | 'choice-missing'
  | 'choice-unknown'
  | 'comment-missing'
  | 'comment-too-long'
  | 'comment-only-name'
  | 'comment-credential'
  | 'comment-unreadable'
  | 'signature-missing'
  | 'signature-differs'
  /** Approved with conditions, and none is written. */
  | 'conditions-missing'
  /** Conditions are written, and another answer is chosen. */
  | 'conditions-unwanted'
  /** As many conditions as an approval holds were set. */
  | 'conditions-full'
  | 'colleague-missing'
  /** A colleague is chosen, and another answer. */
  | 'colleague-unwanted'
  /** Not one of those offered, gone, or away with nobody in their place. */
  | 'colleague-unknown'
  /** Asked in this approval already. */
  | 'colleague-seated'
  /** Duties are kept apart: asked for, edited or owns it, or stands in for whoever does. */
  | 'colleague-barred'
  /** Away, and their questions come back to this person. */
  | 'colleague-circle'
  | 'until-not-a-date'
  | 'until-past'
  | 'question-missing'
  | 'question-too-long'
  | 'question-only-name'
  | 'question-credential'
  | 'question-unreadable'
  /** A question is typed, and the button that decides was pressed. */
  | 'question-unsent'
  /** As many questions as an approval holds were asked. */
  | 'questions-full'
  | 'facts-moved';

/** A mistake in one field of one condition; rows count from 1. */
export type ConditionProblem = RowProblem;

/** One row of the conditions as it was typed; the owner is a reference, the date `YYYY-MM-DD`. */
export interface EnteredCondition {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly lapses: string;
}

/** What was typed, as it was typed. */
export interface Entered {
  readonly choice?: string;
  readonly comment?: string;
  readonly signature?: string;
  readonly passTo?: string;
  readonly absentUntil?: string;
  readonly conditions?: readonly EnteredCondition[];
  readonly question?: string;
}

/** Rows of conditions that the form has. */
export const CONDITION_ROWS = 3;

/** The name of a field of a condition: `condition-1-text`. */
export const conditionField = (row: number, field: keyof EnteredCondition): string =>
  `condition-${row}-${field}`;

/** Whatever was posted, put back as it was typed: neither a mistake nor a question loses any. */
export function enteredOf(posted: Readonly<Record<string, string>>): Entered {
  const names = ['choice', 'comment', 'signature', 'passTo', 'absentUntil', 'question'] as const;
  return {
    ...Object.fromEntries(
      names.flatMap((name) => {
        const value = posted[fields[name]];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    conditions: Array.from({ length: CONDITION_ROWS }, (_, index) => {
      const value = (field: keyof EnteredCondition) =>
        posted[conditionField(index + 1, field)] ?? '';
      return {
        text: value('text'),
        owner: value('owner'),
        due: value('due'),
        lapses: value('lapses'),
      };
    }),
  };
}
