import { languageFor, renderPage } from './document.tsx';
import { CodeForm } from './door.tsx';
import { languageOf } from './messages/messages.ts';
import { personName, reasonText, versionName, When } from './parts.tsx';
import type { ClosedReason, ClosedView } from './views.ts';

/** A dead link: what became of the matter. A code that never was gives the same bytes always. */
export function renderClosed(view: ClosedView): string {
  if (view.reason === 'unknown') return renderUnknown(view.organisation, view.locale);
  const language = languageFor(view.reader);
  const t = language.messages;
  const { title, text } = t.closed[view.reason];
  return renderPage({
    title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{title}</h1>
        <p class="lead" dir="auto">
          {text(versionName(view.subject, t), personName(view.requester, t))}
        </p>
        {view.detail === undefined ? null : <p dir="auto">{reasonText(view.detail, t)}</p>}
        {stillOpen(view.reason) ? null : (
          <p class="soft small">
            {t.closedWhen} <When at={view.at} reader={view.reader} />
          </p>
        )}
      </>
    ),
  });
}

/** Whether the matter goes on, and only this link or this person cannot decide it. */
function stillOpen(reason: ClosedReason): boolean {
  return reason === 'sign-in-needed' || reason === 'not-independent';
}

function renderUnknown(organisation: string | undefined, locale: string | undefined): string {
  const language = languageOf(locale);
  const t = language.messages;
  return renderPage({
    title: t.closedUnknown.title,
    language,
    organisation,
    children: (
      <>
        <h1 class="alone">{t.closedUnknown.title}</h1>
        <p>{t.closedUnknown.text}</p>
        <CodeForm t={t} />
      </>
    ),
  });
}
