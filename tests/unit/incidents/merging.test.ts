import { beforeEach, describe, expect, it } from 'vitest';
import { causesOf, openItemOf } from '#core/incidents/causes.ts';
import type { Head } from '#core/store/items.ts';
import { HOUR } from '#core/time.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { type Play, play, SAID } from './play.ts';

let p: Play;
let first: Head;
let second: Head;

beforeEach(async () => {
  p = await play();
  first = await p.opened();
  await p.answer('triage-incident', SAID.triage, first.ref);
  second = await p.opened({ cause: 'age', title: 'Age drifts' });
});

const merge = (into: string) =>
  p.answer(
    'triage-incident',
    { verdict: 'merge', mergeInto: into, reason: 'The same form' },
    second.ref,
  );
const causeOf = (head: Head) => p.contentOf(head).cause?.digest ?? '';

describe('an incident that is merged into another', () => {
  it('ends, and both name each other', async () => {
    expect(await merge(first.ref)).toMatchObject({ is: 'recorded' });
    const [into, merged] = [await p.at.store.need(first.ref), await p.at.store.need(second.ref)];
    expect(merged.version.state).toBe('merged');
    expect(merged.version.links).toContainEqual({ rel: 'merged-into', to: first.ref });
    expect(into.version.state).toBe('confirmed');
    expect(into.version.links).toContainEqual({ rel: 'merges', to: second.ref });
    expect(await causesOf(p.at.store, into)).toEqual([causeOf(first), causeOf(second)]);
  });

  it('gives its cause to the other, so that what comes of it opens no third', async () => {
    await merge(first.ref);
    expect((await openItemOf(p.at.table, causeOf(second)))?.incident).toBe(first.ref);
    expect(await p.signal({ cause: 'age' })).toEqual([]);
    await p.pass(5);
    expect(await p.incidents()).toHaveLength(2);
  });

  it('adds its signals to the other’s windows', async () => {
    await merge(first.ref);
    await p.signal({ cause: 'age' });
    await p.pass(90);
    expect(p.contentOf(await p.at.store.need(first.ref)).signals).toBe(3);
    expect(p.contentOf(await p.at.store.need(second.ref)).signals).toBe(0);
  });

  it('frees both causes when the other is closed', async () => {
    await merge(first.ref);
    p.at.clock.advance(HOUR);
    await p.answer('contain-incident', SAID.contain);
    await finish();
    expect((await p.at.store.need(first.ref)).version.state).toBe('closed');
    for (const head of [first, second]) {
      expect(await openItemOf(p.at.table, causeOf(head))).toBeUndefined();
    }
    p.at.clock.advance(HOUR);
    const third = await p.opened({ cause: 'age', title: 'Age drifts' });
    expect(third.version.links).toContainEqual({ rel: 'recurs-from', to: first.ref });
  });

  it('is asked of nobody any more', async () => {
    await merge(first.ref);
    expect(await p.isAsked('triage-incident')).toBe(false);
    expect([...p.machines.ended.values()]).toContain('merged');
  });

  it('cannot go to one that is not offered', async () => {
    const other = 'incident/01936b2c-7b1e-7c3a-9f00-0000000000aa';
    expect(await merge(other)).toMatchObject({
      is: 'problems',
      problems: { fields: [{ field: 'mergeInto', problem: 'not-offered' }] },
    });
  });

  it('cannot go to one that has ended meanwhile', async () => {
    await p.answer('contain-incident', { ...SAID.contain, contained: '2026-11-24 07:08' });
    await p.answer('explain-incident', SAID.explain);
    await p.answer('plan-correction', SAID.plan);
    await p.answer('decide-reportability', SAID.notReportable);
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', { ...SAID.sumUp, repaired: '2026-11-24 07:08' });
    expect((await p.at.store.need(first.ref)).version.state).toBe('in-closure');
    expect(await merge(first.ref)).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'not-open-any-more', field: 'mergeInto' } },
    });
    expect((await p.at.store.need(second.ref)).version.state).toBe('reported');
  });

  it('leaves no cause with an incident that is over, in whatever order they are merged', async () => {
    const third = await p.opened({ cause: 'region', title: 'Region drifts' });
    const into = (from: Head, to: Head) =>
      p.post('triage-incident', { verdict: 'merge', mergeInto: to.ref, reason: 'Same' }, from.ref);
    await Promise.all([into(third, second), into(second, first)]);
    await p.machines.run();
    const over = (await p.incidents()).filter(({ version }) => version.state === 'merged');
    expect(over.length).toBeGreaterThan(0);
    for (const head of [first, second, third]) {
      const named = (await openItemOf(p.at.table, causeOf(head)))?.incident ?? '';
      expect(over.map(({ ref }) => ref)).not.toContain(named);
      expect(await causesOf(p.at.store, await p.at.store.need(named))).toContain(causeOf(head));
    }
  });

  it('takes what was merged into it along', async () => {
    await merge(first.ref);
    const third = await p.opened({ cause: 'region', title: 'Region drifts' });
    await p.answer(
      'triage-incident',
      { verdict: 'merge', mergeInto: first.ref, reason: 'The same form' },
      third.ref,
    );
    const into = await p.at.store.need(first.ref);
    expect(await causesOf(p.at.store, into)).toHaveLength(3);
  });
});

/** From its containment to its closure. */
async function finish(): Promise<void> {
  await p.answer('explain-incident', SAID.explain);
  await p.answer('plan-correction', SAID.plan);
  await p.answer('decide-reportability', SAID.notReportable);
  await p.answer('carry-out-action', SAID.carryOut);
  await p.answer('sum-up-incident', SAID.sumUp);
  await p.decide(INGRID);
  await p.decide(ASTRID);
}
