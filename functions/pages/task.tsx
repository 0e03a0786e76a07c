import { DecisionForm, fieldProblems } from './decision-form.tsx';
import { languageFor, renderPage } from './document.tsx';
import { Exactly, Facts, Others, SinceLast } from './facts.tsx';
import { FirstScreen } from './first-screen.tsx';
import { subjectName } from './parts.tsx';
import type { TaskView } from './views.ts';

/**
 * The question put to one person: what is asked, the facts, the form. Answers `POST /t/open`, and
 * `POST /t/decide` where something must be corrected (`problems`, `entered`).
 */
export function renderTask(view: TaskView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  const title = t.task.title(subjectName(view.subject, t), view.subject.version);
  const failed = Object.keys(fieldProblems(view, t)).length > 0;
  return renderPage({
    title: failed ? `${t.form.problems}: ${title}` : title,
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
        <FirstScreen view={view} t={t} />
        <SinceLast view={view} t={t} />
        <Facts view={view} t={t} />
        <Others view={view} t={t} />
        <DecisionForm view={view} t={t} />
      </>
    ),
  });
}
