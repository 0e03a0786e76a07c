import { describe, expect, test } from 'vitest';
import { refused, transient } from '#core/errors.ts';
import type { Write } from '#core/ports.ts';
import {
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
  MAX_TRIES,
  retrying,
  retryingObjects,
  retryingTable,
} from '#core/store/retrying.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ABSENT, anItem, put } from '#tests/behaviour/table-fixtures.ts';
import { memoryObjects } from '#tests/memory/objects.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { memoryTable } from '#tests/memory/table.ts';

const item = anItem('R#test#a');
const counting: Write = { op: 'update', key: { pk: 'C#x', sk: 'B#1' }, add: { count: 1 } };

function patience() {
  const pauses: number[] = [];
  return {
    pauses,
    random: seededRandom(7),
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
  };
}

describe('patience', () => {
  test('tries again after what is transient, and gives what comes then', async () => {
    const waiting = patience();
    let tries = 0;
    const answer = await retrying(waiting, async () => {
      tries += 1;
      if (tries < 4) throw transient('throttled', 'none');
      return 'done';
    });
    expect([answer, tries, waiting.pauses.length]).toEqual(['done', 4, 3]);
  });

  test('ends after the eighth try, with the error of that try', async () => {
    const waiting = patience();
    let tries = 0;
    const failing = retrying(waiting, async () => {
      tries += 1;
      throw transient(`try ${tries}`, 'none');
    });
    const error = await expectError(failing, 'Transient');
    expect([error.message, tries]).toEqual([`try ${MAX_TRIES}`, 8]);
    expect(waiting.pauses).toHaveLength(7);
  });

  test.each([
    ['a refusal', refused('no')],
    ['an error that is not ours', new Error('Transient')],
    ['what is no error', 'Transient'],
  ])('does not try again after %s', async (_, thrown) => {
    let tries = 0;
    const failing = retrying(patience(), async () => {
      tries += 1;
      throw thrown;
    });
    await expect(failing).rejects.toBe(thrown);
    expect(tries).toBe(1);
  });

  test('pauses are random, grow, and have an end', async () => {
    const most = Array.from({ length: MAX_TRIES - 1 }, () => 0);
    for (let seed = 0; seed < 300; seed++) {
      const waiting = { ...patience(), random: seededRandom(seed) };
      await retrying(waiting, async () => {
        throw transient('throttled', 'none');
      }).catch(() => {});
      waiting.pauses.forEach((pause, i) => {
        most[i] = Math.max(most[i] ?? 0, pause);
      });
    }
    most.forEach((pause, i) => {
      const bound = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** i);
      expect(pause).toBeLessThan(bound);
      expect(pause).toBeGreaterThan(bound * 0.9);
    });
  });
});

describe('a patient table', () => {
  test('outlasts conflicts and throttles', async () => {
    const table = memoryTable();
    const patient = retryingTable(table, patience());
    table.writes.fail(7);
    expect(await patient.write([put(item)])).toEqual({ ok: true });
    table.reads.fail(3);
    expect(await patient.get(item)).toEqual(item);
    table.reads.fail(3);
    expect((await patient.query({ partition: item.pk, limit: 1 })).items).toEqual([item]);
  });

  test('finds its own write refused after a lost answer', async () => {
    const table = memoryTable();
    const patient = retryingTable(table, patience());
    table.writes.loseAnswers(1);
    expect(await patient.write([put(item, ABSENT)])).toEqual({
      ok: false,
      refusals: [{ index: 0, item }],
    });
  });

  test('does not count twice what was counted when the answer was lost', async () => {
    const table = memoryTable();
    const patient = retryingTable(table, patience());
    table.writes.loseAnswers(1);
    await expectError(patient.write([put(item), counting]), 'Transient');
    expect(await table.get({ pk: 'C#x', sk: 'B#1' })).toMatchObject({ count: 1 });
  });

  test('counts again where certainly nothing was counted', async () => {
    const table = memoryTable();
    const patient = retryingTable(table, patience());
    table.writes.fail(2);
    await patient.write([counting]);
    expect(await table.get({ pk: 'C#x', sk: 'B#1' })).toMatchObject({ count: 1 });
  });

  test('asks once where the answer is a refusal', async () => {
    const table = memoryTable();
    const waiting = patience();
    const outcome = await retryingTable(table, waiting).write([put(item, { is: 'present' })]);
    expect(outcome.ok).toBe(false);
    expect(waiting.pauses).toEqual([]);
  });
});

describe('a patient bucket', () => {
  test('outlasts throttles in everything it does', async () => {
    const objects = memoryObjects();
    const patient = retryingObjects(objects, patience());
    const how = { contentType: 'text/plain' };
    const again = () => objects.faults.fail(2);
    again();
    expect(await patient.create('a', new Uint8Array(1), how)).toBe('created');
    again();
    const etag = (await patient.get('a'))?.etag;
    again();
    expect(await patient.replace('a', new Uint8Array(2), { ...how, etag })).toBe(true);
    again();
    expect(await patient.head('a')).toMatchObject({ size: 2 });
    again();
    expect(await patient.list('')).toEqual({ paths: ['a'] });
  });
});
