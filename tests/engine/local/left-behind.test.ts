import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '#local/engine.ts';
import { freePort, freePorts } from '#local/free-port.ts';
import { LocalSystem } from '#local/local-system.ts';
import { Progress } from '#local/progress.ts';
import { describeProcess, isRunning, readRunning } from '#local/running.ts';
import { waitUntil } from '../support/wait-until.ts';

let stateDir: string;
let engine: Engine | undefined;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'assent-left-'));
  engine = undefined;
});
afterEach(async () => {
  await engine?.kill();
  rmSync(stateDir, { recursive: true, force: true });
});

const recorded = () => readRunning(readFileSync(join(stateDir, 'engine.json'), 'utf8'));

describe('an engine', () => {
  it('ends by itself, saving, when its launcher is killed', async () => {
    const script = `
      const { startEngine } = await import('#local/engine.ts');
      await startEngine({ stateDir: ${JSON.stringify(stateDir)} });
      console.log('up');`;
    const launcher = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await once(launcher.stdout, 'data');
    const left = recorded();
    if (!left) throw new Error('The engine is not recorded');
    expect(isRunning(left)).toBe(true);
    launcher.kill('SIGKILL');
    await waitUntil('its end', async () => (isRunning(left) ? undefined : true));
    expect(existsSync(join(stateDir, 'state/unsaved'))).toBe(false);
    engine = await startEngine({ stateDir });
    expect(engine.leftBehind).toEqual({ ended: false, unsaved: false });
  });

  it('that still runs, its launcher gone, is ended before the next start', async () => {
    const stale = spawn('sleep', ['600'], { detached: true });
    writeFileSync(join(stateDir, 'engine.json'), JSON.stringify(describeProcess(stale.pid ?? 0)));
    engine = await startEngine({ stateDir });
    expect(engine.leftBehind.ended).toBe(true);
    expect(stale.signalCode ?? (await once(stale, 'exit'))[1]).toBe('SIGTERM');
  });

  it('is not mistaken for another process that has its number now', async () => {
    const stranger = spawn('sleep', ['600']);
    const { pid } = describeProcess(stranger.pid ?? 0);
    writeFileSync(join(stateDir, 'engine.json'), JSON.stringify({ pid, started: 'before' }));
    engine = await startEngine({ stateDir });
    expect(engine.leftBehind.ended).toBe(false);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('that was killed says at the next start that it could not save', async () => {
    engine = await startEngine({ stateDir });
    await engine.kill();
    expect(await engine.stop()).toBe('gone');
    engine = await startEngine({ stateDir });
    expect(engine.leftBehind).toEqual({ ended: false, unsaved: true });
    expect(await engine.stop()).toBe('saved');
  });

  it('names its port where somebody else has it', async () => {
    const other = createServer((_, answer) => answer.writeHead(404).end());
    const port = await freePort();
    other.listen(port, '127.0.0.1');
    await expect(startEngine({ stateDir, port })).rejects.toThrow(
      `The engine's port is taken: http://127.0.0.1:${port}.`,
    );
    other.close();
  });

  it('takes nothing of AWS from the environment', async (context) => {
    context.skip(process.platform !== 'linux', 'Reads /proc');
    engine = await startEngine({ stateDir });
    const pid = recorded()?.pid;
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    const names = environment.map((variable) => variable.split('=')[0]);
    expect(names).not.toContain('NODE_OPTIONS');
    expect(names.filter((name) => name?.startsWith('AWS_'))).toEqual([
      ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    ]);
    expect(environment).toContain('AWS_ACCESS_KEY_ID=test');
  });
});

describe('the system', () => {
  it.each([0, 1, 2])(
    'names the port that is taken and three free ones, having touched nothing',
    async (offset) => {
      const port = await freePorts(3);
      const other = createServer().listen(port + offset, '127.0.0.1');
      await once(other, 'listening');
      writeFileSync(join(stateDir, 'kept'), '');
      const system = new LocalSystem({ port, stateDir, tell: () => {} });
      await expect(system.start(new Progress(process.stdout))).rejects.toThrow(
        new RegExp(`Port ${port + offset}, for .*\\n.*npm start -- --port \\d+`),
      );
      expect(await system.stop()).toBe('gone');
      expect(existsSync(join(stateDir, 'kept'))).toBe(true);
      other.close();
    },
  );
});
