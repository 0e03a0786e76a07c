import { loadIncidentClocks } from '../catalogue/index.ts';
import type { IncidentClock } from '../catalogue/schemas.ts';
import type { Ref } from '../ids.ts';
import type { Clock } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import { type RegulatoryClockContent, regulatoryClock } from '../records/regulatory-clock.ts';
import { type ResponsePlanContent, responsePlan } from '../records/response-plan.ts';
import { task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import { earliest, type Instant } from '../time.ts';
import { clocksOf, type DutyClock, type Term, termOf } from './clocks.ts';
import { clockPlace, isMet, isRunning } from './clocks-of-incident.ts';
import { countsFrom } from './counts-from.ts';
import { isBefore } from './moments.ts';
import { notSo } from './not-so.ts';

export interface ClockPorts {
  readonly store: RecordStore;
  readonly clock: Clock;
}

/** Which duties to report apply, as somebody decided by a task. */
export interface DecidedDuties {
  readonly incident: Head;
  /** The answered task, whose policy is the response plan: its next version. */
  readonly task: Prepared;
  /** Who decided, and sees to the reports. */
  readonly person: Ref;
  /** Ids of the catalogue; empty: not reportable. */
  readonly duties: readonly string[];
  /** When we knew. What the incident already says stands: awareness never moves. */
  readonly aware: Instant;
  readonly reason: string;
}

/**
 * The versions that a decision on reporting makes of clocks: those of duties that it adds are
 * started, or start later, with the report that they follow; those that it leaves out are stopped.
 * What was met stays so. A second decision changes only what it decides otherwise.
 *
 * @throws Invalid, Refused as `clocksOf` does
 */
export async function draftClocks(
  ports: ClockPorts,
  decided: DecidedDuties,
): Promise<readonly Prepared[]> {
  const { incident, task, duties } = decided;
  const before = contentOf(incidentType, incident).reportability?.duties ?? [];
  const made: Prepared[] = [];
  for (const duty of before.filter((each) => !duties.includes(each))) {
    const { standing } = await clockPlace(ports.store, incident.ref, duty);
    if (standing !== undefined && !isMet(standing)) {
      made.push(await draftStop(ports.store, standing, authorOf(task, decided.reason)));
    }
  }
  for (const { duty, term } of await termsOf(ports, decided)) {
    const { standing, free } = await clockPlace(ports.store, incident.ref, duty.id);
    if (standing !== undefined || term === undefined) continue;
    made.push(await draftStart(ports.store, decided, free, duty, term));
  }
  return made;
}

/** When each duty runs; `undefined` where the report that it follows has not been sent. */
async function termsOf({ store, clock }: ClockPorts, decided: DecidedDuties) {
  const { incident, task, duties } = decided;
  const content = contentOf(incidentType, incident);
  const { catalogue, clocks, plan } = await tools(store, task);
  const moments = {
    aware: content.aware ?? decided.aware,
    decided: clock.now(),
    measured: content.containment?.at,
  };
  return Promise.all(
    clocksOf(duties, moments, plan, catalogue, clocks).map(async (each: DutyClock) => {
      if (each.starts === 'at') return { duty: each.duty, term: each.term };
      const sent = await firstSent(store, incident.ref, each.after);
      const term = sent === undefined ? undefined : termOf(each.duty, sent, plan, clocks);
      return { duty: each.duty, term };
    }),
  );
}

/** When the first of these reports was sent. */
async function firstSent(store: RecordStore, incident: Ref, duties: readonly string[]) {
  const sent = await Promise.all(
    duties.map(async (duty) => {
      const { standing } = await clockPlace(store, incident, duty);
      return standing && contentOf(regulatoryClock, standing).notified?.sent;
    }),
  );
  return earliest(sent);
}

/** What moments are computed with: the catalogue and the zones' clocks are loaded only here. */
async function tools(store: RecordStore, task: Prepared) {
  const [catalogue, clocks, plan] = await Promise.all([
    loadIncidentClocks(),
    import('../calendar/zone-clock.ts'),
    planOf(store, task),
  ]);
  return { catalogue, clocks, plan };
}

async function planOf(store: RecordStore, task: Prepared): Promise<ResponsePlanContent> {
  const { policy } = contentOf(taskType, task.head);
  return contentOf(responsePlan, await store.pinned(policy));
}

function draftStart(
  store: RecordStore,
  { incident, task, person, reason }: Omit<DecidedDuties, 'duties' | 'aware'>,
  id: string,
  duty: IncidentClock,
  { started, deadline, own, warnings }: Term,
): Promise<Prepared> {
  const content: RegulatoryClockContent = {
    incident: incident.ref,
    duty: duty.id,
    regime: duty.regime,
    reference: duty.reference,
    stage: duty.stage,
    reportedTo: duty.reportedTo,
    started,
    deadline,
    own,
    warnings: [...warnings],
    owner: person,
    decidedBy: pin(task.head),
  };
  return store.draft({
    ...authorOf(task, reason),
    type: regulatoryClock.name,
    id,
    before: undefined,
    action: 'create',
    state: 'running',
    content,
    links: [{ rel: 'of', to: incident.ref }],
    pending: clockPending(content, task.head.version.time),
  });
}

/** What is due on a running clock: warnings that are still to come, and its breach. */
export function clockPending(
  { warnings, deadline }: RegulatoryClockContent,
  now: Instant,
): readonly Pending[] {
  return [
    ...warnings.map((at, n) => ({ at, for: `warning-${n + 1}` })).filter(({ at }) => at > now),
    { at: deadline, for: 'breach' },
  ];
}

function draftStop(store: RecordStore, before: Head, author: Author): Promise<Prepared> {
  return store.draft({
    ...author,
    type: regulatoryClock.name,
    id: before.version.id,
    before,
    action: 'stop',
    state: 'stopped',
    content: before.version.content,
    links: before.version.links,
    pending: mailsOf(before),
  });
}

const mailsOf = ({ pending }: Head) => pending.filter((each) => each.for === 'mail');

/** Who answered the task, in the words that they gave. */
function authorOf({ head: { version } }: Prepared, reason: string): Author {
  return { actor: version.actor, via: version.via, reason };
}

/** That a report was sent, as somebody says and proves by a task of its clock. */
export interface Notified {
  readonly clock: Head;
  /** The answered task, whose policy is the response plan: its next version. */
  readonly task: Prepared;
  readonly person: Ref;
  readonly sent: Instant;
  readonly proof: string;
  /** Stored evidence that shows it. */
  readonly evidence: readonly Ref[];
  readonly reason: string;
}

/**
 * The versions that a proof of sending makes: the clock is met, late where it was sent after its
 * deadline, whenever the proof came; and clocks that count from this report start.
 *
 * @throws Refused where the clock runs no more, or it was sent in the future or before it started
 */
export async function draftNotified(
  ports: ClockPorts,
  notified: Notified,
): Promise<readonly Prepared[]> {
  const { clock, task, sent, proof, evidence } = notified;
  const { store } = ports;
  const content = contentOf(regulatoryClock, clock);
  refuseUnlikely(clock, content, sent, ports.clock.now());
  const isLate = sent > content.deadline;
  const links = [...clock.version.links, ...(await provedBy(store, evidence))];
  const met = await store.draft({
    ...authorOf(task, notified.reason),
    type: regulatoryClock.name,
    id: clock.version.id,
    before: clock,
    action: isLate ? 'meet-late' : 'meet',
    state: isLate ? 'met-late' : 'met',
    content: { ...content, notified: { by: pin(task.head), sent, proof } },
    links,
    pending: mailsOf(clock),
  });
  return [met, ...(await draftFollowers(ports, notified, content))];
}

/** Links to what proves it. @throws Refused where there is none */
async function provedBy(store: RecordStore, evidence: readonly Ref[]) {
  const named = [...new Set(evidence)];
  const found = await Promise.all(named.map((ref) => store.load(ref)));
  if (found.includes(undefined)) throw notSo('no-such-evidence', 'evidence');
  return named.map((to) => ({ rel: 'proved-by', to }));
}

function refuseUnlikely(
  clock: Head,
  { started }: RegulatoryClockContent,
  sent: Instant,
  now: Instant,
): void {
  if (!isRunning(clock)) throw notSo('no-longer-asked');
  if (sent > now) throw notSo('not-sent-yet', 'sent');
  if (isBefore(sent, started)) throw notSo('sent-before-aware', 'sent');
}

/** Clocks that waited for this report. */
async function draftFollowers(
  { store }: ClockPorts,
  { task, person, sent, reason }: Notified,
  { incident: of, duty }: RegulatoryClockContent,
): Promise<readonly Prepared[]> {
  const incident = await store.need(of);
  const waiting = (contentOf(incidentType, incident).reportability?.duties ?? []).filter((id) => {
    const counts = countsFrom(id);
    return 'after' in counts && counts.after.includes(duty);
  });
  if (waiting.length === 0) return [];
  const { catalogue, clocks, plan } = await tools(store, task);
  const made: Prepared[] = [];
  for (const entry of catalogue.filter(({ id }) => waiting.includes(id))) {
    const { standing, free } = await clockPlace(store, of, entry.id);
    if (standing !== undefined) continue;
    const term = termOf(entry, sent, plan, clocks);
    made.push(await draftStart(store, { incident, task, person, reason }, free, entry, term));
  }
  return made;
}
