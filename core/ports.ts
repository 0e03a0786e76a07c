import type { Instant } from './time.ts';

/** What `core` is written against. Adapters implement these; behaviour suites hold both to them. */

/** Time is handed in: only composition roots know a real clock. */
export interface Clock {
  now(): Instant;
}

/** Randomness is handed in, for ids, salts and codes. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** The days on which a region does not work. */
export interface DaysOff {
  /** Days of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
  readonly weekend: readonly number[];
  /** Whether a day, `YYYY-MM-DD`, is a public holiday, the whole of it. */
  isHoliday(day: string): boolean;
}

/** Public holidays all over the world. */
export interface Holidays {
  /** By ISO 3166-1 or 3166-2, `NO`, `DE-BY`; `undefined` for a region of which nothing is known. */
  daysOff(region: string): Promise<DaysOff | undefined>;
}

// ── the table ────────────────────────────────────────────────────────────────────────────────

/** The two tables: everything, and the personal values that can be erased. */
export type TableName = 'main' | 'personal';

/** Key of an item: partition and sort key. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** What an item's attribute may hold. Numbers are safe integers. */
export type Attribute = string | number | boolean | AttributeList | AttributeMap;
export type AttributeList = readonly Attribute[];
export interface AttributeMap {
  readonly [name: string]: Attribute;
}

/** An item: its key and attributes. Index keys are attributes (`core/store/keys.ts`). */
export type Item = Key & AttributeMap;

/** One test of a condition on the item as it stands; all tests of a condition must hold. */
export type Test =
  | { readonly is: 'absent' }
  | { readonly is: 'present' }
  | { readonly attribute: string; readonly is: 'absent' | 'present' }
  | { readonly attribute: string; readonly is: '='; readonly value: string | number | boolean }
  | {
      readonly attribute: string;
      readonly is: '<' | '<=' | '>' | '>=';
      /** Strings compare by their UTF-8 bytes; a value of another type never holds. */
      readonly value: string | number;
    };

/** One operation of a transaction. `when` is the condition: every test must hold. */
export type Write =
  | {
      readonly op: 'put';
      readonly table?: TableName;
      readonly item: Item;
      readonly when?: readonly Test[];
    }
  | {
      readonly op: 'update';
      readonly table?: TableName;
      readonly key: Key;
      /**
       * Attributes to set; others stay. An update creates the item where none is. It names at
       * least one attribute, each in one of `set`, `remove` and `add`, and never the key.
       */
      readonly set?: AttributeMap;
      readonly remove?: readonly string[];
      /** Numbers to add to attributes; an absent one counts as 0. */
      readonly add?: Readonly<Record<string, number>>;
      readonly when?: readonly Test[];
    }
  | {
      readonly op: 'delete';
      readonly table?: TableName;
      readonly key: Key;
      readonly when?: readonly Test[];
    }
  | {
      readonly op: 'check';
      readonly table?: TableName;
      readonly key: Key;
      readonly when: readonly Test[];
    };

/** The write at `index` was refused: its condition did not hold; `item` is what stood there. */
export interface Refusal {
  readonly index: number;
  readonly item: Item | undefined;
}

/** All written, or nothing and why: every refused write by its index. */
export type WriteOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The indexes of the main table. They lag: no decision rests on one. */
export type IndexName = 'by-type' | 'by-state' | 'by-person' | 'by-time';

/** A range of sort keys of one partition, of the table or of an index, in order of UTF-8 bytes. */
export interface Query {
  readonly table?: TableName;
  readonly index?: IndexName;
  readonly partition: string;
  readonly from?: string;
  /** Inclusive upper bound. */
  readonly to?: string;
  /** Together with `from` or `to`: what lies in both. */
  readonly prefix?: string;
  readonly descending?: boolean;
  /** Items of the page, at most. */
  readonly limit: number;
  /** Where the page before ended: opaque, for a query alike in all but `limit`. */
  readonly cursor?: string;
  /** Read what was just written; the table alone, never an index. */
  readonly consistent?: boolean;
}

/** Items of an index are their summary alone (`core/store/indexes.ts`). */
export interface Page {
  /** At most `limit`, and at most 1 MB of them. */
  readonly items: readonly Item[];
  /** Absent at the end; where it is present, an empty page may follow. */
  readonly cursor?: string;
}

/**
 * The tables. Reads by key are strongly consistent.
 *
 * @throws Transient at a throttle, a conflict of transactions, a broken connection; its `outcome`
 *   is `unknown` where the write may have been done all the same
 * @throws Invalid, TooLarge for what no table takes (`core/store/check-writes.ts`), a query out of
 *   order, and a cursor that is none
 */
export interface Table {
  get(key: Key, table?: TableName): Promise<Item | undefined>;
  query(query: Query): Promise<Page>;
  /**
   * Writes all or nothing; at most 100 operations, no two on one item. One alone is a plain
   * conditional write (half the price of a transaction of one), unless it checks or adds.
   */
  write(writes: readonly Write[]): Promise<WriteOutcome>;
}

