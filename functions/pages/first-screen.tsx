import type { Messages } from './messages/messages.ts';
import { stop } from './messages/stop.ts';
import { Fingerprint, insteadText, Row, shortName, subjectName, When, whyAsked } from './parts.tsx';
import { readingMinutes } from './reading.ts';
import type { Choice, TaskView } from './views.ts';

/** What a decider sees before scrolling: at most 150 words for a contract's usual texts. */
export function FirstScreen({ view, t }: { view: TaskView; t: Messages }) {
  const { subject, authority } = view;
  return (
    <section id="first" aria-labelledby="question">
      <p class="kicker">
        {t.task.askedOf} <b dir="auto">{shortName(view.decider, t)}</b>
      </p>
      <h1 id="question" dir="auto">
        {view.question}
      </h1>
      <p class="by">
        <span>
          {t.task.decideBy}{' '}
          <b>
            <When at={view.deadline} reader={view.reader} />
          </b>
        </span>
        <span class="soft">{t.task.reading(readingMinutes(view))}</span>
      </p>
      {view.instead === undefined ? null : (
        <div class="quote">
          <Said text={insteadText(view.instead, t)} whole={view.instead.reason?.whole} t={t} />
        </div>
      )}
      <dl class="rows">
        {view.reason === undefined ? null : (
          <Row label={whyAsked(view.requester, t)}>
            <Said text={view.reason.text} whole={view.reason.whole} t={t} />
          </Row>
        )}
        <Row label={t.task.decided}>
          {subjectName(subject, t)}, {t.version(subject.version)}
          <Fingerprint digest={subject.digest} t={t} />
        </Row>
        {view.choices.filter(decides).map((choice) => (
          <Row label={ifLabel(choice, t)}>{choice.ifDecided ?? choice.consequence}</Row>
        ))}
        <Also view={view} t={t} />
        <Row label={t.task.ifNobody}>{view.ifNobodyAnswers}</Row>
        <Row label={t.task.whyYou}>
          {t.task.role(authority.role, authority.policy.name, authority.policy.version)}
          {authority.competence === undefined ? '' : ` ${stop(authority.competence)}`}
          {authority.independent ? ` ${t.task.independent}` : ''}
        </Row>
      </dl>
    </section>
  );
}

/** A text of somebody, the rest of it one click away. */
function Said({ text, whole, t }: { text: string; whole: string | undefined; t: Messages }) {
  return (
    <>
      <p class="text" dir="auto">
        {text}
      </p>
      {whole === undefined ? null : (
        <details>
          <summary>{t.task.readAll}</summary>
          <div>
            <p class="text" dir="auto">
              {whole}
            </p>
          </div>
        </details>
      )}
    </>
  );
}

/** The two ways in which the matter itself ends; the others are told at the form. */
const decides = ({ value }: Choice) => value === 'approve' || value === 'reject';

// Of several answers none decides by itself, and the page must not say so.
function ifLabel({ value, label, ifDecided }: Choice, t: Messages): string {
  if (ifDecided === undefined) return t.task.ifChosen(label);
  return value === 'approve' ? t.task.ifApproved : t.task.ifRejected;
}

function Also({ view, t }: { view: TaskView; t: Messages }) {
  const short: Readonly<Record<string, string>> = t.task.alsoShort;
  const others = view.choices.flatMap(({ value }) => short[value] ?? []);
  return others.length === 0 ? null : <Row label={t.task.also}>{others.join(', ')}</Row>;
}
