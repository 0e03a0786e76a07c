import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '#core/canonical.ts';
import { toHex } from '#core/encoding.ts';
import { isId, isTypeName } from '#core/ids.ts';
import { MAX_ENTRY_BYTES } from '#core/limits.ts';
import { frameEntries, parseBundle } from '#core/log/bundle.ts';
import { type Entry, entryBytes, entryOf, leafHash, parseEntry } from '#core/log/entry.ts';
import { instantOf } from '#core/time.ts';
import { utf8 } from './log-fixtures.ts';

const DIGEST = 'a'.repeat(64);

const anEntry = (changes: Partial<Entry> = {}): Entry => ({
  action: 'create',
  actor: 'service/setup',
  digest: DIGEST,
  format: 'assent/entry/v1',
  id: 'ai-policy',
  previous: null,
  time: '2026-11-24T06:08:00.000Z',
  type: 'policy',
  version: 1,
  ...changes,
});

const text = (entry: Entry) => new TextDecoder().decode(entryBytes(entry));

const chars = (first: string, rest: string, most: number) =>
  fc
    .tuple(
      fc.constantFrom(...first),
      fc.string({ unit: fc.constantFrom(...rest), maxLength: most - 1 }),
    )
    .map(([a, b]) => a + b);
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const NAME = `${LOWER}0123456789-`;
const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const id = chars(LOWER + NAME.slice(26, 36), NAME, 63).filter(isId);
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    action: chars(LOWER, NAME, 32),
    actor: fc.tuple(fc.constantFrom('person', 'service'), id).map(([a, b]) => `${a}/${b}`),
    digest,
    format: fc.constant('assent/entry/v1' as const),
    id,
    previous: digest,
    time: fc.integer({ min: 0, max: 4e12 }).map(instantOf),
    type: chars(LOWER, NAME, 32).filter(isTypeName),
    version: fc.integer({ min: 1, max: 99_999_999 }),
  })
  .map((entry) => (entry.version === 1 ? { ...entry, previous: null } : entry));

