import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TRANSACTION_WRITES } from '#core/limits.ts';
import type { Batch } from '#core/signals/folding/batch-object.ts';
import type { Counted } from '#core/signals/folding/counted.ts';
import { MAX_IDENTITIES, packParcels } from '#core/signals/folding/parcels.ts';
import { planShare } from '#core/signals/folding/plan-share.ts';
import { DEFAULT_TERMS, windowOf } from '#core/signals/folding/terms.ts';
import { causeOf } from '#core/signals/signal.ts';
import { checkWrites } from '#core/store/check-writes.ts';
import { HOUR, later } from '#core/time.ts';
import { NOW } from './runner.ts';

const batch: Batch = { sha256: 'b'.repeat(64), path: `signals/2026-11-24/${'b'.repeat(64)}.jsonl` };

/** Signals by cause and hour: `[cause, hours ago]` each. */
const signalsOf = (all: readonly (readonly [cause: number, hours: number])[]): Counted[] =>
  all.map(([n, hours], index) => {
    const cause = causeOf({ kind: 'drift', fingerprint: `["${n}"]`, system: null });
    const moment = later(NOW, -hours * HOUR);
    return {
      identity: index.toString(16).padStart(64, '0'),
      cause,
      line: { cause: cause.digest, event: {}, identity: '', received: NOW, system: null },
      window: windowOf(moment),
      moment,
      received: NOW,
      severity: 'critical',
      state: 'raised',
      title: 'Drifts',
      model: undefined,
      arn: undefined,
      about: undefined,
      reporter: undefined,
    };
  });

const anyBatch = fc.array(fc.tuple(fc.nat(60), fc.nat(23)), { maxLength: 1000 });

describe('the parcels of a batch', () => {
  it('hold each signal once, and fit a transaction whatever is counted', () => {
    fc.assert(
      fc.property(anyBatch, (all) => {
        const parcels = packParcels(signalsOf(all));
        const held = parcels.flat().flatMap(({ signals }) => signals.map((each) => each.identity));
        expect(held.toSorted()).toEqual(signalsOf(all).map(({ identity }) => identity));
        for (const parcel of parcels) {
          const of = { now: NOW, batch, terms: DEFAULT_TERMS, expired: new Map() };
          const plans = parcel.map((share) => planShare(share, undefined, of));
          // All of these call for an incident, which is the most that is written.
          const writes = plans.flatMap((plan) => plan.writes.map(({ write }) => write));
          expect(() => checkWrites(writes)).not.toThrow();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('hold a cause once each, and at most ninety of its signals', () => {
    const parcels = packParcels(signalsOf(Array.from({ length: 500 }, () => [1, 0] as const)));
    expect(parcels.map((parcel) => parcel.length)).toEqual([1, 1, 1, 1, 1, 1]);
    for (const [share] of parcels) {
      expect(share?.signals.length).toBeLessThanOrEqual(MAX_IDENTITIES);
    }
  });

  it('are as few as a thousand signals of fifty causes need', () => {
    const all = Array.from({ length: 1000 }, (_, n) => [n % 50, 0] as const);
    const parcels = packParcels(signalsOf(all));
    const slots = 1000 + 50 * 4;
    expect(parcels.length).toBeLessThanOrEqual(Math.ceil(slots / MAX_TRANSACTION_WRITES) + 1);
  });

  it('are none of nothing', () => {
    expect(packParcels([])).toEqual([]);
  });
});
