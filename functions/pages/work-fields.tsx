import type { Field, Option, RowField } from '#core/work/field.ts';
import { CHOSEN, fieldName, optionName, ROWS, rowName } from '#core/work/form-names.ts';
import { FieldError, Select, TextArea, TextField } from './form-fields.tsx';
import { at, type FormProblem } from './form-problems.ts';
import type { Messages } from './messages/messages.ts';
import type { FieldWords } from './messages/work-types.ts';
import { personName } from './parts.tsx';
import type { WorkView } from './work-views.ts';
import { columnText, idOf, optionText, rowText, wordsOfField } from './work-words.ts';

/** The fields of a form of work. What counts only with one answer stands under that answer. */

export interface FormPart {
  readonly view: WorkView;
  readonly problems: readonly FormProblem[];
  readonly t: Messages;
}

/** Beyond so many, options are chosen from a list, unless something hangs on one. */
const MAX_RADIOS = 6;

export function Fields({ part }: { part: FormPart }) {
  const shown = part.view.fields.filter((field) => hostOf(field, part.view.fields) === undefined);
  return (
    <>
      {shown.map((field) => (
        <WorkField field={field} part={part} />
      ))}
    </>
  );
}

/** The field under whose one answer another one stands. */
function hostOf({ only }: Field, fields: readonly Field[]): Field | undefined {
  if (only === undefined || only.is.length !== 1) return undefined;
  return fields.find(({ key, kind }) => key === only.key && kind === 'one-of');
}

function WorkField({ field, part, nested }: { field: Field; part: FormPart; nested?: boolean }) {
  const { view, problems, t } = part;
  const words = wordsOfField(view.kind, field, t);
  switch (field.kind) {
    case 'one-of':
      return <OneOf field={field} words={words} part={part} nested={nested} />;
    case 'some-of':
      return <SomeOf field={field} words={words} part={part} />;
    case 'rows':
      return <Rows field={field} words={words} part={part} />;
    default: {
      const name = fieldName(field.key);
      return (
        <Single
          field={field}
          id={name}
          label={labelOf(field, words.label, t)}
          hint={hintOf(field, words, t)}
          part={part}
          problem={at(problems, name)}
          // Browsers do not send a form with an empty field that is needed and cannot be seen.
          required={field.required && nested !== true}
        />
      );
    }
  }
}

const labelOf = ({ required }: { required: boolean }, label: string, { work }: Messages): string =>
  required ? label : `${label} (${work.form.optional})`;

function hintOf(field: Field | RowField, words: FieldWords, { work }: Messages) {
  const { form } = work;
  const shape = {
    moment: form.moment,
    day: form.day,
    text: 'most' in field && field.kind === 'text' ? form.most(field.most) : '',
  };
  const more = field.kind in shape ? shape[field.kind as keyof typeof shape] : '';
  const hint = [words.hint ?? '', more].filter((each) => each !== '').join(' ');
  return hint === '' ? undefined : hint;
}

interface SingleProps {
  readonly field: Extract<Field, { kind: 'text' | 'moment' | 'day' | 'person' | 'evidence' }>;
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly part: FormPart;
  readonly problem: string | undefined;
  readonly required: boolean;
}

/** A field that posts one text. */
function Single({ field, id, label, hint, part, problem, required }: SingleProps) {
  const { view, problems, t } = part;
  const props = {
    id,
    name: id,
    label,
    ...(hint === undefined ? {} : { hint }),
    value: view.posted[id],
    problem,
    required,
    focus: problems[0]?.id === id,
  };
  switch (field.kind) {
    case 'text':
      return field.lines === 1 ? (
        <TextField {...props} />
      ) : (
        <TextArea {...props} rows={field.lines} />
      );
    case 'evidence':
      return <TextArea {...props} rows={2} />;
    case 'moment':
      return <TextField {...props} type="datetime-local" />;
    case 'day':
      return <TextField {...props} type="date" />;
    case 'person':
      return <Select {...props} choose={t.form.choose} options={peopleOf(view, t)} />;
  }
}

const peopleOf = ({ people }: WorkView, t: Messages) =>
  people.map((each) => ({ value: each.ref, text: personName(each, t) }));

interface ChoiceProps {
  readonly field: Extract<Field, { kind: 'one-of' | 'some-of' }>;
  readonly words: FieldWords;
  readonly part: FormPart;
  readonly nested?: boolean | undefined;
}

