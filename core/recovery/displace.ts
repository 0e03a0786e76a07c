import { refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import { unseal } from '../records/version.ts';
import { addressDigest, personalEntries } from '../store/items.ts';
import { addressKey, markerKey, personalKey, versionKey } from '../store/keys.ts';
import type { Displaced, LostRecord } from './lost.ts';
import { type TableMarker, versionsAbove } from './table-versions.ts';

/** Keeps a version elsewhere before it is taken out of the table. The same again is no matter. */
export type SetAside = (displaced: Displaced) => Promise<void>;

export interface DisplacePorts {
  readonly table: Table;
  readonly setAside: SetAside | undefined;
}

export async function readDisplaced(
  table: Table,
  ref: Ref,
  version: number,
  { digest, time }: TableMarker,
): Promise<Displaced> {
  const item = await table.get(versionKey(ref, time));
  const { body } = unseal(String(item?.body), digest);
  return { ref, version, digest, body };
}

/**
 * Takes away what hangs in the air above a record's newest version of the bucket, the newest first,
 * so that whoever comes after a crash still sees that the rest hangs.
 */
export async function dropHanging(
  ports: DisplacePorts,
  ref: Ref,
  record: LostRecord,
): Promise<void> {
  const { hanging } = await versionsAbove(ports.table, ref, record);
  for (const { digest, body, version } of hanging.toReversed()) {
    await setAsideFirst(ports, { ref, version: version.version, digest, body }, []);
    const when = [{ attribute: 'digest', is: '=', value: digest }] as const;
    // Refused where somebody else who recovers was faster.
    await ports.table.write([
      { op: 'delete', key: versionKey(ref, version.time), when },
      { op: 'delete', key: markerKey(ref, version.version), when },
    ]);
  }
}

/**
 * Sets a version aside, and lets the personal values go that it alone brought: nothing in the
 * record stands for them any more. An address among them is free again.
 */
export async function setAsideFirst(
  { table, setAside }: DisplacePorts,
  displaced: Displaced,
  kept: readonly string[],
): Promise<void> {
  const { ref, version } = displaced;
  if (setAside === undefined) {
    throw refused(`Version ${version} of ${ref} stands where the log has another: set it aside`);
  }
  await setAside(displaced);
  const key = personalKey(ref, version);
  const item = await table.get(key, 'personal');
  const entries = item === undefined ? [] : personalEntries(item);
  if (item === undefined || entries.some(({ commitment }) => kept.includes(commitment))) return;
  for (const { path, value } of entries) {
    if (path === '/email') await table.write([freeing(String(value), ref)]);
  }
  await table.write([{ op: 'delete', table: 'personal', key }]);
}

function freeing(address: string, ref: Ref): Write {
  const key = addressKey(addressDigest(address));
  const when = [{ attribute: 'person', is: '=', value: ref }] as const;
  return { op: 'delete', table: 'personal', key, when };
}
