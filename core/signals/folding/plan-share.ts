import type { Write } from '../../ports.ts';
import * as keys from '../../store/keys.ts';
import { DAY, type Instant, later, millisecondsOf } from '../../time.ts';
import { advance, type Crossing } from './advance.ts';
import type { Batch } from './batch-object.ts';
import type { Known } from './cause-memory.ts';
import { type CauseState, causeItem } from './cause-state.ts';
import type { Counted } from './counted.ts';
import { crossingWrite } from './open-item.ts';
import type { Share } from './parcels.ts';
import { reporterWrites, reportOf } from './report.ts';
import { COUNT_DAYS, type FoldingTerms, IDENTITY_DAYS } from './terms.ts';

export interface Circumstances {
  readonly now: Instant;
  readonly batch: Batch;
  readonly terms: FoldingTerms;
  /** Identities that outlived their time, and until when (seconds) they held. */
  readonly expired: ReadonlyMap<string, number>;
}

/** A write, and what its refusal says something about. */
export interface Planned {
  readonly write: Write;
  readonly of: 'state' | 'open' | 'reporter' | 'count' | 'identity';
  /** Digest of the cause. */
  readonly cause: string;
}

/** How a share is counted, and how its cause stands then. */
export interface SharePlan {
  readonly share: Share;
  readonly state: CauseState;
  readonly crossing: Crossing | undefined;
  readonly writes: readonly Planned[];
}

/** The writes that count signals of a cause, none of which is known to be counted. Pure. */
export function planShare(share: Share, known: Known | undefined, of: Circumstances): SharePlan {
  const { cause, signals } = share;
  const { state, crossing } = advance(known?.state, signals, of.terms);
  const planned = (what: Planned['of'], ...writes: readonly Write[]): readonly Planned[] =>
    writes.map((write) => ({ write, of: what, cause: cause.digest }));
  const calls = (by: Crossing) => {
    const { description, reporter } = known?.open === undefined ? reportOf(signals) : nobody;
    return [
      ...planned('open', crossingWrite(cause.digest, by, known?.open, of.now, description)),
      ...planned('reporter', ...reporterWrites(cause.digest, reporter)),
    ];
  };
  return {
    share,
    state,
    crossing,
    writes: [
      ...planned('state', stateWrite(cause.digest, state, known?.state, of.now)),
      ...(crossing === undefined ? [] : calls(crossing)),
      ...planned('count', ...countWrites(share, of)),
      ...planned('identity', ...signals.map((signal) => identityWrite(signal, of))),
    ],
  };
}

const nobody = { description: undefined, reporter: undefined };

/** Writes how a cause stands, where it still stands as it was seen. */
export function stateWrite(
  cause: string,
  state: CauseState,
  seen: CauseState | undefined,
  now: Instant,
): Write {
  const when =
    seen === undefined
      ? ({ is: 'absent' } as const)
      : ({ attribute: 'rev', is: '=', value: seen.rev } as const);
  return { op: 'put', item: causeItem(cause, state, seconds(now, COUNT_DAYS)), when: [when] };
}

function countWrites({ cause, signals }: Share, { batch, now }: Circumstances): readonly Write[] {
  const ttl = seconds(now, COUNT_DAYS);
  return [...Map.groupBy(signals, ({ window }) => window)].flatMap(([window, within]): Write[] => [
    {
      op: 'update',
      key: keys.windowKey(cause.digest, window),
      add: { counted: within.length, ...byState(within) },
      set: { ttl },
    },
    {
      op: 'update',
      key: keys.batchKey(cause.digest, window, batch.sha256),
      add: { counted: within.length },
      set: { batch: batch.path, ttl },
    },
  ]);
}

function identityWrite(signal: Counted, { batch, now, expired }: Circumstances): Write {
  const { identity, cause, window } = signal;
  const until = expired.get(identity);
  const ttl = seconds(now, IDENTITY_DAYS);
  const when =
    until === undefined
      ? ({ is: 'absent' } as const)
      : ({ attribute: 'ttl', is: '=', value: until } as const);
  const counted = { cause: cause.digest, window, batch: batch.sha256, ttl };
  return { op: 'put', item: { ...keys.identityKey(identity), ...counted }, when: [when] };
}

function byState(signals: readonly Counted[]): Readonly<Record<string, number>> {
  const groups = Map.groupBy(signals, ({ state }) => state);
  return Object.fromEntries([...groups].map(([state, within]) => [state, within.length]));
}

const seconds = (now: Instant, days: number) =>
  Math.ceil(millisecondsOf(later(now, days * DAY)) / 1000);
