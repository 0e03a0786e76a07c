import { AssentError, isError } from '../../errors.ts';
import { atATime, CALLS_AT_A_TIME } from '../../log/at-a-time.ts';
import type { CredentialCheck, RecordStore } from '../../store/record-store.ts';
import type { SignalSettings } from '../settings.ts';
import { keepTestReports } from '../test-reports/keep-test-reports.ts';
import { type Batch, type BatchPorts, putBatch } from './batch-object.ts';
import { type CountPorts, countParcel } from './count.ts';
import type { Counted } from './counted.ts';
import { keepQuarantined } from './keep-quarantined.ts';
import { type Parcel, packParcels } from './parcels.ts';
import { type EventMessage, type ReadMessage, readMessages } from './read-messages.ts';

export interface FoldPorts extends BatchPorts, Omit<CountPorts, 'termsOf'> {
  readonly store: RecordStore;
  readonly credentials: CredentialCheck;
  /** What was set about signals, as it stands now. */
  readonly settings: () => Promise<SignalSettings>;
}

/** Why some signals were not counted this time. */
export interface Uncounted {
  readonly error: unknown;
  readonly signals: number;
}

/** What became of a batch of messages. */
export interface Folded {
  /** Where their lines lie. */
  readonly path: string | undefined;
  readonly counted: number;
  /** Of the signals: those that were counted before, or stood in the batch twice. */
  readonly duplicates: number;
  /** Records of events in quarantine that this run wrote, or another at that moment. */
  readonly quarantined: number;
  /** Records of test reports that this run wrote. */
  readonly testReports: number;
  /** Digests of the causes that now want an incident. */
  readonly wanted: readonly string[];
  /** Ids of the messages that are to be handed out again. */
  readonly failed: ReadonlySet<string>;
  readonly uncounted: readonly Uncounted[];
}

/** Parcels that may fail before the rest is given back untried: then the table is down. */
const MAX_FAILED_PARCELS = 3;

/**
 * Folds the events of a batch: reads them, puts their lines as one locked object before anything is
 * counted, keeps a record of each that cannot be read, and counts the signals of each cause. It may
 * die anywhere and run any number of times at once, over the same messages in whatever batches:
 * each identity is counted once, from an object that is there.
 *
 * @throws Transient where nothing could be kept; Corrupt where the object's place is taken
 */
export async function fold(ports: FoldPorts, messages: readonly EventMessage[]): Promise<Folded> {
  const settings = await ports.settings();
  const read = await readMessages(ports.credentials, settings.rules, messages);
  const all = read.flatMap(({ signals }) => signals);
  const signals = await mapped(onceEach(all), settings);
  if (signals.length === 0) return nothing;
  const batch = await putBatch(ports, signals);
  const unread = onceEach(read.flatMap((each) => each.quarantined ?? []));
  const { kept, failed: unkept } = await keepQuarantined(ports.store, batch, unread);
  const reports = await keepTestReports(ports, signals);
  const lost = new Map([...unkept, ...reports.failed]);
  const counting = { ...ports, termsOf: settings.termsOf };
  const { counted, wanted, failed, uncounted } = await countAll(counting, batch, signals);
  const left = uncounted.reduce((sum, each) => sum + each.signals, 0);
  return {
    path: batch.path,
    counted,
    duplicates: all.length - counted - left,
    quarantined: kept,
    testReports: reports.kept,
    wanted,
    failed: messagesOf(read, new Set([...failed, ...lost.keys()])),
    uncounted: [...uncounted, ...[...lost.values()].map((error) => ({ error, signals: 0 }))],
  };
}

const nothing: Folded = {
  path: undefined,
  counted: 0,
  duplicates: 0,
  quarantined: 0,
  testReports: 0,
  wanted: [],
  failed: new Set(),
  uncounted: [],
};

async function countAll(ports: CountPorts, batch: Batch, signals: readonly Counted[]) {
  let counted = 0;
  const wanted: string[] = [];
  const failed = new Set<string>();
  const uncounted: Uncounted[] = [];
  const giveBack = (parcel: Parcel, error: unknown) => {
    const lost = parcel.flatMap((share) => share.signals);
    for (const { identity } of lost) failed.add(identity);
    uncounted.push({ error, signals: lost.length });
  };
  const parcels = [...packParcels(signals)];
  let isDown: unknown;
  for (let next = parcels.shift(); next !== undefined; next = parcels.shift()) {
    try {
      if (uncounted.length >= MAX_FAILED_PARCELS) throw isDown;
      const outcome = await countParcel(ports, batch, next);
      counted += outcome.counted.length;
      wanted.push(...outcome.wanted);
    } catch (error) {
      if (!(error instanceof AssentError)) throw error;
      // One cause that cannot be counted must not hold up those that go with it.
      if (!isError(error, 'Transient') && next.length > 1) {
        parcels.push(...next.map((share) => [share]));
        continue;
      }
      isDown = error;
      giveBack(next, error);
    }
  }
  return { counted, wanted, failed, uncounted };
}

/** What rules would look at is kept only where no system on record is known. */
async function mapped(signals: readonly Counted[], { isSystem }: SignalSettings) {
  const named = [...new Set(signals.flatMap(({ cause }) => cause.system ?? []))];
  const are = await atATime(CALLS_AT_A_TIME, named, isSystem);
  const known = new Set(named.filter((_ref, index) => are[index] === true));
  return signals.map((signal): Counted => {
    const isKnown = signal.cause.system !== null && known.has(signal.cause.system);
    return isKnown ? { ...signal, about: undefined } : signal;
  });
}

/** The first of each identity: what stands there twice is the same happening. */
function onceEach<T extends { readonly identity: string; readonly received: string }>(
  all: readonly T[],
): readonly T[] {
  const inOrder = all.toSorted((a, b) => compare(a.received, b.received));
  const first = new Map<string, T>();
  for (const each of inOrder) if (!first.has(each.identity)) first.set(each.identity, each);
  return [...first.values()];
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function messagesOf(read: readonly ReadMessage[], failed: ReadonlySet<string>) {
  const isFailed = ({ signals }: ReadMessage) =>
    signals.some(({ identity }) => failed.has(identity));
  return new Set(read.filter(isFailed).map(({ id }) => id));
}
