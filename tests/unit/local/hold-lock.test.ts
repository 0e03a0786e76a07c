import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryLock, withLock } from '#local/hold-lock.ts';
import { describeProcess, isRunning, readRunning } from '#local/running.ts';
import { temporaryFolder } from './fake-python.ts';

const lockPath = () => join(temporaryFolder(), 'lock');

describe('a lock', () => {
  it('is refused, naming the holder, while another holds it', () => {
    const path = lockPath();
    const release = tryLock(path);
    expect(tryLock(path)).toMatchObject({ pid: process.pid });
    if (typeof release === 'function') release();
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['is gone', JSON.stringify({ pid: 2 ** 22, started: '1' })],
    ['is another process of the same id', JSON.stringify({ pid: process.pid, started: '1' })],
    ['was killed as it wrote', '{"pi'],
    ['left nothing', ''],
  ])('is taken over where its holder %s', (_, text) => {
    const path = lockPath();
    writeFileSync(path, text);
    expect(tryLock(path)).toBeTypeOf('function');
  });

  it('lets one after the other do its work, and is given back where the work fails', async () => {
    const path = lockPath();
    const done: string[] = [];
    const work = (name: string) =>
      withLock(path, async () => {
        done.push(`${name} begins`);
        await new Promise(setImmediate);
        done.push(`${name} ends`);
        if (name === 'a') throw new Error('a fails');
      });
    await Promise.allSettled([work('a'), work('b')]);
    expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    expect(existsSync(path)).toBe(false);
  });
});

describe('a process that was written down', () => {
  it('is known again, and no longer once it has ended', async () => {
    const child = spawn('sleep', ['60']);
    const written = readRunning(JSON.stringify(describeProcess(child.pid ?? 0)));
    if (!written) throw new Error('not read again');
    expect(isRunning(written)).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(isRunning(written)).toBe(false);
  });

  it.each(['', 'null', '{"pid":-1,"started":"1"}', '{"pid":1}', '{"pid":1.5,"started":"1"}'])(
    'is nothing where %j was written',
    (text) => {
      expect(readRunning(text)).toBeUndefined();
    },
  );
});
