import { describe, expect, it } from 'vitest';
import * as keys from '#core/store/keys.ts';

const SHA = 'a'.repeat(64);
const TIME = '2026-11-24T06:08:00.000Z';

describe('keys of the tables', () => {
  it.each([
    ['head', keys.headKey('policy/ai-policy'), 'R#policy#ai-policy', 'H'],
    ['version', keys.versionKey('policy/ai-policy', TIME), 'R#policy#ai-policy', `V#${TIME}`],
    ['marker', keys.markerKey('policy/ai-policy', 7), 'R#policy#ai-policy', 'N#00000007'],
    [
      'link',
      keys.linkKey('policy/ai-policy', 'governs', 'organisation/halden'),
      'R#policy#ai-policy',
      'L#governs#organisation#halden',
    ],
    [
      'waiter',
      keys.waiterKey('approval/a', 'stage-1', 'approval-a-1'),
      'R#approval#a',
      'W#stage-1#c9d5ba4c012bbf30',
    ],
    ['delivery', keys.deliveryKey('task/a', 'reminder', 2), 'R#task#a', 'D#reminder#2'],
    ['message', keys.messageKey(SHA), `M#${SHA}`, 'M'],
    ['facts', keys.factsKey('task/a'), 'R#task#a', 'F'],
    ['facts of a gate', keys.gateFactsKey('approval/a', 'stage-1'), 'R#approval#a', 'F#stage-1'],
    ['code', keys.codeKey(SHA), `K#${SHA}`, 'K'],
    ['request', keys.requestKey(SHA), `Q#${SHA}`, 'Q'],
    ['head of the log', keys.logHeadKey, 'LOG', 'HEAD'],
    ['first entry', keys.entryKey(0), 'LOG#0', '0000000000'],
    ['last entry of a bundle', keys.entryKey(255), 'LOG#0', '0000000255'],
    ['first entry of the next', keys.entryKey(256), 'LOG#1', '0000000256'],
    ['personal values', keys.personalKey('person/a', 3), 'R#person#a', 'V#00000003'],
    ['address', keys.addressKey(SHA), `A#${SHA}`, 'A'],
  ])('place the %s', (_, key, pk, sk) => {
    expect(key).toEqual({ pk, sk });
  });

  it.each([
    ['a type', keys.typePartition('policy'), 'T#policy'],
    ['a state', keys.statePartition('policy', 'draft'), 'T#policy#draft'],
    ['a person', keys.personPartition('person/a'), 'P#person/a'],
    ['incoming links', keys.incomingPartition('role/a'), 'I#role#a'],
    ['what the log has yet to take', keys.unloggedPartition, 'UNLOGGED'],
  ])('list %s by a partition of its own', (_, partition, expected) => {
    expect(partition).toBe(expected);
  });

  it('lay what is dated into four partitions, the same record always into one', () => {
    const refs = Array.from({ length: 200 }, (_, i) => `task/t-${i}`);
    const found = new Set(refs.map(keys.duePartition));
    expect([...found].sort()).toEqual([...keys.duePartitions]);
    for (const ref of refs) expect(keys.duePartition(ref)).toBe(keys.duePartition(ref));
  });

  it('sort versions by time and markers by number', () => {
    const times = [TIME, '2026-11-24T06:08:00.001Z', '2027-01-01T00:00:00.000Z'];
    const sorted = times.map((time) => keys.versionKey('role/a', time).sk);
    expect(sorted.toSorted()).toEqual(sorted);
    const numbers = [1, 2, 9, 10, 99_999_999].map((n) => keys.markerKey('role/a', n).sk);
    expect(numbers.toSorted()).toEqual(numbers);
  });

  it.each(['role', 'role#a/b', 'role/a#b', 'role/', '/a', 'Role/a'])(
    'are made of no reference %j',
    (ref) => {
      expect(() => keys.headKey(ref)).toThrow('Not a reference');
      expect(() => keys.incomingPartition(ref)).toThrow('Not a reference');
    },
  );
});
