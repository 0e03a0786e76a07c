import { sha256Into } from '#hash';
import { frameEnd } from '../bundle.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { EntryScanner } from '../entry-scanner.ts';
import { LOG_KEY_REF } from '../keys-in-force.ts';
import { bundlePath, TILE_WIDTH, tilePath } from '../paths.ts';
import { Frontier, HASH_BYTES, sameBytes, TileRoot } from '../tree.ts';
import { tileWidth } from '../tree-proofs.ts';
import type { Chains } from './chains.ts';
import type { Goal } from './checkpoints.ts';
import type { Findings } from './findings.ts';
import type { Reader } from './reader.ts';
import { readTile, UpperTiles } from './upper-tiles.ts';

/** What goes along with a walk over the log. */
export interface Company {
  readonly newest: SignedCheckpoint;
  /** Checkpoints to come by, in order of size. */
  readonly goals: AsyncIterator<Goal>;
  readonly chains: Chains;
  /** Told of an entry that puts other keys in force. */
  readonly rotated: (version: number, index: number) => Promise<void>;
  /** Told of each checkpoint that the entries lead to. */
  readonly reached: (goal: Goal) => void;
}

/** Bundles, each with its tile, that are expected at a time. */
const STEPS_AHEAD = 8;

interface Part {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Walks along a log as far as its newest checkpoint: makes its tree anew from the entries, holds
 * every tile and every checkpoint against it, and follows the records. Where entries and tile
 * disagree, the hash above says which of the two is wrong, and the walk goes on with the other.
 */
export class LogWalk {
  readonly #reader: Reader;
  readonly #findings: Findings;
  readonly #company: Company;
  readonly #upper: UpperTiles;
  readonly #scanner = new EntryScanner();
  readonly #leaves = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  /** Where each entry of the bundle ends; the first begins at 0. */
  readonly #ends = new Uint32Array(TILE_WIDTH);
  readonly #frontier = new Frontier();
  readonly #tileRoot = new TileRoot();
  readonly #rotations: { readonly version: number; readonly index: number }[] = [];
  #goal: Goal | undefined;
  #unknown = 0;

  constructor(reader: Reader, findings: Findings, company: Company) {
    this.#reader = reader;
    this.#findings = findings;
    this.#company = company;
    this.#upper = new UpperTiles(reader, findings);
  }

  /** Entries of which nothing can be said: they are not there, or not the ones that were logged. */
  get unknown(): number {
    return this.#unknown;
  }

  /** Whether the walk came as far as the newest checkpoint. */
  async run(): Promise<boolean> {
    const { size } = this.#company.newest;
    await this.#nextGoal();
    for (let index = 0; index * TILE_WIDTH < size; index++) {
      this.#expect(index + 1, size);
      if (!(await this.#step(index, tileWidth(0, index, size)))) {
        this.#unknown += size - index * TILE_WIDTH;
        return false;
      }
    }
    await this.#upper.finish();
    return true;
  }

  /** Says what the next steps will read, in one turn for all of them. */
  #expect(from: number, size: number): void {
    const { source } = this.#reader;
    if (source.expect === undefined || from % STEPS_AHEAD !== 1) return;
    const indexes = Array.from({ length: STEPS_AHEAD }, (_, i) => from + i);
    const coming = indexes.filter((index) => tileWidth(0, index, size) > 0);
    const paths = coming.flatMap((index) => {
      const width = tileWidth(0, index, size);
      return [bundlePath(index, width), tilePath(0, index, width)];
    });
    source.expect(paths);
  }

  /** The next bundle and its tile; `false` where the walk cannot go on. */
  async #step(index: number, width: number): Promise<boolean> {
    const bundle = await this.#readBundle(index, width);
    const tile = await readTile(this.#reader, this.#findings, 0, index, width);
    const hashed = bundle === undefined ? 0 : this.#hashEntries(bundle, width);
    const ours = hashed === width ? this.#leaves.subarray(0, width * HASH_BYTES) : undefined;
    const leaves = await this.#agreeOn(index, bundle, ours, tile);
    if (leaves === undefined) return this.#leap(index, width);
    if (bundle !== undefined) this.#takeEntries(index, bundle, hashed, leaves);
    await this.#tellRotations();
    this.#unknown += width - hashed;
    await this.#append(leaves);
    return true;
  }

