import { after, type CalendarTerms } from '../calendar/deadlines.ts';
import { MONITORING_SIGNAL, type MonitoringSignal } from '../events/monitoring-signal.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Bus, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { type MonitoringPlanContent, monitoringPlan } from '../records/monitoring-plan.ts';
import { type CauseState, parseCause } from '../signals/folding/cause-state.ts';
import { monitored } from '../signals/settings.ts';
import type { Cause } from '../signals/signal.ts';
import { type Expected, expectedCause, heard, silenceCause, silent } from '../signals/silence.ts';
import type { Head } from '../store/items.ts';
import { causeKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { HOUR, type Instant, later } from '../time.ts';

export interface SilencePorts {
  readonly store: Pick<RecordStore, 'history' | 'setPending'>;
  readonly table: Pick<Table, 'get'>;
  /** The own bus, as `SILENCE_SOURCE`. */
  readonly bus: Bus;
}

/** While it is silent, it is looked for so often whether it came again. */
const LOOK_AGAIN_MS = HOUR;

/**
 * Looks whether an expected signal came in time: the n-th of a plan, due as `silence-<n>`. Where it
 * did not, that is itself a signal on our bus, and so is that it came again. The looks go on for as
 * long as the plan expects it.
 *
 * @throws Transient
 */
export async function takeSilence(
  ports: SilencePorts,
  head: Head,
  due: Pending,
  now: Instant,
): Promise<void> {
  const rest = head.pending.filter((each) => each.for !== due.for);
  const expected = expectedBy(head, due);
  if (expected === undefined) {
    await ports.store.setPending(head, rest);
    return;
  }
  const next = await look(ports, head, expected, now);
  await ports.store.setPending(head, [...rest, { at: next, for: due.for }]);
}

function expectedBy(head: Head, due: Pending): Expected | undefined {
  if (head.version.state !== 'in-force') return undefined;
  const n = Number(due.for.slice(due.for.lastIndexOf('-') + 1));
  const expectation = contentOf(monitoringPlan, head).expects[n - 1];
  return expectation && { plan: head.ref, system: monitored(head), expectation };
}

/** Says what there is to say; when to look next. */
async function look(ports: SilencePorts, head: Head, of: Expected, now: Instant) {
  const calendar = await exactDays();
  const until = (start: Instant) => after(start, of.expectation.every, calendar);
  const last = (await stateOf(ports, expectedCause(of)))?.last;
  if (last !== undefined && until(last) > now) {
    const told = await stateOf(ports, silenceCause(of));
    if (told?.is === 'raised') await put(ports, heard(of, last));
    return until(last);
  }
  const since = await expectedSince(ports, head, of);
  const begun = last === undefined || since > last ? since : last;
  if (until(begun) > now) return until(begun);
  await put(ports, silent(of, begun, begun === last));
  return later(now, LOOK_AGAIN_MS);
}

/** Since when the plan expects it without a break, as far as a page of its versions says. */
async function expectedSince({ store }: SilencePorts, head: Head, of: Expected): Promise<Instant> {
  const { kind, fingerprint } = of.expectation;
  const { versions } = await store.history(head.ref, MAX_PAGE);
  let since = head.version.time;
  for (const sealed of versions) {
    const { expects } = contentOf(monitoringPlan, sealed) satisfies MonitoringPlanContent;
    const isThere = expects.some((e) => e.kind === kind && e.fingerprint === fingerprint);
    if (!isThere || sealed.version.state !== 'in-force') break;
    since = sealed.version.time;
  }
  return since;
}

async function stateOf(
  { table }: SilencePorts,
  { digest }: Cause,
): Promise<CauseState | undefined> {
  const item = await table.get(causeKey(digest));
  return item && parseCause(item);
}

const put = ({ bus }: SilencePorts, detail: MonitoringSignal) =>
  bus.put([{ type: MONITORING_SIGNAL, detail }]);

/** Machines know no zone and no holiday: working days are Monday to Friday, in UTC. */
async function exactDays(): Promise<CalendarTerms> {
  const clocks = await import('../calendar/zone-clock.ts');
  return { zone: 'UTC', clocks, weekend: [6, 7], isHoliday: () => false };
}
