import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '#core/errors.ts';
import { quarantineOf } from '#core/signals/quarantine.ts';
import { readJson } from '#core/signals/read-json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { lineOf, lineText, signalShape } from '#core/signals/signal.ts';
import { DAY, millisecondsOf } from '#core/time.ts';
import { damaged, damages, textDamage } from './damage.ts';
import { sampleNames, sampleText, terms } from './samples.ts';

const DAMAGED_PER_SAMPLE = 1000;

/** Reads an event that may be anything; says how many signals or quarantined events are kept. */
function keep(body: string): 'signals' | 'quarantined' {
  try {
    const signals = readSignals(body, terms);
    expect(signals.length).toBeGreaterThan(0);
    for (const signal of signals) {
      const fault = signalShape().safeParse(signal).error;
      expect(fault).toBeUndefined();
      lineText(lineOf(signal));
      const off = Math.abs(millisecondsOf(signal.at) - millisecondsOf(signal.received));
      // A damaged envelope may say that it is replayed; no damage here does.
      expect(off).toBeLessThanOrEqual(DAY);
    }
    return 'signals';
  } catch (error) {
    if (!isError(error, 'Invalid')) throw error;
    const kept = quarantineOf(body, error, terms.received);
    expect(kept.reason).toBe(error.data.reason);
    // That would be a fault of an adapter's.
    expect(kept.reason).not.toBe('adapter-failed');
    lineText(kept);
    return 'quarantined';
  }
}

describe.each(sampleNames)('the sample %s', (name) => {
  const sample = readJson(sampleText(name));

  it('with damaged members is read or quarantined: never lost, never a crash', () => {
    const kept = { signals: 0, quarantined: 0 };
    const property = fc.property(damages, (list) => {
      kept[keep(JSON.stringify(damaged(sample, list)))]++;
    });
    fc.assert(property, { numRuns: DAMAGED_PER_SAMPLE });
    expect(kept.signals).toBeGreaterThan(0);
    expect(kept.quarantined).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('as damaged text is read or quarantined', () => {
    const text = JSON.stringify(sample);
    fc.assert(
      fc.property(textDamage, (damage) => {
        keep(damage(text));
      }),
      { numRuns: 200 },
    );
  });
});
