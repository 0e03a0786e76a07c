import { LOOK_EVERY_MS } from '../approvals/pending.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Machines, Table } from '../ports.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Instant, later } from '../time.ts';
import { attemptOf, executionDue, withoutExecution } from '../waiting/executions.ts';
import { keepWaiter, ringWaiters } from '../waiting/waiters.ts';
import { type OpenWorkPorts, openWork } from './open-work.ts';
import type { WorkWanted } from './work.ts';

export interface GatePorts extends OpenWorkPorts {
  readonly table: Table;
  readonly machines: Machines;
}

/** An execution that arrives at the record that it is for. */
export interface Arrival {
  readonly of: Ref;
  readonly execution: string;
  readonly token: string;
}

/** Why people who should be asked cannot be, in words for a log. */
export type Lacking = readonly string[];

/** What the workflow of a type of record knows of it. */
export interface GateRules {
  /** Puts to people whatever is to be asked about the record as it stands. */
  readonly ask: (head: Head) => Promise<Lacking>;
  /** What the machine would do by itself; `undefined`: it has nothing to look at. */
  readonly nextMove: (store: RecordStore, head: Head, now: Instant) => Promise<string | undefined>;
}

/**
 * An execution arrives at a record and waits. Whoever is to be asked is asked, where nobody did
 * before; where there is something for the machine to look at already it is rung at once. Every
 * step may happen twice. What lacks people waits, and is looked at again.
 */
export async function reachGate(
  ports: GatePorts,
  arrival: Arrival,
  { ask, nextMove }: GateRules,
): Promise<Lacking> {
  const before = await ports.store.need(arrival.of);
  const lacking = await ask(before);
  await keepWaiter(ports.table, { ...arrival, gate: before.version.state });
  const now = await ports.store.need(arrival.of);
  // Whoever answered before the waiter stood there rang nobody.
  const isPassed =
    now.digest !== before.digest ||
    (await nextMove(ports.store, now, ports.clock.now())) !== undefined;
  if (isPassed) await ringWaiters(ports, arrival.of);
  else await lookAgain(ports.store, now, ports.clock.now());
  return lacking;
}

/** Asks for each piece of work. @returns what lacks people */
export async function askEach(
  ports: OpenWorkPorts,
  wanted: readonly WorkWanted[],
): Promise<Lacking> {
  const lacking: string[] = [];
  for (const each of wanted) {
    try {
      const opened = await openWork(ports, each);
      if ('nobody' in opened) lacking.push(`${each.gate}: ${opened.nobody}`);
    } catch (error) {
      // What it belongs to moved at this moment: it is looked at again.
      if (!isError(error, 'Conflict')) throw error;
    }
  }
  return lacking;
}

// The execution runs and waits: the next look at it need not be soon.
async function lookAgain(store: RecordStore, head: Head, now: Instant): Promise<void> {
  const attempt = attemptOf(head.pending);
  if (attempt === undefined) return;
  const next = executionDue(later(now, LOOK_EVERY_MS), attempt);
  await store.setPending(head, [...withoutExecution(head.pending), next]);
}
