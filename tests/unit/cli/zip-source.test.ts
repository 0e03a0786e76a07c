import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { zipSource } from '#cli/sources/zip.ts';
import { zipTarget } from '#cli/targets/zip.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { utf8 } from '#tests/unit/log/log-fixtures.ts';
import { aFolder } from './disk.ts';

const folder = aFolder();
afterAll(() => folder.remove());
let files = 0;
const aFile = () => join(folder.path, `${files++}.zip`);

/** A ZIP of the files as somebody else may pack them. */
async function aZip(
  contents: readonly (readonly [string, Uint8Array])[],
  { compress = false }: { compress?: boolean } = {},
): Promise<string> {
  const file = aFile();
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    pieces.push(piece);
  });
  for (const [path, bytes] of contents) {
    const member = compress ? new ZipDeflate(path) : new ZipPassThrough(path);
    zip.add(member);
    member.push(bytes, true);
  }
  zip.end();
  writeFileSync(file, Buffer.concat(pieces));
  return file;
}

const listed = async (file: string, prefix: string) => {
  const paths: string[] = [];
  for await (const { path } of (await zipSource(file)).list(prefix)) paths.push(path);
  return paths;
};

const text = async (file: string, path: string, room = 1000) => {
  const bytes = await (await zipSource(file)).read(path, new Uint8Array(room));
  return bytes && new TextDecoder().decode(bytes);
};

const many = Array.from({ length: 1000 }, (_, i) => {
  const path = `records/role/r${i % 300}/${String(Math.floor(i / 300) + 1).padStart(8, '0')}.json`;
  return [path, utf8(`body of ${path}`)] as const;
}).toSorted(([a], [b]) => compareUtf8(a, b));

describe('a ZIP', () => {
  it('that was packed here gives back what was put in, in order', async () => {
    const file = aFile();
    const target = zipTarget(file, '2026-11-24T06:08:00.000Z');
    for (const [path, bytes] of many) await target.write(path, bytes);
    await target.close();
    expect(await listed(file, 'records/')).toEqual(many.map(([path]) => path));
    for (const [path, bytes] of many.filter((_, i) => i % 97 === 0)) {
      expect(await text(file, path)).toBe(new TextDecoder().decode(bytes));
    }
  });

  it('is looked into from anywhere', async () => {
    const file = await aZip(many, { compress: false });
    for (const prefix of ['records/role/r1/', 'records/role/r299/', 'records/role/r150/']) {
      const expected = many.map(([path]) => path).filter((path) => path.startsWith(prefix));
      expect(expected.length).toBeGreaterThan(2);
      expect(await listed(file, prefix)).toEqual(expected);
    }
    expect(await listed(file, 'a')).toEqual([]);
    expect(await listed(file, 'zzz')).toEqual([]);
    expect(await text(file, 'records/role/r1')).toBeUndefined();
    expect(await text(file, 'zzz')).toBeUndefined();
  });

  it('may be compressed', async () => {
    const file = await aZip(many, { compress: true });
    const [path, bytes] = many[500] ?? ['', utf8('')];
    expect(await text(file, path)).toBe(new TextDecoder().decode(bytes));
  });

  it('gives what is long piece by piece', async () => {
    const long = new Uint8Array(3_000_000).fill(7);
    for (const compress of [true, false]) {
      const file = await aZip([['evidence/x', long]], { compress });
      let length = 0;
      for await (const object of (await zipSource(file)).list('evidence/')) {
        for await (const chunk of object.chunks()) length += chunk.length;
      }
      expect(length).toBe(long.length);
      await expect(text(file, 'evidence/x')).rejects.toThrow(/longer than/);
    }
  });

  it('of nothing is empty', async () => {
    const file = await aZip([]);
    expect(await listed(file, '')).toEqual([]);
    expect(await text(file, 'log/checkpoint')).toBeUndefined();
  });

  it('that somebody packed again in another order is not taken', async () => {
    const file = await aZip(many.toReversed());
    await expect(zipSource(file)).rejects.toThrow(/not in order .* Unpack it/);
  });

  it('with a name twice is not taken', async () => {
    const [one] = many;
    if (one === undefined) throw new Error('Nothing');
    await expect(zipSource(await aZip([one, one]))).rejects.toThrow(/not in order/);
  });

  it('that was cut off is not taken', async () => {
    const bytes = readFileSync(await aZip(many));
    const file = aFile();
    for (const length of [0, 10, 100, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      await expect(zipSource(file)).rejects.toThrow(/no ZIP/);
    }
  });

  it('whose compressed bytes were changed says which object cannot be read', async () => {
    const body = utf8('word '.repeat(500));
    const file = await aZip([['log/x', body]], { compress: true });
    const bytes = readFileSync(file);
    bytes.fill(0xff, 40, 60);
    writeFileSync(file, bytes);
    await expect(text(file, 'log/x', 10_000)).rejects.toThrow();
  });

  it('with more names than a plain ZIP can count is read as any', { timeout: 60_000 }, async () => {
    const file = aFile();
    const target = zipTarget(file, '2026-11-24T06:08:00.000Z');
    const names = Array.from({ length: 65_700 }, (_, i) => `x/${String(i).padStart(6, '0')}`);
    for (const name of names) await target.write(name, new Uint8Array());
    await target.close();
    expect(await listed(file, 'x/0656')).toEqual(names.slice(-100));
  });

  it('that cannot be written says so', () => {
    const file = join(folder.path, 'nowhere', 'x.zip');
    expect(() => zipTarget(file, '2026-11-24T06:08:00.000Z')).toThrow(/ENOENT/);
  });

  it('has long objects too, and is unpacked by others', async (ctx) => {
    const file = aFile();
    const target = zipTarget(file, '2026-11-24T06:08:00.000Z');
    const long = new Uint8Array(3_000_000).map((_, i) => i % 251);
    await target.write('a', utf8('first'));
    await target.copy({
      path: 'evidence/long',
      size: long.length,
      read: () => long,
      *chunks() {
        for (let at = 0; at < long.length; at += 70_000) yield long.subarray(at, at + 70_000);
      },
    });
    await target.write('z', utf8('last'));
    await target.close();
    for await (const object of (await zipSource(file)).list('evidence/')) {
      const pieces: Uint8Array[] = [];
      for await (const piece of object.chunks()) pieces.push(Uint8Array.from(piece));
      expect(Buffer.concat(pieces).equals(long)).toBe(true);
    }
    const test = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
print(z.testzip(), [(i.filename, i.file_size, i.date_time) for i in z.infolist()][0])`;
    let said: string;
    try {
      said = execFileSync('python3', ['-c', test, file], { encoding: 'utf8' });
    } catch {
      return ctx.skip('Python is not installed');
    }
    expect(said.trim()).toBe("None ('a', 5, (2026, 11, 24, 6, 8, 0))");
  });

  it('that breaks off in the middle of an object says so', async () => {
    const file = aFile();
    const target = zipTarget(file, '2026-11-24T06:08:00.000Z');
    const object = {
      path: 'evidence/x',
      size: 2_000_000,
      read: () => utf8(''),
      *chunks() {
        yield utf8('x');
        throw new Error('The source is gone');
      },
    };
    await expect(target.copy(object).then(() => target.close())).rejects.toThrow(/is gone/);
    expect(existsSync(file)).toBe(false);
  });
});
