import { ConditionRows } from './condition-rows.tsx';
import { boundTo, type Entered, fields } from './entered.ts';
import { FieldError, Hidden, Select, Summary, TextArea, TextField } from './form-fields.tsx';
import { at, conditionProblemsOf, type FormProblem, problemsOf } from './form-problems.ts';
import type { Messages } from './messages/messages.ts';
import { personName } from './parts.tsx';
import type { Choice, Colleague, TaskView } from './views.ts';

/** Whether anything of what was posted must be corrected. */
export const hasProblems = (view: TaskView, t: Messages): boolean =>
  problemsOf(view, t).length + conditionProblemsOf(view, t).length > 0;

/**
 * What is put back into the form. Where a fact moved, the answer is asked anew: nothing is
 * preselected or signed, but no text that somebody wrote is lost.
 */
function kept(view: TaskView): Entered {
  const entered = view.entered ?? {};
  const moved = view.problems?.includes('facts-moved') === true;
  const { choice: _, signature: __, ...written } = entered;
  if (view.notice === undefined) return moved ? written : entered;
  const { question: ___, ...rest } = written;
  return rest;
}

interface Part {
  readonly view: TaskView;
  readonly entered: Entered;
  readonly problems: readonly FormProblem[];
  readonly t: Messages;
}

/**
 * The one form of a task, with two buttons: to decide, and only to ask. Both post all of it, so
 * whoever asks first finds the half-written comment again.
 */
export function DecisionForm({ view, t }: { view: TaskView; t: Messages }) {
  const problems = [...problemsOf(view, t), ...conditionProblemsOf(view, t)];
  const part = { view, entered: kept(view), problems, t };
  return (
    <form
      class="decide"
      id="decide"
      method="post"
      action="/t/decide"
      accept-charset="utf-8"
      aria-labelledby="decision"
    >
      <h2 id="decision">{t.form.title}</h2>
      <Hidden fields={boundTo(view)} />
      <Summary problems={problems} title={t.form.problems} lead={t.form.problemsLead} />
      <Choices {...part} />
      <Comment {...part} />
      <Signature {...part} />
      <button type="submit">{t.form.submit}</button>
      <p class="after">
        {t.form.after}
        {view.minimumReadingSeconds === 0 ? '' : ` ${t.form.sooner(view.minimumReadingSeconds)}`}
      </p>
      {view.mayAsk ? <Ask {...part} /> : null}
    </form>
  );
}

const isFirst = (problems: readonly FormProblem[], id: string) => problems[0]?.id === id;

function Choices(part: Part) {
  const { view, entered, problems, t } = part;
  const problem = at(problems, 'choice-0');
  return (
    <fieldset class="field" aria-describedby={problem === undefined ? undefined : 'choice-0-error'}>
      <legend>{t.form.choice}</legend>
      <FieldError id="choice-0" text={problem} />
      {view.choices.map((choice, index) => (
        <>
          <label class="option" for={`choice-${index}`}>
            <input
              type="radio"
              id={`choice-${index}`}
              name={fields.choice}
              value={choice.value}
              required
              checked={choice.value === entered.choice}
              autofocus={index === 0 && isFirst(problems, 'choice-0')}
            />
            <span>
              <b dir="auto">{choice.label}</b>
              <span dir="auto">
                {choice.consequence}
                {choice.needs.includes('comment') ? ` ${t.form.needsComment}` : ''}
              </span>
            </span>
          </label>
          <Needed choice={choice} part={part} />
        </>
      ))}
    </fieldset>
  );
}

/** What only this choice asks for. Shown once it is chosen; always, where that cannot be told. */
function Needed({ choice, part }: { choice: Choice; part: Part }) {
  const { view, entered, problems, t } = part;
  if (choice.needs.includes('conditions')) {
    return (
      <ConditionRows
        label={choice.label}
        owners={view.owners}
        rows={entered.conditions ?? []}
        problems={problems}
        t={t}
      />
    );
  }
  return choice.needs.includes('colleague') ? <PassOn choice={choice} part={part} /> : null;
}

const colleagueOption = (t: Messages) => (each: Colleague) => ({
  value: each.ref,
  text: personName(each, t),
});

function PassOn({ choice, part }: { choice: Choice; part: Part }) {
  const { view, entered, problems, t } = part;
  const mistaken = ['passTo', 'absentUntil'].some((id) => at(problems, id) !== undefined);
  return (
    <div class={mistaken ? 'more shown' : 'more'}>
      <p class="hint">{t.form.onlyFor(choice.label)}</p>
      {view.colleagues.length === 0 ? (
        <p>{t.form.noColleague}</p>
      ) : (
        <Select
          id="passTo"
          name={fields.passTo}
          label={t.form.passTo}
          choose={t.form.choose}
          options={view.colleagues.map(colleagueOption(t))}
          value={entered.passTo}
          problem={at(problems, 'passTo')}
          focus={isFirst(problems, 'passTo')}
        />
      )}
      <TextField
        type="date"
        id="absentUntil"
        name={fields.absentUntil}
        label={t.form.absentUntil}
        value={entered.absentUntil}
        problem={at(problems, 'absentUntil')}
        focus={isFirst(problems, 'absentUntil')}
      />
    </div>
  );
}

function Comment({ view, entered, problems, t }: Part) {
  const needing = view.choices.filter(({ needs }) => needs.includes('comment'));
  const needed = t.form.neededFor(needing.map(({ label }) => label).join(' · '));
  return (
    <TextArea
      id="comment"
      name={fields.comment}
      label={t.form.comment}
      hint={needing.length === 0 ? t.form.commentHint : `${needed} ${t.form.commentHint}`}
      value={entered.comment}
      problem={at(problems, 'comment')}
      focus={isFirst(problems, 'comment')}
    />
  );
}

function Signature({ view, entered, problems, t }: Part) {
  return (
    <TextField
      id="signature"
      name={fields.signature}
      label={t.form.signature}
      hint={t.form.signatureHint(view.decider.name)}
      value={entered.signature}
      problem={at(problems, 'signature')}
      focus={isFirst(problems, 'signature')}
      required
    />
  );
}

/** A question on record to whoever asked. It needs no choice, so nothing but itself is checked. */
function Ask({ view, entered, problems, t }: Part) {
  return (
    <section class="ask" aria-labelledby="ask">
      <h3 id="ask">{t.form.askTitle}</h3>
      <TextArea
        id="ask-question"
        name={fields.question}
        label={t.form.question(view.requester.name)}
        hint={t.form.questionHint}
        rows={2}
        value={entered.question}
        problem={at(problems, 'ask-question')}
        focus={isFirst(problems, 'ask-question')}
      />
      <button type="submit" class="second" formaction="/t/ask" formnovalidate>
        {t.form.sendQuestion}
      </button>
    </section>
  );
}
