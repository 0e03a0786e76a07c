import { LOOK_EVERY_MS } from '../approvals/pending.ts';
import { lookAt } from '../approvals/wake.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Machines } from '../ports.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { later } from '../time.ts';
import { attemptOf, executionName } from '../waiting/executions.ts';

/** Records that are asked about at most, and how many at a time. */
const MOST = 10_000;
const AT_ONCE = 10;

export interface DeadPorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'dueBy'>;
  readonly machines: Pick<Machines, 'status'>;
  readonly clock: Clock;
}

/** A record whose machine stands still. */
export interface DeadExecution {
  readonly ref: Ref;
  readonly execution: string;
  /** `ended` without the record's end; `unknown`: there is none of that name, or none any more. */
  readonly is: 'ended' | 'unknown';
}

/**
 * Records that a machine should drive, and none does, oldest due first. Each is due at the latest
 * when its execution is next looked at, whatever its type.
 */
export async function deadExecutions(ports: DeadPorts): Promise<readonly DeadExecution[]> {
  const { lists, clock } = ports;
  const listed = await lists.dueBy(later(clock.now(), LOOK_EVERY_MS), MOST);
  const dead: DeadExecution[] = [];
  for (let at = 0; at < listed.length; at += AT_ONCE) {
    const found = listed.slice(at, at + AT_ONCE).map(({ ref }) => deadOf(ports, ref));
    dead.push(...(await Promise.all(found)).flatMap((each) => each ?? []));
  }
  return dead;
}

async function deadOf({ store, machines }: DeadPorts, ref: Ref) {
  const head = await store.load(ref);
  const attempt = head === undefined ? undefined : attemptOf(head.pending);
  if (head === undefined || attempt === undefined) return undefined;
  const execution = executionName(ref, attempt);
  const is = await machines.status(head.version.type, execution);
  return is === 'running' ? undefined : { ref, execution, is };
}

/** Has the next run of the sweep look at each: it starts a machine where none runs. */
export async function redriveExecutions(
  { store, clock }: Pick<DeadPorts, 'store' | 'clock'>,
  dead: readonly DeadExecution[],
): Promise<void> {
  for (const { ref } of dead) await lookAt(store, ref, clock.now());
}
