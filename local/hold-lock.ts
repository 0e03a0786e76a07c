import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describeProcess, isRunning, type Running, readRunning } from './running.ts';

const TRY_EVERY_MS = 100;

/** Gives the lock back. */
export type Release = () => void;

/**
 * Takes the lock file at that path, or gives the process that holds it. A holder that is gone has
 * no lock.
 */
export function tryLock(path: string): Release | Running {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    const file = createNew(path);
    if (file !== undefined) {
      writeSync(file, JSON.stringify(describeProcess(process.pid)));
      closeSync(file);
      return () => rmSync(path, { force: true });
    }
    const holder = readHolder(path);
    if (holder && isRunning(holder)) return holder;
    rmSync(path, { force: true });
  }
}

/** Does something that only one process at a time may do; others wait for their turn. */
export async function withLock<T>(path: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    const taken = tryLock(path);
    if (typeof taken !== 'function') {
      await wait(TRY_EVERY_MS);
      continue;
    }
    try {
      return await act();
    } finally {
      taken();
    }
  }
}

function createNew(path: string): number | undefined {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
}

function readHolder(path: string): Running | undefined {
  try {
    return readRunning(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
