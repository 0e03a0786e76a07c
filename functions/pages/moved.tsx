import { languageFor, renderPage } from './document.tsx';
import { longMoment } from './format.ts';
import { Fingerprint, Row, subjectName } from './parts.tsx';
import type { MovedView } from './views.ts';

/** Subject or policy changed before the answer: nothing was recorded, what was typed is shown. */
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
        <h1 class="alone">{t.moved.heading}</h1>
        <p class="lead" dir="auto">
          {(now === undefined ? t.moved.terms : t.moved.lead)(subjectName(subject, t))}
        </p>
        <dl class="rows">
          <Row label={t.moved.seen}>
            {t.version(subject.version)}
            <Fingerprint digest={subject.digest} t={t} />
          </Row>
          {now === undefined ? null : (
            <Row label={t.moved.now}>
              {t.moved.since(now.version, longMoment(now.at, view.reader))}
            </Row>
          )}
        </dl>
        <p class="next">
          {(now === undefined ? t.moved.again : t.moved.next)(view.requester.name)}
        </p>
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
