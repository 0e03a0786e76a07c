import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#core/json.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { parseCause, UNMAPPED } from '#core/signals/folding/cause-state.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { given } from '#tests/support/people.ts';
import { aSample } from '../samples.ts';
import { aMessage, anEvent, aRunnerByRecords, aWorld, type Runner } from './runner.ts';

const CREDIT = 'ai-system/credit-scoring';

let world: MemoryWorld;
let runner: Runner;
beforeEach(() => {
  world = aWorld();
  runner = aRunnerByRecords(world);
});

const listed = async () =>
  (await world.table.query({ index: 'by-state', partition: UNMAPPED, limit: 100 })).items.map(
    ({ pk }) => pk,
  );
const causes = () =>
  world.table
    .all()
    .filter(({ pk, sk }) => pk.startsWith('C#') && sk === 'H')
    .map(parseCause);
const system = () =>
  given(runner.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: aiSystem.example.content,
  });
const signal = (key: string, changes: JsonObject = {}) => aMessage(key, anEvent(key, changes));
const unmapped = (key: string, changes: JsonObject = {}) => {
  const { detail, ...event } = anEvent(key, changes);
  const { system: _none, ...rest } = detail as JsonObject;
  return aMessage(key, { ...event, detail: rest });
};
const alarm = () => aSample('cloudwatch-alarm-state-change.alarm');

describe('a cause that belongs to no system', () => {
  it('is listed, with what rules would look at', async () => {
    await runner.fold([aMessage('m', alarm())]);
    expect(await listed()).toHaveLength(1);
    const { source, account, region, 'detail-type': type, detail } = alarm();
    const { alarmName } = detail as JsonObject;
    expect(causes()).toMatchObject([
      { system: null, about: { source, type, account, region, alarm: alarmName } },
    ]);
  });

  it('stands in the index at one place, however many more come', async () => {
    await runner.fold([unmapped('a')]);
    const before = world.table.all().find(({ sk }) => sk === 'H')?.g2s;
    await runner.fold([unmapped('b', { at: '2026-11-24T06:07:30Z' })]);
    expect(world.table.all().find(({ sk }) => sk === 'H')?.g2s).toBe(before);
  });

  it('is not listed where it is one of what could not be read', async () => {
    await runner.fold([aMessage('m', '{"broken')]);
    expect(await listed()).toEqual([]);
  });

  it('tells no credential that an alarm bears as its name', async () => {
    const odd = alarm();
    const detail = { ...(odd.detail as JsonObject), alarmName: 'AKIAIOSFODNN7EXAMPLE-low' };
    await runner.fold([aMessage('m', { ...odd, detail })]);
    expect(JSON.stringify(world.table.all())).not.toContain('AKIA');
  });
});

describe('a cause whose system has no record', () => {
  it('is listed: its sender may have misspelt it', async () => {
    await runner.fold([signal('a')]);
    expect(await listed()).toHaveLength(1);
    expect(causes()).toMatchObject([{ system: CREDIT, about: { source: 'credit.monitoring' } }]);
  });

  it('is listed no longer once the record is there and it goes on', async () => {
    await runner.fold([signal('a')]);
    await system();
    await runner.fold([signal('b')]);
    expect(await listed()).toEqual([]);
    expect(causes()).toMatchObject([{ system: CREDIT, total: 2 }]);
    expect(causes()[0]?.about).toBeUndefined();
  });
});

it('a cause of a system that there is, is never listed', async () => {
  await system();
  await runner.fold([signal('a')]);
  expect(await listed()).toEqual([]);
});

it('what a rule maps goes to its system from then on; what was counted stays where it was', async () => {
  await system();
  await runner.fold([aMessage('m', alarm())]);
  const { alarmName } = alarm().detail as JsonObject;
  await given(runner.store, {
    type: 'signal-mapping',
    id: 'credit',
    state: 'in-force',
    content: { name: 'Credit', rules: [{ when: { alarm: String(alarmName) }, system: CREDIT }] },
  });
  const later = alarm();
  const state = {
    ...((later.detail as JsonObject).state as JsonObject),
    timestamp: '2026-11-24T05:00:00Z',
  };
  const next = { ...later, detail: { ...(later.detail as JsonObject), state } };
  await runner.fold([aMessage('n', next), aMessage('again', alarm())]);
  expect(causes().map(({ system: of, total }) => [of, total])).toEqual(
    expect.arrayContaining([
      [null, 1],
      [CREDIT, 1],
    ]),
  );
});
