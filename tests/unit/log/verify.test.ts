import { beforeAll, describe, expect, it } from 'vitest';
import { advance } from '#core/log/advance.ts';
import { signCheckpoint } from '#core/log/checkpoint.ts';
import { ENTRIES_A_PASS } from '#core/log/verify/chains.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { ORIGIN, utf8 } from './log-fixtures.ts';
import { bucketOf, logWorld, run, write, writeAll } from './log-world.ts';
import { type Objects, verified } from './verify-world.ts';
import { asText, aWholeLog, wholeObjects } from './whole-log.ts';

let whole: Objects;
beforeAll(async () => {
  whole = await wholeObjects();
});

const without = (...paths: string[]): Objects => {
  const objects = new Map(whole);
  for (const path of paths) if (!objects.delete(path)) throw new Error(`No ${path}`);
  return objects;
};

const withChanged = (path: string, change: (text: string) => string): Objects => {
  const text = asText(whole.get(path));
  if (change(text) === text) throw new Error(`Nothing changed in ${path}`);
  return new Map(whole).set(path, utf8(change(text)));
};

describe('a log that is as it should be', () => {
  it('verifies with all that hangs on it', async () => {
    const outcome = await verified(whole);
    expect(outcome.told).toEqual([]);
    expect(outcome).toMatchObject({ ok: true, isTrusted: true, origin: ORIGIN, size: 307 });
    expect(outcome.counts).toEqual({
      checkpoints: 4,
      versions: 307,
      files: 2,
      signals: 1,
      disclosed: 1,
      proofs: 0,
    });
  });

  it('verifies as a log alone, without the versions that it commits to', async () => {
    const log = new Map([...whole].filter(([path]) => path.startsWith('log/')));
    log.set(
      'records/system/log-key/00000001.json',
      whole.get('records/system/log-key/00000001.json') ?? utf8(''),
    );
    const outcome = await verified(log, { scope: 'log' });
    expect(outcome).toMatchObject({ ok: true, size: 307, told: [] });
  });

  it('verifies where partial tiles of smaller sizes have expired', async () => {
    const expired = [...whole.keys()].filter((path) =>
      /^log\/tile\/(0|entries)\/.*\.p\/(?!51$)/.test(path),
    );
    expect(expired.length).toBeGreaterThan(2);
    expect(await verified(without(...expired))).toMatchObject({ ok: true, told: [] });
  });

  it('verifies where a version was put whose place in the log is still to come', async () => {
    const world = await aWholeLog();
    const { version, body } = await write(world, 'role/r2');
    const path = `records/role/r2/${String(version.version).padStart(8, '0')}.json`;
    const outcome = await verified(new Map(bucketOf(world)).set(path, utf8(body)));
    expect(outcome.ok).toBe(true);
    expect(outcome.told).toEqual([{ kind: 'noted', path, reason: 'is not in the log yet' }]);
  });

  it('verifies while a publisher was killed between tiles and checkpoint', async () => {
    const world = await aWholeLog();
    const before = new Map(bucketOf(world));
    await write(world, 'role/new');
    await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
    const killed = new Map(bucketOf(world));
    killed.delete('log/checkpoints/000000000308');
    killed.set('log/checkpoint', before.get('log/checkpoint') ?? utf8(''));
    const outcome = await verified(killed);
    expect(outcome).toMatchObject({ ok: true, size: 307 });
    expect(outcome.told.map(({ path }) => path).toSorted()).toEqual([
      'log/tile/0/001.p/52',
      'log/tile/entries/001.p/52',
      'records/role/new/00000001.json',
    ]);
  });

  it('verifies while a publisher was killed before it replaced the newest checkpoint', async () => {
    const world = await aWholeLog();
    const before = bucketOf(world).get('log/checkpoint') ?? utf8('');
    await write(world, 'role/new');
    await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
    const outcome = await verified(new Map(bucketOf(world)).set('log/checkpoint', before));
    expect(outcome).toMatchObject({ ok: true, size: 308 });
    expect(outcome.told).toMatchObject([{ kind: 'noted', path: 'log/checkpoint' }]);
  });

  it('does not need a declared file before it is stored', async () => {
    const world = logWorld();
    const content = { sha256: 'a'.repeat(64) };
    await write(world, 'evidence/e1', { state: 'declared', content });
    await run(world);
    expect(await verified(bucketOf(world))).toMatchObject({ ok: true, told: [] });
  });

  it('is walked through in parts where it is too long for one, with the same outcome', async () => {
    expect(ENTRIES_A_PASS).toBe(131_072);
    const changed = withChanged('records/role/r5/00000002.json', (text) =>
      text.replace('r5', 'r6'),
    );
    const missing = without('records/role/r7/00000003.json');
    for (const entriesAPass of [1, 50, 100]) {
      expect(await verified(whole, { entriesAPass })).toMatchObject({ ok: true, told: [] });
      const one = await verified(changed, { entriesAPass });
      expect(one.named).toEqual((await verified(changed)).named);
      const two = await verified(missing, { entriesAPass });
      expect(two.named).toEqual(['records/role/r7/00000003.json']);
    }
  });
});

