import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecoverCommand, recoverCommand, runRecover } from '#cli/recover.ts';
import { bucketOf } from '#tests/unit/log/log-world.ts';
import { vkeyOf } from '#tests/unit/log/whole-log.ts';
import { contents, restored, role, run, type World } from '../recovery/recovery-world.ts';
import { aFolder, putAll } from './disk.ts';
import { transcript } from './transcript.ts';

const folder = aFolder();
afterAll(() => folder.remove());

let world: World;
let before: Awaited<ReturnType<typeof restored>>['before'];
let places = 0;
let bucket: string;
let aside: string;

beforeEach(async () => {
  ({ world, before } = await restored());
  places += 1;
  bucket = join(folder.path, `bucket-${places}`);
  aside = join(folder.path, `aside-${places}`);
  putAll(bucket, bucketOf(world));
});

/** Runs it over a bucket in a folder and a table in memory: what it says, and its exit code. */
async function recover(options: Partial<RecoverCommand> = {}) {
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: () => {} };
  const named = { table: 'main', personalTable: 'personal', vkey: [await vkeyOf(7)] };
  const code = await runRecover(bucket, { ...named, ...options }, io, () => world);
  return { code, said: lines.join('\n') };
}

describe('assent recover', () => {
  it('says first what it would do, and writes nothing', async () => {
    const items = world.table.all();
    const { code, said } = await recover({ dryRun: true });
    expect(code).toBe(0);
    expect(said).toMatch(/^Log +example\.com\S+: 12 entries in the bucket, 12 of them signed; /);
    expect(said).toContain('the table knows 7');
    expect(said).toMatch(/\nLost +5 versions, of 3 records\n/);
    expect(said).toMatch(/\nNot back +links that were mailed/);
    expect(said).toMatch(/\nNothing was written\. Without --dry-run this is done\.$/);
    expect(world.table.all()).toEqual(items);
  });

  it('puts it back, and a second time finds nothing to put back', async () => {
    const { code, said } = await recover();
    expect(code).toBe(0);
    expect(said).toMatch(/\nPut back\. The log goes on with its next run/);
    expect(contents(world)).toEqual(before);
    const again = await recover();
    expect(again.code).toBe(0);
    expect(again.said).toMatch(/\nNothing was lost, and nothing is to be put back\.$/);
    await expect(run(world)).resolves.toMatchObject({ passedOver: [] });
  });

  it('names what stands in the way, and a dry run fails for want of a place for it', async () => {
    await role(world, 'late', 'Written after the restore');
    const { code, said } = await recover({ dryRun: true });
    expect(code).toBe(1);
    expect(said).toMatch(/\nIn the way +1 written since, where the log has another\./);
    expect(said).toContain('- role/late, version 2');
    expect((await recover({ dryRun: true, setAside: aside })).code).toBe(0);
  });

  it('writes nothing where something stands in the way and no place for it is named', async () => {
    await role(world, 'late', 'Written after the restore');
    const items = world.table.all();
    await expect(recover()).rejects.toThrow(/Nothing was written/);
    expect(world.table.all()).toEqual(items);
  });

  it('keeps what stood in the way as files, whole', async () => {
    await role(world, 'late', 'Written after the restore');
    expect((await recover({ setAside: aside })).code).toBe(0);
    const [name = '', ...more] = readdirSync(aside);
    expect(more).toEqual([]);
    expect(name).toMatch(/^role-late-2-[0-9a-f]{8}\.json$/);
    expect(readFileSync(join(aside, name), 'utf8')).toContain('Written after the restore');
    expect(contents(world)).toEqual(before);
  });

  it('is refused without a key that is known from elsewhere than the bucket', async () => {
    await expect(recover({ vkey: [] })).rejects.toThrow(/which keys sign the log/);
  });

  it('is refused under another key', async () => {
    await expect(recover({ vkey: [await vkeyOf(9)] })).rejects.toThrow(/does not verify/);
  });

  it('exits with 2 where a table is not named, and with 1 where there is no bucket', async () => {
    const both = ['--table', 'main', '--personal-table', 'personal'];
    const shown = await transcript(
      [recoverCommand],
      ['recover', bucket, '--table', 'main'],
      ['recover', join(folder.path, 'nowhere'), ...both],
    );
    expect(shown).toMatch(/--personal-table.*not specified[\s\S]*exit 2\n/);
    expect(shown).toMatch(/There is nothing at [\s\S]*exit 1\n$/);
  });
});