// ── write-once objects ───────────────────────────────────────────────────────────────────────

export interface PutOptions {
  readonly contentType: string;
  /** Locked until then; absent for what is not locked at all. */
  readonly retainUntil?: Instant;
  /** Object tags, for lifecycle rules. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface StoredObject {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For `replace`. */
  readonly etag: string;
}

/**
 * The evidence bucket, or a folder like it. Paths are those of `core/log/paths.ts`. An object under
 * a delete marker does not stand there: a new one may be created above it.
 *
 * @throws Transient as `Table` does; a lost answer's `create` is `present` at the next try, a lost
 *   answer's `replace` `false`
 */
export interface Objects {
  /**
   * Puts create-only. `created`, or `present` where an object stands there already: the caller
   * compares (its bytes or its checksum), because what a difference means is the caller's to say.
   */
  create(path: string, bytes: Uint8Array, options: PutOptions): Promise<'created' | 'present'>;
  get(path: string): Promise<StoredObject | undefined>;
  /** Replaces the object of that etag (`undefined`: none stands there); `false` if it has moved. */
  replace(
    path: string,
    bytes: Uint8Array,
    options: PutOptions & { readonly etag: string | undefined },
  ): Promise<boolean>;
  /** SHA-256 (hex) and size in bytes, without the body; `undefined` where nothing stands. */
  head(
    path: string,
  ): Promise<{ readonly sha256: string | undefined; readonly size: number } | undefined>;
  /** Paths under a prefix, in order of UTF-8 bytes, 1,000 a page, from S3's own list. */
  list(
    prefix: string,
    cursor?: string,
  ): Promise<{ readonly paths: readonly string[]; readonly cursor?: string }>;
}

/**
 * What keeps the objects of the evidence bucket: for the sweep, which alone may change it.
 *
 * @throws Transient; Invalid for a path that is none, and a moment that is no instant or past
 */
export interface Locks {
  /**
   * Sets or lifts the legal hold of what stands there: while it is on, nobody destroys it, whatever
   * its lock says. `false` where nothing stands there.
   */
  hold(path: string, on: boolean): Promise<boolean>;
  /** Locks what stands there at least until then: a longer lock stays. `false` as above. */
  prolong(path: string, until: Instant): Promise<boolean>;
}

/** A file that its owner uploads, as it was declared. */
export interface Upload {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  readonly retainUntil: Instant;
}

/** Uploads straight to the bucket, so that no function carries a file. */
export interface Uploads {
  /**
   * A PUT that takes these very bytes, create-only and locked, for so many seconds. The headers
   * are signed: they are sent as they stand.
   */
  presign(
    upload: Upload,
    seconds: number,
  ): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }>;
}

/** The key that signs checkpoints. */
export interface Signer {
  /** The raw Ed25519 public key: 32 bytes. */
  publicKey(): Promise<Uint8Array<ArrayBuffer>>;
  /** The Ed25519 signature (64 bytes) over at most 4,096 bytes. */
  sign(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
}

// ── machines, mail, functions, bus ───────────────────────────────────────────────────────────

/** Step Functions. */
export interface Machines {
  /**
   * Starts an execution of the workflow's machine. A name is taken from then on, long after the
   * execution's end: `exists`. (Where it still runs with the very same input, AWS says `started`
   * again: callers take the two alike.)
   *
   * @throws Invalid for a name beyond 80 characters of `[A-Za-z0-9_-]`, TooLarge for an input
   *   beyond 256 KiB
   */
  start(workflow: string, name: string, input: object): Promise<'started' | 'exists'>;
  /** Tells a waiting execution to look; `gone` where that token waits no more. */
  ring(token: string): Promise<'rung' | 'gone'>;
  /** Whether the execution of that name runs; `unknown` where there is none of it. */
  status(workflow: string, name: string): Promise<'running' | 'ended' | 'unknown'>;
}

export interface Mail {
  readonly to: string;
  readonly replyTo?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What it is about: mails of one thread stand together. Letters, digits, dots and hyphens. */
  readonly thread?: string;
}

/**
 * SES. No error carries an address.
 *
 * @throws Transient where the sender is throttled or down, Refused for an address that it does not
 *   take, Unauthorised where sending is not set up, Invalid for a mail with line breaks in a header
 */
export interface Mailer {
  send(mail: Mail): Promise<{ readonly messageId: string }>;
}

/**
 * Ringing another function of ours, without waiting for it: healed by the sweep if lost.
 *
 * @throws Transient
 */
export interface Bell {
  ring(fn: 'mail' | 'log' | 'sweep', payload?: object): Promise<void>;
}

/**
 * The outbound bus, at least once.
 *
 * @throws Transient where an event was not taken: all are put again. TooLarge beyond 256 KiB
 */
export interface Bus {
  put(events: readonly { readonly type: string; readonly detail: object }[]): Promise<void>;
}
