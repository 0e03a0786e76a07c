import type { Messages } from './messages/messages.ts';
import { Fingerprint, personName, Row, subjectName, When } from './parts.tsx';
import { readingMinutes } from './reading.ts';
import type { TaskView } from './views.ts';

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
        {view.choices.map((choice) => (
          <Row label={t.task.ifChosen(choice.label)}>{choice.consequence}</Row>
        ))}
        <Row label={t.task.ifNobody}>{view.ifNobodyAnswers}</Row>
        <Row label={t.task.whyYou}>
          {t.task.role(authority.role, authority.policy.name, authority.policy.version)}
          {authority.competence === undefined ? '' : ` ${authority.competence}.`}
          {authority.independent ? ` ${t.task.independent}` : ''}
        </Row>
      </dl>
      <p class="next small">
        <a href="#decide">{t.task.skipToDecision}</a>
      </p>
    </section>
  );
}
