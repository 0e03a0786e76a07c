import { AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_SEQUENCE_BATCH } from '../limits.ts';
import type { Item, Table, Write, WriteOutcome } from '../ports.ts';
import { eightDigits, entryKey, logHeadKey } from '../store/keys.ts';
import { backlog, isLogged, type Marker } from './backlog.ts';
import { type LogHead, readLogHead, refuseBehindBucket } from './log-head.ts';
import type { LogPorts } from './log-ports.ts';
import { putBody } from './put-body.ts';

/** A version that the log goes past, with its record's later versions, until somebody mends it. */
export interface PassedOver {
  readonly ref: Ref;
  /** Eight digits. */
  readonly version: string;
  readonly reason: string;
}

export interface Sequenced {
  /** Versions that this run gave a place in the log. */
  readonly count: number;
  readonly passedOver: readonly PassedOver[];
  /** Whether something may be left to take: the run was cut short, or lost every race. */
  readonly more: boolean;
}

/** How often a run that lost a race reads again. */
export const MAX_LOST_RACES = 10;

/** Milliseconds that a loser waits, at most, before it reads again. */
export const MAX_PAUSE_MS = 200;

/** Batches of one run: 1,960 versions, well within the minutes of a function. */
export const MAX_BATCHES = 40;

/**
 * Gives the versions of the backlog their places in the log, exactly once and without a gap, any
 * number of runners at a time: body first, then up to 49 markers a transaction, oldest first.
 *
 * @throws Corrupt where the table is behind the bucket, or other bytes stand at a version's path
 */
export async function sequence(ports: LogPorts): Promise<Sequenced> {
  const { table, objects, patience } = ports;
  await refuseBehindBucket(table, objects);
  const run = new Run(ports);
  let count = 0;
  let lost = 0;
  for (let batches = 0; batches < MAX_BATCHES && lost < MAX_LOST_RACES; ) {
    const head = await readLogHead(table);
    const batch = await run.nextBatch();
    if (batch.length === 0) return { count, passedOver: run.passedOver, more: false };
    if (await commit(table, head, batch)) {
      count += batch.length;
      batches += 1;
      lost = 0;
    } else {
      lost += 1;
      await patience.sleep(pause(patience.random.bytes(2)));
    }
  }
  return { count, passedOver: run.passedOver, more: true };
}

/** What one run remembers, so that it puts no body twice. */
class Run {
  readonly passedOver: PassedOver[] = [];
  readonly #ports: LogPorts;
  readonly #put = new Set<string>();
  readonly #stuck = new Set<Ref>();

  constructor(ports: LogPorts) {
    this.#ports = ports;
  }

  /** The oldest versions whose bodies are there and whose predecessors are, or come with them. */
  async nextBatch(): Promise<readonly Marker[]> {
    const batch: Marker[] = [];
    const taken = new Set<string>();
    for await (const marker of backlog(this.#ports.table)) {
      if (this.#stuck.has(marker.ref)) continue;
      if ('broken' in marker) this.#passOver(marker.ref, marker.key.sk.slice(2), marker.broken);
      else if (await this.#isReady(marker, taken)) {
        batch.push(marker);
        taken.add(name(marker.ref, marker.version));
        if (batch.length === MAX_SEQUENCE_BATCH) break;
      }
    }
    return batch;
  }

  async #isReady(marker: Marker, taken: ReadonlySet<string>): Promise<boolean> {
    const { ref, version } = marker;
    const before = version - 1;
    // The index lags: the version before may be on its way. It is not stuck, only not yet its turn.
    const isNext =
      before === 0 ||
      taken.has(name(ref, before)) ||
      (await isLogged(this.#ports.table, ref, before));
    if (!isNext) return false;
    if (this.#put.has(name(ref, version))) return true;
    const reason = await putBody(this.#ports, marker);
    if (reason !== undefined) {
      this.#passOver(ref, eightDigits(version), reason);
      return false;
    }
    this.#put.add(name(ref, version));
    return true;
  }

  #passOver(ref: Ref, version: string, reason: string): void {
    this.#stuck.add(ref);
    this.passedOver.push({ ref, version, reason });
  }
}

/** ONE transaction: the head moves on, each version gets its entry and its marker the index. */
async function commit(table: Table, head: LogHead, batch: readonly Marker[]): Promise<boolean> {
  const writes = batch.flatMap((marker, i) => placing(marker, head.size + i));
  let outcome: WriteOutcome;
  try {
    outcome = await table.write([movingHead(head, batch.length), ...writes]);
  } catch (error) {
    // A conflict of transactions is a lost race; where only the answer was lost, reading again
    // shows that the markers are gone from the backlog.
    if (isError(error, 'Transient')) return false;
    throw error;
  }
  if (outcome.ok || outcome.refusals.some(({ index }) => index === 0)) return outcome.ok;
  throw new AssentError(
    'Corrupt',
    `The log stands at ${head.size}, but an entry or a marker says otherwise: the table does not ` +
      'agree with itself. Run `assent recover`.',
    { size: head.size },
  );
}

function movingHead({ size, published }: LogHead, by: number): Write {
  if (size === 0) {
    const item: Item = { ...logHeadKey, size: by, published };
    return { op: 'put', item, when: [{ is: 'absent' }] };
  }
  return {
    op: 'update',
    key: logHeadKey,
    set: { size: size + by },
    when: [{ attribute: 'size', is: '=', value: size }],
  };
}

function placing({ key, ref, version, digest, entry }: Marker, index: number): readonly Write[] {
  const item: Item = { ...entryKey(index), index, entry, ref, version };
  return [
    { op: 'put', item, when: [{ is: 'absent' }] },
    {
      op: 'update',
      key,
      set: { index },
      // The entry stands in its own item from now on.
      remove: ['unlogged', 'entry', 'g4p', 'g4s'],
      when: [
        { attribute: 'index', is: 'absent' },
        { attribute: 'digest', is: '=', value: digest },
      ],
    },
  ];
}

function name(ref: Ref, version: number): string {
  return `${ref}#${version}`;
}

function pause([high = 0, low = 0]: Uint8Array): number {
  return Math.floor((MAX_PAUSE_MS * (high * 256 + low)) / 65_536);
}
