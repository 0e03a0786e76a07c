import { AssentError } from '../errors.ts';
import { frameEntries } from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { leafHash } from './entry.ts';
import type { LogPorts } from './log-ports.ts';
import { checkpointAtPath, TILE_WIDTH, tilePath } from './paths.ts';
import { readEntries } from './read-entries.ts';
import { checkEdge, type Edge, EMPTY_EDGE, edgeTiles, rootOfEdge } from './tiles.ts';
import { sameBytes } from './tree.ts';

/**
 * The edge of the log at a size that was published: the lowest level out of the table (its partial
 * tiles expire), those above out of the bucket, and all of it held against the checkpoint.
 *
 * @throws Corrupt where table and bucket do not make the root that was signed
 */
export async function readEdge(ports: LogPorts, size: number): Promise<Edge> {
  if (size === 0) return EMPTY_EDGE;
  const { table } = ports;
  const first = size - (size % TILE_WIDTH);
  const entries = (await readEntries(table, first, size)).map(({ bytes }) => bytes);
  const tiles: Uint8Array[] = [joinLeaves(entries)];
  for (const { level, index, width } of edgeTiles(size)) {
    if (level === 0) continue;
    while (tiles.length < level) tiles.push(new Uint8Array());
    tiles.push(await need(ports, tilePath(level, index, width)));
  }
  const edge: Edge = { size, tiles, bundle: frameEntries(entries) };
  const path = checkpointAtPath(size);
  const signed = parseCheckpoint(await need(ports, path));
  checkEdge(edge);
  const isSame =
    signed.origin === ports.origin &&
    signed.size === size &&
    sameBytes(rootOfEdge(edge), signed.root);
  if (isSame) return edge;
  throw new AssentError(
    'Corrupt',
    `The table does not lead to the root that was signed at ${path}: nothing is added to this log.`,
    { path, fork: true },
  );
}

async function need({ objects }: LogPorts, path: string): Promise<Uint8Array> {
  const there = await objects.get(path);
  if (there !== undefined) return there.bytes;
  throw new AssentError('Corrupt', `${path} is not in the bucket`, { path });
}

function joinLeaves(entries: readonly Uint8Array[]): Uint8Array {
  const tile = new Uint8Array(entries.length * 32);
  entries.forEach((entry, i) => {
    tile.set(leafHash(entry), i * 32);
  });
  return tile;
}
