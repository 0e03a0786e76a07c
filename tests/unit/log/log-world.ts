import type { JsonObject } from '#core/json.ts';
import { advance } from '#core/log/advance.ts';
import type { LogPorts } from '#core/log/log-ports.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import { type Sealed, seal } from '#core/records/version.ts';
import { markerItem, versionItem } from '#core/store/items.ts';
import { DAY, later } from '#core/time.ts';
import { type MemoryWorld, type MemoryWorldOptions, memoryWorld } from '#tests/memory/world.ts';
import { ORIGIN } from './log-fixtures.ts';

export const START = '2026-11-24T06:08:00.000Z';

/** A world with a log in it, and records that only this file knows. */
export interface LogWorld extends MemoryWorld {
  readonly ports: LogPorts;
  /** Newest version of each record written. */
  readonly newest: Map<string, Sealed>;
}

export function logWorld(options: MemoryWorldOptions = {}): LogWorld {
  const world = memoryWorld({ start: START, ...options });
  const ports: LogPorts = {
    table: world.table,
    objects: world.objects,
    signers: [world.signer],
    clock: world.clock,
    patience: { sleep: async () => {}, random: world.random },
    origin: ORIGIN,
    retention: PRODUCTION_RETENTION,
  };
  return { ...world, ports, newest: new Map() };
}

export interface VersionChanges {
  readonly content?: JsonObject;
  readonly action?: string;
  readonly state?: string;
  readonly time?: string;
}

/** Writes the next version of a record, as a commit would: version and marker in one. */
export async function write(
  world: LogWorld,
  ref: string,
  changes: VersionChanges = {},
): Promise<Sealed> {
  const sealed = nextVersion(world, ref, changes);
  const puts = [versionItem(sealed), markerItem(sealed)].map(
    (item) => ({ op: 'put', item, when: [{ is: 'absent' }] }) as const,
  );
  const outcome = await world.table.write(puts);
  if (!outcome.ok) throw new Error(`${ref} was refused`);
  world.newest.set(ref, sealed);
  return sealed;
}

/** The next version of a record, written nowhere. */
export function nextVersion(world: LogWorld, ref: string, changes: VersionChanges = {}): Sealed {
  const before = world.newest.get(ref);
  const [type = '', id = ''] = ref.split('/');
  world.clock.advance(1);
  return seal({
    action: changes.action ?? (before === undefined ? 'create' : 'edit'),
    actor: 'service/setup',
    content: changes.content ?? { title: ref },
    format: 'assent/version/v1',
    id,
    links: [],
    previous: before?.digest ?? null,
    reason: null,
    schema: 1,
    state: changes.state ?? 'active',
    time: changes.time ?? world.clock.now(),
    type,
    version: (before?.version.version ?? 0) + 1,
    via: 'system',
  });
}

/** Writes a version of each, in that order. */
export async function writeAll(world: LogWorld, refs: readonly string[]): Promise<void> {
  for (const ref of refs) await write(world, ref);
}

export const run = (world: LogWorld) => advance(world.ports);

/** Entries of the table's log, in order: which version of which record each is. */
export function sequenced(world: LogWorld): readonly string[] {
  const entries = world.table.all().filter(({ pk }) => pk.startsWith('LOG#'));
  return entries
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
    .map(({ index, ref, version, sk }) => {
      if (Number(sk) !== index) throw new Error(`Entry ${sk} says that it is ${index}`);
      return `${ref}#${version}`;
    });
}

/** Every object that stands in the bucket. */
export function bucketOf(world: Pick<LogWorld, 'objects'>): ReadonlyMap<string, Uint8Array> {
  const objects = new Map<string, Uint8Array>();
  for (const { path, bytes } of world.objects.versions().toReversed()) {
    if (bytes === undefined) objects.delete(path);
    else objects.set(path, bytes);
  }
  return objects;
}

export const tomorrow = (world: LogWorld) => world.clock.set(later(world.clock.now(), DAY));
