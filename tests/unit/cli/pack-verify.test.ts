import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packCommand } from '#cli/pack.ts';
import { verifyCommand } from '#cli/verify.ts';
import { advance } from '#core/log/advance.ts';
import { parseManifest } from '#core/log/manifest.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { utf8 } from '#tests/unit/log/log-fixtures.ts';
import { bucketOf, type LogWorld, write } from '#tests/unit/log/log-world.ts';
import { asText, aWholeLog, vkeyOf } from '#tests/unit/log/whole-log.ts';
import { aFolder, putAll, readAll } from './disk.ts';
import { transcript } from './transcript.ts';

const folder = aFolder();
afterAll(() => folder.remove());

const at = (name: string) => join(folder.path, name);
/** Runs commands; in what they show, places are names alone. */
const assent = async (...lines: readonly (readonly string[])[]) =>
  (await transcript([verifyCommand, packCommand], ...lines))
    .replaceAll(`${folder.path}/`, '')
    .replaceAll(/example\.com\/assent\/production\+\S+/g, '<vkey>');

let world: LogWorld;
let keys: readonly string[];

beforeAll(async () => {
  world = await aWholeLog();
  keys = ['--vkey', await vkeyOf(7), await vkeyOf(8)];
  putAll(at('bucket'), bucketOf(world));
});

describe('a pack', () => {
  it('as a folder holds the log, its versions, files and proofs, and verifies', async () => {
    const key = await vkeyOf(7);
    const shown = await assent(
      ['pack', at('bucket'), at('pack'), ...keys],
      ['verify', at('pack'), '--key', key],
    );
    expect(shown).toMatch(/^\n\$ assent pack bucket pack --vkey <vkey> <vkey>\nLog +example.com/);
    expect(shown).toMatch(/307 versions with their proofs, 3 files, into pack\n/);
    expect(shown).toMatch(/Checked +307 versions, 2 files, 4 checkpoints, 307 proofs/);
    expect(shown).toMatch(/Verified: nothing fails, nothing is missing\.\n$/);
  });

  it('says of itself what it is, and that its keys are no proof', async () => {
    const manifest = parseManifest(new Uint8Array(readFileSync(at('pack/assent-pack.json'))));
    expect(manifest).toMatchObject({ scope: 'all', size: 307, unlogged: 0 });
    expect(manifest.vkeys).toEqual(keys.slice(1));
    const shown = await assent(['verify', at('pack')]);
    expect(shown).toMatch(/its own keys are taken/);
    expect(shown).toMatch(/Keys +from the pack itself/);
    expect(shown).toMatch(/Verified/);
  });

  it('has of partial tiles those alone that its checkpoint needs', () => {
    const tiles = [...readAll(at('pack')).keys()].filter((path) => path.startsWith('log/tile'));
    expect(tiles.toSorted()).toEqual([
      'log/tile/0/000',
      'log/tile/0/001.p/51',
      'log/tile/1/000.p/1',
      'log/tile/entries/000',
      'log/tile/entries/001.p/51',
    ]);
  });

  it('as a ZIP holds the same, in order, and verifies', async () => {
    const key = await vkeyOf(7);
    const shown = await assent(
      ['pack', at('bucket'), at('pack.zip'), ...keys],
      ['verify', at('pack.zip'), '--key', key],
    );
    expect(shown).toMatch(/Checked +307 versions, 2 files, 4 checkpoints, 307 proofs/);
    expect(shown).toMatch(/Verified: nothing fails, nothing is missing\.\n$/);
  });

  it('leaves out versions that the log has yet to take, and says how many', async () => {
    const ahead = await aWholeLog();
    const { body } = await write(ahead, 'role/r1');
    const objects = new Map(bucketOf(ahead)).set('records/role/r1/00000010.json', utf8(body));
    putAll(at('ahead'), objects);
    const shown = await assent(['pack', at('ahead'), at('ahead-pack'), ...keys]);
    expect(shown).toMatch(/Left out 1 versions that the log has yet to take/);
    expect(readAll(at('ahead-pack')).has('records/role/r1/00000010.json')).toBe(false);
    expect(await assent(['verify', at('ahead-pack')])).toMatch(/Verified/);
  });

  it('of a pack is the same pack', async () => {
    await assent(['pack', at('pack'), at('pack-again'), ...keys]);
    const [once, again] = [readAll(at('pack')), readAll(at('pack-again'))];
    for (const files of [once, again]) files.delete('assent-pack.json');
    expect(new Map([...again].toSorted())).toEqual(new Map([...once].toSorted()));
  });

  it('is not made of a log that does not verify', async () => {
    const objects = new Map(bucketOf(world));
    objects.delete('log/tile/0/000');
    putAll(at('broken'), objects);
    expect(await assent(['pack', at('broken'), at('broken-pack'), ...keys])).toBe(`
$ assent pack broken broken-pack --vkey <vkey> <vkey>
! error: The log does not verify: log/tile/0/000: a tile of the newest checkpoint is not there
exit 1
`);
  });

  it('is not made of nothing, nor over something, nor without keys', async () => {
    writeFileSync(at('taken.zip'), 'x');
    putAll(at('empty'), new Map([['x', utf8('x')]]));
    expect(await assent(['pack', at('empty'), at('p1'), ...keys])).toMatch(/no log here yet/);
    expect(await assent(['pack', at('bucket'), at('taken.zip'), ...keys])).toMatch(/there already/);
    expect(await assent(['pack', at('bucket'), at('pack'), ...keys])).toMatch(/is not empty/);
    expect(await assent(['pack', at('bucket'), at('p2')])).toMatch(/give --kms-key or --vkey/);
    expect(await assent(['pack', at('nowhere'), at('p3'), ...keys])).toMatch(/nothing at nowhere/);
    expect(await assent(['pack', at('bucket'), at('p4'), '--vkey', 'x'])).toMatch(
      /verifier key is/,
    );
  });
});

