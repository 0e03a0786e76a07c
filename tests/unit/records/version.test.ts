import { describe, expect, it } from 'vitest';
import { canonicalText } from '#core/canonical.ts';
import { commitment } from '#core/commitment.ts';
import { AssentError } from '#core/errors.ts';
import type { Json } from '#core/json.ts';
import { opens } from '#core/records/detach.ts';
import { seal, sortLinks, unseal, type Version } from '#core/records/version.ts';

// The vector of docs/formats.md, byte for byte.
const COMMITMENT = 'nZdsEmgIHHb0OEnjKn4aNea--GIjLJHa7XrjAZk6uTc';
const BODY =
  `{"action":"create","actor":"service/setup","content":{"name":{"$detached":"${COMMITMENT}"}},` +
  '"format":"assent/version/v1","id":"01936b2c-7b1e-7c3a-9f00-000000000001",' +
  '"links":[{"rel":"holds","to":"role/risk"}],"previous":null,"reason":"First set-up","schema":1,' +
  '"state":"active","time":"2026-11-24T06:08:00.000Z","type":"person","version":1,"via":"api"}';
const DIGEST = 'fb9b04e68b35f1a871cb871e69f6d0aa3be06616948d3c6f558a266af3a1907e';
const SALT = Uint8Array.from({ length: 16 }, (_, i) => i);

const VERSION: Version = {
  via: 'api',
  version: 1,
  type: 'person',
  time: '2026-11-24T06:08:00.000Z',
  state: 'active',
  schema: 1,
  reason: 'First set-up',
  previous: null,
  links: [{ to: 'role/risk', rel: 'holds' }],
  id: '01936b2c-7b1e-7c3a-9f00-000000000001',
  format: 'assent/version/v1',
  content: { name: { $detached: COMMITMENT } },
  actor: 'service/setup',
  action: 'create',
};

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AssentError ? error.code : `not ours: ${String(error)}`;
  }
};

describe('the vector of the permanent bytes', () => {
  it('commits to a personal value', () => {
    expect(commitment('Ada Example', SALT)).toBe(COMMITMENT);
    const entry = { commitment: COMMITMENT, path: '/name', salt: 'AAECAwQFBgcICQoLDA0ODw' };
    expect(opens({ ...entry, value: 'Ada Example' })).toBe(true);
    expect(opens({ ...entry, value: 'Ada Exemple' })).toBe(false);
    expect(opens({ ...entry, salt: 'AAECAwQFBgcICQoLDA0OEA', value: 'Ada Example' })).toBe(false);
  });

  it('takes 16 bytes of salt, and no other number', () => {
    for (const length of [0, 15, 17, 32]) {
      expect(codeOf(() => commitment('x', new Uint8Array(length)))).toBe('Invalid');
    }
  });

  it('seals a version to exactly those bytes, in whatever order its members stand', () => {
    expect(seal(VERSION)).toMatchObject({ body: BODY, digest: DIGEST });
    expect(seal(VERSION).ref).toBe('person/01936b2c-7b1e-7c3a-9f00-000000000001');
  });

  it('unseals those bytes to the same version', () => {
    const read = unseal(BODY, DIGEST);
    expect(read.version).toEqual(VERSION);
    expect(read.digest).toBe(DIGEST);
  });
});

const changed = (changes: Record<string, Json>) =>
  canonicalText({ ...(JSON.parse(BODY) as Record<string, Json>), ...changes });

