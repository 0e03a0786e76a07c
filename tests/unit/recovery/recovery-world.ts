import { advance } from '#core/log/advance.ts';
import type { Item, TableName } from '#core/ports.ts';
import type { Displaced, Survey } from '#core/recovery/lost.ts';
import { type RecoverPorts, recover } from '#core/recovery/recover.ts';
import { survey } from '#core/recovery/survey.ts';
import { lists } from '#core/store/lists.ts';
import { recordStore } from '#core/store/record-store.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { given, givenPeople } from '#tests/support/people.ts';
import { bucketOf, type LogWorld, logWorld } from '#tests/unit/log/log-world.ts';
import { aKey, memorySource, nodeHash } from '#tests/unit/log/verify-world.ts';

/** What a world needs to be recovered. */
export type Recoverable = Pick<LogWorld, 'table' | 'objects' | 'clock' | 'random'>;

export interface World extends LogWorld {
  readonly store: ReturnType<typeof recordStore>;
}

export function aWorld(): World {
  const world = logWorld();
  return { ...world, store: storeOf(world) };
}

const storeOf = ({ table, clock, random }: Recoverable) =>
  recordStore({ table, clock, random, credentials: { find: async () => undefined } });

/** Writes the next version of a role. */
export async function role(world: World, id: string, name: string): Promise<void> {
  world.clock.advance(1000);
  const content = { name, responsibilities: ['Be there'] };
  await given(world.store, { type: 'role', id, state: 'active', content });
}

export const run = (world: LogWorld) => advance(world.ports);

export interface Recovery {
  readonly found: Survey;
  /** What was set aside, in order. */
  readonly aside: readonly Displaced[];
}

export async function surveyed(world: Recoverable): Promise<Survey> {
  const source = memorySource(bucketOf(world));
  return survey({ table: world.table, source, keys: [await aKey()], hash: nodeHash });
}

/** Surveys and puts back, as the command does. */
export async function recovered(
  world: Recoverable,
  { mayDisplace = true } = {},
): Promise<Recovery> {
  const { table, clock } = world;
  const found = await surveyed(world);
  const aside: Displaced[] = [];
  const ports: RecoverPorts = {
    table,
    source: memorySource(bucketOf(world)),
    store: storeOf(world),
    lists: lists(table),
    clock,
    ...(mayDisplace ? { setAside: async (each: Displaced) => void aside.push(each) } : {}),
  };
  await recover(ports, found);
  return { found, aside };
}

/** Everything in a table, in order, without when what is due: that stands in no version. */
export function contents(world: Recoverable, table?: TableName): readonly Item[] {
  return world.table
    .all(table)
    .toSorted((a, b) => compareUtf8(`${a.pk} ${a.sk}`, `${b.pk} ${b.sk}`))
    .map(({ pk, sk, ...rest }) => {
      const kept = Object.entries(rest).filter(([name]) => !DUE.has(name));
      return { pk, sk, ...Object.fromEntries(kept) };
    });
}

const DUE = new Set(['pending', 'due', 'dueFor', 'g2s', 'g3s', 'g4p', 'g4s']);

/** A world whose table was restored to a moment before the last of what the log has. */
export async function restored(): Promise<{ world: World; before: readonly Item[] }> {
  const world = aWorld();
  await givenPeople(world.store);
  await run(world);
  await role(world, 'late', 'Not in the log yet');
  const backup = world.table.all();
  await role(world, 'late', 'Changed');
  await role(world, 'new', 'New');
  await role(world, 'head-of-ai', 'Head of everything');
  await role(world, 'new', 'Newer');
  await run(world);
  const before = contents(world);
  world.table.restore(backup);
  world.clock.advance(60_000);
  return { world, before };
}
