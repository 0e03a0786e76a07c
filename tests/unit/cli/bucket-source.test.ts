import { GetObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type BucketClient, bucketSource } from '#cli/sources/bucket.ts';
import type { Finding } from '#core/log/verify/findings.ts';
import { verify } from '#core/log/verify.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { utf8 } from '#tests/unit/log/log-fixtures.ts';
import { type LogWorld, run, write } from '#tests/unit/log/log-world.ts';
import { aKey, nodeHash } from '#tests/unit/log/verify-world.ts';
import { aWholeLog } from '#tests/unit/log/whole-log.ts';

/** S3 over the bucket of a world, as far as a source asks it; a page has so many versions. */
function clientOf(world: LogWorld, pageSize = 50): BucketClient & { readonly gets: string[] } {
  const gets: string[] = [];
  const all = () => world.objects.versions().toSorted((a, b) => compareUtf8(a.path, b.path));
  const list = ({ input }: ListObjectVersionsCommand) => {
    const { Prefix = '', MaxKeys = pageSize, KeyMarker, VersionIdMarker } = input;
    const under = all().filter(({ path }) => path.startsWith(Prefix));
    const at = under.findIndex(({ path, id }) => path === KeyMarker && id === VersionIdMarker);
    const page = under.slice(at + 1, at + 1 + Math.min(MaxKeys, pageSize));
    const last = page.at(-1);
    const isLatest = (path: string, id: string) =>
      under.find((each) => each.path === path)?.id === id;
    const told = page.map(({ path, id, bytes }) => ({
      Key: path,
      VersionId: id,
      Size: bytes?.length,
      IsLatest: isLatest(path, id),
      isMarker: bytes === undefined,
    }));
    return {
      Versions: told.filter(({ isMarker }) => !isMarker),
      DeleteMarkers: told.filter(({ isMarker }) => isMarker),
      IsTruncated: at + 1 + page.length < under.length,
      NextKeyMarker: last?.path,
      NextVersionIdMarker: last?.id,
    };
  };
  const get = ({ input: { Key, VersionId } }: GetObjectCommand) => {
    gets.push(Key ?? '');
    const found = all().find(({ path, id }) => path === Key && id === VersionId);
    const bytes = found?.bytes ?? utf8('');
    const stream = () => new Blob([bytes]).stream();
    return { Body: { transformToByteArray: async () => bytes, transformToWebStream: stream } };
  };
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof ListObjectVersionsCommand) return list(command);
    if (command instanceof GetObjectCommand) return get(command);
    throw new Error('Not foreseen');
  };
  return { send: send as BucketClient['send'], gets };
}

async function verified(world: LogWorld, client = clientOf(world)) {
  const told: Finding[] = [];
  const source = bucketSource('evidence', client);
  const keys = [await aKey()];
  const outcome = await verify(source, { keys, hash: nodeHash, tell: (each) => told.push(each) });
  return { ...outcome, told };
}

const RECORD = 'records/role/r5/00000002.json';

describe('a bucket', () => {
  it('verifies as it stands, whatever the length of a page', async () => {
    const world = await aWholeLog();
    for (const pageSize of [2, 50, 1000]) {
      const outcome = await verified(world, clientOf(world, pageSize));
      expect(outcome.told).toEqual([]);
      expect(outcome).toMatchObject({ ok: true, size: 307, isTrusted: true });
      expect(outcome.counts).toMatchObject({ versions: 307, files: 2, signals: 1 });
    }
  });

  it('is asked for each version once', async () => {
    const world = await aWholeLog();
    const client = clientOf(world);
    await verified(world, client);
    const bodies = client.gets.filter((path) => path.startsWith('records/'));
    const rotations = 2;
    expect(bodies.length).toBe(307 + rotations);
  });

  it('names what is hidden under a delete marker, and verifies what lies below', async () => {
    const world = await aWholeLog();
    world.objects.hide(RECORD);
    const outcome = await verified(world);
    expect(outcome.told).toEqual([
      { kind: 'failed', path: RECORD, reason: 'is hidden under a delete marker' },
    ]);
    expect(outcome.counts.versions).toBe(307);
  });

  it.each(['log/tile/0/000', 'log/checkpoint', 'log/checkpoints/000000000307'])(
    'names %s where it is hidden, and goes on with what lies below',
    async (path) => {
      const world = await aWholeLog();
      world.objects.hide(path);
      const outcome = await verified(world);
      expect(outcome.told.map((each) => each.path)).toEqual([path]);
      expect(outcome.size).toBe(307);
    },
  );

  it('names what was put a second time, and reads what was put first', async () => {
    const world = await aWholeLog();
    world.objects.hide(RECORD);
    world.objects.overwrite(RECORD, utf8('{}'));
    const outcome = await verified(world);
    expect(outcome.told).toEqual([
      { kind: 'failed', path: RECORD, reason: 'was put 2 times; what is read here is the first' },
    ]);
  });

  it('is read in its newest checkpoint, however often that was replaced', async () => {
    const world = await aWholeLog();
    expect(world.objects.versions('log/checkpoint').length).toBeGreaterThan(2);
    expect(await verified(world)).toMatchObject({ ok: true, size: 307 });
  });

  it('that is ahead of its checkpoint says so', async () => {
    const world = await aWholeLog();
    await write(world, 'role/r1');
    await run(world).catch(() => {});
    const outcome = await verified(world);
    expect(outcome.ok).toBe(true);
    expect(outcome.told.every(({ kind }) => kind === 'noted')).toBe(true);
    expect(outcome.told.length).toBeGreaterThan(0);
  });

  it('whose S3 fails is no verdict', async () => {
    const world = await aWholeLog();
    const client = clientOf(world);
    let calls = 0;
    const failing: BucketClient = {
      send: (async (command: never) => {
        if (++calls === 20) throw new Error('socket hang up');
        return client.send(command);
      }) as BucketClient['send'],
    };
    await expect(verified(world, { ...failing, gets: [] })).rejects.toThrow('socket hang up');
  });

  it('gives a file piece by piece', async () => {
    const world = await aWholeLog();
    world.objects.overwrite('evidence/long', new Uint8Array(100_000).fill(7));
    for await (const object of bucketSource('evidence', clientOf(world)).list('evidence/long')) {
      let length = 0;
      for await (const chunk of object.chunks()) length += chunk.length;
      expect(length).toBe(100_000);
    }
  });
});
