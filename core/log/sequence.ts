import { AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_SEQUENCE_BATCH } from '../limits.ts';
import type { Item, Table, Write, WriteOutcome } from '../ports.ts';
import { eightDigits, entryKey, logHeadKey } from '../store/keys.ts';
import { atATime, CALLS_AT_A_TIME } from './at-a-time.ts';
import { type BrokenMarker, backlog, type Marker } from './backlog.ts';
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
  // Before any marker is read: where the head is still the same when it moves, no marker of the
  // batch was taken in between.
  let head = await readLogHead(table);
  const refusal = refuseBehindBucket(table, objects, head);
  // It is waited for before anything is put. What fails sooner is not to leave it unheard.
  refusal.catch(() => {});
  const run = new Run(ports, refusal);
  let count = 0;
  let lost = 0;
  for (let batches = 0; batches < MAX_BATCHES && lost < MAX_LOST_RACES; ) {
    const { batch, isAll } = await run.nextBatch();
    if (batch.length === 0) return { count, passedOver: run.passedOver, more: false };
    if (await commit(table, head, batch)) {
      count += batch.length;
      if (isAll) return { count, passedOver: run.passedOver, more: false };
      head = { ...head, size: head.size + batch.length };
      batches += 1;
      lost = 0;
    } else {
      lost += 1;
      await patience.sleep(pause(patience.random.bytes(2)));
      head = await readLogHead(table);
    }
  }
  return { count, passedOver: run.passedOver, more: true };
}

/** A version whose turn it is, its body in the bucket. */
interface Ready {
  readonly marker: Marker;
  readonly state: string;
}

interface Batch {
  readonly batch: readonly Ready[];
  /** Whether nothing that was seen is left, but what is passed over. */
  readonly isAll: boolean;
}

/** What one run remembers, so that it puts no body twice. */
class Run {
  readonly passedOver: PassedOver[] = [];
  readonly #ports: LogPorts;
  readonly #refusal: Promise<void>;
  readonly #put = new Map<string, Ready>();
  readonly #stuck = new Set<Ref>();

  constructor(ports: LogPorts, refusal: Promise<void>) {
    this.#ports = ports;
    this.#refusal = refusal;
  }

  /** The oldest versions whose bodies are there and whose predecessors are, or come with them. */
  async nextBatch(): Promise<Batch> {
    const batch: Ready[] = [];
    const taken = new Set<string>();
    let isAll = true;
    for await (const some of backlog(this.#ports.table)) {
      await this.#refusal;
      const byRecord = Map.groupBy(some, ({ ref }) => ref).values();
      await atATime(CALLS_AT_A_TIME, [...byRecord], (markers) => this.#putBodies(markers, taken));
      for (const marker of some) {
        const ready = 'broken' in marker ? undefined : this.#put.get(nameOf(marker));
        if (ready !== undefined && taken.has(nameOf(ready.marker))) batch.push(ready);
        else if (!this.#stuck.has(marker.ref)) isAll = false;
        if (batch.length === MAX_SEQUENCE_BATCH) return { batch, isAll: false };
      }
    }
    await this.#refusal;
    return { batch, isAll };
  }

  /** Puts the bodies of one record's versions, as far as it is their turn; they are taken. */
  async #putBodies(markers: readonly (Marker | BrokenMarker)[], taken: Set<string>): Promise<void> {
    for (const marker of markers) {
      const { ref } = marker;
      if (this.#stuck.has(ref)) return;
      if ('broken' in marker) return this.#passOver(ref, marker.key.sk.slice(2), marker.broken);
      const { version, follows } = marker;
      // The index lags: the version before may be on its way. It is not stuck, only not yet next.
      if (!follows && !taken.has(nameOf({ ref, version: version - 1 }))) return;
      const name = nameOf(marker);
      if (!this.#put.has(name)) {
        const outcome = await putBody(this.#ports, marker);
        if ('reason' in outcome) return this.#passOver(ref, eightDigits(version), outcome.reason);
        this.#put.set(name, { marker, state: outcome.state });
      }
      taken.add(name);
    }
  }

  #passOver(ref: Ref, version: string, reason: string): void {
    this.#stuck.add(ref);
    this.passedOver.push({ ref, version, reason });
  }
}

/** ONE transaction: the head moves on, each version gets its entry and its marker the index. */
async function commit(table: Table, head: LogHead, batch: readonly Ready[]): Promise<boolean> {
  const writes = batch.flatMap((ready, i) => placing(ready, head.size + i));
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

function placing({ marker, state }: Ready, index: number): readonly Write[] {
  const { key, ref, version, digest, entry } = marker;
  const item: Item = { ...entryKey(index), index, entry, ref, version, state };
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

function nameOf({ ref, version }: Pick<Marker, 'ref' | 'version'>): string {
  return `${ref}#${version}`;
}

function pause([high = 0, low = 0]: Uint8Array): number {
  return Math.floor((MAX_PAUSE_MS * (high * 256 + low)) / 65_536);
}
