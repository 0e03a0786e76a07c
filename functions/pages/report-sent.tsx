import { languageFor, renderPage } from './document.tsx';
import { Hidden, Summary, TextField } from './form-fields.tsx';
import { at } from './form-problems.ts';
import { type ReportWords, reportWordsOf } from './messages/report.ts';
import { Row, When } from './parts.tsx';
import {
  REPORT_MORE,
  type ReportCheckView,
  type ReportFaultView,
  type ReportPage,
  type ReportReceiptView,
  type TypedReport,
} from './report-views.ts';
import { problemsIn, typedIn } from './report-words.ts';

/** What will be sent, and the one word that sends it. */
export function renderReportCheck(view: ReportCheckView): string {
  const { language, w } = speech(view);
  const problems = problemsIn(view.problems, w);
  return renderPage({
    title: w.check.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{w.check.title}</h1>
        <p class="lead">{w.check.lead}</p>
        <Typed typed={view.typed} w={w} />
        <form
          class="decide"
          method="post"
          action="/report"
          accept-charset="utf-8"
          aria-labelledby="send"
        >
          <h2 id="send">{w.check.form}</h2>
          <Summary problems={problems} title={w.problems} lead={w.problemsLead} />
          <Hidden fields={view.typed} />
          <input type="hidden" name={REPORT_MORE.opened} value={String(view.opened)} />
          <input type="hidden" name={REPORT_MORE.once} value={view.once} />
          <TextField
            id="word"
            name={REPORT_MORE.word}
            label={w.check.wordLabel(w.check.word)}
            hint={w.check.wordHint}
            value={view.word}
            problem={at(problems, 'word')}
            focus={problems.length > 0}
            required
          />
          <button type="submit" name={REPORT_MORE.step} value="send">
            {w.check.send}
          </button>{' '}
          <button type="submit" class="second" name={REPORT_MORE.step} value="edit" formnovalidate>
            {w.check.edit}
          </button>
        </form>
      </>
    ),
  });
}

/** It was sent: its number, and what happens now. */
export function renderReportReceipt(view: ReportReceiptView): string {
  const { language, w } = speech(view);
  const reader = { locale: language.locale, timeZone: 'UTC' };
  return renderPage({
    title: w.receipt.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{w.receipt.title}</h1>
        <p class="lead">{w.receipt.lead}</p>
        <dl class="rows">
          <Row label={w.receipt.number}>
            <code>{view.number}</code>
          </Row>
          <Row label={w.receipt.received}>
            <When at={view.at} reader={reader} />
          </Row>
        </dl>
        <section aria-labelledby="now">
          <h2 id="now">{w.receipt.next}</h2>
          <ul class="plain">
            {w.receipt.steps((view.typed.contact ?? '') !== '').map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="sent">
          <h2 id="sent">{w.receipt.what}</h2>
          <Typed typed={view.typed} w={w} />
        </section>
      </>
    ),
  });
}

/** Our fault. One button posts again what was posted, so nothing typed is lost. */
export function renderReportFault(view: ReportFaultView): string {
  const { language, w } = speech(view);
  return renderPage({
    title: w.fault.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{w.fault.title}</h1>
        <p class="lead">{w.fault.lead}</p>
        {Object.keys(view.fields).length === 0 ? (
          <p>
            <a href="/report">{w.fault.submit}</a>
          </p>
        ) : (
          <form method="post" action="/report" accept-charset="utf-8">
            <p>{w.fault.later}</p>
            <Hidden fields={view.fields} />
            <button type="submit">{w.fault.submit}</button>
          </form>
        )}
      </>
    ),
  });
}

function speech({ locale }: ReportPage) {
  const language = languageFor({ locale: locale ?? '', timeZone: 'UTC' });
  return { language, w: reportWordsOf(language.messages) };
}

function Typed({ typed, w }: { typed: TypedReport; w: ReportWords }) {
  return (
    <dl class="rows">
      {typedIn(typed, w).map(({ label, text }) => (
        <Row label={label}>
          <span class="text">{text}</span>
        </Row>
      ))}
    </dl>
  );
}
