import { languageFor, renderPage } from './document.tsx';
import { FieldError, Summary, TextArea, TextField } from './form-fields.tsx';
import { at, type FormProblem } from './form-problems.ts';
import { type ReportWords, reportWordsOf } from './messages/report.ts';
import { EXTENTS, REPORT_MORE, type ReportField, type ReportFormView } from './report-views.ts';
import { problemsIn } from './report-words.ts';

/** The public form: what happened, and, if they like, who tells it. It sends nothing yet. */
export function renderReport(view: ReportFormView): string {
  const language = languageFor({ locale: view.locale ?? '', timeZone: 'UTC' });
  const w = reportWordsOf(language.messages);
  return renderPage({
    title: w.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{w.title}</h1>
        {w.lead.map((each) => (
          <p>{each}</p>
        ))}
        <p>
          <b>{w.notHere}</b>
        </p>
        <Form view={view} w={w} />
      </>
    ),
  });
}

interface Part {
  readonly view: ReportFormView;
  readonly problems: readonly FormProblem[];
  readonly w: ReportWords;
}

function Form({ view, w }: { view: ReportFormView; w: ReportWords }) {
  const problems = problemsIn(view.problems, w);
  const part = { view, problems, w };
  return (
    <form
      class="decide"
      method="post"
      action="/report"
      accept-charset="utf-8"
      aria-labelledby="report"
    >
      <h2 id="report">{w.form}</h2>
      <input type="hidden" name={REPORT_MORE.opened} value={String(view.opened)} />
      <Summary problems={problems} title={w.problems} lead={w.problemsLead} />
      <Trap {...part} />
      <TextField {...field('service', part)} required />
      <TextField {...field('title', part)} required />
      <TextArea {...field('description', part)} rows={7} required />
      <Extents {...part} />
      <TextArea {...field('harm', part)} rows={2} />
      <TextField {...field('when', part)} type="date" />
      <section class="ask" aria-labelledby="you">
        <h2 id="you">{w.you}</h2>
        <p class="hint">{w.youLead}</p>
        <TextField {...field('name', part)} autocomplete="name" />
        <TextField {...field('contact', part)} autocomplete="email" />
      </section>
      <button type="submit" name={REPORT_MORE.step} value="check">
        {w.submit}
      </button>
      <p class="after">{w.after}</p>
    </form>
  );
}

function field(name: ReportField, { view, problems, w }: Part) {
  const hint = w.hints[name];
  return {
    id: name,
    name,
    label: w.labels[name],
    ...(hint === undefined ? {} : { hint }),
    value: view.typed[name],
    problem: at(problems, name),
    focus: problems[0]?.id === name,
  };
}

/** Nothing is chosen before. */
function Extents({ view, problems, w }: Part) {
  const problem = at(problems, 'extent');
  return (
    // The first of them bears the id that the summary leads to.
    <fieldset class="field" aria-describedby={problem === undefined ? undefined : 'extent-error'}>
      <legend>{w.labels.extent}</legend>
      <FieldError id="extent" text={problem} />
      {EXTENTS.map((value, index) => (
        <label class="option" for={index === 0 ? 'extent' : `extent-${value}`}>
          <input
            type="radio"
            id={index === 0 ? 'extent' : `extent-${value}`}
            name="extent"
            value={value}
            required
            checked={value === view.typed.extent}
            autofocus={index === 0 && problems[0]?.id === 'extent'}
          />
          <span>{w.extents[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A field that nobody sees, unless something filled it: then whoever did can empty it. */
function Trap({ view, problems, w }: Part) {
  if (view.trap === '') {
    return (
      <div class="unseen" aria-hidden="true">
        <label for="trap">{w.trap}</label>
        <input
          type="text"
          id="trap"
          name={REPORT_MORE.trap}
          value=""
          tabindex={-1}
          autocomplete="off"
        />
      </div>
    );
  }
  return (
    <TextField
      id="trap"
      name={REPORT_MORE.trap}
      label={w.trap}
      value={view.trap}
      problem={at(problems, 'trap')}
      focus={problems[0]?.id === 'trap'}
    />
  );
}
