import type { Ref } from '../ids.ts';
import type { Bell, Machines } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { later } from '../time.ts';
import { attemptOf, executionDue, withoutExecution } from '../waiting/executions.ts';
import { keepWaiter, ringWaiters } from '../waiting/waiters.ts';
import { approvalContent } from './ask.ts';
import { closeStages, closeTask } from './close-tasks.ts';
import { end, resultOf } from './conclude.ts';
import { AWAIT, type Gate, type GatePorts, reachGate } from './gate.ts';
import { type FactsPorts, factsOf, type GatherFacts } from './gate-facts.ts';
import { readMatter } from './gate-matter.ts';
import { openTask, remindersOf } from './gate-tasks.ts';
import { LOOK_EVERY_MS } from './pending.ts';
import { gateName, openStage, type Seat, seatedNow } from './seats.ts';

export interface OpenPorts extends GatePorts, FactsPorts {
  readonly lists: Lists;
  readonly machines: Machines;
  readonly bell: Bell;
}

export interface Arrival {
  readonly of: Ref;
  readonly execution: string;
  readonly token: string;
}

/**
 * An execution arrives at the approval's gate and waits. What has to be done there is done, where
 * nobody did before: people seated, facts frozen and kept, a task for each seat, a mail owed for
 * each. Where the gate is passed already it is rung at once. Every step may happen twice.
 */
export async function openGate(ports: OpenPorts, arrival: Arrival, gather: GatherFacts) {
  const gate = await reachGate(ports, arrival.of);
  if (gate !== undefined) await openTasks(ports, gate, gather);
  await keepWaiter(ports.table, { ...arrival, gate: gateName(gate?.index ?? 0) });
  // Whoever passed the gate before the waiter stood there rang nobody.
  const now = await ports.store.need(arrival.of);
  if (await isPassed(ports, now, gate)) await ringWaiters(ports, arrival.of);
  else await lookAgain(ports.store, now, ports.clock.now());
}

async function isPassed({ store, clock }: OpenPorts, head: Head, gate: Gate | undefined) {
  if (head.version.state !== 'open' || gate === undefined) return true;
  if (openStage(approvalContent(head)) !== gate.index) return true;
  return (await resultOf(store, head, clock.now())) !== undefined;
}

// The execution runs and waits: the next look at it need not be soon.
async function lookAgain(store: RecordStore, head: Head, now: string): Promise<void> {
  const attempt = attemptOf(head.pending);
  if (attempt === undefined) return;
  const next = executionDue(later(now, LOOK_EVERY_MS), attempt);
  await store.setPending(head, [...withoutExecution(head.pending), next]);
}

async function openTasks(ports: OpenPorts, gate: Gate, gather: GatherFacts): Promise<void> {
  const asked = gate.stage.seats.filter(({ answer }) => answer === undefined);
  const tasks = await Promise.all(asked.map((seat) => ports.store.load(seatedNow(seat).task)));
  const missing = asked.filter((_seat, index) => tasks[index] === undefined);
  const earlier = gate.content.stages.slice(0, gate.index);
  const closed = [
    ...(await closeStages(ports, earlier, 'no-longer-needed', AWAIT)),
    ...(await closeOlder(ports, gate.stage.seats)),
  ];
  const opened = missing.length === 0 ? [] : await open(ports, gate, missing, gather);
  await forgetUnreachable(ports.store, tasks);
  if (opened.length + closed.length > 0) {
    await ports.bell.ring('mail', { of: [...closed, ...opened] });
  }
}

async function open(
  ports: OpenPorts,
  gate: Gate,
  seats: readonly Seat[],
  gather: GatherFacts,
): Promise<readonly Ref[]> {
  const [facts, matter, reminders] = await Promise.all([
    factsOf(ports, gate, gather),
    readMatter(ports, gate, seats),
    remindersOf(ports, gate),
  ]);
  if ('lacking' in facts) {
    const reason = `Deciders would miss facts, or see stale ones: ${facts.lacking.join(', ')}`;
    await end(
      ports,
      gate.head,
      { result: 'void', reason },
      { actor: AWAIT, via: 'system', reason },
    );
    return [];
  }
  for (const seat of seats) await openTask(ports, gate, seat, { facts, matter, reminders });
  return seats.map((seat) => seatedNow(seat).task);
}

// Whoever was relieved is told so; a task that was answered or never opened stays as it is.
async function closeOlder(ports: OpenPorts, seats: readonly Seat[]): Promise<readonly Ref[]> {
  const closed: Ref[] = [];
  for (const { rounds } of seats) {
    for (const [n, { task }] of rounds.slice(0, -1).entries()) {
      const why = CLOSED_BY[rounds[n + 1]?.why ?? 'seated'];
      if (await closeTask(ports, task, why, AWAIT)) closed.push(task);
    }
  }
  return closed;
}

const CLOSED_BY = {
  seated: 'passed-on',
  delegated: 'passed-on',
  absent: 'passed-on',
  conflict: 'passed-on',
  escalated: 'escalated',
  unreachable: 'unreachable',
  left: 'left',
} as const;

// Whoever could not be reached was looked at: where nobody else can be asked, that stays so.
async function forgetUnreachable(
  store: RecordStore,
  tasks: readonly (Head | undefined)[],
): Promise<void> {
  for (const head of tasks) {
    if (head?.pending.some((each) => each.for === 'unreachable') !== true) continue;
    if (contentOf(taskType, head).closed !== undefined) continue;
    const rest = head.pending.filter((each) => each.for !== 'unreachable');
    await store.setPending(head, rest);
  }
}
