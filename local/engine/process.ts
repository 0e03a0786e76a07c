import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BOOT } from '../paths.ts';
import { tail } from '../run.ts';
import { describeProcess, isRunning, readRunning } from '../running.ts';
import { StopError } from '../stop-error.ts';
import { engineEnvironment, foldersOf } from './environment.ts';

/** How long the engine may take to answer, and to save and stop. Both take a second or two. */
const START_MS = 60_000;
const GRACE_MS = 15_000;
const ASK_EVERY_MS = 25;

export interface EngineOptions {
  /** Where it keeps everything; made where it is not there. */
  readonly folder: string;
  readonly port: number;
  /** Whether grants and policies are enforced. */
  readonly iam: boolean;
  /** The Python of the environment that has the engine in it. */
  readonly python: string;
}

/** What an earlier run left behind. */
export interface LeftBehind {
  /** It was still running, its launcher gone, and has been ended now. */
  readonly ended: boolean;
  /** It was killed before it could save: what the last seconds changed may be lost. */
  readonly unsaved: boolean;
}

/** It saved its state; it hung and was killed; it was not running any more. */
export type EngineEnd = 'saved' | 'killed' | 'gone';

export interface EngineProcess {
  readonly endpoint: string;
  readonly port: number;
  readonly folder: string;
  readonly leftBehind: LeftBehind;
  readonly isRunning: boolean;
  /** Resolves when it has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Lets it save and end; where it does not within the grace, it is killed. */
  stop(): Promise<EngineEnd>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Stops it, which saves, and starts it again as it was. */
  restart(): Promise<EngineProcess>;
}

/** Starts the engine and waits until it answers. @throws StopError */
export async function startProcess(options: EngineOptions): Promise<EngineProcess> {
  const { folder, port } = options;
  const folders = foldersOf(folder);
  const record = join(folder, 'engine.json');
  const log = join(folder, 'engine.log');
  const ended = await endStale(record);
  rmSync(folders.temporary, { recursive: true, force: true });
  for (const path of Object.values(folders)) mkdirSync(path, { recursive: true });
  // The engine's worker is CommonJS, which a package.json further up would change.
  writeFileSync(join(folders.temporary, 'package.json'), '{ "type": "commonjs" }');
  const leftBehind = { ended, unsaved: existsSync(join(folders.state, 'unsaved')) };

  const output = openSync(log, 'w');
  const child = spawn(options.python, [BOOT], {
    cwd: folder,
    env: engineEnvironment({ port, folders, iam: options.iam }),
    // A group of its own, so that Ctrl-C in the terminal does not reach it.
    detached: true,
    // Standard input is its leash: it ends when we do.
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      // Functions that outlive the engine.
      if (child.pid !== undefined) killGroup(child.pid);
      resolve();
    });
    child.once('error', () => resolve());
  });
  if (child.pid !== undefined) writeFileSync(record, JSON.stringify(describeProcess(child.pid)));
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(child, gone, endpoint, log);
  const end = (signal: NodeJS.Signals, graceMs: number) => endChild(child, gone, signal, graceMs);
  return {
    endpoint,
    port,
    folder,
    leftBehind,
    get isRunning() {
      return isAlive(child);
    },
    ended: gone,
    stop: () => end('SIGTERM', GRACE_MS),
    kill: async () => {
      await end('SIGKILL', GRACE_MS);
    },
    restart: async () => {
      await end('SIGTERM', GRACE_MS);
      return startProcess(options);
    },
  };
}

async function answering(
  child: ChildProcess,
  gone: Promise<void>,
  endpoint: string,
  log: string,
): Promise<void> {
  const until = performance.now() + START_MS;
  let dead = false;
  void gone.then(() => {
    dead = true;
  });
  while (!(await answers(endpoint))) {
    if (dead) throw new StopError(whyDead(log, endpoint));
    if (performance.now() > until) {
      await endChild(child, gone, 'SIGKILL', GRACE_MS);
      throw new StopError(`The engine does not answer at ${endpoint}.\n${tailOf(log)}`);
    }
    await wait(ASK_EVERY_MS);
  }
  // Somebody else's answer, where ours could not have the port.
  if (dead) throw new StopError(whyDead(log, endpoint));
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const { ok } = await fetch(`${endpoint}/_ministack/health`, {
      signal: AbortSignal.timeout(1000),
    });
    return ok;
  } catch {
    return false;
  }
}

function whyDead(log: string, endpoint: string): string {
  const told = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return /already in use/i.test(told)
    ? `The engine's port is taken: ${endpoint}.`
    : `The engine ended as it started.\n${tail(told)}`;
}

/** The end of the engine's log, to be shown where it went wrong. */
export function tailOf(log: string): string {
  const told = existsSync(log) ? readFileSync(log, 'utf8').trim() : '';
  return told === '' ? 'Its log is empty.' : `Its log (${log}) ends:\n${tail(told)}`;
}

/** Ends the child and what it started. */
async function endChild(
  child: ChildProcess,
  gone: Promise<void>,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<EngineEnd> {
  const { pid } = child;
  if (pid === undefined || !isAlive(child)) return 'gone';
  if (signal !== 'SIGKILL') child.kill(signal);
  else killGroup(pid);
  const late = Symbol('late');
  const first = await Promise.race([gone, wait(graceMs, late, { ref: false })]);
  if (first === late) killGroup(pid);
  await gone;
  return first === late || signal === 'SIGKILL' ? 'killed' : 'saved';
}

function isAlive({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/** Ends an engine whose launcher is gone; whether there was one. */
async function endStale(record: string): Promise<boolean> {
  const stale = existsSync(record) ? readRunning(readFileSync(record, 'utf8')) : undefined;
  if (!stale || !isRunning(stale)) return false;
  process.kill(stale.pid, 'SIGTERM');
  const until = performance.now() + GRACE_MS;
  while (isRunning(stale)) {
    if (performance.now() > until) killGroup(stale.pid);
    await wait(ASK_EVERY_MS);
  }
  killGroup(stale.pid);
  return true;
}
