import { dateMistake, tidy } from '../approvals/form-rows.ts';
import { isReadable } from '../records/fields.ts';
import { oneLine } from '../tasks/signature.ts';
import { DAY, later, MINUTE } from '../time.ts';
import type { Answers, Field, RowField } from './field.ts';
import { CHOSEN, fieldName, optionName, ROWS, rowName } from './form-names.ts';
import type { ReadTerms, WorkProblem } from './form-shape.ts';

type Posted = Readonly<Record<string, string>>;
type Problem = WorkProblem['problem'];
type Answer = Answers[string];

/** What one field says, or what is wrong with it; neither: nothing, and nothing is needed. */
interface Read {
  readonly answer?: Answer;
  readonly problems: readonly Omit<WorkProblem, 'field'>[];
}

/** What the form of a piece of work says or, where it cannot be recorded so, each mistake. */
export function readWork(
  fields: readonly Field[],
  posted: Posted,
  terms: ReadTerms,
): { readonly answers: Answers } | { readonly problems: readonly WorkProblem[] } {
  const answers: Record<string, Answer> = {};
  const problems: WorkProblem[] = [];
  for (const field of fields) {
    if (!counts(field, posted)) continue;
    const read = readField(field, posted, terms);
    if (read.answer !== undefined) answers[field.key] = read.answer;
    problems.push(...read.problems.map((each) => ({ field: field.key, ...each })));
  }
  return problems.length > 0 ? { problems } : { answers };
}

/** Whether a field is asked at all, by what another one says. */
export function counts({ only }: Field, posted: Posted): boolean {
  return only === undefined || only.is.includes(posted[fieldName(only.key)] ?? '');
}

function readField(field: Field, posted: Posted, terms: ReadTerms): Read {
  switch (field.kind) {
    case 'some-of':
      return readSome(field, posted);
    case 'evidence':
      return readEvidence(field, posted);
    case 'rows':
      return readRows(field, posted, terms);
    default:
      return readOne(field, posted[fieldName(field.key)] ?? '', terms);
  }
}

type Single = Exclude<Field, { kind: 'some-of' | 'evidence' | 'rows' }> | RowField;

function readOne(field: Single, typed: string, terms: ReadTerms): Read {
  if (typed.trim() === '') return nothing(field.required);
  switch (field.kind) {
    case 'text':
      return readText(field, typed, terms);
    case 'one-of':
      return field.options.some(({ value }) => value === typed)
        ? { answer: typed, problems: [] }
        : mistake('not-offered');
    case 'person':
      return terms.people.includes(typed)
        ? { answer: typed, problems: [] }
        : mistake('not-offered');
    case 'moment':
    case 'day':
      return readTime(field, typed.trim(), terms);
  }
}

const nothing = (required: boolean): Read => (required ? mistake('missing') : { problems: [] });
const mistake = (problem: Problem): Read => ({ problems: [{ problem }] });

function readText(
  { most, lines }: Extract<Field, { kind: 'text' }>,
  typed: string,
  { isName }: ReadTerms,
): Read {
  const text = lines === 1 ? oneLine(typed) : tidy(typed);
  if (text.length > most) return mistake('too-long');
  if (isName(text)) return mistake('only-name');
  return isReadable(text) ? { answer: text, problems: [] } : mistake('unreadable');
}

/** Of the minute that is running, what a field for times gives is its beginning. */
const A_MINUTE = MINUTE;

function readTime(
  { kind, when }: Extract<Field, { kind: 'moment' | 'day' }>,
  typed: string,
  { days, now }: ReadTerms,
): Read {
  const text = typed.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d{2}:\d{2})/, '$1T');
  if (kind === 'moment' && !text.includes('T')) return mistake('not-a-moment');
  if (kind === 'day' && text.includes('T')) return mistake('not-a-date');
  const at = days(text);
  if (at === undefined) return mistake(kind === 'day' ? 'not-a-date' : 'not-a-moment');
  if (when === 'future') {
    const wrong = dateMistake(text, days, now);
    return wrong === undefined || wrong === 'missing' || wrong === 'not-a-date'
      ? { answer: at, problems: [] }
      : mistake(wrong);
  }
  // A day that is not over yet has begun: it counts until now.
  const begun = kind === 'day' ? later(at, 1 - DAY) : at;
  if (begun > (kind === 'day' ? now : later(now, A_MINUTE))) return mistake('future');
  return { answer: at > now ? now : at, problems: [] };
}

function readSome(
  { key, options, required }: Extract<Field, { kind: 'some-of' }>,
  posted: Posted,
): Read {
  const chosen = options.filter(({ value }) => posted[optionName(key, value)] === CHOSEN);
  if (chosen.length === 0) return nothing(required);
  return { answer: chosen.map(({ value }) => value), problems: [] };
}

const EVIDENCE = /^(?:evidence\/)?([a-z0-9][a-z0-9-]{0,62})$/;

function readEvidence(
  { key, most, required }: Extract<Field, { kind: 'evidence' }>,
  posted: Posted,
): Read {
  const lines = tidy(posted[fieldName(key)] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return nothing(required);
  const ids = new Set(lines.map((line) => EVIDENCE.exec(line)?.[1]));
  if (ids.has(undefined)) return mistake('not-evidence');
  if (ids.size > most) return mistake('too-many');
  return { answer: [...ids].map((id) => `evidence/${id}`), problems: [] };
}

/** The rows in which anything was typed, from 1. */
export function filledRows(
  { key, of, most }: Pick<Extract<Field, { kind: 'rows' }>, 'key' | 'of' | 'most'>,
  posted: Posted,
): readonly number[] {
  const isTyped = (row: number) =>
    of.some((sub) => (posted[rowName(key, row, sub.key)] ?? '').trim() !== '');
  return Array.from({ length: Math.min(most, ROWS) }, (_, index) => index + 1).filter(isTyped);
}

/** In which row of the form the n-th one that was filled in was typed. */
export function formRow(
  fields: readonly Field[],
  posted: Posted,
  key: string,
  nth: number,
): number | undefined {
  const field = fields.find((each) => each.key === key);
  return field?.kind === 'rows' ? filledRows(field, posted)[nth] : undefined;
}

function readRows(
  { key, of, most, required }: Extract<Field, { kind: 'rows' }>,
  posted: Posted,
  terms: ReadTerms,
): Read {
  const rows: Record<string, string>[] = [];
  const problems: Read['problems'][number][] = [];
  for (const row of filledRows({ key, of, most }, posted)) {
    const typed = (sub: string) => posted[rowName(key, row, sub)] ?? '';
    const filled: Record<string, string> = {};
    for (const sub of of) {
      const read = readOne(sub, typed(sub.key), terms);
      if (typeof read.answer === 'string') filled[sub.key] = read.answer;
      problems.push(...read.problems.map((each) => ({ ...each, row, sub: sub.key })));
    }
    rows.push(filled);
  }
  if (problems.length > 0) return { problems };
  return rows.length === 0 ? nothing(required) : { answer: rows, problems: [] };
}
