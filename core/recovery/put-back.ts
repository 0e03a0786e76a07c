import { AssentError } from '../errors.ts';
import type { Item, Test, Write } from '../ports.ts';
import { commitmentsIn } from '../records/detach.ts';
import type { Sealed } from '../records/version.ts';
import { markerItem, versionItem } from '../store/items.ts';
import { entryKey, markerKey, versionKey } from '../store/keys.ts';
import type { BucketLog, StoredVersion } from './bucket-log.ts';
import { type DisplacePorts, readDisplaced, setAsideFirst } from './displace.ts';
import type { LostVersion } from './lost.ts';
import { fork, readMarker, type TableMarker } from './table-versions.ts';

export interface PutBackPorts extends DisplacePorts {
  readonly log: BucketLog;
}

/** How often something is looked at anew where somebody else writes at the same time. */
export const MAX_ROUNDS = 10;

/** Puts a version of the log back: the version, its marker with its index, its entry, at once. */
export async function putBack(ports: PutBackPorts, lost: LostVersion): Promise<void> {
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const putting = await puttingBack(ports, lost);
    if (putting === undefined || (await ports.table.write(putting.writes)).ok) return;
  }
  throw busy(lost);
}

export interface PuttingBack {
  readonly sealed: Sealed;
  readonly writes: readonly Write[];
}

/** What puts a version back, as the table stands; `undefined` where it is there. */
export async function puttingBack(
  ports: PutBackPorts,
  lost: LostVersion,
): Promise<PuttingBack | undefined> {
  const { table, log } = ports;
  const { ref, version, digest, index } = lost;
  const marker = await readMarker(table, ref, version);
  if (marker?.digest === digest && (index === undefined || marker.index === index)) {
    return undefined;
  }
  if (marker?.index !== undefined) throw fork(`Version ${version} of ${ref}`);
  const stored = await log.version(ref, version);
  if (stored?.sealed.digest !== digest) {
    throw new AssentError('Corrupt', `Version ${version} of ${ref} has changed in the bucket`);
  }
  const { sealed } = stored;
  const writes = await versionWrites(ports, sealed, index, marker);
  return { sealed, writes: index === undefined ? writes : [...writes, entryWrite(stored, index)] };
}

const ABSENT: readonly Test[] = [{ is: 'absent' }];

async function versionWrites(
  ports: PutBackPorts,
  sealed: Sealed,
  index: number | undefined,
  marker: TableMarker | undefined,
): Promise<readonly Write[]> {
  const { ref, digest, version } = sealed;
  const put = (whenVersion: readonly Test[], whenMarker: readonly Test[]): readonly Write[] => [
    { op: 'put', item: versionItem(sealed), when: whenVersion },
    { op: 'put', item: markerAt(sealed, index), when: whenMarker },
  ];
  if (marker === undefined) return put(ABSENT, ABSENT);
  if (marker.digest === digest) return [placing(sealed, index)];
  const displaced = await readDisplaced(ports.table, ref, version.version, marker);
  await setAsideFirst(ports, displaced, [...commitmentsIn(version.content).keys()]);
  const gone = as(marker.digest);
  if (marker.time === version.time) return put(gone, unplaced(marker.digest));
  return [
    { op: 'delete', key: versionKey(ref, marker.time), when: gone },
    ...put(ABSENT, unplaced(marker.digest)),
  ];
}

const as = (digest: string): readonly Test[] => [{ attribute: 'digest', is: '=', value: digest }];

const unplaced = (digest: string): readonly Test[] => [
  ...as(digest),
  { attribute: 'index', is: 'absent' },
];

/** The marker as the log leaves it, or, without an index, as the log finds it. */
function markerAt(sealed: Sealed, index: number | undefined): Item {
  if (index === undefined) return markerItem(sealed);
  const { ref, digest, version } = sealed;
  const { version: number, time } = version;
  return { ...markerKey(ref, number), version: number, time, digest, index };
}

/** The table has it, and forgot its place: it was written before the moment, sequenced after. */
function placing({ ref, version, digest }: Sealed, index: number | undefined): Write {
  return {
    op: 'update',
    key: markerKey(ref, version.version),
    set: index === undefined ? {} : { index },
    remove: ['unlogged', 'entry', 'g4p', 'g4s'],
    when: unplaced(digest),
  };
}

function entryWrite({ sealed, entry }: StoredVersion, index: number): Write {
  const { ref, version } = sealed;
  const text = new TextDecoder().decode(entry);
  const { version: number, state } = version;
  const item = { ...entryKey(index), index, entry: text, ref, version: number, state };
  return { op: 'put', item, when: ABSENT };
}

export function busy({ ref, version }: Pick<LostVersion, 'ref' | 'version'>): AssentError {
  return new AssentError(
    'Conflict',
    `Version ${version} of ${ref} cannot be put back: somebody writes it at the same time. What ` +
      'was put back so far stays; stop the functions and run it again.',
  );
}
