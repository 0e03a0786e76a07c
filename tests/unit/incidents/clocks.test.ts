import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as clocks from '#core/calendar/zone-clock.ts';
import { loadIncidentClocks } from '#core/catalogue/index.ts';
import type { IncidentClock } from '#core/catalogue/schemas.ts';
import type { AssentError } from '#core/errors.ts';
import { clocksOf, type Moments, termOf } from '#core/incidents/clocks.ts';
import { countsFrom } from '#core/incidents/counts-from.ts';
import { HOUR, type Instant, instantOf, millisecondsOf } from '#core/time.ts';

const PLAN = { zone: 'Europe/Oslo', undueDelay: { amount: 3, unit: 'days' } } as const;
const AWARE = '2026-11-24T10:00:00.000Z';
const DECIDED = '2026-11-24T15:30:00.000Z';

let catalogue: readonly IncidentClock[];
beforeAll(async () => {
  catalogue = await loadIncidentClocks();
});

const dutyOf = (id: string): IncidentClock => {
  const duty = catalogue.find((each) => each.id === id);
  if (duty === undefined) throw new Error(`No duty ${id}`);
  return duty;
};

const termFrom = (id: string, started: Instant, plan: Parameters<typeof termOf>[2] = PLAN) =>
  termOf(dutyOf(id), started, plan, clocks);

const decided = (duties: readonly string[], moments: Partial<Moments> = {}) =>
  clocksOf(duties, { aware: AWARE, decided: DECIDED, ...moments }, PLAN, catalogue, clocks);

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as AssentError).data;
  }
  return undefined;
}

describe('when a duty to report runs', () => {
  it.each([
    ['euaia-art73-general', '2026-12-09T10:00:00.000Z'],
    ['euaia-art73-widespread', '2026-11-26T10:00:00.000Z'],
    ['euaia-art73-death', '2026-12-04T10:00:00.000Z'],
    ['gdpr-art33-authority', '2026-11-27T10:00:00.000Z'],
    ['nis2-art23-early-warning', '2026-11-25T10:00:00.000Z'],
    ['dora-initial-awareness', '2026-11-25T10:00:00.000Z'],
  ])('%s ends at %s', (id, deadline) => {
    expect(decided([id])).toMatchObject([
      { starts: 'at', term: { started: AWARE, deadline, own: false } },
    ]);
  });

  it('where the law says "at once", our own limit counts, and is said to be ours', () => {
    const [each] = decided(['gdpr-art34-individuals']);
    expect(each).toMatchObject({ term: { deadline: '2026-11-27T10:00:00.000Z', own: true } });
  });

  it('knows no days off: a limit of our own in working days counts Sundays, too', () => {
    const plan = { ...PLAN, undueDelay: { amount: 2, unit: 'working-days' } } as const;
    const friday = '2026-11-27T10:00:00.000Z';
    const { deadline } = termFrom('euaia-art20-nonconformity', friday, plan);
    expect(deadline).toBe('2026-11-29T10:00:00.000Z');
  });

  it('hours are exact, days keep the time that clocks show when these are put back', () => {
    const before = '2026-10-24T10:00:00.000Z';
    expect(termFrom('gdpr-art33-authority', before).deadline).toBe('2026-10-27T10:00:00.000Z');
    expect(termFrom('euaia-art73-widespread', before).deadline).toBe('2026-10-26T11:00:00.000Z');
  });

  it.each([
    ['2026-01-31T10:00:00.000Z', '2026-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', '2028-02-29T10:00:00.000Z'],
    ['2026-12-15T10:00:00.000Z', '2027-01-15T10:00:00.000Z'],
    ['2026-03-15T10:00:00.000Z', '2026-04-15T09:00:00.000Z'],
    // In Oslo it is the last of the month already.
    ['2026-03-30T22:30:00.000Z', '2026-04-29T22:30:00.000Z'],
  ])('a month from %s ends at %s, by the clocks of the zone', (from, until) => {
    expect(termFrom('nis2-art23-final', from).deadline).toBe(until);
  });

  it('warns at half, with a quarter left and with a tenth left', () => {
    expect(termFrom('nis2-art23-early-warning', AWARE).warnings).toEqual([
      '2026-11-24T22:00:00.000Z',
      '2026-11-25T04:00:00.000Z',
      '2026-11-25T07:36:00.000Z',
    ]);
  });

  it('counts from the decision where the law counts from the classification', () => {
    expect(decided(['dora-initial-classification'])).toMatchObject([
      { term: { started: DECIDED, deadline: '2026-11-24T19:30:00.000Z' } },
    ]);
  });

  it('counts from a measure where there is one, else from awareness as a limit of our own', () => {
    const measured = '2026-11-25T08:00:00.000Z';
    expect(decided(['cra-art14-vuln-final'], { measured })).toMatchObject([
      { term: { started: measured, own: false } },
    ]);
    expect(decided(['cra-art14-vuln-final'])).toMatchObject([
      { term: { started: AWARE, own: true } },
    ]);
  });

  it('a final report waits for the report that it follows', () => {
    expect(decided(['nis2-art23-final', 'nis2-art23-notification'])).toMatchObject([
      { starts: 'after', after: ['nis2-art23-notification'] },
      { starts: 'at' },
    ]);
  });

  it.each([
    ['nis2-art23-final'],
    ['dora-intermediate'],
    ['dora-final'],
    ['cra-art14-incident-final'],
  ])('%s is refused without the report that it follows', (id) => {
    expect(refusal(() => decided([id]))).toEqual({ say: 'follows-another', field: 'duties' });
  });

  it('one of several reports that it may follow is enough', () => {
    expect(decided(['dora-initial-awareness', 'dora-intermediate'])).toHaveLength(2);
    expect(decided(['dora-initial-classification', 'dora-intermediate'])).toHaveLength(2);
  });

  it('a duty that the catalogue does not have is refused', () => {
    expect(refusal(() => decided(['euaia-art99']))).toEqual({
      say: 'unknown-duty',
      field: 'duties',
    });
  });

  it('no duty applying starts nothing', () => {
    expect(decided([])).toEqual([]);
  });
});

