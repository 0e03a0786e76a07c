import { MAX_REASON_CHARS } from '#core/limits.ts';
import type { Messages } from './messages/messages.ts';
import type { Choice, Entered, ProblemCode, TaskView } from './views.ts';

/** The names of the fields that `POST /t/decide` carries. */
export const decisionFields = {
  code: 'code',
  facts: 'facts',
  opened: 'opened',
  choice: 'choice',
  comment: 'comment',
  signature: 'signature',
} as const;

type Field = 'choice' | 'comment' | 'signature';
type Problems = Readonly<Partial<Record<Field, string>>>;

const fieldOf: Record<ProblemCode, Field | undefined> = {
  'choice-missing': 'choice',
  'choice-unknown': 'choice',
  'comment-missing': 'comment',
  'comment-too-long': 'comment',
  'comment-credential': 'comment',
  'comment-unreadable': 'comment',
  'signature-missing': 'signature',
  'signature-differs': 'signature',
  'conditions-missing': 'choice',
  'conditions-unwanted': 'choice',
  'colleague-missing': 'choice',
  'colleague-unwanted': 'choice',
  'colleague-unknown': 'choice',
  'colleague-seated': 'choice',
  'colleague-barred': 'choice',
  'colleague-circle': 'choice',
  'until-not-a-date': 'choice',
  'until-past': 'choice',
  'question-missing': undefined,
  'question-too-long': undefined,
  'question-credential': undefined,
  'question-unreadable': undefined,
  'question-unsent': undefined,
  'questions-full': undefined,
  'facts-moved': undefined,
};

/** What is wrong at each field, in words; the first mistake of a field counts. */
export function fieldProblems(view: TaskView, t: Messages): Problems {
  const found: Partial<Record<Field, string>> = {};
  for (const code of view.problems ?? []) {
    const field = fieldOf[code];
    if (field !== undefined) found[field] ??= t.problems[code];
  }
  const length = view.entered?.comment?.length ?? 0;
  if (found.comment !== undefined && length > MAX_REASON_CHARS)
    found.comment = `${found.comment} ${t.form.tooLong(length)}`;
  return found;
}

/**
 * What is put back into the form. Where a fact moved, the answer is asked anew: only the comment
 * stays, and nothing is preselected.
 */
function kept(view: TaskView): Entered {
  const { comment } = view.entered ?? {};
  if (view.problems?.includes('facts-moved') !== true) return view.entered ?? {};
  return comment === undefined ? {} : { comment };
}

export function DecisionForm({ view, t }: { view: TaskView; t: Messages }) {
  const problems = fieldProblems(view, t);
  const entered = kept(view);
  const first = (['choice', 'comment', 'signature'] as const).find((field) => problems[field]);
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
      <input type="hidden" name={decisionFields.code} value={view.code} />
      <input type="hidden" name={decisionFields.facts} value={view.factsDigest} />
      <input type="hidden" name={decisionFields.opened} value={view.opened} />
      <Summary problems={problems} t={t} />
      <Choices
        choices={view.choices}
        chosen={entered.choice}
        problem={problems.choice}
        focus={first === 'choice'}
        t={t}
      />
      <Comment
        view={view}
        value={entered.comment}
        problem={problems.comment}
        t={t}
        focus={first === 'comment'}
      />
      <Signature
        view={view}
        value={entered.signature}
        problem={problems.signature}
        t={t}
        focus={first === 'signature'}
      />
      <button type="submit">{t.form.submit}</button>
      <p class="after">{t.form.after}</p>
    </form>
  );
}

function Summary({ problems, t }: { problems: Problems; t: Messages }) {
  const all = Object.entries(problems);
  if (all.length === 0) return null;
  return (
    <div class="problems" role="alert">
      <h3>{t.form.problems}</h3>
      <p>{t.form.problemsLead}</p>
      <ul>
        {all.map(([field, text]) => (
          <li>
            <a href={field === 'choice' ? '#choice-0' : `#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The error at a field. The field names it in `aria-describedby`. */
function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="error" id={`${id}-error`}>
      {text}
    </p>
  );
}

interface ChoicesProps {
  readonly choices: readonly Choice[];
  readonly chosen: string | undefined;
  readonly problem: string | undefined;
  readonly focus: boolean;
  readonly t: Messages;
}

function Choices({ choices, chosen, problem, focus, t }: ChoicesProps) {
  return (
    <fieldset class="field" aria-describedby={problem === undefined ? undefined : 'choice-error'}>
      <legend>{t.form.choice}</legend>
      <FieldError id="choice" text={problem} />
      {choices.map((choice, index) => (
        <label class="option" for={`choice-${index}`}>
          <input
            type="radio"
            id={`choice-${index}`}
            name={decisionFields.choice}
            value={choice.value}
            required
            checked={choice.value === chosen}
            autofocus={focus && index === 0}
          />
          <span>
            <b dir="auto">{choice.label}</b>
            <span dir="auto">
              {choice.consequence}
              {choice.needs.includes('comment') ? ` ${t.form.needsComment}` : ''}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  readonly view: TaskView;
  readonly value: string | undefined;
  readonly problem: string | undefined;
  readonly focus: boolean;
  readonly t: Messages;
}

function describedBy(id: string, problem: string | undefined): string {
  return problem === undefined ? `${id}-hint` : `${id}-error ${id}-hint`;
}

function Comment({ view, value, problem, focus, t }: FieldProps) {
  const needing = view.choices
    .filter(({ needs }) => needs.includes('comment'))
    .map(({ label }) => label);
  return (
    <div class="field">
      <label class="label" for="comment">
        {t.form.comment}
      </label>
      <p class="hint" id="comment-hint">
        {needing.length === 0 ? '' : `${t.form.neededFor(needing.join(', '))} `}
        {t.form.commentHint}
      </p>
      <FieldError id="comment" text={problem} />
      <textarea
        id="comment"
        name={decisionFields.comment}
        rows={4}
        autocomplete="off"
        dir="auto"
        autofocus={focus}
        aria-describedby={describedBy('comment', problem)}
        aria-invalid={problem === undefined ? undefined : 'true'}
      >
        {/* A line break right after the tag is dropped by the parser. */}
        {`\n${value ?? ''}`}
      </textarea>
    </div>
  );
}

function Signature({ view, value, problem, focus, t }: FieldProps) {
  return (
    <div class="field">
      <label class="label" for="signature">
        {t.form.signature}
      </label>
      <p class="hint" id="signature-hint">
        {t.form.signatureHint(view.decider.name)}
      </p>
      <FieldError id="signature" text={problem} />
      <input
        type="text"
        id="signature"
        name={decisionFields.signature}
        value={value ?? ''}
        required
        autocomplete="off"
        dir="auto"
        spellcheck={false}
        autofocus={focus}
        aria-describedby={describedBy('signature', problem)}
        aria-invalid={problem === undefined ? undefined : 'true'}
      />
    </div>
  );
}
