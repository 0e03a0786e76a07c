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

/**
 * A log in its bucket. Versions are listed, not names: a delete marker hides a name and protects
 * nothing, and what was put a second time at a path shows. What is read is the first put, but for
 * `log/checkpoint`, which alone is replaced.
 */
export function bucketSource(bucket: string, client = new S3Client({})): Source {
  const get = async (path: string, versionId: string | undefined) => {
    const { Body } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: path, VersionId: versionId }),
    );
    return Body;
  };

  async function* list(prefix: string): AsyncGenerator<SourceObject> {
    for await (const { path, versions, isHidden } of pathsOf(client, bucket, prefix)) {
      const chosen = path === CHECKPOINT_PATH ? versions[0] : versions.at(-1);
      if (chosen === undefined) continue;
      const read = async () => {
        const body = await get(path, chosen.VersionId);
        return (await body?.transformToByteArray()) ?? new Uint8Array();
      };
      yield {
        path,
        size: chosen.Size ?? 0,
        ...(isHidden ? { isHidden } : {}),
        ...(path === CHECKPOINT_PATH ? {} : { puts: versions.length }),
        read: async (into) => fitted(path, await read(), into),
        async *chunks() {
          const body = await get(path, chosen.VersionId);
          for await (const chunk of (body?.transformToWebStream() ??
            []) as AsyncIterable<Uint8Array>) {
            yield chunk;
          }
        },
      };
    }
  }

  return {
    list,
    async read(path, into) {
      for await (const object of list(path)) if (object.path === path) return object.read(into);
      return undefined;
    },
  };
}

function fitted(path: string, bytes: Uint8Array, into: Uint8Array): Uint8Array {
  if (bytes.length > into.length) {
    throw new AssentError('TooLarge', `${path} has ${bytes.length} bytes, more than it may`);
  }
  into.set(bytes);
  return into.subarray(0, bytes.length);
}

interface PathVersions {
  readonly path: string;
  /** The newest first, as S3 lists them. */
  readonly versions: ObjectVersion[];
  readonly isHidden: boolean;
}

/** Every path of the prefix with all its versions, in order. */
async function* pathsOf(
  client: S3Client,
  bucket: string,
  prefix: string,
): AsyncGenerator<PathVersions> {
  let open: PathVersions | undefined;
  for await (const { Versions = [], DeleteMarkers = [] } of pagesOf(client, bucket, prefix)) {
    const hidden = new Set(
      DeleteMarkers.filter(({ IsLatest }) => IsLatest === true).map(({ Key }) => Key),
    );
    for (const version of Versions) {
      const path = version.Key ?? '';
      if (open?.path === path) {
        open.versions.push(version);
        continue;
      }
      if (open !== undefined) yield open;
      open = { path, versions: [version], isHidden: hidden.has(path) };
    }
  }
  if (open !== undefined) yield open;
}

async function* pagesOf(client: S3Client, bucket: string, prefix: string) {
  let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...marker }),
    );
    yield page;
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) return;
    marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