function OneOf({ field, words, part, nested }: ChoiceProps) {
  const { view, problems, t } = part;
  const name = fieldName(field.key);
  const hung = view.fields.filter((each) => hostOf(each, view.fields) === field);
  const problem = at(problems, idOf(view.fields, field.key));
  if (hung.length === 0 && field.options.length > MAX_RADIOS) {
    return (
      <Select
        id={idOf(view.fields, field.key)}
        name={name}
        label={labelOf(field, words.label, t)}
        {...(words.hint === undefined ? {} : { hint: words.hint })}
        value={view.posted[name]}
        problem={problem}
        choose={t.form.choose}
        options={field.options.map((each) => ({
          value: each.value,
          text: optionText(each, words),
        }))}
      />
    );
  }
  return (
    <Group field={field} words={words} problem={problem} part={part}>
      {field.options.map((option) => (
        <>
          <Chosen
            type="radio"
            id={optionName(field.key, option.value)}
            name={name}
            value={option.value}
            text={optionText(option, words)}
            checked={view.posted[name] === option.value}
            required={field.required && nested !== true}
          />
          <Hung fields={hung} option={option} part={part} />
        </>
      ))}
    </Group>
  );
}

/** What only one answer asks for. Shown once it is chosen; always, where that cannot be told. */
function Hung({
  fields,
  option,
  part,
}: {
  fields: readonly Field[];
  option: Option;
  part: FormPart;
}) {
  const own = fields.filter(({ only }) => only?.is[0] === option.value);
  if (own.length === 0) return null;
  const { view, problems } = part;
  const mistaken = own.some(({ key }) => problems.some(({ id }) => id === idOf(view.fields, key)));
  return (
    <div class={mistaken ? 'more shown' : 'more'}>
      {own.map((field) => (
        <WorkField field={field} part={part} nested />
      ))}
    </div>
  );
}

function SomeOf({ field, words, part }: ChoiceProps) {
  const { view, problems } = part;
  return (
    <Group
      field={field}
      words={words}
      problem={at(problems, idOf(view.fields, field.key))}
      part={part}
    >
      {field.options.map((option) => {
        const name = optionName(field.key, option.value);
        return (
          <Chosen
            type="checkbox"
            id={name}
            name={name}
            value={CHOSEN}
            text={optionText(option, words)}
            checked={view.posted[name] === CHOSEN}
          />
        );
      })}
    </Group>
  );
}

function Group({
  field,
  words,
  problem,
  part,
  children,
}: ChoiceProps & { problem: string | undefined; children: unknown }) {
  const { view, t } = part;
  const error = `${idOf(view.fields, field.key)}-error`;
  return (
    <fieldset class="field" aria-describedby={problem === undefined ? undefined : error}>
      <legend>{labelOf(field, words.label, t)}</legend>
      {words.hint === undefined ? null : <p class="hint">{words.hint}</p>}
      <FieldError id={idOf(view.fields, field.key)} text={problem} />
      {children}
    </fieldset>
  );
}

interface ChosenProps {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
  readonly required?: boolean;
}

function Chosen({ text, ...input }: ChosenProps) {
  const isOne = input.type === 'radio';
  return (
    <label class={isOne ? 'option' : 'check'} for={input.id}>
      <input {...input} />
      <span dir="auto">{isOne ? <b>{text}</b> : text}</span>
    </label>
  );
}

interface RowsProps {
  readonly field: Extract<Field, { kind: 'rows' }>;
  readonly words: FieldWords;
  readonly part: FormPart;
}

function Rows({ field, words, part }: RowsProps) {
  const { view, problems, t } = part;
  const first = rowName(field.key, 1, field.of[0]?.key ?? '');
  return (
    <fieldset class="field">
      <legend>{labelOf(field, words.label, t)}</legend>
      <p class="hint">{t.work.form.rows}</p>
      {problems.some(({ id }) => id === first) ? null : (
        <FieldError id={fieldName(field.key)} text={at(problems, fieldName(field.key))} />
      )}
      {Array.from({ length: Math.min(field.most, ROWS) }, (_, index) => (
        <RowOf field={field} words={words} row={index + 1} part={part} />
      ))}
      {view.people.length === 0 ? <p>{t.form.noOwner}</p> : null}
    </fieldset>
  );
}

function RowOf({ field, words, row, part }: RowsProps & { row: number }) {
  const { view, problems, t } = part;
  const isTyped = field.of.some(
    ({ key }) => (view.posted[rowName(field.key, row, key)] ?? '') !== '',
  );
  return (
    <details open={row === 1 || isTyped}>
      <summary>{rowText(words, row)}</summary>
      <fieldset>
        <legend class="unseen">{rowText(words, row)}</legend>
        {field.of.map((column) => {
          const id = rowName(field.key, row, column.key);
          return (
            <Single
              field={column}
              id={id}
              label={labelOf(column, columnText(words, column.key), t)}
              hint={undefined}
              part={part}
              problem={at(problems, id)}
              required={false}
            />
          );
        })}
      </fieldset>
    </details>
  );
}
