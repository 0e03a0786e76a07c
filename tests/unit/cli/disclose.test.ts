import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPack } from '#cli/pack.ts';
import { verifyCommand } from '#cli/verify.ts';
import { erasePerson } from '#core/changes/erase.ts';
import type { Ref } from '#core/ids.ts';
import { advance } from '#core/log/advance.ts';
import { personalPath } from '#core/log/paths.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ASTRID, INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { CRO, DPO, type Matter, matter } from '#tests/unit/approvals/matter.ts';
import { ORIGIN } from '#tests/unit/log/log-fixtures.ts';
import { bucketOf } from '#tests/unit/log/log-world.ts';
import { vkeyOf } from '#tests/unit/log/whole-log.ts';
import { aFolder, putAll } from './disk.ts';
import { transcript } from './transcript.ts';

const folder = aFolder();
afterAll(() => folder.remove());
const at = (name: string) => join(folder.path, name);

/** Two were asked, one has decided so far. */
let m: Matter;
beforeAll(async () => {
  m = await matter({ seats: [CRO, DPO], quorum: 2 });
  await m.open();
  await m.answer(0);
});

async function packed(name: string, options: { disclose?: string } = {}, store = m.at.store) {
  const patience = { sleep: async () => {}, random: m.at.random };
  await advance({ ...m.at, signers: [m.at.signer], patience, origin: ORIGIN });
  putAll(at(`${name}-bucket`), bucketOf(m.at));
  const lines: string[] = [];
  const io = { out: (line: string) => lines.push(line), err: () => {} };
  const vkey = [await vkeyOf(7)];
  const open = async () => store;
  await runPack(at(`${name}-bucket`), at(name), { vkey, ...options }, io, open);
  return lines.join('\n');
}

const disclosed = (name: string, ref: Ref) => {
  const path = join(at(name), personalPath(ref));
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

const verified = (name: string) => transcript([verifyCommand], ['verify', at(name)]);

describe('a pack that names those who decided', () => {
  it('has the name on record and the typed signature of each, and verifies', async () => {
    const said = await packed('named', { disclose: 'personal' });
    expect(said).toContain('Named    2 names of those who decided');
    const { head } = await m.theTask(0);
    expect(JSON.parse(disclosed('named', INGRID) ?? '')).toMatchObject({
      path: '/name',
      value: 'Ingrid Solheim',
    });
    expect(JSON.parse(disclosed('named', head.ref) ?? '')).toMatchObject({
      path: '/decision/signature',
      value: 'Ingrid Solheim',
    });
    const shown = await verified('named');
    expect(shown).toContain('2 disclosed values');
    expect(shown).toContain('Verified: nothing fails, nothing is missing.');
  });

  it('names nobody who has decided nothing, and has no address of anybody', async () => {
    await packed('few', { disclose: 'personal' });
    expect(disclosed('few', LARS)).toBeUndefined();
    expect(disclosed('few', ASTRID)).toBeUndefined();
    expect(disclosed('few', INGRID)).not.toContain('@');
  });

  it('fails where a name in it was changed afterwards', async () => {
    await packed('forged', { disclose: 'personal' });
    const path = join(at('forged'), personalPath(INGRID));
    writeFileSync(path, readFileSync(path, 'utf8').replace('Ingrid', 'Astrid'));
    const shown = await verified('forged');
    expect(shown).toContain(`personal/${INGRID}.jsonl: The value at /name is not the one`);
    expect(shown).toContain('exit 1');
  });

  it('is not made of a table in which a name was changed', async () => {
    const store: typeof m.at.store = {
      ...m.at.store,
      personal: async (ref) =>
        (await m.at.store.personal(ref)).map((each) => ({ ...each, value: 'Somebody Else' })),
    };
    const error = await expectError(packed('lying', { disclose: 'personal' }, store), 'Corrupt');
    expect(error.message).not.toContain('Somebody Else');
  });

  it('names nobody where it is not asked to', async () => {
    const said = await packed('unnamed');
    expect(said).not.toContain('Named');
    expect(disclosed('unnamed', INGRID)).toBeUndefined();
    expect(await verified('unnamed')).toContain('0 disclosed values');
  });

  it('leaves out a version that the log has yet to take', async () => {
    await packed('before', { disclose: 'personal' });
    await m.answer(1);
    const vkey = [await vkeyOf(7)];
    const io = { out: () => {}, err: () => {} };
    const open = async () => m.at.store;
    const options = { vkey, disclose: 'personal' };
    await runPack(at('before-bucket'), at('behind'), options, io, open);
    expect(disclosed('behind', LARS)).toBeUndefined();
    expect(await verified('behind')).toContain('2 disclosed values');
  });

  it('has no more of whoever was erased', async () => {
    await erasePerson(m.at, await m.at.store.need(INGRID), SETUP);
    const said = await packed('erased', { disclose: 'personal' });
    expect(said).toContain('Named    2 names');
    expect(disclosed('erased', INGRID)).toBeUndefined();
    expect(disclosed('erased', LARS)).toContain('Lars Bakke');
    expect(await verified('erased')).toContain('Verified: nothing fails');
  });
});
