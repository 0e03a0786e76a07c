import { describe, expect, it } from 'vitest';
import { take } from '#core/changes/change.ts';
import type { Head } from '#core/store/items.ts';
import type { House } from '#tests/support/house.ts';
import { INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { holding, MARIT } from '../approvals/cast.ts';
import { type Matter, matter } from '../approvals/matter.ts';

const asked = () => matter({}, { before: (at: House) => holding(at, MARIT, 'chief-risk-officer') });

const looksAt = async ({ at, ref }: Matter): Promise<string | undefined> =>
  (await at.store.need(ref)).pending.find((each) => each.for.startsWith('execution-'))?.at;

const leaves = async ({ at }: Matter, person: string): Promise<Head> =>
  take(at, await at.store.need(person), 'leave', SETUP);

describe('somebody who leaves while they are asked', () => {
  it('has somebody else asked within a sweep', async () => {
    const m = await asked();
    await m.open();
    await leaves(m, INGRID);
    expect(await looksAt(m)).toBe(m.at.clock.now());
    await m.pass(2);
    const { content } = await m.theApproval();
    const rounds = content.stages[0]?.seats[0]?.rounds.map(({ person, why }) => [why, person]);
    expect(rounds).toEqual([
      ['seated', INGRID],
      ['left', MARIT],
    ]);
  });

  it('changes nothing for whom they were not asked', async () => {
    const m = await asked();
    await m.open();
    const before = await looksAt(m);
    await leaves(m, LARS);
    expect(await looksAt(m)).toBe(before);
  });

  it('tells the owner of a policy that lost its last decider, once a day', async () => {
    const m = await matter();
    await m.open();
    const owed = () =>
      m.at.table.all().filter(({ sk, kind }) => sk.startsWith('D#') && kind === 'unfillable');
    await leaves(m, INGRID);
    expect(owed()).toHaveLength(1);
    await take(m.at, await m.at.store.need(INGRID), 'return', SETUP);
    await leaves(m, INGRID);
    expect(owed()).toHaveLength(1);
  });

  it('tells nobody where others can decide', async () => {
    const m = await asked();
    await leaves(m, INGRID);
    const owed = m.at.table.all().filter(({ kind }) => kind === 'unfillable');
    expect(owed).toEqual([]);
  });
});
