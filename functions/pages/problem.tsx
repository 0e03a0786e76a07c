import { languageFor, renderPage } from './document.tsx';
import type { ProblemView, Retry } from './fault-views.ts';
import { Hidden } from './form-fields.tsx';
import type { Messages } from './messages/messages.ts';

/** Our fault. What was posted can be posted again by one button, so nothing typed is lost. */
export function renderProblem(view: ProblemView = {}): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  return renderPage({
    title: t.problem.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.problem.title}</h1>
        <p class="lead">{t.problem.lead}</p>
        {view.retry === undefined ? <p>{t.problem.later}</p> : <Again retry={view.retry} t={t} />}
        {view.reference === undefined ? null : (
          <p class="next soft small">
            {t.problem.reference}: <code>{view.reference}</code>
          </p>
        )}
      </>
    ),
  });
}

function Again({ retry, t }: { retry: Retry; t: Messages }) {
  const decides = retry.action !== '/t/open';
  return (
    <form method="post" action={retry.action} accept-charset="utf-8">
      <p>{decides ? t.problem.retryDecide : t.problem.retryOpen}</p>
      <Hidden fields={retry.fields} />
      <button type="submit">{t.problem.submit}</button>
    </form>
  );
}
