import { languageFor, renderPage } from './document.tsx';
import { boundTo, fields } from './entered.ts';
import { Hidden, Summary, TextArea, TextField } from './form-fields.tsx';
import { at, problemsOf } from './form-problems.ts';
import { longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { stop } from './messages/stop.ts';
import { Questions } from './others.tsx';
import { Fingerprint, personName, Row, subjectName, When } from './parts.tsx';
import type { SideTaskView } from './views.ts';

/** What is posted as the choice: there is only one. The signature is what decides. */
const CHOICE = { clarification: 'answer', fulfilment: 'fulfil' } as const;

/** A question put to whoever asked for approval, or a condition to be reported as met. */
export function renderSideTask(view: SideTaskView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const words = t.side[view.is];
  const failed = problemsOf(view, t).length > 0;
  return renderPage({
    title: failed ? `${t.form.problems}: ${words.title}` : words.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <Asked view={view} t={t} />
        <Questions
          questions={view.questions}
          reader={view.reader}
          t={t}
          title={t.side.others}
          alone
        />
        <SideForm view={view} t={t} />
      </>
    ),
  });
}

interface Shown {
  readonly view: SideTaskView;
  readonly t: Messages;
}

function Asked({ view, t }: Shown) {
  const words = t.side[view.is];
  const { subject } = view;
  return (
    <section id="first" aria-labelledby="question">
      <p class="kicker">
        {words.askedOf} <b dir="auto">{personName(view.person, t)}</b>
      </p>
      <h1 id="question">{words.title}</h1>
      <p class="by">
        <span>
          {words.by}{' '}
          <b>
            <When at={view.due} reader={view.reader} />
          </b>
        </span>
      </p>
      {view.missed === true ? <p class="error">{t.side.missed}</p> : null}
      <p dir="auto">
        {words.lead(personName(view.by, t), subjectName(subject, t), subject.version)}
      </p>
      <p class="quote text" dir="auto">
        {view.text}
      </p>
      <dl class="rows">
        <Row label={t.side.asked}>{longMoment(view.asked, view.reader)}</Row>
        <Row label={t.receipt.subject}>
          {subjectName(subject, t)}, {t.version(subject.version)}
          <Fingerprint digest={subject.digest} t={t} />
        </Row>
        <Row label={view.is === 'fulfilment' ? t.side.lapses : t.task.ifNobody}>
          {view.lapses === undefined ? '' : `${stop(view.lapses)} `}
          {words.ifNot}
        </Row>
      </dl>
    </section>
  );
}

function SideForm({ view, t }: Shown) {
  const words = t.side[view.is];
  const problems = problemsOf(view, t);
  const first = problems[0]?.id;
  return (
    <form
      class="decide"
      id="decide"
      method="post"
      action="/t/decide"
      accept-charset="utf-8"
      aria-labelledby="question"
    >
      <Hidden fields={boundTo(view)} />
      <input type="hidden" name={fields.choice} value={CHOICE[view.is]} />
      <Summary problems={problems} title={t.form.problems} lead={t.form.problemsLead} />
      <TextArea
        id="comment"
        name={fields.comment}
        label={words.field}
        hint={words.hint}
        value={view.entered?.comment}
        problem={at(problems, 'comment')}
        focus={first === 'comment'}
        required
      />
      <TextField
        id="signature"
        name={fields.signature}
        label={t.form.signature}
        hint={t.form.signatureHint(view.person.name)}
        value={view.entered?.signature}
        problem={at(problems, 'signature')}
        focus={first === 'signature'}
        required
      />
      <button type="submit">{words.submit}</button>
      <p class="after">{t.side.after}</p>
    </form>
  );
}
