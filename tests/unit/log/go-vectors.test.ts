import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '#core/encoding.ts';
import { parseCheckpoint, signCheckpoint } from '#core/log/checkpoint.ts';
import { leafHash } from '#core/log/entry.ts';
import { checkSignature } from '#core/log/note.ts';
import { checkEdge, rootOfEdge } from '#core/log/tiles.ts';
import { Frontier } from '#core/log/tree.ts';
import * as proofs from '#core/log/tree-proofs.ts';
import { parseVerifierKey, printVerifierKey, verifierKey } from '#core/log/vkey.ts';
import { sha256Hex } from '#hash';
import {
  anEntry,
  aSigner,
  grow,
  ORIGIN,
  readVectors,
  tilesOf,
  utf8,
  VECTORS_FOLDER,
} from './log-fixtures.ts';

const vectors = readVectors();
const LAST = vectors.roots.at(-1)?.size ?? 0;

describe('what Go says of the same log', () => {
  let log: ReturnType<typeof grow>;
  const roots = new Map<number, Uint8Array>();
  const completedAt = new Map<number, number>();
  const rootAt = (size: number) => roots.get(size) ?? new Uint8Array();

  beforeAll(() => {
    log = grow(vectors.roots.map(({ size }) => size));
    const wanted = new Set([
      ...vectors.roots.map(({ size }) => size),
      ...vectors.inclusion.map(({ size }) => size),
      ...vectors.consistency.flatMap(({ from, to }) => [from, to]),
    ]);
    const frontier = new Frontier();
    for (let size = 0; size <= LAST; size++) {
      if (wanted.has(size)) roots.set(size, frontier.root());
      const completed = frontier.append(leafHash(anEntry(size)), 0);
      if (completed > 0) completedAt.set(size + 1, completed);
    }
  });

  it.each(vectors.roots)('has the root of size $size', ({ size, root }) => {
    const edge = log.edges.get(size);
    expect(edge && toBase64(rootOfEdge(edge))).toBe(root);
    expect(() => edge && checkEdge(edge)).not.toThrow();
  });

  it.each(vectors.roots)('has the root of size $size in a frontier', ({ size, root }) => {
    expect(toBase64(rootAt(size))).toBe(root);
  });

  it('completes a tile at every 256th leaf, and one of the next level at every 65,536th', () => {
    const expected = Array.from({ length: 273 }, (_, i) => [(i + 1) * 256, i === 255 ? 2 : 1]);
    expect([...completedAt]).toEqual(expected);
  });

  it.each(vectors.objects)('has the bytes of $path', ({ path, sha256 }) => {
    expect(sha256Hex(log.objects.get(path) ?? new Uint8Array())).toBe(sha256);
  });

  it.each(vectors.inclusion)('proves leaf $index in $size alike', async (vector) => {
    const { index, size, hashes } = vector;
    const proof = await proofs.inclusionProof(
      index,
      size,
      proofs.nodesOf(tilesOf(log.objects), size),
    );
    expect(proof.map(toBase64)).toEqual(hashes);
    const leaf = leafHash(anEntry(index));
    expect(proofs.verifyInclusion(leaf, index, size, proof, rootAt(size))).toBe(true);
  });

  it.each(vectors.consistency)('proves $from to be a prefix of $to alike', async (vector) => {
    const { from, to, hashes } = vector;
    const proof = await proofs.consistencyProof(from, to, proofs.nodesOf(tilesOf(log.objects), to));
    expect(proof.map(toBase64)).toEqual(hashes);
    expect(proofs.verifyConsistency(from, to, proof, rootAt(from), rootAt(to))).toBe(true);
  });

  it.each(vectors.roots.filter(({ checkpoint }) => checkpoint !== undefined))(
    'signs the checkpoint of size $size with the same bytes',
    async ({ size, root, checkpoint = '' }) => {
      const unsigned = { origin: ORIGIN, size, root: fromBase64(root) };
      const signed = await signCheckpoint(unsigned, [aSigner()]);
      expect(new TextDecoder().decode(signed)).toBe(checkpoint);
      const parsed = parseCheckpoint(utf8(checkpoint));
      expect(parsed).toMatchObject({ origin: ORIGIN, size });
      expect(checkSignature(parsed.note, parseVerifierKey(vectors.vkey))).toBe('good');
    },
  );

  it('names the key alike', async () => {
    const key = verifierKey(ORIGIN, await aSigner().publicKey());
    expect(printVerifierKey(key)).toBe(vectors.vkey);
  });
});

describe('the Go generator', () => {
  it('prints the vectors that are kept here', (ctx) => {
    const cwd = fileURLToPath(new URL('generator/', VECTORS_FOLDER));
    const go = (...args: string[]) => execFileSync('go', args, { cwd, encoding: 'utf8' });
    try {
      go('version');
    } catch {
      ctx.skip('Go is not installed');
    }
    try {
      go('mod', 'download');
    } catch {
      ctx.skip('golang.org/x/mod cannot be had: no Go module proxy is in reach');
    }
    const kept = readFileSync(new URL('vectors.json', VECTORS_FOLDER), 'utf8');
    expect(go('run', '.')).toBe(kept);
  });
});
