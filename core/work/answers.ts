import type { Answers } from './field.ts';

/** What a form without a mistake holds; a field that did not count holds nothing. */

/** A text or a choice. @throws Error where the form let it pass empty, which is a bug of ours */
export function textIn(answers: Answers, key: string): string {
  const value = answers[key];
  if (typeof value !== 'string') throw new Error(`The form has no ${key}`);
  return value;
}

/** Choices or references; none where none was made. */
export function listIn(answers: Answers, key: string): readonly string[] {
  const value = answers[key];
  if (value === undefined) return [];
  const items = typeof value === 'string' ? [value] : value;
  return items.filter((each) => typeof each === 'string');
}

export type Row = Readonly<Record<string, string>>;

/** Rows of a table. */
export function rowsIn(answers: Answers, key: string): readonly Row[] {
  const value = answers[key];
  if (value === undefined || typeof value === 'string') return [];
  return value.filter((each) => typeof each !== 'string');
}

/** A member of a row. */
export function cellIn(row: Row, key: string): string {
  const value = row[key];
  if (value === undefined) throw new Error(`The row has no ${key}`);
  return value;
}
