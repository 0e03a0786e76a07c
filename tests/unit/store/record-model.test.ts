import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edit, take } from '#core/changes/change.ts';
import { AssentError } from '#core/errors.ts';
import type { Item } from '#core/ports.ts';
import type { Link, Pending } from '#core/records/define-type.ts';
import { unseal } from '#core/records/version.ts';
import { later, SECOND } from '#core/time.ts';
import { aPerson, aRole, records } from '#tests/behaviour/record-fixtures.ts';
import { memoryHolidays } from '#tests/memory/holidays.ts';
import { memoryMachines } from '#tests/memory/machines.ts';
import { seededRandom } from '#tests/memory/random.ts';
import { memoryTable } from '#tests/memory/table.ts';

/** What somebody does to the n-th of a few people. */
type Act =
  | { readonly is: 'create' | 'leave' | 'return' | 'retire'; readonly who: number }
  | {
      readonly is: 'edit' | 'stale';
      readonly who: number;
      readonly name: string;
      readonly roles: readonly number[];
    }
  | { readonly is: 'pending'; readonly who: number; readonly seconds: readonly number[] }
  | { readonly is: 'wait'; readonly seconds: number };

/** What should stand of one person: all that the store must remember, and no more. */
interface Model {
  state: string;
  versions: number;
  roles: readonly number[];
  pending: readonly Pending[];
}

const who = fc.nat(3);
const roles = fc.uniqueArray(fc.nat(4), { maxLength: 5 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ is: fc.constantFrom('create', 'leave', 'return', 'retire'), who }),
  fc.record({
    is: fc.constantFrom('edit', 'edit', 'stale'),
    who,
    name: fc.constantFrom('Ada', 'Bo', 'Cy'),
    roles,
  }),
  fc.record({
    is: fc.constant('pending' as const),
    who,
    seconds: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  }),
  fc.record({ is: fc.constant('wait' as const), seconds: fc.integer({ min: -3, max: 30 }) }),
) as fc.Arbitrary<Act>;

const AUTHOR = { actor: 'service/setup', via: 'api', reason: 'For a test' } as const;

/** The store beside its model. */
async function world() {
  const table = memoryTable();
  const at = records(table);
  const ports = {
    ...at,
    machines: memoryMachines(),
    random: seededRandom(5),
    holidays: memoryHolidays(),
  };
  const roleRefs: string[] = [];
  for (let i = 0; i < 5; i++) roleRefs.push((await at.create('role', aRole())).ref);
  const models = new Map<string, Model>();
  const prefix = `p${roleRefs[0]?.replace(/\D/g, '')}`;
  const refOf = (n: number) => `person/${prefix}-${n}`;
  const linksTo = (wanted: readonly number[]): Link[] =>
    wanted.map((role) => ({ rel: 'holds', to: roleRefs[role] ?? '' }));
  const contentOf = (n: number, name: string) =>
    aPerson({ name, email: `${prefix}-${n}@halden.example` });

  /** Does it to the store; answers the error's code. */
  async function does(done: Act): Promise<string | undefined> {
    if (done.is === 'wait') {
      at.clock.advance(done.seconds * SECOND);
      return undefined;
    }
    const ref = refOf(done.who);
    const head = await at.store.load(ref);
    try {
      if (done.is === 'create') {
        await at.create('person', contentOf(done.who, 'Ada'), { id: ref.slice('person/'.length) });
      } else if (head === undefined) {
        return 'NotFound';
      } else if (done.is === 'pending') {
        await at.store.setPending(head, pendingOf(done.seconds));
      } else if (done.is === 'edit' || done.is === 'stale') {
        const stale = { ...head, digest: '0'.repeat(64) };
        const body = { content: contentOf(done.who, done.name), links: linksTo(done.roles) };
        await edit(ports, done.is === 'edit' ? head : stale, body, AUTHOR);
      } else {
        await take(ports, head, done.is, AUTHOR);
      }
      return undefined;
    } catch (error) {
      if (error instanceof AssentError) return error.code;
      throw error;
    }
  }

  const pendingOf = (seconds: readonly number[]): Pending[] =>
    seconds.map((each, i) => ({ at: later(at.clock.now(), each * SECOND), for: `thing-${i}` }));

  /** What the model says: the error's code, or its change. */
  function shouldDo(done: Act): string | undefined {
    if (done.is === 'wait') return undefined;
    const ref = refOf(done.who);
    const model = models.get(ref);
    if (done.is === 'create') {
      if (model !== undefined) return 'Conflict';
      models.set(ref, { state: 'active', versions: 1, roles: [], pending: [] });
      return undefined;
    }
    if (model === undefined) return 'NotFound';
    if (done.is === 'pending') {
      model.pending = pendingOf(done.seconds);
      return undefined;
    }
    if (model.state === 'retired') return 'Refused';
    if (done.is === 'stale') return 'Conflict';
    if (done.is === 'leave' && model.state !== 'active') return 'Refused';
    if (done.is === 'return' && model.state !== 'left') return 'Refused';
    model.versions += 1;
    if (done.is === 'edit') model.roles = done.roles;
    else model.state = { leave: 'left', return: 'active', retire: 'retired' }[done.is];
    return undefined;
  }

  return { table, at, models, does, shouldDo, linksTo };
}

type World = Awaited<ReturnType<typeof world>>;

const bySk = (items: readonly Item[], prefix: string) =>
  items.filter(({ sk }) => sk.startsWith(prefix));

/** Compares everything that the table holds of a person with the model. */
async function compare({ table, at, linksTo }: World, ref: string, model: Model) {
  const items = table.all().filter(({ pk }) => pk === `R#${ref.replace('/', '#')}`);
  const versions = bySk(items, 'V#').map(({ body, digest }) =>
    unseal(String(body), String(digest)),
  );
  const numbers = versions.map(({ version }) => version.version);
  expect(numbers).toEqual(Array.from({ length: model.versions }, (_, i) => i + 1));
  versions.forEach(({ version }, i) => {
    const before = versions[i - 1];
    expect(version.previous).toBe(before?.digest ?? null);
    if (before !== undefined) expect(version.time > before.version.time).toBe(true);
  });
  const markers = bySk(items, 'N#');
  expect(markers.map(({ digest }) => digest)).toEqual(versions.map(({ digest }) => digest));
  const head = await at.store.need(ref);
  expect(head.body).toBe(versions.at(-1)?.body);
  expect(head.version.state).toBe(model.state);
  const links = linksTo(model.roles).sort((a, b) => (a.to < b.to ? -1 : 1));
  expect(head.version.links).toEqual(links);
  expect(bySk(items, 'L#').map(({ rel, to }) => ({ rel, to }))).toEqual(links);
  expect(head.pending).toEqual(model.pending);
  const due = [...model.pending.map(({ at: moment }) => moment)].sort()[0];
  const listed = await at.lists.dueBy('9999-01-01T00:00:00.000Z', 500);
  expect(listed.find((each) => each.ref === ref)?.due).toBe(due);
}

describe('whatever is done to records, in whatever order', () => {
  it('leaves gapless chains, true heads, true links and the least due', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
        const all = await world();
        for (const each of acts) {
          // The model first: moments are of the same clock.
          const expected = all.shouldDo(each);
          expect([each, await all.does(each)]).toEqual([each, expected]);
        }
        for (const [ref, model] of all.models) await compare(all, ref, model);
        const people = await all.at.lists.byType('person', { limit: 100 });
        expect(people.records.map(({ ref }) => ref).sort()).toEqual([...all.models.keys()].sort());
      }),
      { numRuns: 150 },
    );
  });
});
