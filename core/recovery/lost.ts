import type { Ref } from '../ids.ts';

/** A version of the bucket that the table lacks, or does not know the place of. */
export interface LostVersion {
  readonly ref: Ref;
  readonly version: number;
  readonly digest: string;
  /** Its place in the log; `undefined` where the log has yet to take it. */
  readonly index: number | undefined;
}

/** A record of which something was lost, as it will stand. */
export interface LostRecord {
  /** The newest version of it that the bucket has. */
  readonly version: number;
  readonly digest: string;
  /** Of the newest version that there will be. */
  readonly state: string;
  /** Commitments to personal values in it. */
  readonly commitments: readonly string[];
  /** Values of it were erased in what was lost. */
  readonly wasErased: boolean;
}

/** What stands in the table where the log has another version, or upon such a one. */
export interface Displaced {
  readonly ref: Ref;
  readonly version: number;
  readonly digest: string;
  /** Its canonical text, so that its author can write it again. */
  readonly body: string;
}

export interface Survey {
  readonly origin: string;
  /** Entries of the log that the table knows. */
  readonly known: number;
  /** Entries that the newest checkpoint in the bucket covers. */
  readonly signed: number;
  /** Entries that the table will know. */
  readonly size: number;
  /** In the order in which they are put back. */
  readonly lost: readonly LostVersion[];
  readonly records: ReadonlyMap<Ref, LostRecord>;
  readonly displaced: readonly Displaced[];
}
