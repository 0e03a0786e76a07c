import { languageFor, renderPage } from './document.tsx';
import type { Messages } from './messages/messages.ts';
import { choiceLabel, Digest, nextSteps, personName, Row, subjectName, When } from './parts.tsx';
import type { ConflictView, ReceiptView } from './views.ts';
import { visible } from './visible.ts';

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
          {t.receipt.lead(
            choiceLabel(view.choice, t),
            subjectName(view.subject, t),
            view.subject.version,
          )}
        </p>
        <Now view={view} t={t} />
        <Answer view={view} t={t} title={t.receipt.yours} />
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

interface Shown {
  readonly view: ReceiptView;
  readonly t: Messages;
}

function Answer({ view, t, title }: Shown & { title: string }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{title}</h2>
      <dl class="rows">
        <Row label={t.receipt.answer}>
          <b>{choiceLabel(view.choice, t)}</b>
        </Row>
        {view.comment === undefined ? null : (
          <Row label={t.receipt.comment}>
            <span class="text">{view.comment}</span>
          </Row>
        )}
        <Row label={t.receipt.subject}>
          {subjectName(view.subject, t)}, {t.version(view.subject.version)}
        </Row>
        <Row label={t.receipt.by}>{personName(view.decider, t)}</Row>
        <Row label={t.receipt.when}>
          <When at={view.decided} reader={view.reader} />
        </Row>
        <Row label={t.receipt.how}>{t.receipt[view.identified]}</Row>
      </dl>
    </section>
  );
}

function Proof({ view, t }: Shown) {
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

function NotYou({ view, t }: Shown) {
  const subject = t.receipt.reportSubject(view.decision.task);
  return (
    <section aria-labelledby="not-you">
      <h2 id="not-you">{t.receipt.notYou}</h2>
      <p>
        {t.receipt.report}{' '}
        {view.reportTo === undefined ? (
          t.receipt.reportByReply
        ) : (
          <a href={mailto(view.reportTo, subject)}>{t.receipt.reportTo(view.reportTo)}</a>
        )}
        . {t.receipt.incident}
      </p>
    </section>
  );
}

// What is hidden is made visible first: half a surrogate pair cannot stand in an address.
function mailto(address: string, subject: string): string {
  const [to, about] = [address, subject].map((text) => encodeURIComponent(visible(text)));
  return `mailto:${to}?subject=${about}`;
}
