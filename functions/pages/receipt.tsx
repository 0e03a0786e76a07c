import { languageFor, renderPage } from './document.tsx';
import { fields } from './entered.ts';
import { Summary, TextArea, TextField } from './form-fields.tsx';
import { at, problemsOf } from './form-problems.ts';
import { dateOf, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { Exceptions, People } from './others.tsx';
import {
  choiceLabel,
  commentLabel,
  conditionLine,
  Digest,
  nextSteps,
  personName,
  Row,
  receiptLead,
  subjectName,
  When,
} from './parts.tsx';
import type { ConflictView, Person, ReceiptView, ReportForm } from './views.ts';

/** A recorded answer. Posting the same answer again shows the same. */
export function renderReceipt(view: ReceiptView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  return renderPage({
    title: t.receipt.title(choiceLabel(view.choice, t)),
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.receipt.heading}</h1>
        <p class="lead" dir="auto">
          {receiptLead(view, t)}
        </p>
        <Now view={view} t={t} />
        <Exceptions exceptions={view.exceptions ?? []} reader={view.reader} t={t} />
        <Answer view={view} t={t} title={t.receipt.yours} />
        <OthersSaid view={view} t={t} />
        <Proof view={view} t={t} />
        <NotYou view={view} t={t} />
      </>
    ),
  });
}

/** A second, different answer was posted: the first stands, and is shown. */
export function renderConflict(view: ConflictView): string {
  const language = languageFor(view.reader);
  const t = language.messages;
  return renderPage({
    title: t.conflict.title,
    language,
    organisation: view.organisation,
    children: (
      <>
        <h1 class="alone">{t.conflict.heading}</h1>
        <p class="lead" dir="auto">
          {t.conflict.lead(choiceLabel(view.tried, t), choiceLabel(view.choice, t))}
        </p>
        <p>{t.conflict.change(view.requester.name)}</p>
        <Answer view={view} t={t} title={t.conflict.recorded} />
        <Proof view={view} t={t} />
        <NotYou view={view} t={t} />
      </>
    ),
  });
}

type Proven = Pick<
  ReceiptView,
  'decision' | 'place' | 'checkpoint' | 'subject' | 'factsDigest' | 'decided'
>;

interface Shown {
  readonly view: ReceiptView;
  readonly t: Messages;
}

function Answer({ view, t, title }: Shown & { title: string }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{title}</h2>
      <dl class="rows">
        {view.choice === 'answer' ? null : (
          <Row label={t.receipt.answer}>
            <b>{choiceLabel(view.choice, t)}</b>
          </Row>
        )}
        {view.answered === undefined ? null : (
          <Row label={view.choice === 'fulfil' ? t.receipt.condition : t.receipt.question}>
            <span class="text">{view.answered}</span>
          </Row>
        )}
        {view.comment === undefined ? null : (
          <Row label={commentLabel(view.choice, t)}>
            <span class="text">{view.comment}</span>
          </Row>
        )}
        <Promised view={view} t={t} />
        <Given view={view} by={view.decider} t={t} />
      </dl>
    </section>
  );
}

interface GivenProps {
  readonly view: Pick<ReceiptView, 'subject' | 'decided' | 'reader' | 'identified'>;
  readonly by: Person;
  readonly t: Messages;
}

/** On what an answer was given, by whom, when, and how they were known. */
export function Given({ view, by, t }: GivenProps) {
  return (
    <>
      <Row label={t.receipt.subject}>
        {subjectName(view.subject, t)}, {t.version(view.subject.version)}
      </Row>
      <Row label={t.receipt.by}>{personName(by, t)}</Row>
      <Row label={t.receipt.when}>
        <When at={view.decided} reader={view.reader} />
      </Row>
      <Row label={t.receipt.how}>{t.receipt[view.identified]}</Row>
    </>
  );
}

