import { dateOf, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { stop } from './messages/stop.ts';
import { objects } from './objections.tsx';
import { choiceLabel, personName, shortName } from './parts.tsx';
import type { EarlierStage, Exception, Other, Question, Reader, TaskView } from './views.ts';

interface Shown {
  readonly view: TaskView;
  readonly t: Messages;
}

/** Everybody asked, whether they answered, what earlier stages said, and how to put a question. */
export function Others({ view, t }: Shown) {
  const alone = view.stage.of === 1 ? t.task.nobodyElse : t.task.nobodyElseNow;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t.task.others}</h2>
      <p>{agreement(view, t)}</p>
      {view.others.length === 0 ? (
        <p>{alone}</p>
      ) : (
        <>
          <People others={view.others} t={t} />
          {view.others.some(({ answered, said }) => answered && said !== undefined) ? null : (
            <p class="small soft">{t.task.othersNote}</p>
          )}
        </>
      )}
      {view.earlier.map((stage) => (
        <Earlier stage={stage} reader={view.reader} t={t} />
      ))}
      <HowToAsk view={view} t={t} />
    </section>
  );
}

/** How many must agree of how many, and at which stage that is. */
function agreement({ stage: { number, of, name, quorum, seats } }: TaskView, t: Messages): string {
  return stop(
    [
      `${t.task.agreement}: ${t.task.quorum(quorum, seats)}`,
      ...(of === 1 ? [] : [t.task.stage(number, of, name)]),
    ].join('; '),
  );
}

function HowToAsk({ view, t }: Shown) {
  const name = shortName(view.requester, t);
  if (view.mayAsk && view.identity === 'link') return <p class="screen">{t.task.askBelow(name)}</p>;
  return view.mayReply ? <p>{t.task.ask(name)}</p> : null;
}

/** One line a person: who, in which capacity, whether they answered, and what, if that is shown. */
export function People({ others, t }: { others: readonly Other[]; t: Messages }) {
  return (
    <ul class="people">
      {others.map(({ person, answered, over, said, comment }) => (
        <li>
          <bdi>{personName(person, t)}</bdi>{' '}
          <span class="soft">
            {said !== undefined
              ? t.task.said(choiceLabel(said, t))
              : answered
                ? t.task.answered
                : over === true
                  ? t.task.notNeeded
                  : t.task.waiting}
          </span>
          {comment === undefined ? null : (
            <p class="quote text" dir="auto">
              {comment}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Earlier({ stage, reader, t }: { stage: EarlierStage; reader: Reader; t: Messages }) {
  return (
    <div class="part">
      <h3 dir="auto">{t.task.earlier(stage.number, stage.name, dateOf(stage.closed, reader))}</h3>
      {stage.answers.length === 0 ? (
        <p class="soft">{t.task.earlierHidden}</p>
      ) : (
        <People others={stage.answers.map(inShort)} t={t} />
      )}
    </div>
  );
}

/** What speaks against it stands in full above, with the facts that do. */
const inShort = (each: Other): Other => {
  const { comment: _, ...short } = each;
  return objects(each) ? short : each;
};

interface QuestionsProps {
  readonly questions: readonly Question[];
  readonly reader: Reader;
  readonly t: Messages;
  readonly title: string;
  /** Not under a heading of its own section. */
  readonly alone?: boolean;
}

/** What was asked of the requester, and what they answered: the same for everybody asked. */
export function Questions({ questions, reader, t, title, alone = false }: QuestionsProps) {
  if (questions.length === 0) return null;
  return (
    <div class="part">
      {alone ? <h2>{title}</h2> : <h3>{title}</h3>}
      {questions.map(({ by, asked, text, answer }) => (
        <div class="exchange">
          <p class="small soft">{t.task.asked(personName(by, t), longMoment(asked, reader))}</p>
          <p class="text" dir="auto">
            {text}
          </p>
          {answer === undefined ? (
            <p class="small soft">{t.task.noAnswer}</p>
          ) : (
            <>
              <p class="small soft">
                {t.task.answeredBy(personName(answer.by, t), longMoment(answer.at, reader))}
              </p>
              <p class="text" dir="auto">
                {answer.text}
              </p>
            </>
          )}
        </div>
      ))}
    </div>
  );
}

interface ExceptionsProps {
  readonly exceptions: readonly Exception[];
  readonly reader: Reader;
  readonly t: Messages;
}

/** Exceptions of the policy that this approval uses, said plainly, each until when and why. */
export function Exceptions({ exceptions, reader, t }: ExceptionsProps) {
  if (exceptions.length === 0) return null;
  return (
    <section class="box" aria-labelledby="exceptions">
      <h2 id="exceptions">{t.task.exceptions}</h2>
      <ul>
        {exceptions.map(({ duty, reason, until }) => (
          <li dir="auto">{t.task.exception(t.duties[duty], dateOf(until, reader), reason)}</li>
        ))}
      </ul>
    </section>
  );
}
