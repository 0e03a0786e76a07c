import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '#core/encoding.ts';
import { leafHash } from '#core/log/entry.ts';
import { checkEdge, EMPTY_EDGE, edgeTiles, extend, rootOfEdge } from '#core/log/tiles.ts';
import { EMPTY_ROOT, Frontier, rootOf } from '#core/log/tree.ts';
import {
  consistencyProof,
  inclusionProof,
  nodesOf,
  verifyConsistency,
  verifyInclusion,
} from '#core/log/tree-proofs.ts';
import { anEntry, grow, tilesOf } from './log-fixtures.ts';

const MOST = 1200;
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(anEntry(i)));
const roots = [EMPTY_ROOT];
{
  const frontier = new Frontier();
  for (const leaf of leaves) {
    frontier.append(leaf, 0);
    roots.push(frontier.root());
  }
}
const rootAt = (size: number) => roots[size] ?? EMPTY_ROOT;

const flip = (bytes: Uint8Array, bit: number) => {
  const changed = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8));
  return changed;
};

const size = fc.integer({ min: 1, max: MOST });
const pair = fc.tuple(size, size).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

describe('the tree', () => {
  it('has as root of nothing the SHA-256 of nothing', () => {
    expect(toHex(rootOf([]))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('has the same root from a frontier and by the definition', () => {
    for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 513, 1199]) {
      expect(rootOf(leaves.slice(0, size))).toEqual(rootAt(size));
    }
  });
});

describe('the edge of a log', () => {
  it('comes to the same root and the same full tiles whatever the steps it grew in', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, (lengths) => {
        let edge = EMPTY_EDGE;
        const written = new Map<string, Uint8Array>();
        for (const length of lengths) {
          const from = edge.size;
          const entries = Array.from({ length }, (_, i) => anEntry((from + i) % MOST));
          const grown = extend(edge, entries);
          for (const { path, bytes } of grown.objects) {
            expect(written.has(path)).toBe(false);
            written.set(path, bytes);
          }
          edge = grown.edge;
          checkEdge(edge);
        }
        const whole = extend(
          EMPTY_EDGE,
          Array.from({ length: edge.size }, (_, i) => anEntry(i % MOST)),
        );
        expect(whole.edge).toEqual(edge);
        expect(rootOfEdge(whole.edge)).toEqual(rootOfEdge(edge));
        for (const { path, bytes } of whole.objects) expect(written.get(path)).toEqual(bytes);
      }),
      { numRuns: 12 },
    );
  });

  it('is read back from the partial tiles that the specification names', () => {
    expect(edgeTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
    expect(edgeTiles(0)).toEqual([]);
  });

  it('is refused where a tile has not the width that its size asks for', () => {
    const { edge } = extend(EMPTY_EDGE, [anEntry(0), anEntry(1)]);
    expect(() => checkEdge({ ...edge, size: 3 })).toThrow();
    expect(() => checkEdge({ ...edge, tiles: [] })).toThrow();
    expect(() => checkEdge({ ...edge, tiles: [...edge.tiles, new Uint8Array(32)] })).toThrow();
  });
});

describe('a proof', () => {
  let tiles: ReturnType<typeof tilesOf>;
  beforeAll(() => {
    tiles = tilesOf(grow(Array.from({ length: MOST }, (_, i) => i + 1)).objects);
  });

  const proveInclusion = async (seed: number, of: number) => {
    const index = seed % of;
    return {
      index,
      proof: await inclusionProof(index, of, nodesOf(tiles, of)),
      leaf: leaves[index],
    };
  };

  it('of inclusion verifies at every size', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (of, seed) => {
        const { index, proof, leaf = EMPTY_ROOT } = await proveInclusion(seed, of);
        expect(verifyInclusion(leaf, index, of, proof, rootAt(of))).toBe(true);
      }),
    );
  });

  it('of inclusion does not verify when anything about it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (of, seed, bit) => {
        const { index, proof, leaf = EMPTY_ROOT } = await proveInclusion(seed, of);
        const root = rootAt(of);
        expect(verifyInclusion(flip(leaf, bit), index, of, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, of, proof, flip(root, bit))).toBe(false);
        expect(verifyInclusion(leaf, index, of, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, index, of, proof, rootAt(of - 1))).toBe(false);
        expect(verifyInclusion(leaf, of, of, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, -1, of, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index + 0.5, of, proof, root)).toBe(false);
        if (proof.length === 0) return;
        const changed = proof.with(
          bit % proof.length,
          flip(proof[bit % proof.length] ?? root, bit),
        );
        expect(verifyInclusion(leaf, index, of, changed, root)).toBe(false);
        expect(verifyInclusion(leaf, index, of, proof.slice(1), root)).toBe(false);
        expect(verifyInclusion(leaf, index, of, proof.slice(0, -1), root)).toBe(false);
        const other = (index + 1 + (bit % (of - 1))) % of;
        expect(verifyInclusion(leaf, other, of, proof, root)).toBe(false);
      }),
    );
  });

  it('of consistency verifies between any two sizes', async () => {
    await fc.assert(
      fc.asyncProperty(pair, async ({ from, to }) => {
        const proof = await consistencyProof(from, to, nodesOf(tiles, to));
        expect(verifyConsistency(from, to, proof, rootAt(from), rootAt(to))).toBe(true);
      }),
    );
  });

  it('of consistency does not verify when anything about it is changed', async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.nat(), async ({ from, to }, bit) => {
        const proof = await consistencyProof(from, to, nodesOf(tiles, to));
        const [old, now] = [rootAt(from), rootAt(to)];
        expect(verifyConsistency(from, to, proof, flip(old, bit), now)).toBe(false);
        expect(verifyConsistency(from, to, proof, old, flip(now, bit))).toBe(false);
        expect(verifyConsistency(from, to, [...proof, now], old, now)).toBe(false);
        if (from < to) expect(verifyConsistency(to, from, proof, now, old)).toBe(false);
        if (proof.length === 0) return;
        const at = bit % proof.length;
        const changed = proof.with(at, flip(proof[at] ?? now, bit));
        expect(verifyConsistency(from, to, changed, old, now)).toBe(false);
        expect(verifyConsistency(from, to, proof.slice(1), old, now)).toBe(false);
        expect(verifyConsistency(from, to, proof.slice(0, -1), old, now)).toBe(false);
      }),
    );
  });

  it('is refused for a leaf that is not there and from an empty tree', async () => {
    await expect(inclusionProof(5, 5, nodesOf(tiles, 5))).rejects.toThrow();
    await expect(inclusionProof(-1, 5, nodesOf(tiles, 5))).rejects.toThrow();
    await expect(consistencyProof(0, 5, nodesOf(tiles, 5))).rejects.toThrow();
    await expect(consistencyProof(6, 5, nodesOf(tiles, 5))).rejects.toThrow();
    expect(verifyConsistency(0, 5, [], EMPTY_ROOT, rootAt(5))).toBe(false);
    expect(verifyConsistency(0, 0, [], EMPTY_ROOT, EMPTY_ROOT)).toBe(false);
  });
});
