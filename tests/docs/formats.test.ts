import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commitment } from '#core/commitment.ts';
import { toBase64, toBase64Url, toHex } from '#core/encoding.ts';
import { parseCheckpoint, signCheckpoint } from '#core/log/checkpoint.ts';
import { entryBytes, leafHash, parseEntry } from '#core/log/entry.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { EMPTY_ROOT } from '#core/log/tree.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { printVerifierKey, verifierKey } from '#core/log/vkey.ts';

import { sha256Hex } from '#hash';
import { aSigner, ORIGIN, utf8 } from '#tests/unit/log/log-fixtures.ts';

/** The lines of the vector: a name, spaces, and what it is. */
function vectorOf(page: string): ReadonlyMap<string, string> {
  const block = page.split('\n## Vector\n')[1]?.split('```')[1] ?? '';
  return new Map(
    block
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, 10).trim(), line.slice(10).trim()]),
  );
}

const page = readFileSync('docs/formats.md', 'utf8');
const vector = vectorOf(page);
const of = (name: string): string => vector.get(name) ?? '';

describe('the vector of docs/formats.md', () => {
  const version = parseVersion(utf8(of('version')));
  const first = utf8(of('entry'));
  const second = entryBytes({
    ...parseEntry(first),
    action: 'edit',
    version: 2,
    time: '2026-11-24T06:09:00.000Z',
    previous: of('digest'),
    digest: sha256Hex(utf8('x')),
  });
  const root = rootOfEdge(extend(EMPTY_EDGE, [first, second]).edge);

  it('commits to its value', () => {
    const salt = Uint8Array.from({ length: 16 }, (_, i) => i);
    expect(commitment('Ada Example', salt)).toBe(of('commitment'));
    expect(of('version')).toContain(of('commitment'));
    expect(of('commitment')).toHaveLength(toBase64Url(new Uint8Array(32)).length);
  });

  it('has digest, entry and leaf of its version', () => {
    expect(version.digest).toBe(of('digest'));
    expect(new TextDecoder().decode(version.entry)).toBe(of('entry'));
    expect(page).toContain(`The entry has ${first.length} bytes.`);
    expect(toHex(leafHash(first))).toBe(of('leaf'));
  });

  it('has key, root and signature of its checkpoint', async () => {
    const signer = aSigner(7);
    expect(printVerifierKey(verifierKey(ORIGIN, await signer.publicKey()))).toBe(of('vkey'));
    expect(toBase64(root)).toBe(of('root'));
    const note = await signCheckpoint({ origin: ORIGIN, size: 2, root }, [signer]);
    expect(new TextDecoder().decode(note).trimEnd().split('\n').at(-1)).toBe(of('signature'));
    expect(parseCheckpoint(note).size).toBe(2);
    expect(toHex(EMPTY_ROOT)).toBe(of('empty'));
  });

  it('is the one that the tests of the bytes hold', () => {
    const test = readFileSync('tests/unit/log/bytes-vector.test.ts', 'utf8');
    for (const name of ['commitment', 'digest', 'leaf', 'root', 'empty']) {
      expect(test).toContain(of(name));
    }
  });
});
