import { sha256Hex } from '#hash';
import { untilWritten } from '../approvals/until-written.ts';
import { evidencePath } from '../log/paths.ts';
import { type RetentionDays, retainUntil } from '../log/retention.ts';
import type { Clock, Objects, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { type IncidentContent, incident as incidentType } from '../records/incident.ts';
import { windowOf } from '../signals/folding/terms.ts';
import { countsByWindow, windowBatches } from '../signals/folding/window-batches.ts';
import { isWorse, type Severity } from '../signals/severity.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, later } from '../time.ts';
import { causesOf, openItemOf } from './causes.ts';
import { hasEnded } from './pending.ts';
import { countedAt, windowDue } from './window-due.ts';

export interface CountWindowsPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly objects: Pick<Objects, 'create'>;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

type Window = IncidentContent['windows'][number];

const ACTOR = 'service/assent-sweep';

/** Windows that an incident's record names; of older ones the sum alone stays. */
const MAX_WINDOWS = 200;

/** Windows that one version adds: each is an object. The rest follows in the next run. */
const MAX_AT_A_TIME = 24;

/** How long a window that was counted is looked at again: what comes later is in no version. */
const LOOKED_AT_AGAIN_MS = 2 * DAY;

/**
 * Puts on record what was counted in the windows of an incident that are over: how many signals,
 * and the list of the batches that hold them; and that it is graver by its signals than was known,
 * while nobody has judged that yet. Nothing is written where nothing was counted. While somebody
 * decides whether it is closed it stays as it is; what was counted until then is added afterwards.
 */
export async function countWindows(ports: CountWindowsPorts, of: Head): Promise<void> {
  await untilWritten(async () => {
    const head = await ports.store.need(of.ref);
    const now = ports.clock.now();
    if (!head.pending.some(({ at, for: what }) => what === 'window' && at <= now)) return;
    const { state, time } = head.version;
    // Any other end counts for nothing; nobody's decision is overtaken by a count.
    const isPaused = state === 'in-closure' || (hasEnded(state) && state !== 'closed');
    if (isPaused) return postpone(ports.store, head, nextDue(head, now));
    const last = state === 'closed' ? windowOf(time) : undefined;
    const isOver = last === undefined || countedAt(last) <= now;
    if (isOver) return count(ports, head, last, now);
    return postpone(ports.store, head, { at: countedAt(last), for: 'window' });
  });
}

const nextDue = ({ version: { state } }: Head, now: Instant): Pending | undefined =>
  hasEnded(state) ? undefined : windowDue(now);

const withoutWindow = ({ pending }: Head) => pending.filter((each) => each.for !== 'window');

async function postpone(store: RecordStore, head: Head, due: Pending | undefined): Promise<void> {
  await store.setPending(head, [...withoutWindow(head), ...(due === undefined ? [] : [due])]);
}

/** @param last the last window that counts; absent while the incident is open */
async function count(
  ports: CountWindowsPorts,
  head: Head,
  last: Instant | undefined,
  now: Instant,
): Promise<void> {
  const { store } = ports;
  const content = contentOf(incidentType, head);
  const causes = await causesOf(store, head);
  const totals = await totalsOf(ports.table, causes, from(content, now));
  const changed = [...totals]
    .filter(([window, total]) => isNew(content, window, total))
    .filter(([window]) => (last === undefined || window <= last) && countedAt(window) <= now)
    .map(([window]) => window)
    .sort();
  const counted = await keep(ports, causes, changed.slice(0, MAX_AT_A_TIME), now);
  const severity = await severityOf(ports.table, causes, content);
  const due = changed.length > MAX_AT_A_TIME ? { at: now, for: 'window' } : nextDue(head, now);
  if (counted.length === 0 && severity === content.severity) return postpone(store, head, due);
  const next = withWindows(content, counted);
  const made = await store.draft({
    type: incidentType.name,
    id: head.version.id,
    before: head,
    action: 'edit',
    state: head.version.state,
    content: { ...next, severity },
    links: head.version.links,
    actor: ACTOR,
    via: 'system',
    reason: `${next.signals} signals counted until ${counted.at(-1)?.window ?? now}`,
    pending: [...withoutWindow(head), ...(due === undefined ? [] : [due])],
  });
  await store.commit([made]);
}

/** From where windows are looked at: all of them at first, then those that may still change. */
function from({ happened, windows }: IncidentContent, now: Instant): Instant {
  const first = windowOf(happened);
  const recent = windowOf(later(now, -LOOKED_AT_AGAIN_MS));
  const last = windows.at(-1)?.window ?? first;
  const open = last < recent ? last : recent;
  return windows.length === 0 || open < first ? first : open;
}

function isNew({ windows }: IncidentContent, window: Instant, total: number): boolean {
  const known = windows.find((each) => each.window === window);
  if (known !== undefined) return known.total !== total;
  const [oldest] = windows;
  // What is older than all that a full list names was counted before it went from there.
  return windows.length < MAX_WINDOWS || oldest === undefined || window > oldest.window;
}

async function totalsOf(table: Table, causes: readonly string[], since: Instant) {
  const totals = new Map<Instant, number>();
  for (const cause of causes) {
    for (const [window, total] of await countsByWindow(table, cause, since)) {
      totals.set(window, (totals.get(window) ?? 0) + total);
    }
  }
  return totals;
}

/** Keeps the list of each window's batches as evidence, before a version names it. */
async function keep(
  { table, objects, retention }: CountWindowsPorts,
  causes: readonly string[],
  windows: readonly Instant[],
  now: Instant,
): Promise<readonly Window[]> {
  const kept: Window[] = [];
  for (const window of windows) {
    const { total, bytes } = await windowBatches(table, causes, window);
    const batches = sha256Hex(bytes);
    await objects.create(evidencePath(batches), bytes, {
      contentType: 'application/json',
      retainUntil: retainUntil('evidence', now, retention),
    });
    if (total > 0) kept.push({ window, total, batches });
  }
  return kept;
}

/** The worst of the signals, while nobody has judged how grave it is. */
async function severityOf(
  table: Table,
  causes: readonly string[],
  { severity, severityBy }: IncidentContent,
): Promise<Severity> {
  if (severityBy !== 'rule') return severity;
  const open = await Promise.all(causes.map((cause) => openItemOf(table, cause)));
  return open.reduce(
    (worst, item) => (item !== undefined && isWorse(item.severity, worst) ? item.severity : worst),
    severity,
  );
}

/** The record with these windows, each in the place of what was counted of it before. */
function withWindows(content: IncidentContent, counted: readonly Window[]): IncidentContent {
  const known = new Map(content.windows.map((each) => [each.window, each]));
  const more = counted.reduce(
    (sum, { window, total }) => sum + total - (known.get(window)?.total ?? 0),
    0,
  );
  for (const each of counted) known.set(each.window, each);
  const windows = [...known.values()].toSorted((a, b) => (a.window < b.window ? -1 : 1));
  return { ...content, windows: windows.slice(-MAX_WINDOWS), signals: content.signals + more };
}
