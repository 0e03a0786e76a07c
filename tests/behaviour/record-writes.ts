import { beforeEach, describe, expect, it } from 'vitest';
import { later, MINUTE } from '#core/time.ts';
import { expectError } from './expect-error.ts';
import { anId, aRole, type MakeTable, type Records, records } from './record-fixtures.ts';

/** How versions of records are written, one upon the other, over any tables. */
export function recordWrites(name: string, makeTable: MakeTable): void {
  describe(`writing records in ${name}`, () => {
    let at: Records;
    beforeEach(async () => {
      at = records(await makeTable());
    });

    it('creates a record, and changes it version by version, each chained to the one before', async () => {
      const first = await at.create('role', aRole());
      at.clock.advance(1000);
      const second = await at.edit(first, aRole({ competence: 'Ten years' }));
      expect(first.version).toMatchObject({ version: 1, previous: null, action: 'create' });
      expect(second.version).toMatchObject({
        version: 2,
        previous: first.digest,
        action: 'edit',
        time: later(first.version.time, 1000),
      });
      expect(await at.store.need(first.ref)).toEqual(second);
      expect((await at.store.version(first.ref, 1)).body).toBe(first.body);
      expect((await at.store.version(first.ref, 2)).body).toBe(second.body);
    });

    it('has a marker of each version for the log to take', async () => {
      const first = await at.create('role', aRole());
      expect(await at.store.logIndex(first.ref, 1)).toBeUndefined();
      const { items } = await at.table.query({
        index: 'by-time',
        partition: 'UNLOGGED',
        prefix: first.version.time,
        limit: 1000,
      });
      expect(items.map(({ pk, sk }) => `${pk} ${sk}`)).toContain(
        `R#role#${first.version.id} N#00000001`,
      );
    });

    it('finds nothing of a record that is not there', async () => {
      const ref = `role/${anId()}`;
      expect(await at.store.load(ref)).toBeUndefined();
      expect(await at.store.asOf(ref, '2027-01-01T00:00:00.000Z')).toBeUndefined();
      expect((await at.store.history(ref, 10)).versions).toEqual([]);
      expect(await at.store.logIndex(ref, 1)).toBeUndefined();
      await expectError(at.store.need(ref), 'NotFound');
      await expectError(at.store.version(ref, 1), 'NotFound');
    });

    it('knows what stood at each moment', async () => {
      const start = at.clock.now();
      let head = await at.create('role', aRole());
      for (const competence of ['One year', 'Two years']) {
        at.clock.advance(MINUTE);
        head = await at.edit(head, aRole({ competence }));
      }
      const versionAt = async (milliseconds: number) =>
        (await at.store.asOf(head.ref, later(start, milliseconds)))?.version.version;
      expect(await versionAt(-1)).toBeUndefined();
      expect(await versionAt(0)).toBe(1);
      expect(await versionAt(MINUTE - 1)).toBe(1);
      expect(await versionAt(MINUTE)).toBe(2);
      expect(await versionAt(2 * MINUTE - 1)).toBe(2);
      expect(await versionAt(2 * MINUTE)).toBe(3);
      expect(await versionAt(100 * MINUTE)).toBe(3);
    });

    it('pages through the history, the newest first', async () => {
      let head = await at.create('role', aRole());
      for (let i = 0; i < 6; i++) head = await at.edit(head, aRole({ competence: `Version ${i}` }));
      const seen: number[][] = [];
      let cursor: string | undefined;
      do {
        const page = await at.store.history(head.ref, 3, cursor);
        seen.push(page.versions.map(({ version }) => version.version));
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen.flat()).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(seen.every((page) => page.length <= 3)).toBe(true);
    });

    it.each([0, -1, 1.5, 101, Number.NaN])('refuses a page of %d versions', async (limit) => {
      const { ref } = await at.create('role', aRole());
      await expectError(at.store.history(ref, limit), 'Invalid');
    });

    it('refuses what was written upon an older version, naming the newer one', async () => {
      const first = await at.create('role', aRole());
      await at.edit(first, aRole({ competence: 'Newer' }));
      const error = await expectError(at.edit(first, aRole({ competence: 'Stale' })), 'Conflict');
      expect(error.data.lost).toContainEqual({
        ref: first.ref,
        kind: 'head',
        index: 0,
        version: 2,
      });
      expect(error.message).toBe(`${first.ref} has moved to version 2`);
      expect((await at.store.need(first.ref)).version.content).toMatchObject({
        competence: 'Newer',
      });
    });

    it('refuses to create what is there', async () => {
      const { version } = await at.create('role', aRole());
      at.clock.advance(1);
      const again = at.create('role', aRole({ name: 'Another' }), { id: version.id });
      await expectError(again, 'Conflict');
      expect((await at.store.need(`role/${version.id}`)).version.version).toBe(1);
    });

    it('takes the same write twice, as after a lost answer, and has it once', async () => {
      const before = await at.create('role', aRole());
      const prepared = await at.store.draft(at.editOf(before, aRole({ competence: 'New' })));
      await at.store.commit([prepared]);
      await at.store.commit([prepared]);
      expect((await at.store.history(before.ref, 10)).versions).toHaveLength(2);
    });

    it('does not take a like version for its own write where the rest is not there', async () => {
      const before = await at.create('role', aRole());
      const two = async () => [
        await at.store.draft(at.editOf(before, aRole({ competence: 'New' }))),
        await at.store.draft(at.draftOf('role', aRole())),
      ];
      const [one, other] = [await two(), await two()];
      expect(one[0]?.head.digest).toBe(other[0]?.head.digest);
      await at.store.commit(one);
      await expectError(at.store.commit(other), 'Conflict');
      expect(await at.store.load(other[1]?.head.ref ?? '')).toBeUndefined();
    });

    it('does not take a like version for its own write where what goes with it is not', async () => {
      const before = await at.create('role', aRole());
      const edited = () => at.store.draft(at.editOf(before, aRole({ competence: 'New' })));
      const key = (id: string) => ({ pk: `Q#${id}`, sk: 'Q' });
      const also = (id: string) => ({
        also: [{ op: 'put', item: key(id), when: [{ is: 'absent' }] } as const],
      });
      const [mine, theirs] = [anId(), anId()];
      await at.store.commit([await edited()], also(mine));
      await at.store.commit([await edited()], also(mine));
      await expectError(at.store.commit([await edited()], also(theirs)), 'Conflict');
      expect(await at.table.get(key(theirs))).toBeUndefined();
    });

    it('lets one of fifty writers win, and tells the others what they lost to', async () => {
      const before = await at.create('role', aRole());
      const writers = Array.from({ length: 50 }, (_, i) =>
        at.edit(before, aRole({ competence: `Writer ${i}` })),
      );
      const outcomes = await Promise.allSettled(writers);
      const won = outcomes.filter(({ status }) => status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ code: 'Conflict' });
      }
      const { versions } = await at.store.history(before.ref, 10);
      expect(versions.map(({ version }) => version.version)).toEqual([2, 1]);
    });

    it('writes all records of a commit, or none', async () => {
      const [a, b] = [await at.create('role', aRole()), await at.create('role', aRole())];
      const prepared = [
        await at.store.draft(at.editOf(a, aRole({ competence: 'Together' }))),
        await at.store.draft(at.editOf(b, aRole({ competence: 'Together' }))),
      ];
      await at.edit(b, aRole({ competence: 'Faster' }));
      await expectError(at.store.commit(prepared), 'Conflict');
      expect((await at.store.need(a.ref)).version.version).toBe(1);
    });

    it('holds what another record must be, in the same transaction', async () => {
      const [a, b] = [await at.create('role', aRole()), await at.create('role', aRole())];
      const draft = () => at.store.draft(at.editOf(a, aRole({ competence: 'Checked' })));
      const is = (digest: string) => ({
        checks: [{ ref: b.ref, when: [{ attribute: 'digest', is: '=', value: digest } as const] }],
      });
      const error = await expectError(
        at.store.commit([await draft()], is('0'.repeat(64))),
        'Conflict',
      );
      expect(error.data.lost).toEqual([{ ref: b.ref, kind: 'check', index: 0, version: 1 }]);
      await at.store.commit([await draft()], is(b.digest));
      expect((await at.store.need(a.ref)).version.version).toBe(2);
    });

    it('is strictly later than the version before, also when the clock has jumped back', async () => {
      const first = await at.create('role', aRole());
      at.clock.advance(-MINUTE);
      const second = await at.edit(first, aRole({ competence: 'Back' }));
      expect(second.version.time).toBe(later(first.version.time, 1));
      at.clock.set(second.version.time);
      const third = await at.edit(second, aRole({ competence: 'Same instant' }));
      expect(third.version.time).toBe(later(first.version.time, 2));
    });

    it('refuses to run ahead of the clock by more than five minutes', async () => {
      const first = await at.create('role', aRole());
      at.clock.advance(-5 * MINUTE + 1);
      const second = await at.edit(first, aRole({ competence: 'Just within' }));
      expect(second.version.time).toBe(later(first.version.time, 1));
      await expectError(at.edit(second, aRole({ competence: 'Beyond' })), 'ClockAhead');
      expect((await at.store.need(first.ref)).version.version).toBe(2);
    });
  });
}