describe('an object that is not there', () => {
  it.each([
    'records/role/r5/00000001.json',
    'records/role/r5/00000003.json',
    'records/role/r5/00000007.json',
    'records/task/t1/00000001.json',
    'log/tile/0/000',
    'log/tile/0/001.p/51',
    'log/tile/1/000.p/1',
    'log/tile/entries/000',
    'log/tile/entries/001.p/51',
    'log/checkpoint',
    'log/checkpoints/000000000307',
  ])('%s is named', async (path) => {
    const outcome = await verified(without(path));
    expect(outcome.ok).toBe(false);
    expect(outcome.first).toMatchObject({ kind: 'missing', path });
    expect(outcome.named).toEqual([path]);
  });

  it('of a record, all of its versions are named', async () => {
    const paths = [1, 2, 3, 4, 5, 6, 7].map((v) => `records/role/r9/0000000${v}.json`);
    expect((await verified(without(...paths))).named).toEqual(paths);
  });

  it('as an evidence file, it is named with the version that needs it', async () => {
    const path = [...whole.keys()].filter((each) => each.startsWith('evidence/'));
    const outcome = await verified(without(...path));
    expect(outcome.named.toSorted()).toEqual(path.toSorted());
    expect(outcome.told.map(({ reason }) => reason).toSorted()).toEqual([
      'records/evidence/e1/00000002.json needs it',
      'records/task/t1/00000001.json needs it',
      'records/task/t1/00000002.json needs it',
    ]);
  });

  it('as a bundle with its tile, is named, and the rest still verified', async () => {
    const record = 'records/role/r9/00000007.json';
    const objects = without('log/tile/entries/000', 'log/tile/0/000', record);
    const outcome = await verified(objects);
    expect(outcome.named).toEqual(['log/tile/entries/000', 'log/tile/0/000', record]);
    expect(outcome.told.some(({ kind }) => kind === 'noted')).toBe(true);
  });

  it('as everything there is, is named', async () => {
    const outcome = await verified(new Map());
    expect(outcome).toMatchObject({ ok: false, size: 0, origin: undefined });
    expect(outcome.named).toEqual(['log/checkpoint']);
  });
});

describe('a version that was changed', () => {
  const path = 'records/role/r5/00000002.json';
  it.each([
    ['in its content', (t: string) => t.replace('role/r5"},"format', 'role/r6"},"format')],
    ['in its reason', (t: string) => t.replace('"reason":null', '"reason":"other"')],
    ['in its actor', (t: string) => t.replace('service/setup', 'service/other')],
    ['in its time', (t: string) => t.replace('2026-11-24T06:08', '2026-11-24T06:07')],
    [
      'in its digest of the version before',
      (t: string) => t.replace(/"previous":"\w\w/, '"previous":"00'),
    ],
    ['by white space', (t: string) => `${t}\n`],
    ['to another version', (t: string) => t.replace('"version":2', '"version":3')],
    ['to nothing', () => ''],
    ['to another file', () => 'x'.repeat(200)],
    ['beyond the length that any has', () => 'x'.repeat(200_000)],
  ])('%s is named', async (_, change) => {
    const outcome = await verified(withChanged(path, change));
    expect(outcome.first).toMatchObject({ kind: 'failed', path });
  });

  it('is named although the next version was changed to fit', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/a']);
    await run(world);
    const objects = new Map(bucketOf(world));
    const forged = logWorld();
    await write(forged, 'role/a', { content: { title: 'forged' } });
    await write(forged, 'role/a');
    await run(forged);
    for (const [name, bytes] of bucketOf(forged))
      if (name.startsWith('records/')) objects.set(name, bytes);
    expect((await verified(objects)).named).toEqual([
      'records/role/a/00000001.json',
      'records/role/a/00000002.json',
    ]);
  });

  it('that was swapped with another names both', async () => {
    const [a, b] = ['records/role/r5/00000002.json', 'records/role/r6/00000002.json'] as const;
    const swapped = new Map(whole);
    swapped.set(a, whole.get(b) ?? utf8('')).set(b, whole.get(a) ?? utf8(''));
    expect((await verified(swapped)).named).toEqual([a, b]);
  });

  it('that was moved names the place where it is not and the place where it is', async () => {
    const [from, to] = ['records/role/r5/00000007.json', 'records/role/r99/00000001.json'] as const;
    const moved = without(from).set(to, whole.get(from) ?? utf8(''));
    expect((await verified(moved)).named.toSorted()).toEqual([from, to]);
  });
});

