import { AssentError } from '../errors.ts';
import { frameEntries } from './bundle.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { leafHash } from './entry.ts';
import type { LogPorts } from './log-ports.ts';
import { checkpointAtPath, TILE_WIDTH, tilePath } from './paths.ts';
import { readEntries, type SequencedEntry } from './read-entries.ts';
import { checkEdge, type Edge, EMPTY_EDGE, edgeTiles, rootOfEdge } from './tiles.ts';
import { sameBytes } from './tree.ts';

/** What a log goes on with: its edge, and the entries behind it. */
export interface Continuation {
  readonly edge: Edge;
  readonly entries: readonly SequencedEntry[];
}

/**
 * The edge of the log at a size that was published: the lowest level out of the table (its partial
 * tiles expire), those above out of the bucket, and all of it held against the checkpoint. With it
 * the entries from there up to `to`, which lie beside those of the edge.
 *
 * @throws Corrupt where table and bucket do not make the root that was signed
 */
export async function readEdge(ports: LogPorts, size: number, to: number): Promise<Continuation> {
  const { table } = ports;
  if (size === 0) return { edge: EMPTY_EDGE, entries: await readEntries(table, 0, to) };
  const width = size % TILE_WIDTH;
  const path = checkpointAtPath(size);
  const upper = edgeTiles(size).filter(({ level }) => level > 0);
  const [sequenced, note, ...above] = await Promise.all([
    readEntries(table, size - width, to),
    need(ports, path),
    ...upper.map(({ level, index, width }) => need(ports, tilePath(level, index, width))),
  ]);
  const below = sequenced.slice(0, width).map(({ bytes }) => bytes);
  const tiles: Uint8Array[] = [joinLeaves(below)];
  upper.forEach(({ level }, i) => {
    while (tiles.length < level) tiles.push(new Uint8Array());
    tiles.push(above[i] ?? new Uint8Array());
  });
  const edge: Edge = { size, tiles, bundle: frameEntries(below) };
  const signed = parseCheckpoint(note);
  checkEdge(edge);
  const isSame =
    signed.origin === ports.origin &&
    signed.size === size &&
    sameBytes(rootOfEdge(edge), signed.root);
  if (isSame) return { edge, entries: sequenced.slice(width) };
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
