import { languageFor, renderPage } from './document.tsx';
import type { Messages } from './messages/messages.ts';
import { personName, Row, shortName, subjectName, versionName, When } from './parts.tsx';
import { Given, Proof } from './receipt.tsx';
import type { WorkClosedView, WorkReceiptView } from './work-views.ts';
import { workKindWords } from './work-words.ts';

/** A recorded answer. Posting the same answer again shows the same. */
export function renderWorkReceipt(view: WorkReceiptView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  return renderPage({
    title: t.work.receipt.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.receipt.heading}</h1>
        <p class="lead" dir="auto">
          {receiptLead(view, t)}
        </p>
        <section aria-labelledby="now">
          <h2 id="now">{t.receipt.now}</h2>
          <p dir="auto">{receiptNext(view, t)}</p>
        </section>
        <Answered view={view} t={t} />
        <Proof view={view} t={t} />
        <section aria-labelledby="not-you">
          <h2 id="not-you">{t.receipt.notYou}</h2>
          <p>{t.work.receipt.tell}</p>
        </section>
      </>
    ),
  });
}

/** A second, different answer was posted: the first stands, and is shown. */
export function renderWorkConflict(view: WorkReceiptView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  return renderPage({
    title: t.conflict.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.conflict.heading}</h1>
        <p class="lead">{t.work.conflict.lead}</p>
        <p>{t.work.conflict.change}</p>
        <Answered view={view} t={t} />
        <Proof view={view} t={t} />
      </>
    ),
  });
}

/** A dead link: what became of the matter. */
export function renderWorkClosed(view: WorkClosedView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const { title, text } = t.work.closed[view.reason];
  return renderPage({
    title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{title}</h1>
        <p class="lead" dir="auto">
          {text(versionName(view.subject, t))}
        </p>
        {view.reason === 'sign-in-needed' ? null : (
          <p class="soft small">
            {t.closedWhen} <When at={view.at} reader={view.reader} />
          </p>
        )}
      </>
    ),
  });
}

/** What was done, in one sentence. */
export function receiptLead({ passedTo, subject }: WorkReceiptView, t: Messages): string {
  const name = subjectName(subject, t);
  return passedTo === undefined
    ? t.work.receipt.lead(name)
    : t.work.receipt.leadPassed(shortName(passedTo, t), name);
}

/** What happens now. */
export const receiptNext = ({ passedTo, kind }: WorkReceiptView, t: Messages): string =>
  passedTo === undefined
    ? workKindWords(kind, t).next
    : t.work.receipt.passed(shortName(passedTo, t));

function Answered({ view, t }: { view: WorkReceiptView; t: Messages }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t.work.receipt.answers}</h2>
      <dl class="rows">
        {view.answers.map(({ label, values }) => (
          <Row label={label}>
            {values.length === 1 ? (
              <span class="text">{values[0]}</span>
            ) : (
              <ul class="plain">
                {values.map((value) => (
                  <li dir="auto">{value}</li>
                ))}
              </ul>
            )}
          </Row>
        ))}
        {view.passedTo === undefined ? null : (
          <Row label={t.receipt.passedTo}>{personName(view.passedTo, t)}</Row>
        )}
        {view.comment === undefined ? null : (
          <Row label={t.receipt.comment}>
            <span class="text">{view.comment}</span>
          </Row>
        )}
        <Given view={view} by={view.person} t={t} />
      </dl>
    </section>
  );
}
