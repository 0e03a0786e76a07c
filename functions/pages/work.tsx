import { languageFor, renderPage } from './document.tsx';
import { boundTo, fields } from './entered.ts';
import { Digests, FactItems, Unknown } from './facts.tsx';
import { FieldError, Hidden, Select, Summary, TextArea, TextField } from './form-fields.tsx';
import { at, type FormProblem } from './form-problems.ts';
import { longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { stop } from './messages/stop.ts';
import { Fingerprint, personName, Row, shortName, subjectName, When } from './parts.tsx';
import { minutesToRead } from './reading.ts';
import { RiskPicture } from './risk-picture.tsx';
import { Fields } from './work-fields.tsx';
import type { WorkView } from './work-views.ts';
import { workKindWords, workProblems } from './work-words.ts';

/**
 * A piece of work put to one person: what is asked, the facts, the form. Answers `POST /t/open`,
 * and `POST /t/work` where something must be corrected.
 */
export function renderWork(view: WorkView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const title = t.work.page.title(subjectName(view.subject, t));
  const problems = workProblems(view, t);
  return renderPage({
    title: problems.length > 0 ? `${t.form.problems}: ${title}` : title,
    language,
    organisation: view.organisation,
    foot: <Digests view={view} t={t} />,
    children: (
      <>
        <First view={view} t={t} />
        <Facts view={view} t={t} />
        <RiskPicture scores={view.scores} t={t} />
        {view.identity === 'link' ? (
          <Form view={view} problems={problems} t={t} />
        ) : (
          <SignIn view={view} t={t} />
        )}
      </>
    ),
  });
}

interface Shown {
  readonly view: WorkView;
  readonly t: Messages;
}

/** What is seen before scrolling: at most 150 words for usual texts. */
function First({ view, t }: Shown) {
  const { subject, plan } = view;
  const { page } = t.work;
  const kind = workKindWords(view.kind, t);
  const question = kind.question(subject.name);
  return (
    <section id="first" aria-labelledby="question">
      <p class="kicker">
        {t.task.askedOf} <b dir="auto">{shortName(view.person, t)}</b>
      </p>
      <h1 id="question" dir="auto">
        {question}
      </h1>
      <p class="by">
        <span>
          {page.answerBy}{' '}
          <b>
            <When at={view.deadline} reader={view.reader} />
          </b>
        </span>
        <span class="soft">{t.task.reading(minutesToRead(view, [question, kind.brings]))}</span>
      </p>
      {view.late ? <p class="error">{page.overdue}</p> : null}
      {view.before === undefined ? null : <p dir="auto">{beforeText(view.before, t)}</p>}
      <dl class="rows">
        <Row label={page.about}>
          {subjectName(subject, t)}, {t.version(subject.version)}
          <Fingerprint digest={subject.digest} t={t} />
        </Row>
        <Row label={page.brings}>{kind.brings}</Row>
        {view.colleagues.length === 0 ? null : <Row label={page.also}>{page.passOn}</Row>}
        {view.late ? null : (
          <Row label={page.ifNobody}>
            {(view.escalates ? page.escalates : page.stays)(longMoment(view.deadline, view.reader))}
          </Row>
        )}
        <Row label={t.task.whyYou}>
          {page.whyYou(view.person.capacity, plan.name, plan.version)}
        </Row>
      </dl>
      <p class="next small">
        <a href="#decide">{page.skip}</a>
      </p>
    </section>
  );
}

function beforeText({ by, why, reason }: NonNullable<WorkView['before']>, t: Messages): string {
  const text = t.work.page.before[why](shortName(by, t));
  return stop(reason === '' ? text : `${text}: ${reason}`);
}

function Facts({ view, t }: Shown) {
  const grave = view.facts.filter(({ unfavourable }) => unfavourable === true);
  const others = view.facts.filter(({ unfavourable }) => unfavourable !== true);
  return (
    <>
      {grave.length === 0 ? null : (
        <section aria-labelledby="against">
          <h2 id="against">{t.work.page.against}</h2>
          <ul class="facts against">
            <FactItems facts={grave} reader={view.reader} t={t} />
          </ul>
        </section>
      )}
      {view.unknown.length === 0 ? null : <Unknown view={view} t={t} />}
      {others.length === 0 ? null : (
        <section aria-labelledby="facts">
          <h2 id="facts">{t.task.otherFacts}</h2>
          {t.task.asRecorded === '' ? null : <p class="small soft">{t.task.asRecorded}</p>}
          <ul class="facts">
            <FactItems facts={others} reader={view.reader} t={t} />
          </ul>
        </section>
      )}
    </>
  );
}

interface FormProps extends Shown {
  readonly problems: readonly FormProblem[];
}

/** The one form, with two buttons: to answer, and to pass it on. Both post all of it. */
function Form({ view, problems, t }: FormProps) {
  const { form } = t.work;
  return (
    <form
      class="decide"
      id="decide"
      method="post"
      action="/t/work"
      accept-charset="utf-8"
      aria-labelledby="form"
    >
      <h2 id="form">{form.title}</h2>
      <Hidden fields={boundTo(view)} />
      <Summary problems={problems} title={t.form.problems} lead={t.form.problemsLead} />
      {view.saved === undefined ? null : (
        <p role="status">{form.saved(longMoment(view.saved, view.reader))}</p>
      )}
      <p class="hint">{form.kept}</p>
      <Fields part={{ view, problems, t }} />
      <TextField
        id="signature"
        name={fields.signature}
        label={t.form.signature}
        hint={t.form.signatureHint(view.person.name)}
        value={view.posted[fields.signature]}
        problem={at(problems, 'signature')}
        focus={problems[0]?.id === 'signature'}
        required
      />
      <FieldError id="choice" text={at(problems, 'choice')} />
      <button type="submit" name={fields.choice} value="submit">
        {form.submit}
      </button>
      <SaveLong view={view} t={t} />
      <p class="after">{form.after}</p>
      <PassOn view={view} problems={problems} t={t} />
    </form>
  );
}

/** Fields from which on a form is long: nobody fills it in at one go. */
const LONG = 9;

function SaveLong({ view, t }: Shown) {
  if (view.fields.length < LONG) return null;
  return (
    <button type="submit" class="second" formaction="/t/draft" formnovalidate>
      {t.work.form.save}
    </button>
  );
}

/** Closed until somebody means it; open where something in it must be corrected. */
function PassOn({ view, problems, t }: FormProps) {
  const { form } = t.work;
  if (view.colleagues.length === 0) return null;
  const typed = [fields.passTo, fields.comment].some((name) => (view.posted[name] ?? '') !== '');
  return (
    <details class="ask" open={typed}>
      <summary>{form.passTitle}</summary>
      <p>{form.passLead}</p>
      <Select
        id="passTo"
        name={fields.passTo}
        label={form.passTo}
        choose={t.form.choose}
        options={view.colleagues.map((each) => ({ value: each.ref, text: personName(each, t) }))}
        value={view.posted[fields.passTo]}
        problem={at(problems, 'passTo')}
        focus={problems[0]?.id === 'passTo'}
      />
      <TextArea
        id="comment"
        name={fields.comment}
        label={form.passWhy}
        rows={2}
        value={view.posted[fields.comment]}
        problem={at(problems, 'comment')}
        focus={problems[0]?.id === 'comment'}
      />
      <button type="submit" class="second" name={fields.choice} value="pass-on" formnovalidate>
        {form.passSubmit}
      </button>
    </details>
  );
}

/** In the place of the form, where a link is not enough. */
function SignIn({ view, t }: Shown) {
  const { title, text } = t.work.closed['sign-in-needed'];
  return (
    <section class="decide" id="decide" aria-labelledby="sign-in">
      <h2 id="sign-in">{title}</h2>
      <p>{text(subjectName(view.subject, t))}</p>
    </section>
  );
}
