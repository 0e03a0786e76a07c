import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import { bundlePath, CHECKPOINT_PATH, checkpointAtPath, tilePath } from '#core/log/paths.ts';
import { printVerifierKey, verifierKey } from '#core/log/vkey.ts';
import { logHeadKey } from '#core/store/keys.ts';
import { run } from '#local/run.ts';
import { given } from '#tests/support/people.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { setStream } from './support/machine-control.ts';
import { ORIGIN, signingKey, verifyBucket } from './support/verify-bucket.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let ports: CorePorts;
let written = 0;

beforeAll(async () => {
  live = await startLive({ example: false });
  ports = corePorts(live.assent);
});
afterAll(() => live?.stop());

const WRITERS = 8;

/** Writes so many versions, each of a record of its own, several at a time. */
async function write(count: number): Promise<void> {
  const last = written + count;
  const writer = async () => {
    while (written < last) {
      written += 1;
      const content = { name: `Role ${written}`, responsibilities: ['Be logged'] };
      const id = `role-${written}`;
      await given(ports.store, { type: 'role', id, state: 'active', content });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

/** Whether an object is there, and how many bytes it has. */
const sizeOf = async (path: string) => (await ports.objects.head(path))?.size;

const newest = async () => {
  const object = await ports.objects.get(CHECKPOINT_PATH);
  return object === undefined ? undefined : parseCheckpoint(object.bytes);
};

async function runLog(): Promise<void> {
  const { failed, answer } = await live.invoke('log');
  if (failed) throw new Error(`The log function failed: ${answer}`);
}

/** `assent verify` over the bucket, as an auditor with read access runs it. */
function verifyByCommand(key: string) {
  const { endpoint, region, credentials } = live.assent.client;
  return run(process.execPath, ['cli/assent.ts', 'verify', where(), '--key', key], {
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
}

const where = () => `s3://${live.assent.deployed.bucket}`;

describe('a log that grows past its first full tile', () => {
  beforeAll(() => setStream(live.assent, false));

  test.each([
    [255, [tilePath(0, 0, 255), bundlePath(0, 255)], [tilePath(0, 0), tilePath(1, 0, 1)]],
    [256, [tilePath(0, 0), bundlePath(0), tilePath(1, 0, 1)], [tilePath(0, 1, 1)]],
    [257, [tilePath(0, 1, 1), bundlePath(1, 1)], [tilePath(1, 0, 2), tilePath(0, 1)]],
  ])(
    'has at %i entries the tiles of the specification, and no others',
    async (size, there, not) => {
      await write(size - written);
      await runLog();
      expect((await newest())?.size).toBe(size);
      for (const path of [...there, checkpointAtPath(size)]) {
        expect(await sizeOf(path), path).toBeGreaterThan(0);
      }
      for (const path of not) expect(await sizeOf(path), path).toBeUndefined();
    },
  );

  test('verifies offline from its first entry to its newest checkpoint', async () => {
    const { ok, wrong, isTrusted, size, counts } = await verifyBucket(live.assent);
    expect({ ok, wrong, isTrusted, size }).toEqual({
      ok: true,
      wrong: [],
      isTrusted: true,
      size: 257,
    });
    expect(counts.versions).toBe(257);
  });

  test('is verified by the command where it lies, and not by another key', async () => {
    const key = await signingKey(live.assent);
    const good = await verifyByCommand(printVerifierKey(key));
    expect(good.output).toContain('Verified: nothing fails, nothing is missing.');
    expect(good.output).toContain(`${ORIGIN}, 257 entries`);
    expect(good.code).toBe(0);
    const other = verifierKey(
      ORIGIN,
      key.key.map((byte) => byte ^ 1),
    );
    const bad = await verifyByCommand(printVerifierKey(other));
    expect(bad.output).toContain('is signed by no key that is trusted');
    expect(bad.code).toBe(1);
  });

  test('is left as it is by a run that finds nothing to do', async () => {
    const before = await newest();
    await Promise.all([runLog(), runLog()]);
    expect(await newest()).toEqual(before);
  });
});

describe('a log that many runners write at once', () => {
  test('takes every version once, without a gap', async () => {
    await setStream(live.assent, true);
    const before = written;
    await Promise.all([write(120), runLog(), runLog()]);
    await Promise.all([runLog(), runLog(), runLog()]);
    await waitUntil('the backlog to be taken', async () => {
      const head = await ports.table.get(logHeadKey);
      return head?.published === written ? true : undefined;
    });
    const indexes = new Set<number | undefined>();
    for (let n = before + 1; n <= written; n++) {
      indexes.add(await ports.store.logIndex(`role/role-${n}`, 1));
    }
    expect(indexes.size).toBe(written - before);
    expect(Math.min(...[...indexes].map(Number))).toBe(before);
    expect(Math.max(...[...indexes].map(Number))).toBe(written - 1);
    const { ok, wrong, size } = await verifyBucket(live.assent);
    expect({ ok, wrong, size }).toEqual({ ok: true, wrong: [], size: written });
  });
});
