import { languageFor, renderPage } from './document.tsx';
import { fingerprint, longMoment } from './format.ts';
import { Row, subjectName } from './parts.tsx';
import type { MovedView } from './views.ts';

/** The subject changed between page and answer: nothing was recorded, what was typed is shown. */
export function renderMoved(view: MovedView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const { subject, now, entered } = view;
  const typed = entered?.comment ?? '';
  return renderPage({
    title: t.moved.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.moved.heading(subjectName(subject, t))}</h1>
        <p class="lead">{t.moved.lead}</p>
        <dl class="rows">
          <Row label={t.moved.seen}>
            {t.version(subject.version)}
            <span class="soft">
              {' '}
              · {t.fingerprint} <code>{fingerprint(subject.digest)}</code>
            </span>
          </Row>
          <Row label={t.moved.now}>
            {t.moved.since(now.version, longMoment(now.at, view.reader))}
          </Row>
        </dl>
        <p class="next">{t.moved.next(view.requester.name)}</p>
        {typed === '' ? null : (
          <section aria-labelledby="typed">
            <h2 id="typed">{t.moved.typed}</h2>
            <p>{t.moved.typedLead}</p>
            <p class="quote text" dir="auto">
              {typed}
            </p>
          </section>
        )}
      </>
    ),
  });
}
