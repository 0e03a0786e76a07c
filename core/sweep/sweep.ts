import { afterCommit } from '../after-commit.ts';
import { HEAL_AFTER_MS } from '../approvals/pending.ts';
import { remind } from '../approvals/remind.ts';
import { wake } from '../approvals/wake.ts';
import { AssentError } from '../errors.ts';
import { claim } from '../evidence/evidence.ts';
import type { Ref } from '../ids.ts';
import { MAX_SWEEP } from '../limits.ts';
import { readLogHead } from '../log/log-head.ts';
import type { Bell, Clock, Machines, Objects, Random, Table } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { unloggedPartition } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { beat } from '../system-records.ts';
import { type Instant, later } from '../time.ts';
import { lookAfter } from './look-after.ts';

export interface SweepPorts {
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly table: Table;
  readonly objects: Pick<Objects, 'head'>;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
  readonly random: Random;
  /** What the heartbeat says of the installation. */
  readonly software: string;
  readonly deadLetters: () => Promise<number | null>;
}

export interface Swept {
  readonly taken: number;
  /** Records whose turn failed, each with the error's code; they stay due. */
  readonly failed: readonly { readonly ref: Ref; readonly code: string }[];
  /** Versions that the log has yet to take and to sign, as far as one page shows. */
  readonly backlog: number;
}

/**
 * The one clock: takes whatever is due. A missed run heals, a double run changes nothing, since
 * every effect is conditional on what it saw.
 */
export async function sweep(ports: SweepPorts): Promise<Swept> {
  const now = ports.clock.now();
  const due = await ports.lists.dueBy(now, MAX_SWEEP);
  const failed: { ref: Ref; code: string }[] = [];
  const mails: Ref[] = [];
  for (const { ref } of due) {
    try {
      const head = await ports.store.load(ref);
      if (head !== undefined) mails.push(...(await takeDue(ports, head, now)));
    } catch (error) {
      failed.push({ ref, code: error instanceof AssentError ? error.code : 'Unexpected' });
    }
  }
  // What is not heard now is due again in a few minutes; the rest of the run goes on.
  if (mails.length > 0) await afterCommit(() => ports.bell.ring('mail', { of: mails }));
  const backlog = await ringLog(ports);
  await beat(ports, async () => ({
    backlog,
    oldestDue: due[0]?.due ?? null,
    deadLetters: await ports.deadLetters(),
    software: ports.software,
  }));
  return { taken: due.length, failed, backlog };
}

// The stream rings the log too; what it missed is in the table.
async function ringLog({ table, bell }: SweepPorts): Promise<number> {
  const page = await table.query({ index: 'by-time', partition: unloggedPartition, limit: 100 });
  // A log that died between sequencing and publishing has nothing unlogged, and is behind.
  const { size, published } = await readLogHead(table);
  if (page.items.length > 0 || published < size) await afterCommit(() => bell.ring('log'));
  return page.items.length + (size - published);
}

/** Does what is due on a record; answers the records that owe a mail. */
async function takeDue(ports: SweepPorts, head: Head, now: Instant): Promise<Ref[]> {
  const due = head.pending.filter(({ at }) => at <= now);
  const mails: Ref[] = [];
  for (const each of due) {
    const current = await ports.store.load(head.ref);
    if (current?.pending.some((pending) => same(pending, each)) !== true) continue;
    if (each.for === 'mail') {
      if (await postpone(ports.store, current, each, later(now, HEAL_AFTER_MS))) {
        mails.push(head.ref);
      }
    } else if (each.for.startsWith('reminder-')) {
      if (await remind(ports.store, current, each, now)) mails.push(head.ref);
    } else if (each.for === 'claim') {
      await claim(ports, current);
    } else if (each.for === 'heartbeat') {
      // The sweep beats after it has taken the rest.
    } else if (each.for === 'escalation' || each.for === 'unreachable') {
      if (await postpone(ports.store, current, each, later(now, HEAL_AFTER_MS))) {
        await wake(ports, approvalOf(current));
      }
    } else if (each.for === 'deadline' || each.for.startsWith('execution-')) {
      await lookAfter(ports, current, now);
    } else {
      throw new AssentError('Invalid', `Nothing is known of due "${each.for}"`);
    }
  }
  return mails;
}

// Whoever cannot be reached is known by the task, and relieved by the machine of its approval.
const approvalOf = (head: Head): Ref =>
  head.version.type === taskType.name ? contentOf(taskType, head).of : head.ref;

const same = (a: Pending, b: Pending): boolean => a.at === b.at && a.for === b.for;

/** Whether it was postponed by us: of two sweeps at once, by one. */
async function postpone(store: RecordStore, head: Head, each: Pending, at: Instant) {
  const rest = head.pending.filter((pending) => !same(pending, each));
  return (await store.setPending(head, [...rest, { at, for: each.for }])) !== undefined;
}
