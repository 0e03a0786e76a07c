import { dateOf, longMoment } from './format.ts';
import type { Messages } from './messages/messages.ts';
import { Objections, objectionsOf } from './objections.tsx';
import { Questions } from './others.tsx';
import { choiceLabel, Digest } from './parts.tsx';
import type { Evidence, Fact, FactValue, Reader, Source, TaskView } from './views.ts';

interface Shown {
  readonly view: TaskView;
  readonly t: Messages;
}

/** Objections and unfavourable facts first, then what is not known, then the rest. */
export function Facts({ view, t }: Shown) {
  const against = view.facts.filter((fact) => fact.unfavourable === true);
  const others = view.facts.filter((fact) => fact.unfavourable !== true);
  const objections = objectionsOf(view.earlier);
  return (
    <>
      <section aria-labelledby="against">
        <h2 id="against">{t.task.against}</h2>
        {t.task.asRecorded === '' ? null : <p class="small soft">{t.task.asRecorded}</p>}
        {against.length + objections.length === 0 ? (
          <p>{t.task.nothingAgainst}</p>
        ) : (
          <ul class="facts against">
            <Objections objections={objections} t={t} />
            <FactItems facts={against} reader={view.reader} t={t} />
          </ul>
        )}
        <Questions questions={view.questions} reader={view.reader} t={t} title={t.task.questions} />
      </section>
      <Unknown view={view} t={t} />
      {others.length === 0 ? null : (
        <section aria-labelledby="facts">
          <h2 id="facts">{t.task.otherFacts}</h2>
          <ul class="facts">
            <FactItems facts={others} reader={view.reader} t={t} />
          </ul>
        </section>
      )}
    </>
  );
}

/** What is not known, in a box of its own. */
export function Unknown({ view, t }: { view: Pick<TaskView, 'unknown'>; t: Messages }) {
  return (
    <section class="box" aria-labelledby="unknown">
      <h2 id="unknown">{t.task.unknown}</h2>
      {view.unknown.length === 0 ? (
        <p>{t.task.nothingUnknown}</p>
      ) : (
        <>
          <p class="small">{t.task.unknownLead}</p>
          <ul>
            {view.unknown.map((text) => (
              <li dir="auto">{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface ListProps {
  readonly facts: readonly Fact[];
  readonly reader: Reader;
  readonly t: Messages;
}

/** Each fact with its source, its date and what proves it. */
export function FactItems({ facts, reader, t }: ListProps) {
  return (
    <>
      {facts.map((fact) => (
        <li>
          <h3 dir="auto">{fact.label}</h3>
          <FactBody fact={fact} reader={reader} t={t} />
        </li>
      ))}
    </>
  );
}

function FactBody({ fact, reader, t }: { fact: Fact; reader: Reader; t: Messages }) {
  const { moved, evidence } = fact;
  return (
    <div>
      {moved === undefined ? null : <span class="tag">{t.task.moved}</span>}
      {fact.stale === true ? <span class="tag">{t.task.stale}</span> : null}
      <Value value={fact.value} />
      {moved === undefined ? null : (
        <div class="was small">
          {t.task.was(dateOf(moved.at, reader))}
          <Value value={moved.was} />
        </div>
      )}
      <p class="source">
        {t.task.source}: <SourceText source={fact.source} />, {t.task.asOf}{' '}
        <time datetime={fact.asOf}>{dateOf(fact.asOf, reader)}</time>
      </p>
      {evidence === undefined ? null : <EvidenceBox evidence={evidence} t={t} />}
    </div>
  );
}

function Value({ value }: { value: FactValue }) {
  if (typeof value === 'string') return <p dir="auto">{value}</p>;
  return (
    <ul class={value.some((line) => line.mark !== undefined) ? 'lines' : 'plain'}>
      {value.map((line) => (
        <li dir="auto">
          {line.mark === undefined ? null : <span class="mark">{line.mark}</span>}
          <span>{line.text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Only web addresses become links, in a new tab: a form half filled in stays where it is. */
function SourceText({ source }: { source: Source }) {
  const { label, href } = source;
  if (href === undefined || !/^https?:\/\//iu.test(href)) return <bdi>{label}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      <bdi>{label}</bdi>
    </a>
  );
}

function EvidenceBox({ evidence, t }: { evidence: Evidence; t: Messages }) {
  return (
    <details>
      <summary>{t.task.evidence(evidence.title)}</summary>
      <div>
        <p class="text" dir="auto">
          {evidence.text}
        </p>
        {evidence.digest === undefined ? null : (
          <p class="source">
            {t.task.fileDigest}: <Digest hex={evidence.digest} />
          </p>
        )}
      </div>
    </details>
  );
}

/** What changed since this reader decided before. */
export function SinceLast({ view, t }: Shown) {
  if (view.since === undefined) return null;
  const { choice, version, decided, changes } = view.since;
  return (
    <section aria-labelledby="since">
      <h2 id="since">{t.task.since}</h2>
      <p>{t.task.sinceLead(choiceLabel(choice, t), version, dateOf(decided, view.reader))}</p>
      <ul class="plain">
        {changes.map((change) => (
          <li dir="auto">{change}</li>
        ))}
      </ul>
    </section>
  );
}

type Exact = Pick<TaskView, 'subject' | 'gathered' | 'factsDigest' | 'reader'>;

/** Both digests in full, for whoever compares them. */
export function Digests({ view, t }: { view: Exact; t: Messages }) {
  return (
    <>
      <p>
        {t.task.subjectDigest(view.subject.version)}: <Digest hex={view.subject.digest} />
      </p>
      <p>
        {t.task.factsDigest(longMoment(view.gathered, view.reader))}:{' '}
        <Digest hex={view.factsDigest} />
      </p>
    </>
  );
}

/** Both digests, and what is said to whoever reads it on paper. */
export function Exactly({ view, t }: Shown) {
  return (
    <>
      <Digests view={view} t={t} />
      {view.identity === 'link' ? (
        <p class="paper">{t.task.paper(view.choices.map(({ label }) => label).join(' · '))}</p>
      ) : null}
    </>
  );
}
