import { describe, expect, test } from 'vitest';
import { anItem, put } from '#tests/behaviour/table-fixtures.ts';
import { Killed } from '#tests/memory/calls.ts';
import { memoryWorld } from '#tests/memory/world.ts';

const item = anItem('R#test#a');

describe('outward calls', () => {
  test('are counted over all ports, in order', async () => {
    const { calls, table, bell, mailer, clock } = memoryWorld();
    await table.write([put(item)]);
    await table.get(item);
    await bell.ring('log');
    await mailer.send({ to: 'ada@example.com', subject: 's', html: 'h', text: 't' });
    clock.advance(1000);
    expect(calls.trace).toEqual(['table.write', 'table.get', 'bell.ring', 'mailer.send']);
  });

  test('what a test does by hand is not counted', () => {
    const { calls, table, objects } = memoryWorld();
    table.indexes.lag = 1;
    expect(table.all()).toEqual([]);
    expect(objects.versions()).toEqual([]);
    expect(calls.trace).toEqual([]);
  });

  test('a process killed before its second call has done the first alone', async () => {
    const { calls, table } = memoryWorld();
    calls.killAt(2, 'before');
    await table.write([put(item)]);
    await expect(table.write([put(anItem('R#test#b'))])).rejects.toThrow(Killed);
    expect(table.all()).toEqual([item]);
  });

  test('a process killed after its second call has done both', async () => {
    const { calls, table } = memoryWorld();
    calls.killAt(2, 'after');
    const other = anItem('R#test#b');
    await table.write([put(item)]);
    await expect(table.write([put(other)])).rejects.toThrow('after call 2, table.write');
    expect(table.all()).toEqual([item, other]);
  });

  test('calls made at once are each counted', async () => {
    const { calls, table } = memoryWorld();
    calls.killAt(3, 'before');
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((id) => table.write([put(anItem(`R#test#${id}`))])),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  test('a hook may hold a call back, and look at its arguments', async () => {
    const { calls, table } = memoryWorld();
    const seen: unknown[] = [];
    const gate = Promise.withResolvers<void>();
    const remove = calls.before(async ({ name, args }) => {
      seen.push(name, args[0]);
      await gate.promise;
    });
    const reading = table.get(item);
    await table.indexes.catchUp();
    expect(seen).toEqual(['table.get', item]);
    gate.resolve();
    expect(await reading).toBeUndefined();
    remove();
    await table.get(item);
    expect(seen).toHaveLength(2);
  });
});