/** What proves an answer, for whoever compares. */
export function Proof({ view, t }: { view: Proven; t: Messages }) {
  const { decision, place, checkpoint } = view;
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">{t.receipt.proof}</h2>
      <p>{t.receipt.proofLead}</p>
      <dl class="rows">
        <Row label={t.receipt.decisionDigest}>
          <Digest hex={decision.digest} />
        </Row>
        <Row label={t.receipt.place}>
          {place === undefined ? t.receipt.notYet : t.receipt.placed(place.index, place.origin)}
        </Row>
        <Row label={t.receipt.subjectDigest}>
          <Digest hex={view.subject.digest} />
        </Row>
        <Row label={t.receipt.factsDigest}>
          <Digest hex={view.factsDigest} />
        </Row>
        <Row label={t.receipt.task}>
          <code>{t.receipt.taskVersion(decision.task, decision.version, view.decided)}</code>
        </Row>
        <Row label={t.receipt.newest}>
          {checkpoint === undefined ? (
            t.receipt.checkpointByMail
          ) : (
            <>
              {t.receipt.atSize(checkpoint.size)}
              <pre>{checkpoint.note}</pre>
            </>
          )}
        </Row>
      </dl>
    </section>
  );
}

function Now({ view, t }: Shown) {
  return (
    <section aria-labelledby="now">
      <h2 id="now">{t.receipt.now}</h2>
      <ul class="plain">
        {nextSteps(view, t).map((text) => (
          <li dir="auto">{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** What the answer brings with it: conditions, or somebody else who is asked. */
function Promised({ view, t }: Shown) {
  const { conditions = [], passedTo, absentUntil, reader } = view;
  return (
    <>
      {conditions.length === 0 ? null : (
        <Row label={t.receipt.conditions}>
          <ul class="plain">
            {conditions.map((each) => (
              <li dir="auto">{conditionLine(each, reader, t)}</li>
            ))}
          </ul>
        </Row>
      )}
      {passedTo === undefined ? null : (
        <Row label={t.receipt.passedTo}>{personName(passedTo, t)}</Row>
      )}
      {absentUntil === undefined ? null : (
        <Row label={t.receipt.absentUntil}>{dateOf(absentUntil, reader)}</Row>
      )}
    </>
  );
}

function OthersSaid({ view, t }: Shown) {
  if (view.others === undefined || view.others.length === 0) return null;
  return (
    <section aria-labelledby="others">
      <h2 id="others">{t.receipt.others}</h2>
      <People others={view.others} t={t} />
    </section>
  );
}

function NotYou({ view, t }: Shown) {
  const { reported, report } = view;
  const requester = personName(view.requester, t);
  if (reported !== undefined) {
    return (
      <section aria-labelledby="not-you">
        <h2 id="not-you">{t.receipt.reported}</h2>
        <p>{t.receipt.reportedText(longMoment(reported.at, view.reader), requester)}</p>
        <p>{reported.stops ? t.receipt.reportedStops : t.receipt.reportedRecords}</p>
      </section>
    );
  }
  return (
    <section aria-labelledby="not-you">
      <h2 id="not-you">{t.receipt.notYou}</h2>
      {report === undefined ? (
        <p>
          {t.receipt.tell(personName(view.tell, t))} {t.receipt.incident}
        </p>
      ) : (
        <Report form={report} view={view} t={t} />
      )}
    </section>
  );
}

/** Closed until somebody means it; open where something in it must be corrected. */
function Report({ form, view, t }: Shown & { form: ReportForm }) {
  const problems = problemsOf(form, t);
  return (
    <details open={problems.length > 0}>
      <summary>{t.receipt.reportHere}</summary>
      <form method="post" action="/t/repudiate" accept-charset="utf-8">
        <p>{t.receipt.reportLead(personName(view.requester, t))}</p>
        <input type="hidden" name={fields.code} value={form.code} />
        <Summary problems={problems} title={t.form.problems} lead={t.form.problemsLead} />
        <TextArea
          id="comment"
          name={fields.comment}
          label={t.receipt.reportComment}
          hint={t.receipt.reportCommentHint}
          value={form.entered?.comment}
          problem={at(problems, 'comment')}
        />
        <TextField
          id="signature"
          name={fields.signature}
          label={t.form.signature}
          hint={t.receipt.reportSignatureHint(view.decider.name)}
          value={form.entered?.signature}
          problem={at(problems, 'signature')}
          required
        />
        <button type="submit">{t.receipt.reportSubmit}</button>
      </form>
    </details>
  );
}