describe('a stored version is refused', () => {
  it.each<[string, string]>([
    [
      'in another order of members',
      BODY.replace('{"action":"create",', '{').replace(
        ',"via":"api"}',
        ',"via":"api","action":"create"}',
      ),
    ],
    ['with a space between', BODY.replace('"state":"active"', '"state": "active"')],
    ['with a line break at its end', `${BODY}\n`],
    ['behind a byte order mark', `\uFEFF${BODY}`],
    ['with a character escaped that need not be', BODY.replace('"active"', '"\\u0061ctive"')],
    ['with a slash escaped', BODY.replace('role/risk', 'role\\/risk')],
    ['with a member twice', BODY.replace('"schema":1,', '"schema":1,"schema":1,')],
    ['with a number in another spelling', BODY.replace('"version":1,', '"version":1.0,')],
    ['with a member more', changed({ due: '2026-11-24T06:08:00.000Z' })],
    ['with __proto__ in its content', BODY.replace('"content":{', '"content":{"__proto__":1,')],
    ['that is cut off', BODY.slice(0, -1)],
    ['that is no object', '[]'],
    ['that is empty', ''],
  ])('%s', (_, body) => {
    expect(codeOf(() => unseal(body))).toBe('Corrupt');
  });

  it.each(Object.keys(VERSION))('without its member %s', (name) => {
    const { [name]: _gone, ...rest } = JSON.parse(BODY) as Record<string, Json>;
    expect(codeOf(() => unseal(canonicalText(rest)))).toBe('Corrupt');
  });

  it.each<[string, Record<string, Json>]>([
    ['another format', { format: 'assent/version/v2' }],
    ['an actor that is no person or service', { actor: 'role/risk' }],
    ['an id that is none', { id: 'A' }],
    ['a device as id', { id: 'con' }],
    ['a type that is none', { type: 'Person' }],
    ['version 0', { version: 0 }],
    ['half a version', { version: 1.5 }],
    ['a first version with a digest before it', { previous: DIGEST }],
    ['a second version with none before it', { version: 2 }],
    ['a digest before in capitals', { version: 2, previous: DIGEST.toUpperCase() }],
    ['schema 0', { schema: 0 }],
    ['a time that is none', { time: '2026-02-30T06:08:00.000Z' }],
    ['a time without milliseconds', { time: '2026-11-24T06:08:00Z' }],
    ['an unknown way', { via: 'telephone' }],
    ['a reason that is a number', { reason: 1 }],
    ['content that is a list', { content: [] }],
    [
      'links in another order',
      {
        links: [
          { rel: 'holds', to: 'role/b' },
          { rel: 'holds', to: 'role/a' },
        ],
      },
    ],
    [
      'a link twice',
      {
        links: [
          { rel: 'holds', to: 'role/a' },
          { rel: 'holds', to: 'role/a' },
        ],
      },
    ],
    ['a link with half a pin', { links: [{ rel: 'holds', to: 'role/a', version: 1 }] }],
    ['a link with a member more', { links: [{ rel: 'holds', title: 'x', to: 'role/a' }] }],
    ['a link to no record', { links: [{ rel: 'holds', to: 'role' }] }],
  ])('with %s', (_, changes) => {
    expect(codeOf(() => unseal(changed(changes)))).toBe('Corrupt');
  });

  it.each([
    ['in a text', '"First set-up"', '"First \\ud800 set-up"'],
    ['in a name', '{"name"', '{"na\\udc00me"'],
    ['as it stands in memory', 'First', 'First\uD800'],
  ])('with a lone surrogate %s', (_, there, put) => {
    expect(codeOf(() => unseal(BODY.replace(there, put)))).toBe('Corrupt');
  });

  it('of another digest than the one that was kept', () => {
    expect(codeOf(() => unseal(BODY, DIGEST.replace('f', '0')))).toBe('Corrupt');
    expect(codeOf(() => unseal(changed({ reason: 'Other' }), DIGEST))).toBe('Corrupt');
  });
});

describe('links of a version', () => {
  it('stand by relation, then target, by UTF-16 code unit', () => {
    const links = [
      { rel: 'b', to: 'role/a' },
      { rel: 'a-b', to: 'role/a' },
      { rel: 'a', to: 'role/b' },
      { rel: 'a', to: 'role/a-b' },
      { rel: 'a', to: 'role/a' },
    ];
    expect(sortLinks(links).map(({ rel, to }) => `${rel} ${to}`)).toEqual([
      'a role/a',
      'a role/a-b',
      'a role/b',
      'a-b role/a',
      'b role/a',
    ]);
  });

  it('are sorted anew, not in place', () => {
    const links = [
      { rel: 'b', to: 'role/a' },
      { rel: 'a', to: 'role/a' },
    ];
    sortLinks(links);
    expect(links[0]?.rel).toBe('b');
  });
});
