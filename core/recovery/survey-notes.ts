import { AssentError } from '../errors.ts';
import { type Ref, refOf, splitRef } from '../ids.ts';
import { parseEntry } from '../log/entry.ts';
import { recordPath } from '../log/paths.ts';
import { sameBytes } from '../log/tree.ts';
import type { Table } from '../ports.ts';
import { commitmentsIn } from '../records/detach.ts';
import { recordType } from '../records/registry.ts';
import { type Sealed, unseal } from '../records/version.ts';
import { headKey, versionKey } from '../store/keys.ts';
import type { BucketLog, StoredVersion } from './bucket-log.ts';
import type { Displaced, LostRecord, LostVersion, Survey } from './lost.ts';
import { fork, readMarker, type TableMarker, versionsAbove } from './table-versions.ts';

/** Collects what a table lost, version by version, each record's in order. Writes nothing. */
export class SurveyNotes {
  readonly #table: Table;
  readonly #log: BucketLog;
  readonly #lost: LostVersion[] = [];
  readonly #records = new Map<Ref, LostRecord>();
  readonly #displaced: Displaced[] = [];

  constructor(table: Table, log: BucketLog) {
    this.#table = table;
    this.#log = log;
  }

  /** Takes an entry of the log that the table does not know. */
  async takeEntry(index: number, bytes: Uint8Array): Promise<void> {
    const { type, id, version } = parseEntry(bytes);
    const ref = refOf(type, id);
    const stored = await this.#need(ref, version, `entry ${index} of the log commits to it`);
    if (!sameBytes(stored.entry, bytes)) {
      throw corrupt(ref, version, `is not the version that entry ${index} of the log commits to`);
    }
    await this.#take(stored.sealed, index);
  }

  /** Takes a version that lies in the bucket and has no entry yet. */
  async takeUnlogged(ref: Ref, version: number): Promise<void> {
    const stored = await this.#need(ref, version, 'its path was listed');
    const marker = await readMarker(this.#table, ref, version);
    const head = await this.#table.get(headKey(ref));
    // The table has it, and the log takes it in its turn.
    const isThere = marker?.digest === stored.sealed.digest && Number(head?.version) >= version;
    if (!isThere) await this.#take(stored.sealed, undefined);
  }

  /** What was found. */
  async close(): Promise<Pick<Survey, 'lost' | 'records' | 'displaced'>> {
    for (const [ref, record] of this.#records) {
      const { following, hanging } = await versionsAbove(this.#table, ref, record);
      for (const each of hanging) this.#displace(each);
      const newest = following.at(-1);
      if (newest !== undefined) this.#records.set(ref, { ...record, ...standing(newest) });
    }
    return { lost: this.#lost, records: this.#records, displaced: this.#displaced };
  }

  async #take(sealed: Sealed, index: number | undefined): Promise<void> {
    const { ref, digest } = sealed;
    const { version, action } = sealed.version;
    knownType(ref);
    await this.#checkPlace(sealed);
    const marker = await readMarker(this.#table, ref, version);
    const isThere = marker?.digest === digest && marker.index === index;
    if (!isThere) this.#lost.push({ ref, version, digest, index });
    if (marker !== undefined && !isThere) await this.#compare(sealed, marker);
    const wasErased = action === 'erase' || this.#records.get(ref)?.wasErased === true;
    this.#records.set(ref, { version, digest, wasErased, ...standing(sealed) });
  }

  /** The version before it must be there, or be put back too. */
  async #checkPlace({ ref, version: { version, previous } }: Sealed): Promise<void> {
    const before = this.#records.get(ref);
    const digest =
      before?.version === version - 1
        ? before.digest
        : (await readMarker(this.#table, ref, version - 1))?.digest;
    if (version === 1 || digest === previous) return;
    if (digest !== undefined) throw fork(`Version ${version - 1} of ${ref}`);
    throw corrupt(ref, version, 'continues a version that neither table nor bucket has');
  }

  async #compare({ ref, digest, version: { version } }: Sealed, marker: TableMarker) {
    if (marker.index !== undefined) throw fork(`Version ${version} of ${ref}`);
    if (marker.digest === digest) return;
    const item = await this.#table.get(versionKey(ref, marker.time));
    this.#displace(unseal(String(item?.body), marker.digest));
  }

  #displace({ ref, digest, body, version: { version } }: Sealed): void {
    this.#displaced.push({ ref, version, digest, body });
  }

  async #need(ref: Ref, version: number, why: string): Promise<StoredVersion> {
    const stored = await this.#log.version(ref, version);
    if (stored !== undefined) return stored;
    throw corrupt(ref, version, `is not in the bucket, and ${why}`);
  }
}

const standing = ({ version: { state, content } }: Sealed) => ({
  state,
  commitments: [...commitmentsIn(content).keys()],
});

function knownType(ref: Ref): void {
  try {
    recordType(splitRef(ref).type);
  } catch (cause) {
    throw new AssentError(
      'Refused',
      `This release knows no record of the type of ${ref}: use the one that wrote it`,
      {},
      { cause },
    );
  }
}

function corrupt(ref: Ref, version: number, what: string): AssentError {
  const path = recordPath(ref, version);
  return new AssentError(
    'Corrupt',
    `${path} ${what}. Nothing was written: what the log commits to is lost for good, and only a ` +
      'new log helps, which names this one. That is not built.',
    { path },
  );
}
