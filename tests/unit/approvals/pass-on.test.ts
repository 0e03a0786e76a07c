import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '#core/approvals/answer.ts';
import { delegationRef } from '#core/approvals/delegations.ts';
import { contentOf } from '#core/records/content-of.ts';
import { delegation } from '#core/records/delegation.ts';
import { DAY, later } from '#core/time.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { becomes, colleagues, goesTo, JONAS, MARIT } from './cast.ts';
import { again, CRO, DPO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

const PASS = { choice: 'pass-on', comment: 'I am away until Monday', passTo: MARIT } as const;

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 1 }, { before: colleagues });
  await start.open();
});
beforeEach(async () => {
  m = await again(start);
});

const decisionOf = async () => (await m.theTask()).content.decision;

async function expectProblem(changes: Partial<Form>, problem: object): Promise<void> {
  const before = m.at.calls.trace.filter((name) => name === 'table.write').length;
  expect(await m.answer(0, changes)).toMatchObject({
    is: 'problems',
    problems: [problem],
    rows: [],
  });
  expect(m.at.calls.trace.filter((name) => name === 'table.write')).toHaveLength(before);
}

describe('passing on', () => {
  it('says to whom and why, leaves the approval open, and has the seat filled anew', async () => {
    const answered = await m.answer(0, PASS);
    expect(answered).toMatchObject({ is: 'recorded', again: false });
    expect(await decisionOf()).toMatchObject({ choice: 'pass-on', passedTo: MARIT });
    expect((await m.theApproval()).state).toBe('open');
    expect(m.at.machines.rung).toHaveLength(1);
    await m.pass(1);
    const { rounds, answer } = (await m.theApproval()).content.stages[0]?.seats[0] ?? {};
    expect(answer).toBeUndefined();
    expect(rounds?.at(-1)).toMatchObject({ person: MARIT, why: 'delegated', by: INGRID });
  });

  it('ends the code: whoever has it sees what became of the matter, and decides nothing', async () => {
    const form = await m.formOf();
    await m.answer(0, PASS);
    await m.pass(1);
    const answered = await m.at.answer(form);
    expect(answered.is).toBe('different');
    expect(await m.at.answer({ ...form, ...PASS })).toMatchObject({ is: 'recorded', again: true });
    expect((await m.theApproval()).state).toBe('open');
  });

  it('is no vote: two who pass on refuse nothing', async () => {
    await m.answer(0, PASS);
    expect((await m.theApproval()).content.stages[0]?.closed).toBeUndefined();
    await m.answer(1);
    expect((await settled(m)).approval).toBe('effective');
  });

  it.each<[string, Partial<Form>, object]>([
    ['to nobody', { passTo: '' }, { field: 'passTo', problem: 'missing' }],
    ['to no reference', { passTo: 'Marit' }, { field: 'passTo', problem: 'unknown' }],
    ['to a role', { passTo: 'role/board' }, { field: 'passTo', problem: 'unknown' }],
    ['to whoever asked', { passTo: ASTRID }, { field: 'passTo', problem: 'barred' }],
    ['to whoever is asked already', { passTo: LARS }, { field: 'passTo', problem: 'seated' }],
    ['to oneself', { passTo: INGRID }, { field: 'passTo', problem: 'seated' }],
    ['without a reason', { comment: ' ' }, { field: 'comment', problem: 'missing' }],
    ['with another choice', { choice: 'approve' }, { field: 'passTo', problem: 'unwanted' }],
    ['until some day', { absentUntil: 'Monday' }, { field: 'absentUntil', problem: 'not-a-date' }],
    ['until yesterday', { absentUntil: '2026-11-22' }, { field: 'absentUntil', problem: 'past' }],
  ])('is not recorded %s', async (_, changes, problem) => {
    await expectProblem({ ...PASS, ...changes }, problem);
  });

  it('is not recorded to somebody who has left meanwhile', async () => {
    await becomes(m.at, MARIT, 'left');
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'unknown' }] });
  });

  it('is not recorded to somebody who leaves at this very moment', async () => {
    let left = false;
    m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || left) return;
      left = true;
      await becomes(m.at, MARIT, 'left');
    });
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'unknown' }] });
    expect((await m.theTask()).head.version.state).toBe('open');
  });

  it('is not recorded to whoever stands in for the requester', async () => {
    await goesTo(m.at, ASTRID, MARIT);
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'barred' }] });
  });

  it('is not recorded in a circle, directly or by way of others', async () => {
    await goesTo(m.at, MARIT, INGRID);
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'circle' }] });
    await goesTo(m.at, MARIT, JONAS);
    expect((await again(m)).at).toBeDefined();
    await goesTo(m.at, JONAS, INGRID);
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'circle' }] });
    await goesTo(m.at, JONAS, MARIT);
    expect(await m.answer(0, PASS)).toMatchObject({ problems: [{ problem: 'circle' }] });
  });

  it('does not come back to whoever has passed it on before', async () => {
    await m.answer(0, PASS);
    await m.pass(1);
    const back = { ...PASS, passTo: INGRID, signature: 'Marit Holm' };
    expect(await m.answer(0, back)).toMatchObject({ problems: [{ problem: 'seated' }] });
    expect((await m.answer(0, { ...back, passTo: JONAS })).is).toBe('recorded');
  });
});