describe('an object that does not belong', () => {
  it.each([
    'records/role/r5/00000009.txt',
    'records/role/con/00000001.json',
    'records/readme',
    'evidence/sha256/xyz',
    'evidence/readme',
    'signals/2026-02-30/x.jsonl',
    'personal/x',
    'log/readme',
    'log/tile/0/000.p/256',
    'log/tile/00/000',
    'log/checkpoints/307',
  ])('%s is named', async (path) => {
    const outcome = await verified(new Map(whole).set(path, utf8('x')));
    expect(outcome.named).toEqual([path]);
  });

  it('as a version that was never logged, though later ones were, is named', async () => {
    const world = logWorld();
    await writeAll(world, ['role/a', 'role/b']);
    await run(world);
    const objects = new Map(bucketOf(world));
    const other = logWorld();
    await writeAll(other, ['role/x', 'role/c', 'role/c']);
    await run(other);
    const second = bucketOf(other).get('records/role/c/00000002.json') ?? utf8('');
    const outcome = await verified(objects.set('records/role/c/00000002.json', second));
    expect(outcome.named).toEqual(['records/role/c/00000001.json']);
  });

  it('as a checkpoint beyond the log by nobody we know, is named and not followed', async () => {
    const root = new Uint8Array(32);
    const signed = await signCheckpoint({ origin: ORIGIN, size: 999, root }, [memorySigner(66)]);
    for (const path of ['log/checkpoints/000000000999', 'log/checkpoint']) {
      const outcome = await verified(new Map(whole).set(path, signed));
      expect(outcome.named[0]).toBe(path);
      expect(outcome.size).toBe(307);
    }
  });
});

describe('a file', () => {
  it('whose bytes were changed is named', async () => {
    for (const path of whole.keys()) {
      if (!/^(evidence|signals)/.test(path)) continue;
      const outcome = await verified(withChanged(path, (text) => `${text} `));
      expect(outcome.named).toEqual([path]);
    }
  });
});

describe('a disclosed value', () => {
  const path = 'personal/person/ada.jsonl';
  it.each([
    ['is another', (t: string) => t.replace('Ada Example', 'Eve Example')],
    ['has other salt', (t: string) => t.replace('"salt":"AAEC', '"salt":"BBEC')],
    ['has no salt to speak of', (t: string) => t.replace(/"salt":"\w+"/, '"salt":"AAEC"')],
    ['stands at another place', (t: string) => t.replace('/name', '/title')],
    ['stands in another form', (t: string) => t.replace(',"path"', ', "path"')],
    ['lacks its line feed', (t: string) => t.trimEnd()],
    ['has no form at all', () => 'x\n'],
    ['is of an empty line', (t: string) => `\n${t}`],
    ['has a member more', (t: string) => t.replace('}\n', ',"x":1}\n')],
  ])('that %s is named', async (_, change) => {
    expect((await verified(withChanged(path, change))).named).toEqual([path]);
  });

  it('that no version of its record commits to is named', async () => {
    const other = 'personal/role/r1.jsonl';
    const objects = new Map(whole).set(other, whole.get(path) ?? utf8(''));
    expect((await verified(objects)).named).toEqual([other]);
  });

  it('of a record that is not there is named', async () => {
    const other = 'personal/person/eve.jsonl';
    const objects = new Map(whole).set(other, whole.get(path) ?? utf8(''));
    expect((await verified(objects)).named).toEqual([other]);
  });

  it('may be one that a later version has no more', async () => {
    const world = await aWholeLog();
    await write(world, 'person/ada', { content: {} });
    await advance({ ...world.ports, signers: [memorySigner(7), memorySigner(8)] });
    const objects = new Map(bucketOf(world)).set(path, whole.get(path) ?? utf8(''));
    expect(await verified(objects)).toMatchObject({ ok: true, told: [] });
  });
});