  async #readBundle(index: number, width: number): Promise<Part | undefined> {
    const { failed } = this.#findings.counts;
    for (const path of new Set([bundlePath(index, width), bundlePath(index)])) {
      const bytes = await this.#reader.bundle(path);
      if (bytes !== undefined) return { path, bytes };
      if (this.#findings.counts.failed > failed) return undefined;
    }
    this.#findings.missing(bundlePath(index, width), 'a bundle of entries is not there');
    return undefined;
  }

  /**
   * Takes the leaf of each entry of a bundle; returns how many of `width` there were. All of them
   * before any is read: the processor does one thing at a time better than two in turn.
   */
  #hashEntries({ path, bytes }: Part, width: number): number {
    let at = 0;
    for (let i = 0; i < width; i++) {
      const end = frameEnd(bytes, at);
      if (end === -1) {
        this.#findings.failed(path, `holds ${i} whole entries, not ${width}`);
        return i;
      }
      // The second byte of the length gives way to the prefix of a leaf: nothing is copied.
      bytes[at + 1] = 0;
      sha256Into(bytes.subarray(at + 1, end), this.#leaves, i * HASH_BYTES);
      this.#ends[i] = end;
      at = end;
    }
    // A full bundle in the place of a partial one that has gone holds more.
    const mayHoldMore = width < TILE_WIDTH && !path.includes('.p/');
    if (at < bytes.length && !mayHoldMore) {
      this.#findings.failed(path, `holds more than ${width} entries`);
    }
    return width;
  }

  /** The leaves to go on with: those of the entries, or of the tile where the entries are wrong. */
  async #agreeOn(
    index: number,
    bundle: Part | undefined,
    ours: Uint8Array | undefined,
    tile: Part | undefined,
  ): Promise<Uint8Array | undefined> {
    if (ours === undefined || tile === undefined) return ours ?? tile?.bytes;
    if (sameBytes(ours, tile.bytes)) return ours;
    const isOurs = await this.#leads(index, ours);
    const isTile = !isOurs && (await this.#leads(index, tile.bytes));
    if (!isTile) this.#findings.failed(tile.path, 'is not the tile of its entries');
    if (!isOurs && bundle !== undefined) {
      const nth = differing(ours, tile.bytes);
      const entry = index * TILE_WIDTH + nth;
      this.#findings.failed(bundle.path, `entry ${entry} is not the one that was logged`);
    }
    return isTile ? tile.bytes : ours;
  }

  /** Whether the log above has these leaves: the tile above, or the root where there is none. */
  async #leads(index: number, leaves: Uint8Array): Promise<boolean> {
    const { newest } = this.#company;
    if (leaves.length === TILE_WIDTH * HASH_BYTES) {
      const above = await this.#above(index);
      return above !== undefined && sameBytes(above, this.#tileRoot.of(leaves));
    }
    const frontier = this.#frontier.clone();
    for (let at = 0; at < leaves.length; at += HASH_BYTES) frontier.append(leaves, at);
    return sameBytes(frontier.root(), newest.root);
  }

  /** What the tile of level 1 says of a full tile. */
  async #above(index: number): Promise<Uint8Array | undefined> {
    const place = Math.floor(index / TILE_WIDTH);
    const width = tileWidth(1, place, this.#company.newest.size);
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const tile = await this.#reader.tile(1, place, width);
    return tile?.subarray(at, at + HASH_BYTES);
  }

  /** Goes past a full tile of which neither entries nor hashes are there. */
  async #leap(index: number, width: number): Promise<boolean> {
    const root = width === TILE_WIDTH ? await this.#above(index) : undefined;
    if (root === undefined) return false;
    this.#unknown += width;
    await this.#appendTile(Uint8Array.from(root));
    while (this.#goal !== undefined && this.#goal.checkpoint.size < this.#frontier.size) {
      this.#findings.noted(this.#goal.path, 'its root cannot be made: entries are not there');
      await this.#nextGoal();
    }
    return true;
  }

