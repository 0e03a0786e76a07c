import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { signCheckpoint } from '#core/log/checkpoint.ts';
import { rootOfEdge } from '#core/log/tiles.ts';
import { printVerifierKey } from '#core/log/vkey.ts';
import { aSigner, grow, ORIGIN, VECTORS_FOLDER } from './log-fixtures.ts';
import { bucketOf, logWorld, run, writeAll } from './log-world.ts';
import { aKey } from './verify-world.ts';

const MINUTES = 60_000;
const cwd = fileURLToPath(new URL('fsck/', VECTORS_FOLDER));

/** What transparency-dev's fsck says of a log in a folder. */
function fsck(command: string, folder: string, vkey: string): string {
  try {
    return execFileSync(command, [folder, vkey], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout).trim();
    throw error;
  }
}

describe('transparency-dev’s fsck', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-fsck-'));
  const command = join(folder, 'fsck');
  let unavailable: string | undefined;

  beforeAll(() => {
    const go = (...args: string[]) => execFileSync('go', args, { cwd, stdio: 'pipe' });
    try {
      go('version');
    } catch {
      unavailable = 'Go is not installed';
      return;
    }
    try {
      go('mod', 'download');
    } catch {
      unavailable = 'the modules of fsck cannot be had: no Go module proxy is in reach';
      return;
    }
    go('build', '-o', command, '.');
  }, 3 * MINUTES);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Writes a log into a folder of its own; returns where its checkpoint lies. */
  function written(ctx: TestContext, objects: ReadonlyMap<string, Uint8Array>): string {
    if (unavailable !== undefined) ctx.skip(unavailable);
    const place = mkdtempSync(join(folder, 'log-'));
    for (const [path, bytes] of objects) {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), bytes);
    }
    return join(place, 'log');
  }

  const published = async (count: number) => {
    const world = logWorld();
    for (let at = 0; at < count; at += 100) {
      await writeAll(
        world,
        Array.from({ length: Math.min(100, count - at) }, (_, i) => `role/r${i}`),
      );
      await run(world);
    }
    return new Map(bucketOf(world));
  };

  it.for([1, 255, 256, 257, 520])(
    'accepts a log of %i versions as it was published',
    { timeout: MINUTES },
    async (count, ctx) => {
      const place = written(ctx, await published(count));
      expect(fsck(command, place, printVerifierKey(await aKey()))).toBe('accepted');
    },
  );

  it('accepts a log with tiles of three levels', { timeout: MINUTES }, async (ctx) => {
    const size = 65_793;
    const { edges, objects } = grow([65_536, size]);
    const edge = edges.get(size);
    if (edge === undefined) throw new Error('No edge');
    const root = rootOfEdge(edge);
    const signed = await signCheckpoint({ origin: ORIGIN, size, root }, [aSigner()]);
    const place = written(ctx, new Map([...objects, ['log/checkpoint', signed]]));
    expect(fsck(command, place, printVerifierKey(await aKey()))).toBe('accepted');
  });

  it.for(['log/tile/0/000', 'log/tile/1/000.p/1', 'log/tile/entries/001.p/44', 'log/checkpoint'])(
    'refuses a log in which a byte of %s was changed, as we do',
    { timeout: MINUTES },
    async (path, ctx) => {
      const objects = await published(300);
      const changed = Uint8Array.from(objects.get(path) ?? []);
      changed[20] = (changed[20] ?? 0) ^ 1;
      const place = written(ctx, objects.set(path, changed));
      expect(fsck(command, place, printVerifierKey(await aKey()))).toMatch(/^refused/);
    },
  );
});
