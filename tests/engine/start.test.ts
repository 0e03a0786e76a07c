import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { apiClient } from '#cli/targets/api-client.ts';
import { httpHand } from '#local/demo/http-hand.ts';
import { linkIn, mailbox } from '#local/demo/mailbox.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { freePorts } from '#local/free-port.ts';
import { PROJECT } from '#local/paths.ts';
import { describeProcess, isRunning, type Running } from '#local/running.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { waitUntil } from './support/wait-until.ts';

const INGRID = 'ingrid.solheim@halden.example';
const ANSWER = { choice: 'approve', comment: '', signature: 'Ingrid Solheim' };

const folder = mkdtempSync(join(tmpdir(), 'assent-start-'));
const state = join(folder, 'state');
const started: ChildProcess[] = [];
const engines: Running[] = [];
let port: number;

beforeAll(async () => {
  port = await freePorts(3);
});
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  for (const engine of engines.filter(isRunning)) process.kill(-engine.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Start {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

/**
 * What `npm start` runs, in a terminal of its own, with an environment that would lead it to AWS.
 * (npm itself ends by the signal, whatever its script made of it.)
 */
function start(): Start {
  const [, ...command] = packageJson.scripts.start.split(' ');
  const options = ['--port', String(port), '--state', state];
  const child = spawn(process.execPath, [...command, ...options], {
    cwd: PROJECT,
    env: { ...process.env, AWS_PROFILE: 'production', AWS_ENDPOINT_URL: 'http://nowhere.invalid' },
    // A group of its own, as a terminal makes one: Ctrl-C reaches everybody in it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => output, ended };
}

/** Waits until it says that it is ready. */
async function ready(of: Start): Promise<void> {
  const over = of.ended.then((code) => {
    throw new Error(`It ended with ${code}:\n${of.output()}`);
  });
  const isReady = waitUntil('npm start to be ready', async () =>
    of.output().includes('Ready in') ? true : undefined,
  );
  await Promise.race([isReady, over]);
  const { pid } = Pid.parse(JSON.parse(readFileSync(join(state, 'engine.json'), 'utf8')));
  engines.push(describeProcess(pid));
}

const Pid = z.object({ pid: z.int() });

/** Ctrl-C in its terminal. */
function interrupt({ child: { pid } }: Start): void {
  if (pid !== undefined) process.kill(-pid, 'SIGINT');
}

const door = () => `http://127.0.0.1:${port}`;
const Shown = z.object({ ref: z.string(), version: z.object({ state: z.string() }) });
const call = (path: string, body?: object, etag?: string) =>
  apiClient(
    door(),
    CREDENTIALS,
  )({
    method: body === undefined ? 'GET' : 'POST',
    path,
    body,
    ...(etag && { headers: { 'if-match': etag } }),
  });

test('npm start says where everything is, and asks people by mail', async () => {
  const first = start();
  await ready(first);
  for (const [name, at] of [
    ['Task pages', `${door()}/t`],
    ['Mailbox', `http://127.0.0.1:${port + 1}`],
    ['API', `${door()}/v1`],
    ['Engine', `http://127.0.0.1:${port + 2}`],
  ] as const) {
    expect(first.output()).toMatch(new RegExp(`${name} +${at}\n`));
  }
  expect((await fetch(`${door()}/t`)).status).toBe(200);
  const policy = '/v1/records/policy/ai-policy';
  const { etag = '' } = await call(policy);
  const asked = await call(`${policy}/transitions/request-approval`, { reason: 'Ready' }, etag);
  expect(asked.status).toBe(202);
  await mailbox(`http://127.0.0.1:${port + 1}`).next(INGRID, /^Approve policy/);

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toMatch(/Assent already runs .*\(process \d+\)/);

  interrupt(first);
  expect(await first.ended).toBe(0);
  expect(first.output()).toContain('Stopping … everything is saved.');
  expect(engines.some(isRunning)).toBe(false);
  expect(existsSync(join(folder, 'start.lock'))).toBe(false);
  expect(readdirSync(join(state, 'state'))).not.toContain('unsaved');
});

test('started again it has the open question, and its mail still decides', async () => {
  const again = start();
  await ready(again);
  const mail = await mailbox(`http://127.0.0.1:${port + 1}`).next(INGRID, /^Approve policy/);
  const page = await httpHand().open(linkIn(mail).link);
  const receipt = await page.send('/t/decide', ANSWER);
  expect(receipt.status).toBe(200);
  await waitUntil('the policy to be approved', async () => {
    const { version } = Shown.parse((await call('/v1/records/policy/ai-policy')).body);
    return version.state === 'approved' ? true : undefined;
  });
  interrupt(again);
  expect(await again.ended).toBe(0);
});

test('a port that is taken stops it with the way out, and leaves nothing running', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port + 1, '127.0.0.1', resolve));
  try {
    const refused = start();
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain(`Port ${port + 1}, for the mailbox, is taken`);
    expect(refused.output()).toContain('npm start -- --port ');
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
  expect(engines.some(isRunning)).toBe(false);
  expect(existsSync(join(folder, 'start.lock'))).toBe(false);
});