describe('verifying a pack in which something was changed', () => {
  const changed = async (name: string, change: (files: Map<string, Uint8Array>) => void) => {
    const files = readAll(at('pack'));
    change(files);
    putAll(at(name), files);
    return assent(['verify', at(name), '--key', await vkeyOf(7)]);
  };
  const record = 'records/role/r5/00000002.json';
  const proof = 'proofs/role/r5/role-r5-00000002.tlog-proof';

  it('names the very object, and ends with 1', async () => {
    const shown = await changed('flipped', (files) => {
      const text = asText(files.get(record)).replace('"reason":null', '"reason":"x"');
      files.set(record, utf8(text));
    });
    expect(shown).toMatch(
      /failed +records\/role\/r5\/00000002\.json: is not the version that entry/,
    );
    expect(shown).toMatch(/NOT verified: 1 fail, 0 are missing\. First: records\/role\/r5/);
    expect(shown).toMatch(/exit 1\n$/);
  });

  it('finds what a bucket may have, and a pack may not: a version that is not in the log', async () => {
    const shown = await changed('added', (files) => {
      files.set('records/role/new/00000001.json', utf8(nextBody));
    });
    expect(shown).toMatch(/records\/role\/new\/00000001\.json: is not in the log/);
  });

  it.each<[string, string, (files: Map<string, Uint8Array>) => void]>([
    ['a proof that is gone', proof, (files) => void files.delete(proof)],
    [
      'a proof cut short',
      proof,
      (files) => void files.set(proof, utf8('c2sp.org/tlog-proof@v1\n')),
    ],
    [
      'the proof of another version',
      proof,
      (files) =>
        void files.set(
          proof,
          files.get(proof.replace('r5-00000002', 'r5-00000003')) ??
            files.get('proofs/role/r5/role-r5-00000003.tlog-proof') ??
            utf8(''),
        ),
    ],
    [
      'a proof whose index was changed',
      proof,
      (files) =>
        void files.set(proof, utf8(asText(files.get(proof)).replace(/index \d+/, 'index 7'))),
    ],
    [
      'a proof of a version that is not there',
      'proofs/role/zz/role-zz-00000001.tlog-proof',
      (files) =>
        void files.set('proofs/role/zz/role-zz-00000001.tlog-proof', files.get(proof) ?? utf8('')),
    ],
    [
      'a manifest of another size',
      'assent-pack.json',
      (files) =>
        void files.set(
          'assent-pack.json',
          utf8(asText(files.get('assent-pack.json')).replace('"size":307', '"size":306')),
        ),
    ],
    [
      'a manifest in another form',
      'assent-pack.json',
      (files) =>
        void files.set('assent-pack.json', utf8(`${asText(files.get('assent-pack.json'))}\n`)),
    ],
    [
      'a tile beyond the log',
      'log/tile/0/002.p/1',
      (files) => void files.set('log/tile/0/002.p/1', new Uint8Array(32)),
    ],
  ])('names %s', async (name, path, change) => {
    const shown = await changed(name.replaceAll(' ', '-'), change);
    expect(shown).toContain(` ${path}: `);
    expect(shown).toMatch(/exit 1\n$/);
  });
});

