import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiClient } from '#cli/targets/api-client.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { freePorts } from '#local/free-port.ts';
import { LocalSystem } from '#local/local-system.ts';
import { listMails, readMail } from '#local/mailbox/mails.ts';
import { Progress } from '#local/progress.ts';
import { waitUntil } from '../support/wait-until.ts';

const head = z.object({
  ref: z.string(),
  logIndex: z.int().nullable(),
  version: z.object({ state: z.string() }),
});

const stateDir = mkdtempSync(join(tmpdir(), 'assent-system-'));
const mails = join(stateDir, 'mails');
const told: string[] = [];
let port: number;
let system: LocalSystem;

/** The launcher without its terminal. */
async function start() {
  system = new LocalSystem({ port, stateDir, tell: (what) => told.push(what) });
  const lines: string[] = [];
  const out = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const started = await system.start(new Progress(out));
  return { ...started, lines };
}

beforeAll(async () => {
  port = await freePorts(3);
});
afterAll(async () => {
  await system.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const door = () => `http://127.0.0.1:${port}`;
const call = (method: 'GET' | 'POST', path: string, more: object = {}) =>
  apiClient(door(), CREDENTIALS)({ method, path, ...more });
const read = async (path: string) => head.parse((await call('GET', path)).body);

/** Posts the form that the page shows. */
async function post(path: string, fields: Record<string, string>) {
  const answer = await fetch(door() + path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, html: await answer.text() };
}

/** The newest mail of that subject, once it is there. */
const mailOf = (subject: RegExp) =>
  waitUntil(`a mail ${subject}`, async () => {
    const found = listMails(mails).find((mail) => subject.test(mail.subject));
    return found && readMail(mails, found.id);
  });

describe('the system on one machine', () => {
  it('starts, and has the example in its log', async () => {
    const { lines, kind, leftBehind } = await start();
    expect(lines.join('')).toMatch(/✓ Assent deployed .* s\n[\s\S]*✓ Example loaded/);
    expect({ kind, leftBehind }).toEqual({
      kind: 'first',
      leftBehind: { ended: false, unsaved: false },
    });
    await waitUntil('the place of the policy in the log', async () =>
      (await read('/v1/records/policy/ai-policy')).logIndex === null ? undefined : true,
    );
  });

  it('sends a link to whoever is asked', async () => {
    const { etag } = await call('GET', '/v1/records/policy/ai-policy');
    const asked = await call('POST', '/v1/records/policy/ai-policy/transitions/request-approval', {
      headers: { 'if-match': etag ?? '' },
      body: { reason: 'First issue' },
    });
    expect(asked.status).toBe(202);
    const { text } = await mailOf(/^Approve policy/);
    expect(text).toContain(`${door()}/t#`);
  });

  it.each(['stop', 'kill'] as const)(
    'has its records, its mails and the open approval after a %s',
    async (how) => {
      const before = {
        mails: listMails(mails),
        policy: await read('/v1/records/policy/ai-policy'),
      };
      if (how === 'kill') await system.kill();
      await system.stop();
      const { leftBehind } = await start();
      expect(leftBehind).toEqual({ ended: false, unsaved: how === 'kill' });
      expect(listMails(mails)).toEqual(before.mails);
      expect(await read('/v1/records/policy/ai-policy')).toMatchObject(before.policy);
    },
  );

  it('lets that approval be decided, though its execution was lost', async () => {
    const { text } = await mailOf(/^Approve policy/);
    const [, code = ''] = /\/t#([0-9A-Z-]{24})/.exec(text) ?? [];
    const { html } = await post('/t/open', { code });
    const hidden = [...html.matchAll(/name="(\w+)"[^>]*value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    const answer = { ...fields, code, choice: 'approve', comment: '', signature: 'Ingrid Solheim' };
    expect(await post('/t/decide', answer)).toMatchObject({ status: 200 });
    await mailOf(/^Recorded: Approve/);
    const policy = await waitUntil('the policy in force', async () => {
      const now = await read('/v1/records/policy/ai-policy');
      return now.version.state === 'approved' && now.logIndex !== null ? now : undefined;
    });
    expect(policy.version.state).toBe('approved');
  });

  it('had nothing to tell of its clock', () => {
    expect(told).toEqual([]);
  });
});
