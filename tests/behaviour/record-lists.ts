import { beforeEach, describe, expect, it } from 'vitest';
import type { Pending } from '#core/records/define-type.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import type { Listed, ListPage } from '#core/store/lists.ts';
import { HOUR, later, MINUTE } from '#core/time.ts';
import { expectError } from './expect-error.ts';
import { anId, aRole, type MakeTable, type Records, records } from './record-fixtures.ts';

/** Lists over the indexes, and what is pending beside a version, over any tables. */
export function recordLists(name: string, makeTable: MakeTable): void {
  describe(`lists of records in ${name}`, () => {
    let at: Records;
    let person: string;
    beforeEach(async () => {
      at = records(await makeTable());
      person = `person/${anId()}`;
    });

    /** All records of a list, page by page; none of its pages is longer than asked for. */
    async function all(limit: number, page: (cursor?: string) => Promise<ListPage>) {
      const found: Listed[] = [];
      let cursor: string | undefined;
      do {
        const next = await page(cursor);
        expect(next.records.length).toBeLessThanOrEqual(limit);
        found.push(...next.records);
        cursor = next.cursor;
      } while (cursor !== undefined);
      return found;
    }

    const aTask = (minutes?: number): Promise<Head> => {
      const { content } = recordType('task').example;
      const due =
        minutes === undefined ? [] : [{ at: later(at.clock.now(), minutes * MINUTE), for: 'mail' }];
      return at.create('task', { ...(content as object), person }, { state: 'open', pending: due });
    };

    it('have every record of a type once, by id, whatever the page', async () => {
      const made = await Promise.all(Array.from({ length: 7 }, () => at.create('role', aRole())));
      const ids = (await all(3, (cursor) => at.lists.byType('role', { limit: 3, cursor }))).map(
        ({ id }) => id,
      );
      expect(ids).toEqual([...new Set(ids)].sort());
      expect(ids).toEqual(expect.arrayContaining(made.map(({ version }) => version.id)));
    });

    it('have every record whose id begins so, however many, and no other', async () => {
      const prefix = anId();
      const role = (end: string) => at.create('role', aRole(), { id: `${prefix}-${end}` });
      const ends = Array.from({ length: 105 }, (_, n) => String(1000 + n));
      await Promise.all([...ends.map(role), at.create('role', aRole(), { id: `${prefix}x` })]);
      expect(await at.lists.beginning('role', `${prefix}-`)).toEqual(
        ends.map((end) => `role/${prefix}-${end}`),
      );
      expect(await at.lists.beginning('policy', `${prefix}-`)).toEqual([]);
      await expectError(at.lists.beginning('no-type', prefix), 'NotFound');
    });

    it('show a summary, never content', async () => {
      const { ref, digest, version } = await at.create('role', aRole());
      const found = await all(100, (cursor) => at.lists.byType('role', { limit: 100, cursor }));
      expect(found.find((each) => each.ref === ref)).toEqual({
        ref,
        type: 'role',
        id: version.id,
        version: 1,
        digest,
        state: 'active',
        label: 'Head of Lending',
        owner: undefined,
        tier: undefined,
        due: undefined,
        dueFor: undefined,
      });
    });

    it('follow a record from state to state', async () => {
      const head = await at.create('role', aRole());
      const inState = async (state: string) =>
        (await all(100, (cursor) => at.lists.byState('role', state, { limit: 100, cursor })))
          .map(({ ref }) => ref)
          .includes(head.ref);
      expect([await inState('active'), await inState('retired')]).toEqual([true, false]);
      await at.edit(head, aRole(), { state: 'retired' });
      expect([await inState('active'), await inState('retired')]).toEqual([false, true]);
    });

    it('have what stands on a person’s list, the soonest due first, the undated last', async () => {
      const tasks = [await aTask(3), await aTask(), await aTask(1), await aTask(2)];
      const [third, undated, first, second] = tasks.map(({ ref }) => ref);
      const found = await all(2, (cursor) => at.lists.byPerson(person, { limit: 2, cursor }));
      expect(found.map(({ ref }) => ref)).toEqual([first, second, third, undated]);
      expect(await all(2, (cursor) => at.lists.byPerson('person/nobody', { cursor }))).toEqual([]);
    });

    it('have what is due, the longest overdue first, and no more than asked for', async () => {
      const due = Array.from({ length: 12 }, (_, i) => (12 - i) * 10);
      const made = new Map<string, number>();
      for (const minutes of due) made.set((await aTask(minutes)).ref, minutes);
      const now = at.clock.now();
      const mine = (found: readonly Listed[]) => found.flatMap(({ ref }) => made.get(ref) ?? []);
      expect(mine(await at.lists.dueBy(later(now, 65 * MINUTE), 500))).toEqual([
        10, 20, 30, 40, 50, 60,
      ]);
      expect(mine(await at.lists.dueBy(later(now, 60 * MINUTE), 500))).toContain(60);
      expect(mine(await at.lists.dueBy(later(now, 60 * MINUTE - 1), 500))).not.toContain(60);
      expect(await at.lists.dueBy(later(now, HOUR * 24), 3)).toHaveLength(3);
    });

    it.each([0, 101, 2.5])('refuse a page of %d', async (limit) => {
      await expectError((async () => at.lists.byType('role', { limit }))(), 'Invalid');
    });

    it.each(['nonsense', '', '%', 'WyJhIl0', 'a'.repeat(20_000)])(
      'refuse the cursor %.20s',
      async (cursor) => {
        await expectError((async () => at.lists.byType('role', { cursor }))(), 'Invalid');
      },
    );

    it('refuse a type, and a state, that is none', async () => {
      await expectError((async () => at.lists.byType('unicorn'))(), 'NotFound');
      await expectError((async () => at.lists.byState('unicorn', 'active'))(), 'NotFound');
      await expectError((async () => at.lists.byState('role', 'asleep'))(), 'Invalid');
    });

    describe('what is pending', () => {
      const soon = (minutes: number, what: string): Pending => ({
        at: later(at.clock.now(), minutes * MINUTE),
        for: what,
      });
      const dueOf = async ({ ref }: Head) =>
        (await at.lists.byPerson(person)).records
          .filter((each) => each.ref === ref)
          .map(({ due, dueFor }) => ({ at: due, for: dueFor }))[0];

      it('is due by its least moment, and gone when nothing is left', async () => {
        const head = await aTask(9);
        const two = await at.store.setPending(head, [soon(5, 'later'), soon(2, 'sooner')]);
        expect(await dueOf(head)).toEqual(soon(2, 'sooner'));
        if (two === undefined) throw new Error('refused');
        await at.store.setPending(two, []);
        expect(await dueOf(head)).toEqual({ at: undefined, for: undefined });
        const found = await at.lists.dueBy(later(at.clock.now(), HOUR), 500);
        expect(found.map(({ ref }) => ref)).not.toContain(head.ref);
      });

      it('changes without a version', async () => {
        const head = await aTask(1);
        await at.store.setPending(head, [soon(7, 'other')]);
        const after = await at.store.need(head.ref);
        expect(after.digest).toBe(head.digest);
        expect(after.pending).toEqual([soon(7, 'other')]);
        expect((await at.store.history(head.ref, 10)).versions).toHaveLength(1);
      });

      it('changes once of two who saw the same', async () => {
        const head = await aTask(1);
        const outcomes = await Promise.all([
          at.store.setPending(head, [soon(2, 'one')]),
          at.store.setPending(head, [soon(2, 'other')]),
        ]);
        expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
        const { pending } = await at.store.need(head.ref);
        expect(pending).toEqual(outcomes.find((outcome) => outcome !== undefined)?.pending);
      });

      it('does not change on a version that is no longer the newest', async () => {
        const head = await aTask(1);
        const next = await at.edit(head, head.version.content, { state: 'open', pending: [] });
        expect(await at.store.setPending(head, [soon(2, 'old')])).toBeUndefined();
        expect((await at.store.need(head.ref)).pending).toEqual(next.pending);
      });

      it('changes together with what must be written with it, or not at all', async () => {
        const head = await aTask(1);
        const item = { pk: `Q#${anId()}`, sk: 'Q' };
        const put = { op: 'put', item, when: [{ is: 'absent' }] } as const;
        expect(await at.store.setPending(head, [], [put])).toBeDefined();
        const again = await at.store.need(head.ref);
        expect(await at.store.setPending(again, [soon(1, 'x')], [put])).toBeUndefined();
        expect((await at.store.need(head.ref)).pending).toEqual([]);
      });
    });
  });
}