let nextBody = '';
beforeAll(async () => {
  const other = await aWholeLog();
  nextBody = (await write(other, 'role/new')).body;
});

describe('the command line of verify', () => {
  it('takes a checkpoint from elsewhere', async () => {
    const later = await aWholeLog();
    await write(later, 'role/r1');
    await advance({ ...later.ports, signers: [memorySigner(7), memorySigner(8)] });
    writeFileSync(at('later-checkpoint'), bucketOf(later).get('log/checkpoint') ?? utf8(''));
    writeFileSync(
      at('checkpoint'),
      bucketOf(world).get('log/checkpoints/000000000300') ?? utf8(''),
    );
    const key = await vkeyOf(7);
    const known = (file: string) => [
      'verify',
      at('pack'),
      '--key',
      key,
      '--trusted-checkpoint',
      at(file),
    ];
    expect(await assent(known('checkpoint'))).toMatch(/Verified/);
    const cut = await assent(known('later-checkpoint'));
    expect(cut).toMatch(/the log does not lead to it: it ends at 307 entries, and had 308 before/);
    expect(cut).toMatch(/exit 1\n$/);
    expect(await assent(known('nowhere'))).toMatch(/error: The checkpoint cannot be read: nowhere/);
  });

  it('says no more than the verdict where it is to be quiet', async () => {
    const shown = await assent(['verify', at('pack'), '--quiet']);
    expect(shown).not.toMatch(/noted/);
    expect(shown).toMatch(/Verified/);
  });

  it('verifies a log alone', async () => {
    const shown = await assent(['verify', at('bucket'), '--log-only', '--key', await vkeyOf(7)]);
    expect(shown).toMatch(/307 entries/);
    expect(shown).toMatch(/Verified/);
  });

  it('is told of what is no log', async () => {
    expect(await assent(['verify', at('nowhere')])).toMatch(/error: There is nothing at nowhere/);
    putAll(at('nothing'), new Map([['readme', utf8('x')]]));
    expect(await assent(['verify', at('nothing')])).toMatch(
      /there is no checkpoint that can be read/,
    );
    writeFileSync(at('no.zip'), 'x'.repeat(100));
    expect(await assent(['verify', at('no.zip')])).toMatch(
      /error: This is no ZIP that can be read/,
    );
    expect(await assent(['verify', at('pack'), '--key', 'x'])).toMatch(/error: A verifier key is/);
  });

  it('passes over what a system puts into folders', async () => {
    const files = readAll(at('pack'));
    files.set('records/.DS_Store', utf8('x')).set('log/.directory', utf8('x'));
    putAll(at('littered'), files);
    expect(await assent(['verify', at('littered')])).toMatch(/Verified/);
    renameSync(at('littered/records/.DS_Store'), at('littered/records/store'));
    expect(await assent(['verify', at('littered')])).toMatch(
      /records\/store: is no path of a version/,
    );
  });
});
