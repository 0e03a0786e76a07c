import { isError } from '../errors.ts';
import type { Locks, Objects, Random, Table, Write } from '../ports.ts';

/** Tries of one call, the first among them. */
export const MAX_TRIES = 8;
/** Milliseconds that the first pause lasts at most; each next may last twice as long. */
export const FIRST_PAUSE_MS = 25;
/** Milliseconds that any pause lasts at most. */
export const LONGEST_PAUSE_MS = 1000;

/** What it takes to wait; handed in, so that a test waits for nothing. */
export interface Patience {
  sleep(milliseconds: number): Promise<void>;
  readonly random: Random;
}

/**
 * Does it, and again while it throws `Transient`, with pauses of random length that grow (full
 * jitter), so that two who met do not meet again.
 *
 * @throws what the action throws; `Transient` after the eighth try
 */
export async function retrying<T>(
  patience: Patience,
  action: () => Promise<T>,
  mayRepeat: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await action();
    } catch (error) {
      if (tried === MAX_TRIES || !isError(error, 'Transient') || !mayRepeat(error)) throw error;
    }
    await patience.sleep(pauseOf(tried, patience.random));
  }
}

/**
 * The table, patient with throttles, conflicts and broken connections. A write whose answer was
 * lost is written again: what had its condition is refused then (the caller finds its own write),
 * what had none is the same once more. Only an `add` would count twice, so a write with one is not
 * repeated after a lost answer.
 */
export function retryingTable(table: Table, patience: Patience): Table {
  return {
    get: (key, name) => retrying(patience, () => table.get(key, name)),
    query: (query) => retrying(patience, () => table.query(query)),
    write: (writes) =>
      retrying(
        patience,
        () => table.write(writes),
        (error) => !isLost(error) || !writes.some(adds),
      ),
  };
}

/** The objects, patient alike; every one of their operations may be repeated. */
export function retryingObjects(objects: Objects, patience: Patience): Objects {
  return {
    create: (path, bytes, how) => retrying(patience, () => objects.create(path, bytes, how)),
    get: (path) => retrying(patience, () => objects.get(path)),
    replace: (path, bytes, how) => retrying(patience, () => objects.replace(path, bytes, how)),
    head: (path) => retrying(patience, () => objects.head(path)),
    list: (prefix, cursor) => retrying(patience, () => objects.list(prefix, cursor)),
  };
}

/** The locks, patient alike: what is done again changes nothing. */
export function retryingLocks(locks: Locks, patience: Patience): Locks {
  return {
    hold: (path, on) => retrying(patience, () => locks.hold(path, on)),
    prolong: (path, until) => retrying(patience, () => locks.prolong(path, until)),
  };
}

function pauseOf(tried: number, random: Random): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tried - 1));
  const [high = 0, low = 0] = random.bytes(2);
  return Math.floor((most * (high * 256 + low)) / 65_536);
}

function isLost(error: unknown): boolean {
  return isError(error, 'Transient') && error.data.outcome !== 'none';
}

function adds(write: Write): boolean {
  return write.op === 'update' && write.add !== undefined;
}
