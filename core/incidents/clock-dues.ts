import { holdersOf } from '../approvals/candidates.ts';
import { mailDue } from '../approvals/pending.ts';
import { untilWritten } from '../approvals/until-written.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { incident as incidentType } from '../records/incident.ts';
import { type RegulatoryClockContent, regulatoryClock } from '../records/regulatory-clock.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { planFor } from './plan.ts';
import { systemOf } from './stop-system.ts';

export interface ClockDuePorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'incoming'>;
}

const ACTOR = 'service/assent-sweep';

const WARNING = /^warning-(\d)$/;

/** What a warning says, by its number. */
const SAYS = [
  'Half of the time to report is over',
  'A quarter of the time to report is left',
  'A tenth of the time to report is left',
];

/**
 * Puts on record that a duty to report is warned of: whoever is to report is reminded by the task
 * that asks for the proof, at the same moments. Where the sweep was away for long, the last warning
 * stands for those before it, and none comes after the deadline.
 */
export async function warnOfClock(
  { store }: ClockDuePorts,
  { ref }: Head,
  now: Instant,
): Promise<void> {
  await untilWritten(async () => {
    const head = await store.need(ref);
    const past = head.pending.filter((each) => WARNING.test(each.for) && each.at <= now);
    const rest = head.pending.filter((each) => !past.includes(each));
    const last = Math.max(...past.map((each) => Number(WARNING.exec(each.for)?.[1])));
    const { deadline } = contentOf(regulatoryClock, head);
    if (past.length === 0) return;
    if (head.version.state !== 'running' || deadline <= now) {
      await store.setPending(head, rest);
      return;
    }
    await store.commit([await draft(head, 'warn', 'running', SAYS[last - 1] ?? '', rest, store)]);
  });
}

/**
 * A duty to report was not shown to be met by its deadline: that is on record, and whoever is to
 * report, whoever leads the incident and whoever stands above them are told. It stays to be
 * reported. Again it changes nothing.
 *
 * @returns the records that owe a mail
 */
export async function breachClock(
  ports: ClockDuePorts,
  { ref }: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  const { store } = ports;
  return untilWritten(async () => {
    const head = await store.need(ref);
    const content = contentOf(regulatoryClock, head);
    if (head.version.state !== 'running' || content.deadline > now) {
      await store.setPending(
        head,
        head.pending.filter((each) => each.for !== 'breach'),
      );
      return [];
    }
    const reason = `Nothing shows that it was reported by ${content.deadline}`;
    const made = await draft(head, 'breach', 'breached', reason, [mailDue(now)], store);
    const told = await toldOf(ports, content);
    await store.commit([made], {
      also: told.map((to, n) => owe(ref, 'clock-breached', n + 1, to)),
    });
    return [ref];
  });
}

/** Who is told of a breach, as far as they are still there. */
async function toldOf(
  ports: ClockDuePorts,
  { owner, incident: ref }: RegulatoryClockContent,
): Promise<readonly Ref[]> {
  const incident = await ports.store.need(ref);
  const plan = await planFor(ports.store, systemOf(incident));
  const above = plan?.content.steps.reportability.escalateTo;
  const leads = contentOf(incidentType, incident).owner;
  const whom = [owner, leads, above].filter((each) => each !== undefined);
  return [...new Set([...(await holdersOf(ports, whom)).values()].flat())];
}

function draft(
  head: Head,
  action: string,
  state: string,
  reason: string,
  pending: readonly Pending[],
  store: RecordStore,
) {
  return store.draft({
    type: regulatoryClock.name,
    id: head.version.id,
    before: head,
    action,
    state,
    content: head.version.content,
    links: head.version.links,
    actor: ACTOR,
    via: 'system',
    reason,
    pending,
  });
}