describe('a standing absence', () => {
  const theDelegations = async () => {
    const head = await m.at.store.load(delegationRef(INGRID));
    return head === undefined ? undefined : contentOf(delegation, head).delegations;
  };
  const AWAY = { ...PASS, absentUntil: '2026-12-31' } as const;
  const until = '2026-12-31T22:59:59.999Z';

  it('is written with the answer, by whoever is away, until the end of that day', async () => {
    const from = m.at.clock.now();
    await m.answer(0, AWAY);
    expect(await theDelegations()).toEqual([{ to: MARIT, from, until, reason: PASS.comment }]);
    const { version } = await m.at.store.need(delegationRef(INGRID));
    expect(version).toMatchObject({ actor: INGRID, via: 'link', action: 'create' });
    expect(await decisionOf()).toMatchObject({ absentUntil: until });
  });

  it('is not written where the answer is not', async () => {
    m.at.table.writes.fail(1);
    await expect(m.answer(0, AWAY)).rejects.toThrow();
    expect(await theDelegations()).toBeUndefined();
  });

  it('lasts longer where there is one to the same person, and never shorter', async () => {
    const later1 = later(m.at.clock.now(), 10 * DAY);
    await goesTo(m.at, INGRID, MARIT, { until: later1 });
    await m.answer(0, AWAY);
    expect(await theDelegations()).toMatchObject([{ to: MARIT, until }]);
    const other = await again(start);
    const far = later(other.at.clock.now(), 100 * DAY);
    await goesTo(other.at, INGRID, MARIT, { until: far });
    await other.answer(0, AWAY);
    const head = await other.at.store.need(delegationRef(INGRID));
    expect(contentOf(delegation, head).delegations).toMatchObject([{ to: MARIT, until: far }]);
  });

  it('takes the place of another for all, and leaves what holds for some types alone', async () => {
    await goesTo(m.at, INGRID, JONAS);
    await m.answer(0, AWAY);
    expect((await theDelegations())?.map(({ to }) => to)).toEqual([MARIT]);
    const other = await again(start);
    await goesTo(other.at, INGRID, JONAS, { types: ['ai-system'] });
    await other.answer(0, AWAY);
    const head = await other.at.store.need(delegationRef(INGRID));
    expect(contentOf(delegation, head).delegations.map(({ to }) => to)).toEqual([MARIT, JONAS]);
  });

  it('keeps the answer and the other word where somebody writes the record meanwhile', async () => {
    let written = false;
    m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || written) return;
      written = true;
      await goesTo(m.at, INGRID, JONAS, { types: ['ai-system'] });
    });
    expect((await m.answer(0, AWAY)).is).toBe('recorded');
    expect((await theDelegations())?.map(({ to }) => to)).toEqual([MARIT, JONAS]);
  });

  it('has a reason that fits, however long the comment is', async () => {
    const comment = '\u{1F600}'.repeat(2000);
    expect((await m.answer(0, { ...AWAY, comment })).is).toBe('recorded');
    const [standing] = (await theDelegations()) ?? [];
    expect(standing?.reason.length).toBeLessThanOrEqual(1000);
    expect(standing?.reason.isWellFormed()).toBe(true);
  });
});
