import { beforeEach, describe, expect, it } from 'vitest';
import { edit, take } from '#core/changes/change.ts';
import { recordType } from '#core/records/registry.ts';
import { MAX_SPREAD, RESPREAD } from '#core/reviews/respread.ts';
import { given } from '#tests/support/people.ts';
import { aCadence, aPlan, BY, type Play, play, SYSTEM } from './play.ts';

const PLAN = 'review-plan/default';

const monthly = aCadence({ anchor: { from: 'completion', months: 1 } });

let p: Play;
beforeEach(async () => {
  p = await play();
  await p.at.sweep();
});

const change = async (plan: object) =>
  edit(p.at, await p.at.store.need(PLAN), { content: plan, links: [] }, BY);

describe('a plan that changes', () => {
  it('has the sweep put right when each record is due', async () => {
    await change(aPlan({ cadences: [monthly] }));
    expect(await p.dueOf(SYSTEM)).toBe('2027-02-23T23:00:00.000Z');
    await p.at.sweep();
    expect(await p.dueOf(SYSTEM)).toBe('2026-12-23T23:00:00.000Z');
  });

  it('makes nothing due that it does not name any more', async () => {
    await change(aPlan({ cadences: [aCadence({ type: 'policy' })] }));
    await p.pass(92);
    expect(await p.reviews()).toHaveLength(0);
    expect(await p.dueOf(SYSTEM)).toBeUndefined();
  });

  it('makes nothing due once it is retired', async () => {
    await take(p.at, await p.at.store.need(PLAN), 'retire', BY);
    await p.pass(92);
    expect(await p.reviews()).toHaveLength(0);
  });

  it('goes by the tier of a system as it stands', async () => {
    const low = aCadence({ anchor: { from: 'completion', months: 12 } });
    await change(aPlan({ cadences: [{ ...monthly, tier: 'high' }, low] }));
    await p.at.sweep();
    expect(await p.dueOf(SYSTEM)).toBe('2026-12-23T23:00:00.000Z');
    const head = await p.at.store.need(SYSTEM);
    const content = { ...head.version.content, tier: 'minimal' };
    await edit(p.at, head, { content, links: [] }, BY);
    expect(await p.dueOf(SYSTEM)).toBe('2027-11-23T23:00:00.000Z');
  });
});

describe('records that no people have written', () => {
  const vendor = recordType('vendor').example.content;
  const give = (id: string) =>
    given(p.at.store, { type: 'vendor', id, state: recordType('vendor').initial, content: vendor });

  it('come due as well, within a week', async () => {
    await change(aPlan({ cadences: [aCadence({ type: 'vendor' })] }));
    await p.at.sweep();
    await give('nordic-data');
    expect(await p.dueOf('vendor/nordic-data')).toBeUndefined();
    await p.pass(8);
    expect(await p.dueOf('vendor/nordic-data')).toBe('2027-02-23T23:00:00.000Z');
  });

  it('are put right at most so many in a run, and none is left out', async () => {
    const ids = Array.from({ length: MAX_SPREAD + 120 }, (_, n) => `vendor-${n}`);
    for (const id of ids) await give(id);
    await change(aPlan({ cadences: [aCadence({ type: 'vendor' })] }));
    const missing = async () => {
      const dues = await Promise.all(ids.map((id) => p.dueOf(`vendor/${id}`)));
      return dues.filter((due) => due === undefined).length;
    };
    await p.at.sweep();
    expect(await missing()).toBe(120);
    await p.at.sweep();
    expect(await missing()).toBe(0);
    const { pending } = await p.at.store.need(PLAN);
    expect(pending.map((each) => each.for)).toEqual([RESPREAD]);
  });

  it('are begun with anew where the plan changes meanwhile', async () => {
    const ids = Array.from({ length: MAX_SPREAD + 20 }, (_, n) => `vendor-${n}`);
    for (const id of ids) await give(id);
    await change(aPlan({ cadences: [aCadence({ type: 'vendor' })] }));
    await p.at.sweep();
    await change(aPlan({ cadences: [{ ...monthly, type: 'vendor' }] }));
    await p.at.sweep();
    await p.at.sweep();
    const dues = await Promise.all(ids.map((id) => p.dueOf(`vendor/${id}`)));
    expect(new Set(dues)).toEqual(new Set(['2026-12-23T23:00:00.000Z']));
  });
});
