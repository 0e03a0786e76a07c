import type { Messages } from './messages/messages.ts';
import { Fingerprint, personName, Row, subjectName, When } from './parts.tsx';
import { readingMinutes } from './reading.ts';
import type { Choice, TaskView } from './views.ts';

/** What a decider sees before scrolling: at most 150 words for a contract's usual texts. */
export function FirstScreen({ view, t }: { view: TaskView; t: Messages }) {
  const { subject, authority } = view;
  return (
    <section id="first" aria-labelledby="question">
      <p class="kicker">
        {t.task.askedOf} <b dir="auto">{personName(view.decider, t)}</b>
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
      <dl class="rows">
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
          {authority.competence === undefined ? '' : ` ${authority.competence}.`}
          {authority.independent ? ` ${t.task.independent}` : ''}
        </Row>
        <Row label={t.task.agreement}>
          {t.task.quorum(view.stage.quorum, view.stage.seats)}
          {view.stage.of === 1
            ? ''
            : `; ${t.task.stage(view.stage.number, view.stage.of, view.stage.name)}`}
        </Row>
      </dl>
      <p class="next small">
        <a href="#decide">{t.task.skipToDecision}</a>
      </p>
    </section>
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
  return others.length === 0 ? null : <Row label={t.task.also}>{others.join(' · ')}</Row>;
}
