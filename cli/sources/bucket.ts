import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type ObjectVersion,
  S3Client,
} from '@aws-sdk/client-s3';
import { AssentError } from '#core/errors.ts';
import { CHECKPOINT_PATH } from '#core/log/paths.ts';
import type { Source, SourceObject } from '#core/log/verify/source.ts';

/** Objects that are fetched at a time, ahead of who reads them. */
const FETCHED_AHEAD = 24;

/** Longer ones are not fetched ahead. */
const MAX_AHEAD_BYTES = 2 * 1024 * 1024;

/** The client, as far as a source uses it. */
export type BucketClient = Pick<S3Client, 'send'>;

/**
 * A log in its bucket. Versions are listed, not names: a delete marker hides a name and protects
 * nothing, and what was put a second time at a path shows. What is read is the first put, but for
 * `log/checkpoint`, which alone is replaced.
 */
export function bucketSource(bucket: string, client: BucketClient = new S3Client({})): Source {
  const expected = new Map<string, Promise<Uint8Array | undefined>>();
  const find = async (path: string): Promise<Uint8Array | undefined> => {
    // The path sorts before all that it is the beginning of.
    for await (const found of pathsOf(client, bucket, path, 10)) {
      return found.path === path ? fetch(client, bucket, found) : undefined;
    }
    return undefined;
  };
  return {
    list: (prefix, reading) => {
      const objects = objectsUnder(client, bucket, prefix);
      return reading === true ? fetchedAhead(objects) : objects;
    },
    async read(path, into) {
      const bytes = await (expected.get(path) ?? find(path));
      expected.delete(path);
      return bytes && fitted(bytes, into);
    },
    expect(paths) {
      for (const path of paths) {
        if (expected.size >= FETCHED_AHEAD || expected.has(path)) continue;
        const found = find(path);
        // Whoever reads it is told of what went wrong.
        found.catch(() => {});
        expected.set(path, found);
      }
    },
  };
}

async function* objectsUnder(
  client: BucketClient,
  bucket: string,
  prefix: string,
): AsyncGenerator<BucketObject> {
  for await (const found of pathsOf(client, bucket, prefix)) {
    yield new BucketObject(client, bucket, found);
  }
}

/** The objects, with some of those to come on their way already. */
async function* fetchedAhead(objects: AsyncGenerator<BucketObject>): AsyncGenerator<BucketObject> {
  const waiting: BucketObject[] = [];
  for await (const object of objects) {
    object.fetch();
    waiting.push(object);
    const [next] = waiting;
    if (waiting.length < FETCHED_AHEAD || next === undefined) continue;
    waiting.shift();
    yield next;
  }
  yield* waiting;
}

class BucketObject implements SourceObject {
  readonly path: string;
  readonly size: number;
  readonly isHidden: boolean;
  readonly puts: number;
  readonly #client: BucketClient;
  readonly #bucket: string;
  readonly #found: Found;
  #fetched: Promise<Uint8Array> | undefined;

  constructor(client: BucketClient, bucket: string, found: Found) {
    this.path = found.path;
    this.size = chosenOf(found)?.Size ?? 0;
    this.isHidden = found.isHidden;
    this.puts = found.versions.length;
    this.#client = client;
    this.#bucket = bucket;
    this.#found = found;
  }

  fetch(): void {
    if (this.size > MAX_AHEAD_BYTES) return;
    this.#fetched = fetch(this.#client, this.#bucket, this.#found);
    this.#fetched.catch(() => {});
  }

  async read(into: Uint8Array): Promise<Uint8Array> {
    if (this.size > into.length) throw tooLarge(this.size);
    return fitted(await (this.#fetched ?? fetch(this.#client, this.#bucket, this.#found)), into);
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    const body = await open(this.#client, this.#bucket, this.#found);
    const reader = body.transformToWebStream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  }
}

async function fetch(client: BucketClient, bucket: string, found: Found): Promise<Uint8Array> {
  return (await open(client, bucket, found)).transformToByteArray();
}

async function open(client: BucketClient, bucket: string, found: Found) {
  const VersionId = chosenOf(found)?.VersionId;
  const input = { Bucket: bucket, Key: found.path, VersionId };
  const { Body } = await client.send(new GetObjectCommand(input));
  if (Body === undefined) throw new AssentError('Transient', `S3 gave no body of ${found.path}`);
  return Body;
}

function chosenOf({ path, versions }: Found): ObjectVersion | undefined {
  return path === CHECKPOINT_PATH ? versions[0] : versions.at(-1);
}

function fitted(bytes: Uint8Array, into: Uint8Array): Uint8Array {
  if (bytes.length > into.length) throw tooLarge(bytes.length);
  into.set(bytes);
  return into.subarray(0, bytes.length);
}

function tooLarge(size: number): AssentError {
  return new AssentError('TooLarge', `has ${size} bytes, more than it may`);
}

interface Found {
  readonly path: string;
  /** With bodies, the newest first, as S3 lists them. */
  readonly versions: ObjectVersion[];
  readonly isHidden: boolean;
}

/** Every path of the prefix with all its versions, in order. */
async function* pathsOf(
  client: BucketClient,
  bucket: string,
  prefix: string,
  keys?: number,
): AsyncGenerator<Found> {
  let open: Found | undefined;
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (let isTruncated = true; isTruncated; ) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, MaxKeys: keys, ...from }),
    );
    const markers = (page.DeleteMarkers ?? []).filter(({ IsLatest }) => IsLatest === true);
    const hidden = new Set(markers.map(({ Key }) => Key));
    for (const version of page.Versions ?? []) {
      const path = version.Key ?? '';
      if (open?.path === path) {
        open.versions.push(version);
        continue;
      }
      if (open !== undefined) yield open;
      open = { path, versions: [version], isHidden: hidden.has(path) };
    }
    isTruncated = page.IsTruncated === true;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  if (open !== undefined) yield open;
}
