import { describe, expect, it } from 'vitest';
import { canonicalBytes, canonicalText } from '#core/canonical.ts';
import { toBase64, toBase64Url, toHex } from '#core/encoding.ts';
import { parseCheckpoint, signCheckpoint } from '#core/log/checkpoint.ts';
import { entryBytes, entryOf, leafHash, parseEntry } from '#core/log/entry.ts';
import { EMPTY_EDGE, extend, rootOfEdge } from '#core/log/tiles.ts';
import { EMPTY_ROOT } from '#core/log/tree.ts';
import { parseVersion } from '#core/log/version-bytes.ts';
import { printVerifierKey, verifierKey } from '#core/log/vkey.ts';
import { sha256, sha256Hex } from '#hash';
import { aSigner, ORIGIN, utf8 } from './log-fixtures.ts';

/** The vector of docs/formats.md, checked with Go's sumdb/note and tlog when it was written. */
const COMMITMENT = 'nZdsEmgIHHb0OEnjKn4aNea--GIjLJHa7XrjAZk6uTc';
const VERSION =
  `{"action":"create","actor":"service/setup","content":{"name":{"$detached":"${COMMITMENT}"}},` +
  '"format":"assent/version/v1","id":"01936b2c-7b1e-7c3a-9f00-000000000001",' +
  '"links":[{"rel":"holds","to":"role/risk"}],"previous":null,"reason":"First set-up","schema":1,' +
  '"state":"active","time":"2026-11-24T06:08:00.000Z","type":"person","version":1,"via":"api"}';
const DIGEST = 'fb9b04e68b35f1a871cb871e69f6d0aa3be06616948d3c6f558a266af3a1907e';
const ENTRY =
  `{"action":"create","actor":"service/setup","digest":"${DIGEST}","format":"assent/entry/v1",` +
  '"id":"01936b2c-7b1e-7c3a-9f00-000000000001","previous":null,' +
  '"time":"2026-11-24T06:08:00.000Z","type":"person","version":1}';
const LEAF = 'f6abf3fd83e63a34989d1a5e4078ff7f3e7f52b037fcaedc26c9a1491442b10b';
const VKEY = `${ORIGIN}+15bd7ee8+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs`;
const ROOT = 'c8c3JY3Uus6bQU+HR4do5NjwXGXKGAdg2z9jBhnF9uc=';
const SIGNATURE =
  'Fb1+6LlOd3Qio/e7uZ346TYcSv0TKIuJFWhMvINJ6oVVxPZXf/dTAdXIV9XmrfEDlG/v5BpcC+0WTeq/WaVquFq5wQw=';

const version = parseVersion(utf8(VERSION));
const second = entryBytes({
  ...parseEntry(utf8(ENTRY)),
  action: 'edit',
  version: 2,
  time: '2026-11-24T06:09:00.000Z',
  previous: DIGEST,
  digest: sha256Hex(utf8('x')),
});

describe('the vector of the permanent bytes', () => {
  it('commits to a personal value', () => {
    const salt = Uint8Array.from({ length: 16 }, (_, i) => i);
    const bytes = [...utf8('assent/detached/v1'), ...salt, ...canonicalBytes('Ada Example')];
    expect(toBase64Url(sha256(Uint8Array.from(bytes)))).toBe(COMMITMENT);
  });

  it('has the digest of the version', () => {
    expect(version.digest).toBe(DIGEST);
    expect(canonicalText(JSON.parse(VERSION))).toBe(VERSION);
  });

  it('has the entry of the version, and its leaf', () => {
    expect(new TextDecoder().decode(version.entry)).toBe(ENTRY);
    expect(version.entry.length).toBe(268);
    expect(canonicalText(entryOf(version, DIGEST))).toBe(ENTRY);
    expect(toHex(leafHash(version.entry))).toBe(LEAF);
  });

  it('has the verifier key', async () => {
    expect(printVerifierKey(verifierKey(ORIGIN, await aSigner(7).publicKey()))).toBe(VKEY);
  });

  it('has the root and the signature of the checkpoint of size 2', async () => {
    const { edge } = extend(EMPTY_EDGE, [version.entry, second]);
    const root = rootOfEdge(edge);
    expect(toBase64(root)).toBe(ROOT);
    const note = await signCheckpoint({ origin: ORIGIN, size: 2, root }, [aSigner(7)]);
    const text = `${ORIGIN}\n2\n${ROOT}\n\n— ${ORIGIN} ${SIGNATURE}\n`;
    expect(new TextDecoder().decode(note)).toBe(text);
    expect(parseCheckpoint(note).size).toBe(2);
  });

  it('has the root of no entries', () => {
    expect(toHex(EMPTY_ROOT)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(rootOfEdge(EMPTY_EDGE)).toEqual(EMPTY_ROOT);
  });
});
