import { beforeEach, describe, expect, it } from 'vitest';
import { opens } from '#core/records/detach.ts';
import type { Head } from '#core/store/items.ts';
import { expectError } from './expect-error.ts';
import { anId, aPerson, type MakeTable, type Records, records } from './record-fixtures.ts';

const anAddress = () => `${anId()}@halden.example`;

/** Personal values beside their versions, and one address for one person, over any tables. */
export function recordPersonal(name: string, makeTable: MakeTable): void {
  describe(`personal values of records in ${name}`, () => {
    let at: Records;
    beforeEach(async () => {
      at = records(await makeTable());
    });

    const valuesOf = async ({ ref }: Head) =>
      (await at.store.personal(ref)).map(({ path, value }) => `${path} ${value}`);

    it('lie in their own table, and open to the commitments of the version', async () => {
      const email = anAddress();
      const head = await at.create('person', aPerson({ email }));
      expect(head.body).not.toMatch(/Solheim|halden/);
      const entries = await at.store.personal(head.ref);
      expect(entries.map(({ path, value }) => [path, value]).sort()).toEqual([
        ['/email', email],
        ['/name', 'Ingrid Solheim'],
      ]);
      for (const entry of entries) {
        expect(opens(entry)).toBe(true);
        expect(head.body).toContain(entry.commitment);
      }
    });

    it('keep their commitment while they do not change, given again or carried on', async () => {
      const email = anAddress();
      const head = await at.create('person', aPerson({ email }));
      const given = await at.edit(head, aPerson({ email, language: 'nb' }));
      expect(given.version.content).toEqual({ ...head.version.content, language: 'nb' });
      const carried = await at.edit(given, { ...given.version.content, language: 'sv' });
      expect(carried.version.content).toEqual({ ...head.version.content, language: 'sv' });
      expect(await at.store.personal(head.ref)).toHaveLength(2);
    });

    it('get a new commitment when they change, and the old one still opens', async () => {
      const email = anAddress();
      const head = await at.create('person', aPerson({ email }));
      const next = await at.edit(head, aPerson({ email, name: 'Ingrid Dahl' }));
      expect(next.version.content.name).not.toEqual(head.version.content.name);
      expect(next.version.content.email).toEqual(head.version.content.email);
      expect(await valuesOf(head)).toEqual(
        expect.arrayContaining(['/name Ingrid Solheim', '/name Ingrid Dahl']),
      );
    });

    it('that were erased keep their commitment, and come in again only as new ones', async () => {
      const email = anAddress();
      const head = await at.create('person', aPerson({ email }));
      const pk = `R#${head.ref.replace('/', '#')}`;
      await at.table.write([{ op: 'delete', table: 'personal', key: { pk, sk: 'V#00000001' } }]);
      const next = await at.edit(head, { ...head.version.content, language: 'nb' });
      expect(next.version.content.name).toEqual(head.version.content.name);
      expect(await at.store.personal(head.ref)).toEqual([]);
      const named = await at.edit(next, { ...next.version.content, name: 'Ingrid Solheim' });
      expect(named.version.content.name).not.toEqual(head.version.content.name);
    });

    it('are not those of another record, nor of another member', async () => {
      const [a, b] = [await at.create('person', aPerson()), await at.create('person', aPerson())];
      const of = ({ version }: Head) => version.content as { name: object; email: object };
      await expectError(at.edit(a, { ...of(a), name: of(b).name }), 'Invalid');
      await expectError(at.edit(a, { ...of(a), email: of(a).name }), 'Invalid');
      await expectError(at.create('person', { ...aPerson(), name: of(a).name }), 'Invalid');
      const made = { $detached: 'A'.repeat(43) };
      await expectError(at.edit(a, { ...of(a), name: made }), 'Invalid');
    });

    describe('an address', () => {
      const taken = 'This address already belongs to another person';

      it('belongs to one person, in whatever case it is written', async () => {
        const email = anAddress();
        await at.create('person', aPerson({ email }));
        const again = at.create('person', aPerson({ email: email.toUpperCase() }));
        expect((await expectError(again, 'Refused')).message).toBe(taken);
        const other = await at.create('person', aPerson());
        const moved = at.edit(
          other,
          aPerson({ email: `${email.slice(0, 1).toUpperCase()}${email.slice(1)}` }),
        );
        expect((await expectError(moved, 'Refused')).message).toBe(taken);
        expect((await at.store.need(other.ref)).version.version).toBe(1);
      });

      it('belongs to one of two people who are given it at once', async () => {
        const email = anAddress();
        const both = await Promise.allSettled([
          at.create('person', aPerson({ email })),
          at.create('person', aPerson({ email })),
        ]);
        expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      });

      it('is free again once its person has another', async () => {
        const email = anAddress();
        const first = await at.create('person', aPerson({ email }));
        await at.edit(first, aPerson());
        const second = await at.create('person', aPerson({ email }));
        expect(second.version.version).toBe(1);
      });

      it('changes as often as it must, back to an earlier one too', async () => {
        const [a, b, c] = [anAddress(), anAddress(), anAddress()];
        let head = await at.create('person', aPerson({ email: a }));
        for (const email of [b, c, a, c]) head = await at.edit(head, aPerson({ email }));
        expect(head.version.version).toBe(5);
        for (const email of [a, b]) await at.create('person', aPerson({ email }));
        await expectError(at.create('person', aPerson({ email: c })), 'Refused');
      });

      it('may change its case alone, and stays its person’s', async () => {
        const email = anAddress();
        const head = await at.create('person', aPerson({ email }));
        const upper = await at.edit(head, aPerson({ email: email.toUpperCase() }));
        expect(await valuesOf(head)).toContain(`/email ${email.toUpperCase()}`);
        await expectError(at.create('person', aPerson({ email })), 'Refused');
        await at.edit(upper, aPerson());
        await at.create('person', aPerson({ email }));
      });

      it('of a stale change is no other person’s: the record has moved', async () => {
        const email = anAddress();
        const head = await at.create('person', aPerson());
        const changes = [
          await at.store.draft(at.editOf(head, aPerson({ email }))),
          await at.store.draft(at.editOf(head, aPerson({ email }))),
        ];
        await at.store.commit(changes.slice(0, 1));
        await expectError(at.store.commit(changes.slice(1)), 'Conflict');
      });
    });
  });
}
