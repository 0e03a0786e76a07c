import { describe, expect, it } from 'vitest';
import { toBase64 } from '#core/encoding.ts';
import { parseCheckpoint, signCheckpoint } from '#core/log/checkpoint.ts';
import { type Proof, parseProof, printProof, provenEntry } from '#core/log/proof.ts';
import { rootOfEdge } from '#core/log/tiles.ts';
import { inclusionProof, nodesOf } from '#core/log/tree-proofs.ts';
import { anEntry, aSigner, grow, ORIGIN, tilesOf, utf8 } from './log-fixtures.ts';

async function aProof(index: number, size: number): Promise<Proof> {
  const { edges, objects } = grow([size]);
  const edge = edges.get(size);
  if (edge === undefined) throw new Error('No edge');
  const root = rootOfEdge(edge);
  return {
    entry: anEntry(index),
    index,
    hashes: await inclusionProof(index, size, nodesOf(tilesOf(objects), size)),
    checkpoint: parseCheckpoint(await signCheckpoint({ origin: ORIGIN, size, root }, [aSigner()])),
  };
}

const text = async (index: number, size: number) =>
  new TextDecoder().decode(printProof(await aProof(index, size)));

describe('the proof of one entry', () => {
  it.each([
    [0, 1],
    [1, 2],
    [256, 300],
    [299, 300],
  ])('of entry %i in a log of %i says which entry is proven', async (index, size) => {
    const proof = parseProof(printProof(await aProof(index, size)));
    expect(provenEntry(proof)).toMatchObject({ type: 'policy', id: `p-${index}`, version: 1 });
  });

  it('is the text that the specification shows', async () => {
    const lines = (await text(1, 2)).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${toBase64(anEntry(1))}`,
      'index 1',
    ]);
    expect(lines.slice(4, 7)).toEqual(['', ORIGIN, '2']);
  });

  it('does not lead to the root with another entry, index or hash', async () => {
    const proof = await aProof(3, 10);
    const wrong = [
      { ...proof, entry: anEntry(4) },
      { ...proof, index: 4 },
      { ...proof, index: 10 },
      { ...proof, hashes: proof.hashes.slice(1) },
      { ...proof, hashes: [...proof.hashes, ...proof.hashes.slice(-1)] },
      { ...proof, hashes: proof.hashes.toReversed() },
    ];
    for (const each of wrong) {
      expect(() => provenEntry(parseProof(printProof(each)))).toThrow(/root/);
    }
  });

  it.each([
    ['another version of the format', (t: string) => t.replace('@v1', '@v2')],
    ['no entry', (t: string) => t.replace(/extra .*\n/, '')],
    ['an entry that is none', (t: string) => t.replace(/extra .*/, 'extra e30=')],
    ['no index', (t: string) => t.replace(/index .*\n/, '')],
    ['an index with a leading zero', (t: string) => t.replace('index 3', 'index 03')],
    ['a negative index', (t: string) => t.replace('index 3', 'index -3')],
    ['an index beyond counting', (t: string) => t.replace('index 3', `index ${'9'.repeat(20)}`)],
    ['a hash cut short', (t: string) => t.replace(/=\n\n/, '\n\n')],
    [
      'a hash too many to be true',
      (t: string) => t.replace('\n\n', `\n${`${HASH}\n`.repeat(54)}\n`),
    ],
    ['a line that is no hash', (t: string) => t.replace('\n\n', '\nhash\n\n')],
    ['no checkpoint', (t: string) => t.slice(0, t.indexOf('\n\n') + 2)],
    ['a line behind', (t: string) => `${t}x\n`],
  ])('is refused with %s', async (_, change) => {
    const proof = await text(3, 10);
    expect(change(proof)).not.toBe(proof);
    expect(() => parseProof(utf8(change(proof)))).toThrow();
  });

  it('is refused where it is nothing of the kind', () => {
    for (const bytes of [utf8(''), utf8('\n\n'), utf8('x\n\nx'), new Uint8Array(1000)]) {
      expect(() => parseProof(bytes)).toThrow();
    }
  });
});

const HASH = toBase64(new Uint8Array(32));