describe('every duty of the catalogue', () => {
  it('that counts from no moment of its own says from which other it does', () => {
    const others = catalogue.filter(({ countsFrom: from }) => !from.startsWith('moment'));
    const known = others.filter(({ id }) => {
      const counts = countsFrom(id);
      return 'after' in counts || counts.from !== 'awareness';
    });
    expect(known.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    expect(others.length).toBeGreaterThan(0);
  });

  it('that counts from awareness is not taken to count from something else', () => {
    const aware = catalogue.filter(({ countsFrom: from }) => from.startsWith('moment'));
    for (const { id } of aware) expect(countsFrom(id)).toEqual({ from: 'awareness' });
  });

  it('that follows another names duties of the catalogue', () => {
    for (const { id } of catalogue) {
      const counts = countsFrom(id);
      if ('after' in counts) counts.after.forEach(dutyOf);
    }
  });

  it('ends after it starts, warned of in order in between, whenever and wherever that is', () => {
    const from = millisecondsOf('2020-01-01T00:00:00.000Z');
    const until = millisecondsOf('2060-01-01T00:00:00.000Z');
    const zones = ['Europe/Oslo', 'UTC', 'Pacific/Apia', 'America/St_Johns', 'Asia/Kolkata'];
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue),
        fc.integer({ min: from, max: until }),
        fc.constantFrom(...zones),
        (duty, at, zone) => {
          const started = instantOf(at);
          const { deadline, warnings } = termOf(duty, started, { ...PLAN, zone }, clocks);
          const moments = [started, ...warnings, deadline];
          expect(moments).toEqual(moments.toSorted());
          expect(new Set(moments).size).toBe(moments.length);
          const hours = duty.deadlineHours;
          if (hours === null || duty.deadline === 'P1M') return;
          const took = millisecondsOf(deadline) - millisecondsOf(started);
          // A change of clocks aside, and 30 December 2011 in Apia is long past.
          expect(Math.abs(took - hours * HOUR)).toBeLessThanOrEqual(HOUR);
        },
      ),
      { numRuns: 400 },
    );
  });
});
