import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { costOfUse } from '#infra/cost-of-use.ts';
import { unitsOf, useOf } from './bill.ts';
import type { Cause, Invocation } from './meter.ts';
import { type Played, PlayedApproval, playApproval, playLook } from './play-approval.ts';
import { machineOf, wayThrough } from './transitions.ts';

const fns = (invocations: readonly Invocation[], cause: Cause) =>
  invocations.filter((each) => each.cause === cause).map(({ fn }) => fn);

describe('one approval by link, from the request to receipt and effect', () => {
  let played: Played;

  beforeAll(async () => {
    played = await playApproval();
  });

  it('calls two functions from its machine, and three from the decider', () => {
    expect(fns(played.invocations, 'machine')).toEqual(['await', 'step']);
    expect(fns(played.invocations, 'decider')).toEqual(['task-page', 'task-page', 'task-decide']);
  });

  it('sends three mails and signs twice, apart from its machine', () => {
    const apart = fns(played.invocations, 'after a commit').toSorted();
    expect(apart).toEqual(['log', 'log', 'mail', 'mail', 'mail']);
    expect(unitsOf(played.invocations, 'mail')).toBe(3);
    expect(unitsOf(played.invocations, 'sign')).toBe(2);
    expect(fns(played.invocations, 'the clock')).toEqual([]);
  });

  it.each([
    ['read units', 170, ['read']],
    ['write units of tables', 195, ['write']],
    ['write units of indexes', 75, ['index']],
    ['objects put', 16, ['s3Put']],
    ['objects read', 10, ['s3Get', 's3Head']],
    ['lists of objects', 2, ['s3List']],
    ['events', 7, ['event']],
  ] as const)('takes no more %s than %i', (_, most, kinds) => {
    expect(unitsOf(played.invocations, ...kinds)).toBeGreaterThan(0);
    expect(unitsOf(played.invocations, ...kinds)).toBeLessThanOrEqual(most);
  });

  it('costs less than a tenth of a cent at list prices', () => {
    const bill = costOfUse(useOf(played.invocations, 5));
    const total = bill.reduce((sum, { dollars }) => sum + dollars, 0);
    expect(total).toBeGreaterThan(0.0005);
    expect(total).toBeLessThan(0.001);
  });
});

describe('the machine of an approval', () => {
  const machine = machineOf('approval');

  it.each([
    ['effective', 'Approved'],
    ['rejected', 'NotApproved'],
    ['lapsed', 'NotApproved'],
    ['void', 'NotApproved'],
    ['withdrawn', 'NotApproved'],
  ])('bills five transitions where it ends %s', (outcome, end) => {
    expect(wayThrough(machine, outcome)).toEqual(['Await', 'Conclude', 'Outcome', end]);
  });

  it.each([1, 2, 3, 4, 5])('bills at most 2 + 3 s transitions for %i stages', (stages) => {
    const between = Array.from({ length: stages - 1 }, () => 'wait');
    const way = wayThrough(machine, ...between, 'effective');
    expect(way).toHaveLength(3 * stages + 1);
    expect(way.length + 1).toBeLessThanOrEqual(2 + 3 * stages);
  });

  it('ends refused at an outcome that it does not know', () => {
    expect(wayThrough(machine, 'approved').at(-1)).toBe('Refused');
  });
});

describe('what decides nothing', () => {
  let play: PlayedApproval;

  beforeEach(async () => {
    play = new PlayedApproval();
    await play.prepare();
    await play.request();
    play.meter.invocations.length = 0;
  });

  const calls = () => play.meter.invocations.flatMap((each) => each.calls);

  it('calls nothing for the door, which scanners open', async () => {
    expect(await play.door()).toMatchObject({ status: 200 });
    expect(calls()).toEqual([]);
  });

  it('reads once for a code that is none of ours', async () => {
    expect(await play.open('0000-0000-0000-0000-0000')).toMatchObject({ status: 404 });
    expect(calls().map(({ kind, units }) => [kind, units])).toEqual([['read', 1]]);
  });

  it('reads nothing for what is no code', async () => {
    expect(await play.open('K7QD')).toMatchObject({ status: 404 });
    expect(calls()).toEqual([]);
  });

  it('writes nothing when a task is opened', async () => {
    await play.look();
    expect(new Set(calls().map(({ kind }) => kind))).toEqual(new Set(['read']));
  });

  it.each([
    ['no choice', { choice: '' }],
    ['an unknown choice', { choice: 'maybe' }],
    ['another name', { signature: 'Lars Bakke' }],
  ])('writes, rings and signs nothing for an answer with %s', async (_, fields) => {
    expect(await play.decide(await play.look(), fields)).toMatchObject({ status: 422 });
    expect(new Set(calls().map(({ kind }) => kind))).toEqual(new Set(['read']));
  });

  it('writes nothing for the same answer again', async () => {
    const page = await play.look();
    await play.decide(page);
    play.meter.invocations.length = 0;
    expect(await play.decide(page)).toMatchObject({ status: 200 });
    expect(unitsOf(play.meter.invocations, 'write', 'index', 'mail', 'invoke', 'sign')).toBe(0);
  });
});

describe('an approval that waits', () => {
  it('is looked at by one short write, and nobody is mailed or rung', async () => {
    const { idle, look } = await playLook();
    expect(unitsOf([idle], 'write', 'index')).toBe(0);
    expect(unitsOf([idle], 'read')).toBeLessThanOrEqual(5);
    expect(unitsOf([look], 'write', 'index')).toBeLessThanOrEqual(10);
    expect(unitsOf([look], 'mail', 'invoke', 'sign', 's3Put')).toBe(0);
  });
});
