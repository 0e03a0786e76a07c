import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKPOINT_PATH } from '#core/log/paths.ts';
import { printVerifierKey } from '#core/log/vkey.ts';
import { logHeadKey } from '#core/store/keys.ts';
import { run } from '#local/run.ts';
import { corePorts } from './support/core-ports.ts';
import { type Live, startLive } from './support/live.ts';
import { makeOperator } from './support/operator.ts';
import { backUp, restore } from './support/restore.ts';
import { codeIn, INGRID, threadOf } from './support/thread.ts';
import { signingKey, verifyBucket } from './support/verify-bucket.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;
let operator: Awaited<ReturnType<typeof makeOperator>>;
const folder = mkdtempSync(join(tmpdir(), 'assent-restore-'));

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
  operator = await makeOperator(live.assent);
});
afterAll(async () => {
  await live?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a table that was restored to yesterday', () => {
  type AskedFor = Awaited<ReturnType<typeof thread.asked>>;
  let published: number;
  /** Asked before the moment of the backup, decided after it. */
  let earlier: AskedFor;
  /** Asked after it, and not decided. */
  let open: AskedFor;

  const file = (name: string) => join(folder, name);

  async function keepCheckpoint(): Promise<void> {
    const { objects } = corePorts(live.assent);
    const newest = await objects.get(CHECKPOINT_PATH);
    writeFileSync(file('before'), newest?.bytes ?? '');
  }

  const sizes = async () => {
    const { table } = corePorts(live.assent);
    return table.get(logHeadKey);
  };

  beforeAll(async () => {
    await thread.logged('policy/ai-policy');
    earlier = await thread.asked('Earlier policy');
    const yesterday = await backUp(live.assent);
    const lost = await thread.asked('Lost policy');
    for (const { code, approval } of [earlier, lost]) {
      await thread.decide(await thread.open(code));
      await thread.reaches(approval, 'effective');
    }
    open = await thread.asked('Open policy');
    for (const { approval, subject, task } of [earlier, lost, open]) {
      for (const ref of [approval, subject, task]) await thread.logged(ref);
    }
    const verdict = await verifyBucket(live.assent);
    expect(verdict.wrong).toEqual([]);
    published = verdict.size;
    await keepCheckpoint();
    await restore(live.assent, yesterday);
  });

  test('knows less than the bucket holds', async () => {
    const { body } = await live.call({ method: 'GET', path: '/v1/records/policy/lost-policy' });
    expect(body).toMatchObject({ type: 'urn:assent:problem:not-found' });
    expect((await sizes())?.size).toBeLessThan(published);
  });

  test('is refused by the log function, which names the way out', async () => {
    const { failed, answer } = await live.invoke('log');
    expect(failed).toBe(true);
    expect(answer).toContain('restored to an earlier moment');
    expect(answer).toContain('assent recover');
  });

  test('is never signed over, whatever is written meanwhile', async () => {
    const before = await sizes();
    await thread.givenPolicy('lost-policy', 'Another lost policy');
    await thread.givenPolicy('new-policy', 'New policy');
    await Promise.all([live.invoke('log'), live.invoke('log'), live.sweep()]);
    const { ok, wrong, size } = await verifyBucket(live.assent);
    expect({ ok, wrong, size }).toEqual({ ok: true, wrong: [], size: published });
    expect(await sizes()).toEqual(before);
    expect((await thread.get('policy/new-policy')).logIndex).toBeNull();
  });

  describe('and is recovered by its operator', () => {
    test('who first is told what would be done, and what stands in the way', async () => {
      const before = await sizes();
      const { code, output } = await recover('--dry-run');
      expect(output).toContain('written since, where the log has another');
      expect(output).toContain('- policy/lost-policy, version 1');
      expect(output).toMatch(/Approvals +1 open or decided/);
      expect(output).toMatch(/Tasks +1 open: each person gets a new mail/);
      expect(output).toContain(open.task);
      expect(code).toBe(1);
      expect(await sizes()).toEqual(before);
    });

    test('who must say where to keep what stands in the way', async () => {
      const { code, output } = await recover();
      expect(output).toContain('Nothing was written');
      expect(code).toBe(1);
    });

    test('and then everything stands as the log has it', async () => {
      const { code, output } = await recover('--set-aside', file('aside'));
      expect(output).toContain('Put back.');
      expect(code).toBe(0);
      expect(readdirSync(file('aside')).join()).toContain('policy-lost-policy-1-');
      expect((await thread.get('policy/lost-policy')).version.state).toBe('approved');
      expect((await thread.get(earlier.subject)).standing?.version).toBe(3);
      expect((await thread.get(earlier.approval)).version.state).toBe('effective');
      expect((await thread.get(open.approval)).version.state).toBe('open');
    });

    test('the log goes on, with what was written meanwhile in nobody’s place', async () => {
      expect((await live.invoke('log')).failed).toBe(false);
      expect(await thread.logged('policy/new-policy')).toBeGreaterThanOrEqual(published);
    });

    test('a link of the lost time is dead, and a new one comes by mail', async () => {
      const dead = await thread.open(open.code);
      expect(dead.html).not.toContain('Open policy');
      const mailed = live.mails().length;
      await live.sweep();
      await waitUntil('the new mail', async () => live.mails().length > mailed || undefined);
      const mail = await thread.mailTo(INGRID, /^Approve policy.*Open policy/);
      expect(codeIn(mail)).not.toBe(open.code);
      const page = await thread.open(codeIn(mail));
      expect(page.html).toContain('Open policy');
      await thread.decide(page);
      // Its machine waits with a token that the table has lost: the sweep starts another.
      await waitUntil('the approval to take effect', async () => {
        await live.sweep();
        const { state } = (await thread.get(open.approval)).version;
        return state === 'effective' || undefined;
      });
      expect((await thread.get(open.subject)).version.state).toBe('approved');
      await thread.logged(open.subject);
    });

    test('and a pack verifies against the checkpoint from before', async () => {
      const key = printVerifierKey(await signingKey(live.assent));
      const packed = await assent('pack', bucket(), file('pack'), '--vkey', key);
      expect(packed.code).toBe(0);
      const trusted = ['--trusted-checkpoint', file('before'), '--key', key];
      const { code, output } = await assent('verify', file('pack'), ...trusted);
      expect(output).toContain('Verified: nothing fails, nothing is missing.');
      expect(code).toBe(0);
    });

    test('and a second time there is nothing to put back', async () => {
      const { code, output } = await recover();
      expect(output).toContain('Nothing was lost');
      expect(code).toBe(0);
    });
  });
});

const bucket = () => `s3://${live.assent.deployed.bucket}`;

/** Runs the command as an operator does who has the rights of the runbook, and no others. */
function assent(...args: readonly string[]) {
  const { endpoint, region } = live.assent.client;
  return run(process.execPath, ['cli/assent.ts', ...args], {
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: operator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: operator.secretAccessKey,
      AWS_SESSION_TOKEN: operator.sessionToken,
    },
  });
}

function recover(...options: readonly string[]) {
  const { tables, signingKeyId } = live.assent.deployed;
  const named = ['--table', tables.main, '--personal-table', tables.personal];
  return assent('recover', bucket(), ...named, '--kms-key', signingKeyId, ...options);
}