describe('an entry of the log', () => {
  it('is canonical JSON and reads back, whatever it says', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(text(entry)).toBe(canonicalText(entry));
        expect(parseEntry(entryBytes(entry))).toEqual(entry);
      }),
    );
  });

  it('copies a version and nothing else of it', () => {
    const version = { ...anEntry(), reason: 'First set-up', state: 'active' };
    expect(entryOf(version, DIGEST)).toEqual(anEntry());
  });

  it('fits 4,096 bytes, however long its members are', () => {
    const longest = anEntry({
      action: 'a'.repeat(32),
      actor: `service/${'a'.repeat(63)}`,
      id: 'a'.repeat(63),
      previous: DIGEST,
      type: 'a'.repeat(32),
      version: 99_999_999,
    });
    expect(entryBytes(longest).length).toBeLessThan(MAX_ENTRY_BYTES);
  });

  it.each([
    ['an action that is no name', { action: 'Approve' }],
    ['an action with a quote', { action: 'a","actor":"person/x' }],
    ['an empty action', { action: '' }],
    ['an actor of another type', { actor: 'role/risk' }],
    ['an actor without id', { actor: 'person/' }],
    ['an actor named like a device', { actor: 'person/con' }],
    ['a digest in capitals', { digest: 'A'.repeat(64) }],
    ['a digest too short', { digest: 'a'.repeat(63) }],
    ['an id named like a device', { id: 'nul' }],
    ['an id beyond 63 characters', { id: 'a'.repeat(64) }],
    ['an id with a slash', { id: 'a/b' }],
    ['a first version with a digest before it', { previous: DIGEST }],
    ['a second version with none before it', { version: 2 }],
    ['a time without milliseconds', { time: '2026-11-24T06:08:00Z' }],
    ['a time of another zone', { time: '2026-11-24T06:08:00.000+' }],
    ['30 February', { time: '2026-02-30T06:08:00.000Z' }],
    ['29 February of a common year', { time: '2026-02-29T06:08:00.000Z' }],
    ['31 November', { time: '2026-11-31T06:08:00.000Z' }],
    ['a month 13', { time: '2026-13-01T06:08:00.000Z' }],
    ['a month 0', { time: '2026-00-01T06:08:00.000Z' }],
    ['a day 0', { time: '2026-01-00T06:08:00.000Z' }],
    ['an hour 24', { time: '2026-11-24T24:00:00.000Z' }],
    ['a leap second', { time: '2026-11-24T23:59:60.000Z' }],
    ['a type with capitals', { type: 'Policy' }],
    ['a type named like a device', { type: 'com1' }],
    ['version 0', { version: 0 }],
    ['half a version', { version: 1.5 }],
    ['a version beyond eight digits', { version: 100_000_000, previous: DIGEST }],
  ])('refuses %s', (_, changes) => {
    expect(() => entryBytes(anEntry(changes))).toThrow(/No entry/);
  });

  it('knows 29 February of a leap year', () => {
    expect(parseEntry(entryBytes(anEntry({ time: '2028-02-29T06:08:00.000Z' })))).toBeTruthy();
  });

  it.each([
    ['white space', (t: string) => t.replace(',', ', ')],
    ['a final newline', (t: string) => `${t}\n`],
    ['a member more', (t: string) => t.replace('}', ',"via":"api"}')],
    ['a member less', (t: string) => t.replace('"action":"create",', '')],
    [
      'members in another order',
      (t: string) => t.replace(/("type":"policy"),("version":1)/, '$2,$1'),
    ],
    ['another format', (t: string) => t.replace('entry/v1', 'entry/v2')],
    ['an escape', (t: string) => t.replace('create', '\\u0063reate')],
    ['a version with a leading zero', (t: string) => t.replace('"version":1', '"version":01')],
    ['a version as a decimal', (t: string) => t.replace('"version":1', '"version":1.0')],
    ['a version as text', (t: string) => t.replace('"version":1', '"version":"1"')],
    ['previous as text', (t: string) => t.replace('null', '"null"')],
    ['a byte order mark', (t: string) => `\ufeff${t}`],
    ['nothing', () => ''],
  ])('is not read with %s', (_, change) => {
    expect(() => parseEntry(utf8(change(text(anEntry()))))).toThrow(/one form/);
  });

  it('is not read when any byte of it is changed to what it may not be', () => {
    const bytes = entryBytes(anEntry());
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes);
      changed[at] = 0x7f;
      expect(() => parseEntry(changed)).toThrow();
      expect(() => parseEntry(bytes.subarray(0, at))).toThrow();
    }
  });
});

describe('a bundle', () => {
  it('gives back the entries that were framed', () => {
    const some = fc.array(fc.uint8Array({ minLength: 1, maxLength: 600 }), { maxLength: 40 });
    fc.assert(
      fc.property(some, (entries) => {
        expect(parseBundle(frameEntries(entries))).toEqual(entries);
      }),
    );
  });

  it('has a big-endian length before each entry', () => {
    const bundle = frameEntries([new Uint8Array(258).fill(7), Uint8Array.of(9)]);
    expect([...bundle.subarray(0, 3)]).toEqual([1, 2, 7]);
    expect([...bundle.subarray(260)]).toEqual([0, 1, 9]);
  });

  it.each([
    ['a length without entry', [0, 5]],
    ['half a length', [0]],
    ['an entry cut short', [0, 5, 1, 2, 3, 4]],
    ['bytes behind the last entry', [0, 1, 1, 0]],
    ['an empty entry', [0, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseBundle(Uint8Array.from(bytes))).toThrow(/bundle/);
  });

  it('refuses the 257th entry, an empty one, and one beyond 4,096 bytes', () => {
    const entries = Array.from({ length: 257 }, () => Uint8Array.of(1));
    expect(() => parseBundle(frameEntries(entries))).toThrow();
    expect(() => frameEntries([new Uint8Array()])).toThrow();
    expect(() => frameEntries([new Uint8Array(4097)])).toThrow();
    expect(parseBundle(frameEntries([new Uint8Array(4096)]))).toHaveLength(1);
  });
});

describe('a leaf', () => {
  it('is SHA-256 over 0x00 and the entry', () => {
    // SHA-256 of one zero byte.
    expect(toHex(leafHash(new Uint8Array()))).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});
