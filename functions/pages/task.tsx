import { DecisionForm, hasProblems } from './decision-form.tsx';
import { languageFor, renderPage } from './document.tsx';
import { Exactly, Facts, SinceLast } from './facts.tsx';
import { FirstScreen } from './first-screen.tsx';
import type { Messages } from './messages/messages.ts';
import { Exceptions, Others } from './others.tsx';
import { personName, subjectName } from './parts.tsx';
import type { TaskView } from './views.ts';

/**
 * The question put to one person: what is asked, the facts, the form. Answers `POST /t/open`, and
 * `POST /t/decide` where something must be corrected (`problems`, `entered`).
 */
export function renderTask(view: TaskView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const title = t.task.title(subjectName(view.subject, t), view.subject.version);
  return renderPage({
    title: hasProblems(view, t) ? `${t.form.problems}: ${title}` : title,
    language,
    organisation: view.organisation,
    foot: <Exactly view={view} t={t} />,
    children: (
      <>
        {view.problems?.includes('facts-moved') === true ? (
          <div class="problems" role="alert">
            <h2>{t.form.problems}</h2>
            <p>{t.problems['facts-moved']}</p>
          </div>
        ) : null}
        {view.notice === undefined ? null : <Sent view={view} t={t} />}
        <FirstScreen view={view} t={t} />
        <p class="next small">
          <a href="#decide">{t.task.skipToDecision}</a>
        </p>
        <Exceptions exceptions={view.exceptions} reader={view.reader} t={t} />
        <SinceLast view={view} t={t} />
        <Facts view={view} t={t} />
        <Others view={view} t={t} />
        {view.identity === 'link' ? (
          <DecisionForm view={view} t={t} />
        ) : (
          <SignIn view={view} t={t} />
        )}
      </>
    ),
  });
}

interface Shown {
  readonly view: TaskView;
  readonly t: Messages;
}

/** The question is on record: said first, so that nobody takes it for a decision. */
function Sent({ view, t }: Shown) {
  return (
    <div class="notice" role="status">
      <h2>{t.task.sent}</h2>
      <p>{t.task.sentText(personName(view.requester, t))}</p>
    </div>
  );
}

/** In the place of the form, where a link is not enough: why, and how to go on. */
function SignIn({ view, t }: Shown) {
  return (
    <section class="decide" id="decide" aria-labelledby="sign-in">
      <h2 id="sign-in">{t.signIn.title}</h2>
      <p>{t.signIn.why(view.authority.policy.name)}</p>
      <p>{t.signIn.here}</p>
      <p>{t.signIn.how(personName(view.requester, t))}</p>
    </section>
  );
}
