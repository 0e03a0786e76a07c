import type { Child } from 'hono/jsx';

/** One field of a form: its label, what helps, what is wrong. */
export interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  readonly problem: string | undefined;
  readonly focus?: boolean;
  readonly required?: boolean;
}

/** The error at a field. The field names it in `aria-describedby`. */
export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="error" id={`${id}-error`}>
      {text}
    </p>
  );
}

function describedBy({ id, hint, problem }: FieldProps): string | undefined {
  const ids = [
    ...(problem === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

const invalid = ({ problem }: FieldProps) => (problem === undefined ? undefined : 'true');

function Labelled({ field, children }: { field: FieldProps; children: Child }) {
  const { id, label, hint, problem } = field;
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={id} text={problem} />
      {children}
    </div>
  );
}

/** Text of several lines. */
export function TextArea({ rows = 4, ...field }: FieldProps & { rows?: number }) {
  return (
    <Labelled field={field}>
      <textarea
        id={field.id}
        name={field.name}
        rows={rows}
        autocomplete="off"
        dir="auto"
        required={field.required}
        autofocus={field.focus}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field)}
      >
        {/* A line break right after the tag is dropped by the parser. */}
        {`\n${field.value ?? ''}`}
      </textarea>
    </Labelled>
  );
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'date' | 'datetime-local';
  /** What of the person's own a browser may fill in (WCAG 2.2, 1.3.5); by itself, nothing. */
  readonly autocomplete?: string;
}

/** One line, or a date. */
export function TextField({ type = 'text', autocomplete = 'off', ...field }: TextFieldProps) {
  return (
    <Labelled field={field}>
      <input
        type={type}
        id={field.id}
        name={field.name}
        value={field.value ?? ''}
        required={field.required}
        autocomplete={autocomplete}
        dir="auto"
        spellcheck={false}
        autofocus={field.focus}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field)}
      />
    </Labelled>
  );
}

/** What is posted with a form and nobody sees, by name. */
export function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

export interface Option {
  readonly value: string;
  readonly text: string;
}

/** One of several; nothing is chosen before. */
export function Select({
  choose,
  options,
  ...field
}: FieldProps & { choose: string; options: readonly Option[] }) {
  return (
    <Labelled field={field}>
      <select
        id={field.id}
        name={field.name}
        autofocus={field.focus}
        aria-describedby={describedBy(field)}
        aria-invalid={invalid(field)}
      >
        <option value="">{choose}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === field.value}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** What is wrong, above the form, each with the way to its field. */
export function Summary({
  problems,
  title,
  lead,
}: {
  problems: readonly { readonly id: string; readonly text: string }[];
  title: string;
  lead: string;
}) {
  if (problems.length === 0) return null;
  return (
    <div class="problems" role="alert">
      <h3>{title}</h3>
      <p>{lead}</p>
      <ul>
        {problems.map(({ id, text }) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
