import { beforeEach, describe, expect, it } from 'vitest';
import type { Issue } from '#core/errors.ts';
import type { Link } from '#core/records/define-type.ts';
import type { Head } from '#core/store/items.ts';
import { expectError } from './expect-error.ts';
import { anId, aPerson, aRole, type MakeTable, type Records, records } from './record-fixtures.ts';

const aModel = {
  name: 'Scorecard',
  release: '14',
  kind: 'classical',
  intendedUse: 'Scoring',
  limitations: [],
};

const aFile = {
  class: 'evidence',
  collected: '2026-11-20T09:00:00.000Z',
  mediaType: 'application/pdf',
  name: 'report.pdf',
  personal: false,
  sha256: 'e'.repeat(64),
  size: 10,
  source: 'Second line',
};

/** Links as part of a version's content, and their projection, over any tables. */
export function recordLinks(name: string, makeTable: MakeTable): void {
  describe(`links of records in ${name}`, () => {
    let at: Records;
    beforeEach(async () => {
      at = records(await makeTable());
    });

    const deputies = (...to: readonly Head[]): Link[] =>
      to.map(({ ref }) => ({ rel: 'deputised-by', to: ref }));

    /** What the table holds of the links of a record. */
    async function projected({ ref }: Head) {
      const { items } = await at.table.query({
        partition: `R#${ref.replace('/', '#')}`,
        prefix: 'L#',
        limit: 100,
        consistent: true,
      });
      return items.map(({ rel, to }) => ({ rel, to }));
    }

    it('are found from their target, as long as they stand', async () => {
      const [a, b, c] = [
        await at.create('role', aRole()),
        await at.create('role', aRole()),
        await at.create('role', aRole()),
      ];
      const from = await at.create('role', aRole(), { links: deputies(b, a) });
      expect(from.version.links.map(({ to }) => to)).toEqual([a.ref, b.ref].sort());
      expect(await projected(from)).toEqual(from.version.links);
      expect(await at.lists.incoming(a.ref, 'deputised-by')).toEqual([from.ref]);
      expect(await at.lists.incoming(c.ref, 'deputised-by')).toEqual([]);
      const next = await at.edit(from, aRole(), { links: deputies(b, c) });
      expect(await projected(next)).toEqual(next.version.links);
      expect(await at.lists.incoming(a.ref, 'deputised-by')).toEqual([]);
      expect(await at.lists.incoming(b.ref, 'deputised-by')).toEqual([from.ref]);
      expect(await at.lists.incoming(c.ref, 'deputised-by')).toEqual([from.ref]);
      expect(await at.lists.incoming(c.ref, 'holds')).toEqual([]);
    });

    it('come from many records, more than a page of them', async () => {
      const target = await at.create('role', aRole());
      const sources = await Promise.all(
        Array.from({ length: 103 }, () => at.create('role', aRole(), { links: deputies(target) })),
      );
      expect([...(await at.lists.incoming(target.ref, 'deputised-by'))].sort()).toEqual(
        sources.map(({ ref }) => ref).sort(),
      );
    });

    it('write only what has changed', async () => {
      const [a, b] = [await at.create('role', aRole()), await at.create('role', aRole())];
      const from = await at.create('role', aRole(), { links: deputies(a) });
      const same = await at.store.draft(at.editOf(from, aRole({ competence: 'x' })));
      expect(same.writes).toHaveLength(3);
      const swapped = await at.store.draft(at.editOf(from, aRole(), { links: deputies(b) }));
      expect(swapped.writes).toHaveLength(5);
    });

    const refusal = async (type: string, content: unknown, links: readonly Link[]) => {
      const error = await expectError(at.create(type, content, { links }), 'Invalid');
      return (error.data.issues as readonly Issue[]).map(
        ({ path, message }) => `${path} ${message}`,
      );
    };

    it('lead to records that there are', async () => {
      const { ref } = await at.create('role', aRole());
      const [one, two] = [`role/${anId()}`, `role/${anId()}`];
      const links = [one, ref, two].map((to) => ({ rel: 'deputised-by', to }));
      expect(await refusal('role', aRole(), links)).toEqual([
        `/links deputised-by points to ${one}, which does not exist`,
        `/links deputised-by points to ${two}, which does not exist`,
      ]);
    });

    it('never lead to the record itself', async () => {
      const head = await at.create('role', aRole());
      await expectError(at.edit(head, aRole(), { links: deputies(head) }), 'Invalid');
    });

    it('are of relations that the type has, to types that these take, each once', async () => {
      const role = await at.create('role', aRole());
      const person = await at.create('person', aPerson());
      const links = [
        { rel: 'holds', to: role.ref },
        { rel: 'deputised-by', to: person.ref },
        { rel: 'deputised-by', to: role.ref },
        { rel: 'deputised-by', to: role.ref },
      ];
      expect(await refusal('role', aRole(), links)).toEqual([
        '/links/0 role has no relation holds; it has: deputised-by',
        '/links/1 deputised-by points to role',
        `/links/3 deputised-by to ${role.ref} stands twice`,
      ]);
    });

    it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
      'are of no relation called %j',
      async (rel) => {
        const { ref } = await at.create('role', aRole());
        await expectError(at.create('role', aRole(), { links: [{ rel, to: ref }] }), 'Invalid');
      },
    );

    it.each(['role', 'role/', '/a', 'role/A', 'role/a/b', ''])('lead to no %j', async (to) => {
      await expectError(
        at.create('role', aRole(), { links: [{ rel: 'deputised-by', to }] }),
        'Invalid',
      );
    });

    it('are no more than the relation takes', async () => {
      const people = [await at.create('person', aPerson()), await at.create('person', aPerson())];
      const links = people.map(({ ref }) => ({ rel: 'reports-to', to: ref }));
      expect(await refusal('person', aPerson(), links)).toEqual([
        '/links 2 of reports-to; at most 1',
      ]);
    });

    it('pin the version and digest of their target where the relation says so', async () => {
      const declared = await at.create('evidence', aFile, { state: 'declared' });
      const tested = (pin: { version?: number; digest?: string }): Link[] => [
        { rel: 'tested-by', to: declared.ref, ...pin },
      ];
      const whole = { version: 1, digest: declared.digest };
      expect(await refusal('model', aModel, tested({}))).toEqual([
        '/links/0 tested-by names version and digest',
      ]);
      expect(await refusal('model', aModel, tested({ version: 1 }))).toHaveLength(1);
      expect(await refusal('model', aModel, tested({ digest: declared.digest }))).toHaveLength(1);
      expect(await refusal('model', aModel, tested({ ...whole, digest: '0'.repeat(64) }))).toEqual([
        `/links tested-by: version 1 of ${declared.ref} has another digest`,
      ]);
      expect(await refusal('model', aModel, tested({ ...whole, version: 2 }))).toEqual([
        `/links tested-by: ${declared.ref} has no version 2`,
      ]);
      const model = await at.create('model', aModel, { links: tested(whole) });
      expect(model.version.links).toEqual(tested(whole));
    });

    it('may pin a version that is no longer the newest, and move to a newer one', async () => {
      const first = await at.create('evidence', aFile, { state: 'declared' });
      const second = await at.edit(first, first.version.content, { state: 'stored' });
      const pinned = ({ ref, version, digest }: Head): Link[] => [
        { rel: 'tested-by', to: ref, version: version.version, digest },
      ];
      const model = await at.create('model', aModel, { links: pinned(first) });
      const moved = await at.edit(model, aModel, { links: pinned(second) });
      expect(moved.version.links).toEqual(pinned(second));
      expect(await projected(moved)).toEqual([{ rel: 'tested-by', to: first.ref }]);
      expect(await at.lists.incoming(first.ref, 'tested-by')).toEqual([model.ref]);
    });

    it('pin nothing where the relation does not say so', async () => {
      const { ref, digest } = await at.create('role', aRole());
      const links = [{ rel: 'deputised-by', to: ref, version: 1, digest }];
      expect(await refusal('role', aRole(), links)).toEqual([
        '/links/0 deputised-by does not name version and digest',
      ]);
      const half = [{ rel: 'deputised-by', to: ref, version: 1 }];
      expect(await refusal('role', aRole(), half)).toHaveLength(1);
    });
  });
}
