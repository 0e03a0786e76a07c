import { beforeEach, describe, expect, it } from 'vitest';
import { recordStore } from '#core/store/record-store.ts';
import { later, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { aRole, type Records, records } from '#tests/behaviour/record-fixtures.ts';
import { fixedClock } from '#tests/memory/clock.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { type MemoryTable, memoryTable } from '#tests/memory/table.ts';

describe('records over tables that fail', () => {
  let table: MemoryTable;
  let at: Records;
  beforeEach(() => {
    table = memoryTable();
    at = records(table);
  });

  it('wait for a conflict to pass, and write once', async () => {
    table.writes.fail(7);
    const head = await at.create('role', aRole());
    expect((await at.store.history(head.ref, 10)).versions).toHaveLength(1);
  });

  it('give up after eight tries, having written nothing', async () => {
    table.writes.fail(8);
    const error = await expectError(at.create('role', aRole()), 'Transient');
    expect(error.data.outcome).toBe('none');
    expect(table.all()).toEqual([]);
  });

  it('say so where reading fails for good, and write nothing', async () => {
    const { ref } = await at.create('role', aRole());
    const before = table.all();
    table.reads.fail(100);
    await expectError(at.store.need(ref), 'Transient');
    const links = [{ rel: 'deputised-by', to: ref }];
    await expectError(at.create('role', aRole(), { links }), 'Transient');
    expect(table.all()).toEqual(before);
  });

  it('know their own write when the answer was lost and the caller tries again', async () => {
    const impatient = recordStore({
      table,
      clock: at.clock,
      random: seededRandom(3),
      credentials: { find: async () => undefined },
    });
    const prepared = await impatient.draft(at.draftOf('role', aRole()));
    table.writes.loseAnswers(1);
    const error = await expectError(impatient.commit([prepared]), 'Transient');
    expect(error.data.outcome).toBe('unknown');
    await impatient.commit([prepared]);
    expect((await impatient.history(prepared.head.ref, 10)).versions).toHaveLength(1);
  });

  it('know their own write also when a later version stands upon it by now', async () => {
    const prepared = await at.store.draft(at.draftOf('role', aRole()));
    await at.store.commit([prepared]);
    await at.edit(prepared.head, aRole({ competence: 'Later' }));
    await at.store.commit([prepared]);
    expect((await at.store.need(prepared.head.ref)).version.version).toBe(2);
  });

  it('leave a change of what is pending done where its answer was lost', async () => {
    const head = await at.create('role', aRole());
    const pending = [{ at: later(at.clock.now(), MINUTE), for: 'mail' }];
    table.writes.loseAnswers(1);
    // Whether it was this try or somebody else's cannot be told; what stands is what was wanted.
    expect(await at.store.setPending(head, pending)).toBeUndefined();
    expect((await at.store.need(head.ref)).pending).toEqual(pending);
  });
});

describe('records over indexes that lag', () => {
  it('are read as they stand, whatever lists still show', async () => {
    const table = memoryTable({ indexLag: 1000 });
    const at = records(table);
    const head = await at.create('role', aRole());
    const next = await at.edit(head, aRole(), { state: 'retired' });
    expect(await at.store.need(head.ref)).toEqual(next);
    expect((await at.lists.byType('role')).records).toEqual([]);
    table.indexes.catchUp();
    expect((await at.lists.byState('role', 'active')).records).toEqual([]);
    expect((await at.lists.byState('role', 'retired')).records).toHaveLength(1);
  });

  it('link to what no list shows yet', async () => {
    const at = records(memoryTable({ indexLag: 1000 }));
    const { ref } = await at.create('role', aRole());
    const from = await at.create('role', aRole(), { links: [{ rel: 'deputised-by', to: ref }] });
    expect(from.version.links).toHaveLength(1);
  });
});

describe('what was tampered with in the table', () => {
  const clock = fixedClock();

  async function tampered(change: (body: string) => string, sk = 'H') {
    const table = memoryTable();
    const at = records(table);
    const head = await at.create('role', aRole());
    const items = table
      .all()
      .map((item) =>
        item.sk.startsWith(sk) && typeof item.body === 'string'
          ? { ...item, body: change(item.body) }
          : item,
      );
    table.restore(items);
    return { at, ref: head.ref };
  }

  it('is not read as a head', async () => {
    const { at, ref } = await tampered((body) => body.replace('Lending', 'Spending'));
    await expectError(at.store.need(ref), 'Corrupt');
    await expectError(at.store.load(ref), 'Corrupt');
  });

  it('is not read as a version', async () => {
    const { at, ref } = await tampered((body) => body.replace('active', 'draft'), 'V#');
    await expectError(at.store.version(ref, 1), 'Corrupt');
    await expectError(at.store.history(ref, 10), 'Corrupt');
    await expectError(at.store.asOf(ref, clock.now()), 'Corrupt');
  });

  it('is not read without its body', async () => {
    const table = memoryTable();
    const at = records(table);
    const { ref } = await at.create('role', aRole());
    table.restore(table.all().map(({ body: _gone, ...item }) => item));
    await expectError(at.store.need(ref), 'Corrupt');
    await expectError(at.store.version(ref, 1), 'Corrupt');
  });

  it('is not read as a personal value', async () => {
    const table = memoryTable();
    const at = records(table);
    const { ref } = await at.create('person', {
      name: 'Ingrid Solheim',
      email: 'ingrid@halden.example',
      language: 'en',
      zone: 'UTC',
    });
    const items = table
      .all('personal')
      .map((item) => ('values' in item ? { ...item, values: { x: { path: '/name' } } } : item));
    table.restore(items, 'personal');
    await expectError(at.store.personal(ref), 'Corrupt');
  });
});
