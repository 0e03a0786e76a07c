import { afterCommit } from '../after-commit.ts';
import { conclude, resultOf } from '../approvals/conclude.ts';
import { HEAL_AFTER_MS } from '../approvals/pending.ts';
import { remind } from '../approvals/remind.ts';
import { AssentError } from '../errors.ts';
import { claim } from '../evidence/evidence.ts';
import type { Ref } from '../ids.ts';
import { MAX_SWEEP } from '../limits.ts';
import { readLogHead } from '../log/log-head.ts';
import type { Bell, Clock, Machines, Objects, Random, Table } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import { unloggedPartition } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { beat } from '../system-records.ts';
import { HOUR, type Instant, later } from '../time.ts';
import {
  attemptOf,
  executionDue,
  executionInput,
  executionName,
  withoutExecution,
} from '../waiting/executions.ts';
import { hasWaiter, ringWaiters } from '../waiting/waiters.ts';

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
    } else if (each.for === 'deadline' || each.for.startsWith('execution-')) {
      await lookAfter(ports, current, now);
    } else {
      throw new AssentError('Invalid', `Nothing is known of due "${each.for}"`);
    }
  }
  return mails;
}

const same = (a: Pending, b: Pending): boolean => a.at === b.at && a.for === b.for;

/** Whether it was postponed by us: of two sweeps at once, by one. */
async function postpone(store: RecordStore, head: Head, each: Pending, at: Instant) {
  const rest = head.pending.filter((pending) => !same(pending, each));
  return (await store.setPending(head, [...rest, { at, for: each.for }])) !== undefined;
}

const LOOK_EVERY_MS = HOUR;
const ACTOR = 'service/assent-sweep';

/**
 * Sees to it that the record's machine goes on: rings who waits where there is something to look
 * at, and starts a new execution where none runs or none waits. What is to be done is claimed by
 * moving the due on, so that two sweeps at once do what one does; the next look heals a crash.
 */
async function lookAfter(ports: SweepPorts, head: Head, now: Instant): Promise<void> {
  const { store, table, machines } = ports;
  const { type, state } = head.version;
  const attempt = attemptOf(head.pending);
  if (attempt === undefined) return;
  if (state !== 'open' && state !== 'decided') {
    await conclude(ports, head.ref, ACTOR);
    return;
  }
  const rest = withoutExecution(
    head.pending.filter(({ at, for: what }) => what !== 'deadline' || at > now),
  );
  const claim = (of: Head, ms: number, which: number) =>
    store.setPending(of, [...rest, executionDue(later(now, ms), which)]);
  const passed = (await resultOf(store, head, now)) !== undefined;
  const running =
    (await machines.status(type, executionName(head.ref, attempt))) === 'running' &&
    (await hasWaiter(table, head.ref));
  if (running && !passed) {
    await claim(head, LOOK_EVERY_MS, attempt);
    return;
  }
  const ours = await claim(head, HEAL_AFTER_MS, running ? attempt : attempt + 1);
  if (ours === undefined) return;
  if (!running) await startAgain(ports, head, attempt + 1);
  else if ((await ringWaiters(ports, head.ref)) === 0) {
    // Whoever waited waits no more.
    if ((await claim(ours, HEAL_AFTER_MS, attempt + 1)) === undefined) return;
    await startAgain(ports, head, attempt + 1);
  }
}

async function startAgain({ machines }: SweepPorts, head: Head, attempt: number): Promise<void> {
  const { type, id } = head.version;
  await machines.start(type, executionName(head.ref, attempt), executionInput(type, id));
}
