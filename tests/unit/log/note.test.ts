import { describe, expect, it } from 'vitest';
import { toBase64 } from '#core/encoding.ts';
import {
  checkpointText,
  checkSignatures,
  isOrigin,
  parseCheckpoint,
  parseCheckpointText,
  signCheckpoint,
} from '#core/log/checkpoint.ts';
import { checkSignature, MAX_NOTE_SIGNATURES, parseNote, printNote } from '#core/log/note.ts';
import { parseVerifierKey, printVerifierKey, verifierKey } from '#core/log/vkey.ts';
import { aSigner, ORIGIN, utf8 } from './log-fixtures.ts';

// The example of C2SP's signed-note.
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const NOTE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const ROOT = new Uint8Array(32).fill(3);
const signed = async (...bytes: number[]) =>
  signCheckpoint(
    { origin: ORIGIN, size: 2, root: ROOT },
    bytes.map((byte) => aSigner(byte)),
  );
const key = async (byte: number) => verifierKey(ORIGIN, await aSigner(byte).publicKey());
const changed = (bytes: Uint8Array, change: (text: string) => string) =>
  utf8(change(new TextDecoder().decode(bytes)));

describe('a verifier key', () => {
  it("of the specification's example reads, and prints as the same", () => {
    const parsed = parseVerifierKey(VKEY);
    expect(parsed).toMatchObject({ name: 'example.com/foo', id: '530d903a' });
    expect(printVerifierKey(parsed)).toBe(VKEY);
  });

  it.each([
    ['another key id', VKEY.replace('530d903a', '530d903b')],
    ['a key id in capitals', VKEY.replace('530d903a', '530D903A')],
    ['another name', VKEY.replace('foo', 'bar')],
    ['no name', VKEY.replace('example.com/foo', '')],
    ['a space in the name', VKEY.replace('foo', 'f o')],
    ['another algorithm', VKEY.replace('+Aeky', '+Beky')],
    ['a key cut short', VKEY.slice(0, -4)],
    ['no padding where there was none', `${VKEY}=`],
    ['a newline', `${VKEY}\n`],
    ['two parts', 'example.com/foo+530d903a'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow();
  });
});

describe('a signed note', () => {
  it("of the specification's example verifies, and prints as the same", () => {
    const note = parseNote(utf8(NOTE));
    expect(note.text).toBe('This is an example message.\n');
    expect(checkSignature(note, parseVerifierKey(VKEY))).toBe('good');
    expect(new TextDecoder().decode(printNote(note))).toBe(NOTE);
  });

  it('may hold empty lines: the last one separates', () => {
    const note = { text: 'One\n\nTwo\n', signatures: parseNote(utf8(NOTE)).signatures };
    expect(parseNote(printNote(note))).toEqual(note);
  });

  it('is bad where a line claims a key that did not sign this text', () => {
    const note = parseNote(utf8(NOTE.replace('example m', 'exemplary m')));
    expect(checkSignature(note, parseVerifierKey(VKEY))).toBe('bad');
  });

  it('says nothing of a key that it does not name', async () => {
    expect(checkSignature(parseNote(utf8(NOTE)), await key(7))).toBe('absent');
  });

  it('is bad where one of two lines by the key does not verify', () => {
    const note = parseNote(utf8(NOTE));
    const [good] = note.signatures;
    const bad = good && { ...good, signature: good.signature.toReversed() };
    const signatures = [good, bad].filter((each) => each !== undefined);
    expect(checkSignature({ ...note, signatures }, parseVerifierKey(VKEY))).toBe('bad');
  });

  it.each([
    ['no signature', (t: string) => t.slice(0, t.indexOf('—'))],
    ['no empty line', (t: string) => t.replace('\n\n', '\n')],
    ['no final newline', (t: string) => t.slice(0, -1)],
    ['an empty line behind', (t: string) => `${t}\n`],
    ['a carriage return', (t: string) => t.replaceAll('\n', '\r\n')],
    ['a tab', (t: string) => t.replace(' is', '\tis')],
    ['a zero byte', (t: string) => t.replace(' is', '\u0000is')],
    ['a hyphen for the dash', (t: string) => t.replace('—', '-')],
    ['two spaces', (t: string) => t.replace('— ', '—  ')],
    ['a plus in the name', (t: string) => t.replace('foo', 'f+o')],
    ['a no-break space in the name', (t: string) => t.replace('foo', 'f\u00a0o')],
    ['a signature that is no base64', (t: string) => t.replace('Uw2Q', 'Uw2_')],
    ['a signature in another spelling', (t: string) => t.replace('aQM=\n', 'aQN=\n')],
    ['a signature of four bytes', (t: string) => t.replace(/Uw2Q.*\n/, 'Uw2QOg==\n')],
  ])('is refused with %s', (_, change) => {
    expect(() => parseNote(utf8(change(NOTE)))).toThrow();
  });

  it('is refused where it is not UTF-8, or beyond its limits', () => {
    const bytes = utf8(NOTE);
    bytes[3] = 0xff;
    expect(() => parseNote(bytes)).toThrow(/UTF-8/);
    const line = NOTE.slice(NOTE.indexOf('—'));
    const many = `Text\n\n${line.repeat(MAX_NOTE_SIGNATURES + 1)}`;
    expect(() => parseNote(utf8(many))).toThrow(/signatures/);
    expect(parseNote(utf8(`Text\n\n${line.repeat(16)}`)).signatures).toHaveLength(16);
    expect(() => parseNote(utf8(`${'x'.repeat(200_000)}${NOTE}`))).toThrow(/128/);
  });

  it('is not printed without signature, or with a text that it cannot carry', () => {
    const { signatures } = parseNote(utf8(NOTE));
    expect(() => printNote({ text: 'x\n', signatures: [] })).toThrow();
    expect(() => printNote({ text: 'x', signatures })).toThrow();
    expect(() => printNote({ text: '\ud800\n', signatures })).toThrow();
  });
});

describe('a checkpoint', () => {
  it('reads as what was signed', async () => {
    const parsed = parseCheckpoint(await signed(7));
    expect(parsed).toMatchObject({ origin: ORIGIN, size: 2, root: ROOT });
    expect(checkSignature(parsed.note, await key(7))).toBe('good');
  });

  it('carries a line by each key, in their order, and verifies with any of them', async () => {
    const parsed = parseCheckpoint(await signed(7, 8));
    expect(parsed.note.signatures.map((each) => each.keyId)).toEqual([
      (await key(7)).id,
      (await key(8)).id,
    ]);
    const keys = [await key(7), await key(8), await key(9)];
    const { good, bad, absent } = checkSignatures(parsed.note, keys);
    expect(good).toEqual(keys.slice(0, 2));
    expect(bad).toEqual([]);
    expect(absent).toEqual(keys.slice(2));
  });

  it('is told by its signature when size, root or origin was changed', async () => {
    const bytes = await signed(7);
    const other = toBase64(new Uint8Array(32).fill(4));
    for (const [from, to] of [
      ['\n2\n', '\n3\n'],
      [toBase64(ROOT), other],
      [ORIGIN, 'evil.com'],
    ]) {
      const note = parseCheckpoint(changed(bytes, (t) => t.replace(String(from), String(to)))).note;
      expect(checkSignature(note, await key(7))).toBe('bad');
    }
  });

  it.each([
    ['an extension line', (t: string) => t.replace('\n\n', '\nmore\n\n')],
    ['a size with a leading zero', (t: string) => t.replace('\n2\n', '\n02\n')],
    ['a size in another base', (t: string) => t.replace('\n2\n', '\n0x2\n')],
    ['a negative size', (t: string) => t.replace('\n2\n', '\n-2\n')],
    ['a size as a decimal', (t: string) => t.replace('\n2\n', '\n2.0\n')],
    ['a size beyond twelve digits', (t: string) => t.replace('\n2\n', '\n1000000000000\n')],
    ['an origin in capitals', (t: string) => t.replace('example', 'Example')],
    ['an origin with a scheme', (t: string) => t.replace('example', 'https://example')],
    ['an empty origin', (t: string) => t.replace(`${ORIGIN}\n`, '\n')],
    ['a root cut short', (t: string) => t.replace('AwM=', '')],
    ['a root in another spelling', (t: string) => t.replace('AwM=\n\n', 'AwN=\n\n')],
    ['two lines', (t: string) => t.replace('\n2\n', '\n')],
  ])('is refused with %s', async (_, change) => {
    const bytes = await signed(7);
    const text = changed(bytes, change);
    expect(text).not.toEqual(bytes);
    expect(() => parseCheckpoint(text)).toThrow();
  });

  it('has an origin that fits a bucket, a URL and a key name', () => {
    expect(isOrigin('example.com/assent/production')).toBe(true);
    for (const text of ['', '/x', 'x/', 'x//y', 'X', 'a b', 'a+b', 'ä', 'a'.repeat(101)]) {
      expect(isOrigin(text)).toBe(false);
    }
  });

  it('of size 0 can be read but prints a root of 32 bytes only', () => {
    const text = checkpointText({ origin: ORIGIN, size: 0, root: ROOT });
    expect(parseCheckpointText(text)).toEqual({ origin: ORIGIN, size: 0, root: ROOT });
    expect(() => checkpointText({ origin: ORIGIN, size: 0, root: new Uint8Array(31) })).toThrow();
  });
});