  async #appendTile(root: Uint8Array): Promise<void> {
    const completed = this.#frontier.append(root, 0, 1);
    await this.#upper.add(1, root);
    await this.#upper.take(this.#frontier, completed, 1);
    await this.#meetGoals();
  }

  /** Takes the entries that are the ones logged. */
  #takeEntries(index: number, { path, bytes }: Part, hashed: number, leaves: Uint8Array): void {
    const areOurs = leaves.buffer === this.#leaves.buffer;
    let start = 0;
    for (let i = 0; i < hashed; i++) {
      const end = this.#ends[i] ?? 0;
      if (areOurs || this.#isLogged(i, leaves)) {
        this.#takeEntry(path, bytes, start + 2, end, index * TILE_WIDTH + i);
      } else this.#unknown += 1;
      start = end;
    }
  }

  #isLogged(i: number, leaves: Uint8Array): boolean {
    const [start, end] = [i * HASH_BYTES, (i + 1) * HASH_BYTES];
    return sameBytes(this.#leaves.subarray(start, end), leaves.subarray(start, end));
  }

  #takeEntry(path: string, bytes: Uint8Array, start: number, end: number, index: number): void {
    const scanner = this.#scanner;
    if (!scanner.scan(bytes, start, end)) {
      this.#unknown += 1;
      this.#findings.failed(path, `entry ${index} is not an entry in its one form`);
      return;
    }
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    this.#company.chains.take(scanner, index, this.#leaves, at);
    if (isRotation(scanner)) this.#rotations.push({ version: scanner.version, index });
  }

  async #tellRotations(): Promise<void> {
    for (const { version, index } of this.#rotations.splice(0)) {
      await this.#company.rotated(version, index);
    }
  }

  async #append(leaves: Uint8Array): Promise<void> {
    const frontier = this.#frontier;
    const isFull = leaves.length === TILE_WIDTH * HASH_BYTES;
    const goal = this.#goal?.checkpoint.size ?? Number.POSITIVE_INFINITY;
    if (isFull && goal >= frontier.size + TILE_WIDTH) {
      // No checkpoint looks into this tile: its root is all that the tree needs of it.
      await this.#appendTile(this.#tileRoot.of(leaves));
      return;
    }
    let completed = 0;
    for (let at = 0; at < leaves.length; at += HASH_BYTES) {
      completed = frontier.append(leaves, at);
      if (this.#goal?.checkpoint.size === frontier.size) await this.#meetGoals();
    }
    await this.#upper.take(frontier, completed, 0);
  }

  async #meetGoals(): Promise<void> {
    while (this.#goal?.checkpoint.size === this.#frontier.size) {
      const { path, checkpoint } = this.#goal;
      if (sameBytes(this.#frontier.root(), checkpoint.root)) this.#company.reached(this.#goal);
      else this.#findings.failed(path, 'the entries do not lead to the root that it signs');
      await this.#nextGoal();
    }
  }

  async #nextGoal(): Promise<void> {
    const next = await this.#company.goals.next();
    this.#goal = next.done === true ? undefined : next.value;
  }
}

/** Which hash of the two is the first that differs. */
function differing(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return Math.floor(at / HASH_BYTES);
}

const [ROTATION_TYPE = '', ROTATION_ID = ''] = LOG_KEY_REF.split('/');

function isRotation(scanner: EntryScanner): boolean {
  const { typeStart, typeEnd, idStart, idEnd } = scanner;
  return (
    typeEnd - typeStart === ROTATION_TYPE.length &&
    idEnd - idStart === ROTATION_ID.length &&
    scanner.text(typeStart, typeEnd) === ROTATION_TYPE &&
    scanner.text(idStart, idEnd) === ROTATION_ID
  );
}
