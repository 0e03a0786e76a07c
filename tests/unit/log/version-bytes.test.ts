import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '#core/canonical.ts';
import type { Json, JsonObject } from '#core/json.ts';
import { parseEntry } from '#core/log/entry.ts';
import { commitmentsOf, parseVersion } from '#core/log/version-bytes.ts';
import { sha256Hex } from '#hash';
import { utf8 } from './log-fixtures.ts';

const DIGEST = 'a'.repeat(64);
const COMMITMENT = 'nZdsEmgIHHb0OEnjKn4aNea--GIjLJHa7XrjAZk6uTc';

const VERSION = {
  action: 'create',
  actor: 'service/setup',
  content: { title: 'AI policy', owner: { $detached: COMMITMENT } },
  format: 'assent/version/v1',
  id: 'ai-policy',
  links: [
    { rel: 'guided-by', to: 'policy/a' },
    { digest: DIGEST, rel: 'guided-by', to: 'policy/a-b', version: 3 },
    { rel: 'holds', to: 'policy/a' },
  ],
  previous: null,
  reason: 'First set-up',
  schema: 1,
  state: 'draft',
  time: '2026-11-24T06:08:00.000Z',
  type: 'policy',
  version: 1,
  via: 'api',
} satisfies JsonObject;

const bytes = (changes: JsonObject = {}) => canonicalBytes({ ...VERSION, ...changes });
const link = (link: Json) => ({ links: [link] });

describe('the bytes of a version', () => {
  it('read as what they say, with their digest and their one entry', () => {
    const parsed = parseVersion(bytes());
    expect(parsed).toMatchObject({ type: 'policy', id: 'ai-policy', version: 1, previous: null });
    expect(parsed.digest).toBe(sha256Hex(bytes()));
    expect(parseEntry(parsed.entry)).toMatchObject({ digest: parsed.digest, action: 'create' });
    expect([...commitmentsOf(parsed.content)]).toEqual([COMMITMENT]);
  });

  it('may be without reason, and of types that nobody here knows', () => {
    expect(parseVersion(bytes({ reason: null })).id).toBe('ai-policy');
    expect(parseVersion(bytes({ type: 'type-to-come', links: [] })).type).toBe('type-to-come');
  });

  it.each<[string, JsonObject]>([
    ['another format', { format: 'assent/version/v2' }],
    ['a member more', { due: '2026-11-24T06:08:00.000Z' }],
    ['content that is a list', { content: [] }],
    ['content that is null', { content: null }],
    ['a version as text', { version: '1' }],
    ['version 0', { version: 0 }],
    ['a first version with a digest before it', { previous: DIGEST }],
    ['a second version with none before it', { version: 2 }],
    ['a previous that is a number', { previous: 1 }],
    ['a reason that is a number', { reason: 1 }],
    ['schema 0', { schema: 0 }],
    ['half a schema', { schema: 1.5 }],
    ['no state', { state: '' }],
    ['an unknown way', { via: 'telephone' }],
    ['an actor that is no person or service', { actor: 'role/risk' }],
    ['a time that is none', { time: '2026-02-30T06:08:00.000Z' }],
    ['links that are no list', { links: {} }],
    ['a link that is text', link('policy/a')],
    ['a link without target', link({ rel: 'holds' })],
    ['a link to no record', link({ rel: 'holds', to: 'policy' })],
    ['a link with a relation that is no name', link({ rel: 'Holds', to: 'policy/a' })],
    ['a link with a member more', link({ rel: 'holds', to: 'policy/a', why: 'x' })],
    [
      'a link that pins a version without digest',
      link({ rel: 'holds', to: 'policy/a', version: 1 }),
    ],
    ['links out of order', { links: VERSION.links.toReversed() }],
    ['the same link twice', { links: [VERSION.links[0], VERSION.links[0]] as Json }],
    ['a name with $', { content: { $x: 1 } }],
    ['a commitment with a neighbour', { content: { a: { $detached: COMMITMENT, b: 1 } } }],
    ['a commitment that is none', { content: { a: { $detached: 'x' } } }],
  ])('are refused with %s', (_, changes) => {
    expect(() => parseVersion(bytes(changes))).toThrow();
  });

  it('are refused with a member missing', () => {
    for (const name of Object.keys(VERSION)) {
      const { [name]: _, ...rest } = VERSION as JsonObject;
      expect(() => parseVersion(canonicalBytes(rest))).toThrow(/exactly the members/);
    }
  });

  it.each([
    ['a newline behind', (t: string) => `${t}\n`],
    ['white space', (t: string) => t.replace(':', ': ')],
    ['members in another order', (t: string) => t.replace(/("version":1),("via":"api")/, '$2,$1')],
    ['a member twice', (t: string) => t.replace('"via":"api"', '"via":"api","via":"api"')],
    ['an escape that none needs', (t: string) => t.replace('AI policy', '\\u0041I policy')],
    ['a number in another spelling', (t: string) => t.replace('"schema":1', '"schema":1e0')],
    ['a lone surrogate', (t: string) => t.replace('AI policy', '\\ud800')],
    ['nothing', () => ''],
    ['no JSON', () => '{'],
    ['a list', () => '[]'],
    ['null', () => 'null'],
  ])('are refused with %s', (_, change) => {
    const text = change(new TextDecoder().decode(bytes()));
    expect(() => parseVersion(utf8(text))).toThrow();
  });
});
