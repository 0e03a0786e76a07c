import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Group } from './groups.ts';
import { judge, type Outcome, Report } from './report.ts';

const GRACE_SECONDS = 20;

interface Ended {
  readonly exitCode: number | null;
  readonly seconds: number;
  readonly stopped: boolean;
}

/** Groups under way: they are sent on what this process is told to end by. */
export const running = new Set<ChildProcess>();

/** Runs a group to its end. A group that shares the machine prints when it has ended. */
export async function runGroup(
  group: Group,
  environment: NodeJS.ProcessEnv,
  interrupted: AbortSignal,
): Promise<Outcome> {
  if (interrupted.aborted) {
    const { name } = group;
    return { name, seconds: 0, passed: 0, failed: 1, skipped: [], note: 'not run' };
  }
  return group.command === undefined
    ? runTests(group, environment)
    : runCommand(group, group.command, environment);
}

async function runCommand(
  group: Group,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const { exitCode, seconds, stopped } = await run(group, command, environment);
  const failed = exitCode === 0 ? 0 : 1;
  const outcome = { name: group.name, seconds, passed: 0, failed, skipped: [] };
  return stopped ? { ...outcome, note: tooLong(group.minutes) } : outcome;
}

async function runTests(group: Group, environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-test-'));
  try {
    const path = join(folder, 'report.json');
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', group.name];
    const reporters = ['--reporter', 'default', '--reporter', './tests/run/reporter.ts'];
    const ended = await run(group, [...vitest, ...reporters, '--passWithNoTests'], {
      ...environment,
      ASSENT_TEST_REPORT: path,
    });
    const report = existsSync(path)
      ? Report.parse(JSON.parse(readFileSync(path, 'utf8')))
      : undefined;
    const outcome = judge(group, ended.seconds, ended.exitCode, report);
    return ended.stopped ? { ...outcome, note: tooLong(group.minutes) } : outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tooLong(minutes: number): string {
  return `stopped after ${minutes} minutes`;
}

function run(group: Group, command: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const begun = performance.now();
  const held = group.cores === 1;
  const title = `── ${group.name}: ${group.what} ──`;
  if (!held) console.log(`\n${title}`);
  const child = spawn(process.execPath, command, {
    env,
    stdio: ['ignore', held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'],
  });
  running.add(child);
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  let stopped = false;
  const limit = setTimeout(() => {
    stopped = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), GRACE_SECONDS * 1000).unref();
  }, group.minutes * 60_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(limit);
      running.delete(child);
      if (held) console.log(`\n${title}\n${Buffer.concat(chunks).toString('utf8').trimEnd()}`);
      resolve({ exitCode, seconds: (performance.now() - begun) / 1000, stopped });
    });
  });
}
