import { CONDITION_ROWS, conditionField, type EnteredCondition } from './entered.ts';
import { FieldError, Select, TextArea, TextField } from './form-fields.tsx';
import { at, type FormProblem, isTyped } from './form-problems.ts';
import type { Messages } from './messages/messages.ts';
import type { Colleague } from './views.ts';

interface RowsProps {
  readonly label: string;
  readonly owners: readonly Colleague[];
  readonly rows: readonly EnteredCondition[];
  readonly problems: readonly FormProblem[];
  readonly t: Messages;
}

/** Room for three conditions: what, by whom, by when, and what lapses if it is missed. */
export function ConditionRows({ label, owners, rows, problems, t }: RowsProps) {
  const mistaken = problems.some(({ id }) => id.startsWith('condition'));
  return (
    <div class={mistaken ? 'more shown' : 'more'} id="conditions">
      <p class="hint">
        {t.form.onlyFor(label)}. {t.form.conditionsHint}
      </p>
      <FieldError id="conditions" text={at(problems, 'conditions')} />
      {owners.length === 0 ? (
        <p>{t.form.noOwner}</p>
      ) : (
        Array.from({ length: CONDITION_ROWS }, (_, index) => (
          <ConditionRow
            row={index + 1}
            open={index === 0 || isTyped(rows[index])}
            entered={rows[index]}
            owners={owners}
            problems={problems}
            t={t}
          />
        ))
      )}
    </div>
  );
}

interface RowProps {
  readonly row: number;
  readonly open: boolean;
  readonly entered: EnteredCondition | undefined;
  readonly owners: readonly Colleague[];
  readonly problems: readonly FormProblem[];
  readonly t: Messages;
}

function ConditionRow({ row, open, entered, owners, problems, t }: RowProps) {
  const field = (name: keyof EnteredCondition) => ({
    id: conditionField(row, name),
    name: conditionField(row, name),
    label: t.form.conditionFields[name],
    value: entered?.[name],
    problem: at(problems, conditionField(row, name)),
    focus: problems[0]?.id === conditionField(row, name),
  });
  return (
    <details open={open}>
      <summary>{t.form.condition(row)}</summary>
      <fieldset>
        <legend class="unseen">{t.form.condition(row)}</legend>
        <TextArea {...field('text')} rows={2} />
        <Select
          {...field('owner')}
          choose={t.form.choose}
          options={owners.map(({ ref, name, capacity }) => ({
            value: ref,
            // By name alone, since the list stands here three times.
            text: name === '' ? capacity : name,
          }))}
        />
        <TextField {...field('due')} type="date" />
        <TextField {...field('lapses')} />
      </fieldset>
    </details>
  );
}
