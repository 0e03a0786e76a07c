import type { Answers, Field, Option, RowField } from '#core/work/field.ts';
import { fieldName, optionName, rowName } from '#core/work/form-names.ts';
import type { WorkProblem } from '#core/work/form-shape.ts';
import type { FormProblem } from './form-problems.ts';
import { dateOf, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import type { FieldWords, WorkKindWords } from './messages/work-types.ts';
import type { Reader } from './views.ts';
import type { AnswerLine, WorkView } from './work-views.ts';

/** The words of a kind; of one that this software does not know any more, plain ones. */
export function workKindWords(kind: string, { work }: Messages): WorkKindWords {
  return Object.hasOwn(work.kinds, kind) ? (work.kinds[kind] ?? work.anyKind) : work.anyKind;
}

/** The words of a field: those of its record, else ours; of one that has none, its key. */
export function wordsOfField(
  kind: string,
  { key, label, hint }: Pick<Field, 'key' | 'label' | 'hint'>,
  t: Messages,
): FieldWords {
  const { fields } = workKindWords(kind, t);
  const ours = Object.hasOwn(fields, key) ? fields[key] : undefined;
  const named = { ...ours, label: label ?? ours?.label ?? key };
  return hint === undefined ? named : { ...named, hint };
}

/** The field of that key; of one that the form does not have, its key alone. */
const fieldIn = (fields: readonly Field[], key: string): Pick<Field, 'key' | 'label' | 'hint'> =>
  fields.find((each) => each.key === key) ?? { key };

/** What an option is called: as a record calls it, or in our words. */
export function optionText({ value, label }: Option, words: FieldWords): string {
  return label ?? words.options?.[value] ?? value;
}

export const columnText = (words: FieldWords, key: string): string => words.columns?.[key] ?? key;

export const rowText = (words: FieldWords, row: number): string =>
  words.row?.(row) ?? `${words.label} ${row}`;

/** What is wrong, in words, each with the id of its field, in the order of the page. */
export function workProblems(
  { kind, fields, problems }: Pick<WorkView, 'kind' | 'fields' | 'problems'>,
  t: Messages,
): readonly FormProblem[] {
  if (problems === undefined) return [];
  const { common, fields: found, refused } = problems;
  return [
    ...(refused === undefined ? [] : [refusalOf(kind, fields, refused, t)]),
    ...fields.flatMap(({ key }) =>
      found.filter(({ field }) => field === key).map((each) => problemOf(kind, fields, each, t)),
    ),
    ...common.map(({ field, problem }) => ({
      id: field,
      text: t.work.common[`${field} ${problem}`] ?? problem,
    })),
  ];
}

function problemOf(
  kind: string,
  fields: readonly Field[],
  { field, row, sub, problem }: WorkProblem,
  t: Messages,
): FormProblem {
  const words = wordsOfField(kind, fieldIn(fields, field), t);
  const label =
    row === undefined || sub === undefined
      ? words.label
      : t.work.inRow(rowText(words, row), columnText(words, sub));
  const text = t.work.problem(label, t.work.problems[problem]);
  return { id: idOf(fields, field, row, sub), text };
}

function refusalOf(
  kind: string,
  fields: readonly Field[],
  { say, text, field, row }: NonNullable<NonNullable<WorkView['problems']>['refused']>,
  t: Messages,
): FormProblem {
  const said = (say === undefined ? undefined : t.work.refusals[say]) ?? text;
  if (field === undefined) return { id: 'form', text: said };
  const words = wordsOfField(kind, fieldIn(fields, field), t);
  const where = row === undefined ? words.label : rowText(words, row);
  return { id: idOf(fields, field, row), text: t.work.problem(where, said) };
}

/** The id of what is to be mended: of several that may be chosen, the first one. */
export function idOf(fields: readonly Field[], key: string, row?: number, sub?: string): string {
  const field = fields.find((each) => each.key === key);
  switch (field?.kind) {
    case 'one-of':
    case 'some-of':
      return optionName(key, field.options[0]?.value ?? '');
    case 'rows':
      return rowName(key, row ?? 1, sub ?? field.of[0]?.key ?? '');
    default:
      return fieldName(key);
  }
}

/** By whom what names somebody is to be said. */
type NameOf = (ref: string) => string;

/** The answers of a form in words, in its order; what was not given is left out. */
export function answersInWords(
  kind: string,
  fields: readonly Field[],
  answers: Answers,
  { t, reader, nameOf }: { readonly t: Messages; readonly reader: Reader; readonly nameOf: NameOf },
): readonly AnswerLine[] {
  const one = (field: Field | RowField, value: string, words: FieldWords): string => {
    switch (field.kind) {
      case 'one-of':
      case 'some-of': {
        const option = field.options.find((each) => each.value === value);
        return option === undefined ? value : optionText(option, words);
      }
      case 'moment':
        return longMoment(value, reader);
      case 'day':
        return dateOf(value, reader);
      case 'person':
        return nameOf(value);
      default:
        return value;
    }
  };
  return fields.flatMap((field): AnswerLine[] => {
    const value = answers[field.key];
    if (value === undefined) return [];
    const words = wordsOfField(kind, field, t);
    const texts = typeof value === 'string' ? [value] : value;
    const values = texts.map((each) =>
      typeof each === 'string' ? one(field, each, words) : rowLine(field, each, words, one),
    );
    return [{ label: words.label, values }];
  });
}

function rowLine(
  field: Field,
  row: Readonly<Record<string, string>>,
  words: FieldWords,
  one: (field: RowField, value: string, words: FieldWords) => string,
): string {
  const columns = field.kind === 'rows' ? field.of : [];
  return columns
    .flatMap((column) => {
      const value = row[column.key];
      if (value === undefined) return [];
      return [`${columnText(words, column.key)}: ${one(column, value, words)}`];
    })
    .join('; ');
}
