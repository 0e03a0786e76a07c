import { frameEnd } from '../bundle.ts';
import { bundlePath, parsePath, type StoredPath, TILE_WIDTH } from '../paths.ts';
import { HASH_BYTES, sameBytes } from '../tree.ts';
import { tileWidth } from '../tree-proofs.ts';
import { tellPlace } from './check-files.ts';
import type { Findings } from './findings.ts';
import { MAX_BUNDLE_BYTES, type Reader } from './reader.ts';
import type { SourceObject } from './source.ts';

type Tile = Extract<StoredPath, { kind: 'tile' }>;
type Bundle = Extract<StoredPath, { kind: 'bundle' }>;

/**
 * Every object under `log/` that the newest checkpoint does not need: partial tiles and bundles of
 * smaller sizes must be what the later ones begin with, and nothing else may be there.
 */
export async function checkAside(
  reader: Reader,
  findings: Findings,
  size: number,
  mayBeAhead: boolean,
): Promise<void> {
  const buffer = new Uint8Array(MAX_BUNDLE_BYTES);
  // What is wrong with the later ones was told along the log.
  const quiet = reader.quietly();
  for await (const object of reader.source.list('log/')) {
    const parsed = parsePath(object.path);
    if (object.path === 'log/checkpoint') {
      // Replaced each time, so many versions of it are as it should be.
      tellPlace({ ...object, puts: 1 }, findings);
      continue;
    }
    tellPlace(object, findings);
    if (parsed?.kind === 'tile' || parsed?.kind === 'bundle') {
      await checkPartial(reader, findings, {
        object,
        parsed,
        size,
        mayBeAhead,
        buffer,
        quiet,
      });
    } else if (parsed?.kind !== 'checkpoint-at') {
      findings.failed(object.path, 'is no path of a log');
    }
  }
}

interface Aside {
  readonly object: SourceObject;
  readonly parsed: Tile | Bundle;
  readonly size: number;
  readonly mayBeAhead: boolean;
  readonly buffer: Uint8Array;
  readonly quiet: Reader;
}

async function checkPartial(reader: Reader, findings: Findings, aside: Aside): Promise<void> {
  const { object, parsed, size, mayBeAhead } = aside;
  const level = parsed.kind === 'tile' ? parsed.level : 0;
  const known = tileWidth(level, parsed.index, size);
  if (parsed.width > known) {
    if (mayBeAhead) findings.noted(object.path, 'is ahead of the newest checkpoint');
    else findings.failed(object.path, 'is not part of the log of the newest checkpoint');
    return;
  }
  // What the checkpoint needs was checked along the log.
  if (parsed.width === known) return;
  const bytes = await reader.attempt(object.path, () => object.read(aside.buffer));
  if (bytes === undefined) return;
  const isPrefix =
    parsed.kind === 'tile'
      ? await isTilePrefix(aside.quiet, parsed, known, bytes)
      : await isBundlePrefix(aside.quiet, parsed, known, bytes);
  if (isPrefix === false) findings.failed(object.path, 'is not what the later ones begin with');
}

async function isTilePrefix(
  reader: Reader,
  { level, index, width }: Tile,
  known: number,
  bytes: Uint8Array,
): Promise<boolean | undefined> {
  if (bytes.length !== width * HASH_BYTES) return false;
  const later =
    (await reader.tile(level, index, known)) ?? (await reader.tile(level, index, TILE_WIDTH));
  return later && sameBytes(later.subarray(0, bytes.length), bytes);
}

async function isBundlePrefix(
  reader: Reader,
  { index, width }: Bundle,
  known: number,
  bytes: Uint8Array,
): Promise<boolean | undefined> {
  let at = 0;
  for (let i = 0; i < width; i++) {
    at = frameEnd(bytes, at);
    if (at === -1) return false;
  }
  if (at !== bytes.length) return false;
  const later =
    (await reader.bundle(bundlePath(index, known))) ?? (await reader.bundle(bundlePath(index)));
  return later && sameBytes(later.subarray(0, bytes.length), bytes);
}
