import { refused } from '#core/errors.ts';
import type { Clock, Locks, Objects } from '#core/ports.ts';
import { checkPath, checkPut } from '#core/store/check-put.ts';
import { decodePathCursor, encodeCursor } from '#core/store/cursors.ts';
import { sha256Hex } from '#hash';
import { Bucket, type MemoryVersion } from './bucket.ts';
import { fixedClock } from './clock.ts';
import { type FaultGate, type Faults, faults } from './faults.ts';

const MAX_KEYS = 1000;

/** A versioned bucket with Object Lock in memory, with what a test may do to it. */
export interface MemoryObjects extends Objects, Locks {
  readonly faults: Faults;
  /** All versions, those of a path or of all paths: paths in order, newest version first. */
  versions(path?: string): readonly MemoryVersion[];
  /** DELETE without a version: a delete marker, which no lock prevents. */
  hide(path: string): void;
  /** DELETE of a version. @throws Refused while it is locked or held */
  remove(path: string, id: string): void;
  /** Puts without any condition: a new version, unlocked. */
  overwrite(path: string, bytes: Uint8Array): void;
  /** What no API can do: other bytes in the newest version. */
  corrupt(path: string, bytes: Uint8Array): void;
}

/** S3 as far as the evidence store uses it. The clock decides what is still locked. */
export function memoryObjects(options: { readonly clock?: Clock } = {}): MemoryObjects {
  const clock = options.clock ?? fixedClock();
  const bucket = new Bucket(clock);
  const gate = faults();
  return {
    faults: gate,
    async create(path, bytes, how) {
      checkPut(path, how, clock.now());
      return gate.through('objects.create', () => {
        if (bucket.standing(path) !== undefined) return 'present';
        bucket.put(path, bytes, how);
        return 'created';
      });
    },
    async get(path) {
      checkPath(path);
      return gate.through('objects.get', () => {
        const there = bucket.standing(path);
        return there && { bytes: there.bytes.slice(), etag: etagOf(there.bytes) };
      });
    },
    async replace(path, bytes, how) {
      checkPut(path, how, clock.now());
      return gate.through('objects.replace', () => {
        const there = bucket.standing(path);
        if ((there && etagOf(there.bytes)) !== how.etag) return false;
        bucket.put(path, bytes, how);
        return true;
      });
    },
    async head(path) {
      checkPath(path);
      return gate.through('objects.head', () => {
        const there = bucket.standing(path);
        return there && { sha256: sha256Hex(there.bytes), size: there.bytes.length };
      });
    },
    async list(prefix, cursor) {
      const after = cursor === undefined ? undefined : decodePathCursor(cursor, prefix);
      return gate.through('objects.list', () => pageOf(bucket, prefix, after));
    },
    ...locksOf(bucket, clock, gate),
    ...handsOn(bucket, clock),
  };
}

function locksOf(bucket: Bucket, clock: Clock, gate: FaultGate): Locks {
  return {
    async hold(path, on) {
      checkPath(path);
      return gate.through('locks.hold', () => bucket.keep(path, () => ({ held: on })));
    },
    async prolong(path, until) {
      checkPut(path, { contentType: '', retainUntil: until }, clock.now());
      return gate.through('locks.prolong', () =>
        bucket.keep(path, ({ retainUntil = until }) => ({
          retainUntil: retainUntil > until ? retainUntil : until,
        })),
      );
    },
  };
}

function pageOf(bucket: Bucket, prefix: string, after: string | undefined) {
  const paths: string[] = [];
  for (const path of bucket.paths(prefix, after)) {
    if (bucket.standing(path) === undefined) continue;
    const last = paths.at(-1);
    if (last !== undefined && paths.length === MAX_KEYS) {
      return { paths, cursor: encodeCursor([last]) };
    }
    paths.push(path);
  }
  return { paths };
}

/** What a test does to the bucket, past the port. */
function handsOn(bucket: Bucket, clock: Clock) {
  return {
    versions: (path?: string) =>
      [...(path === undefined ? bucket.paths('') : [path])].flatMap((one) =>
        bucket.versionsOf(one).toReversed(),
      ),
    hide: (path: string) => bucket.put(path, undefined, { contentType: '' }),
    remove(path: string, id: string) {
      const versions = bucket.versionsOf(path);
      const at = versions.findIndex((version) => version.id === id);
      if (versions[at]?.held === true) throw refused('A legal hold is on');
      const until = versions[at]?.retainUntil;
      if (until !== undefined && until > clock.now()) throw refused(`Locked until ${until}`);
      if (at >= 0) versions.splice(at, 1);
    },
    overwrite: (path: string, bytes: Uint8Array) =>
      bucket.put(path, bytes, { contentType: 'application/octet-stream' }),
    corrupt(path: string, bytes: Uint8Array) {
      const versions = bucket.versionsOf(path);
      const newest = versions.pop();
      if (newest !== undefined) versions.push({ ...newest, bytes: Uint8Array.from(bytes) });
    },
  };
}

// S3's ETag is opaque; that of equal bytes is equal, as for its single puts.
function etagOf(bytes: Uint8Array): string {
  return `"${sha256Hex(bytes).slice(0, 32)}"`;
}
