import { isError, transient } from '../../errors.ts';
import type { Clock, Item, Refusal, Table, Write } from '../../ports.ts';
import { type Instant, millisecondsOf } from '../../time.ts';
import type { Cause } from '../signal.ts';
import type { Batch } from './batch-object.ts';
import { type CauseMemory, stateOf } from './cause-memory.ts';
import type { Counted } from './counted.ts';
import { parseOpen } from './open-item.ts';
import type { Parcel } from './parcels.ts';
import { type Planned, planShare, type SharePlan } from './plan-share.ts';
import type { FoldingTerms } from './terms.ts';

export interface CountPorts {
  readonly table: Pick<Table, 'get' | 'write'>;
  readonly clock: Clock;
  readonly memory: CauseMemory;
  readonly termsOf: (cause: Cause) => FoldingTerms;
}

/** What became of the signals of a parcel. */
export interface ParcelCount {
  readonly counted: readonly Counted[];
  /** Counted before, by whomever. */
  readonly duplicates: readonly Counted[];
  /** Digests of the causes for which an incident was called for: it is recorded with the counts. */
  readonly wanted: readonly string[];
}

/**
 * Tries that bring nothing new: lost races and lost answers. In a storm many count one cause at
 * once, and what gives up here waits until the queue shows it again, in ten minutes.
 */
const MAX_LOST_TRIES = 40;

/**
 * Counts the signals of a parcel in one transaction: their identities are put, each only where it
 * is not there, and window, batch and cause move with them or not at all. What is refused as
 * counted before is left out, what has moved is taken as it is now, and the rest is sent again. So
 * whoever counts, how often, and wherever they die: each identity is counted once.
 *
 * @throws Transient where the table is throttled or down, or others were faster each time
 */
export async function countParcel(
  ports: CountPorts,
  batch: Batch,
  parcel: Parcel,
): Promise<ParcelCount> {
  const attempt = new Attempt(ports, batch, parcel);
  await ports.memory.read(
    ports.table,
    parcel.map(({ cause }) => cause.digest),
  );
  for (let lost = 0; lost < MAX_LOST_TRIES; ) {
    const plans = attempt.plan();
    const planned = plans.flatMap(({ writes }) => writes);
    if (planned.length === 0) return attempt.done([]);
    const outcome = await writeOnce(
      ports.table,
      planned.map(({ write }) => write),
    );
    if (outcome === 'lost') {
      attempt.mayHaveWritten = true;
      lost++;
    } else if (outcome.ok) return attempt.done(plans);
    else if (!attempt.learn(planned, outcome.refusals)) lost++;
  }
  throw transient('Counting signals: others were faster', 'none');
}

async function writeOnce(table: CountPorts['table'], writes: readonly Write[]) {
  try {
    return await table.write(writes);
  } catch (error) {
    // It may have been done: then the next try finds its own identities.
    if (isError(error, 'Transient') && error.data.outcome === 'unknown') return 'lost';
    throw error;
  }
}

/** The tries to count one parcel: what was learnt from those before. */
class Attempt {
  mayHaveWritten = false;
  readonly #ports: CountPorts;
  readonly #batch: Batch;
  readonly #parcel: Parcel;
  readonly #now: Instant;
  readonly #before = new Set<string>();
  /** By a try of this very attempt, whose answer was lost. */
  readonly #own = new Set<string>();
  readonly #expired = new Map<string, number>();

  constructor(ports: CountPorts, batch: Batch, parcel: Parcel) {
    this.#ports = ports;
    this.#batch = batch;
    this.#parcel = parcel;
    this.#now = ports.clock.now();
  }

  /** How what is still to be counted is counted. */
  plan(): readonly SharePlan[] {
    const { memory, termsOf } = this.#ports;
    const of = { now: this.#now, batch: this.#batch, expired: this.#expired };
    const isLeft = ({ identity }: Counted) => !this.#before.has(identity);
    return this.#parcel
      .map((share) => ({ ...share, signals: share.signals.filter(isLeft) }))
      .filter(({ signals }) => signals.length > 0)
      .map((share) => {
        const terms = termsOf(share.cause);
        return planShare(share, memory.get(share.cause.digest), { ...of, terms });
      });
  }

  /** Takes what refusals say; whether they said that something was counted before. */
  learn(planned: readonly Planned[], refusals: readonly Refusal[]): boolean {
    const { memory } = this.#ports;
    const before = this.#before.size;
    for (const { index, item } of refusals) {
      const { of, cause = '', write } = planned[index] ?? {};
      if (of === 'state') memory.set(cause, { state: stateOf(item) });
      if (of === 'open') memory.set(cause, { open: item && parseOpen(item) });
      if (of === 'identity' && write?.op === 'put') this.#learnIdentity(write.item, item);
    }
    return this.#before.size > before;
  }

  done(plans: readonly SharePlan[]): ParcelCount {
    for (const plan of plans) this.#remember(plan);
    const all = this.#parcel.flatMap(({ signals }) => signals);
    const isDuplicate = ({ identity }: Counted) =>
      this.#before.has(identity) && !this.#own.has(identity);
    const calls = plans.flatMap(({ writes }) => writes).filter(({ of }) => of === 'open');
    return {
      counted: all.filter((signal) => !isDuplicate(signal)),
      duplicates: all.filter(isDuplicate),
      wanted: calls.filter(({ write }) => write.op === 'put').map(({ cause }) => cause),
    };
  }

  #remember({ share, state, crossing, writes }: SharePlan): void {
    const { memory } = this.#ports;
    const cause = share.cause.digest;
    memory.set(cause, { state });
    const open = writes.find(({ of }) => of === 'open')?.write;
    if (open?.op === 'put') memory.set(cause, { open: parseOpen(open.item) });
    const known = memory.get(cause)?.open;
    if (open?.op === 'update' && known !== undefined && crossing !== undefined) {
      memory.set(cause, { open: { ...known, severity: crossing.severity } });
    }
  }

  #learnIdentity({ pk }: Item, stood: Item | undefined): void {
    const identity = pk.slice('E#'.length);
    const until = stood?.ttl;
    if (stood === undefined) this.#expired.delete(identity);
    // Time to live deletes late, so that whoever reads looks at the time.
    else if (typeof until === 'number' && until < millisecondsOf(this.#now) / 1000) {
      this.#expired.set(identity, until);
    } else {
      this.#before.add(identity);
      if (this.mayHaveWritten && stood.batch === this.#batch.sha256) this.#own.add(identity);
    }
  }
}
