import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const GUARD = ['--import', './local/node-24.mjs'];

/** Runs the command behind the guard, on a Node that takes itself for the version given. */
function runAs(version: string) {
  const disguise = `Object.defineProperty(process, 'versions', {
    value: { ...process.versions, node: '${version}' } });`;
  const disguised = ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`];
  return spawnSync(process.execPath, [...disguised, ...GUARD, 'cli/assent.ts', '--help'], {
    encoding: 'utf8',
  });
}

describe('a script of the project', () => {
  it.each(['20.20.2', '23.9.0'])('asks for Node 24 in one sentence on Node %s', (version) => {
    const { status, stdout, stderr } = runAs(version);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `Assent needs Node 24 or newer, and this is ${version}: install Node 24 and run the command again.\n`,
    });
  });

  it.each(['24.0.0', '26.1.0'])('runs on Node %s', (version) => {
    expect(runAs(version)).toMatchObject({ status: 0, stderr: '' });
  });

  it('is started behind that guard, whichever it is', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    const typescript = Object.entries(scripts).filter(([, line]) => /\.ts\b/.test(line));
    expect(typescript.map(([name]) => name)).toContain('test');
    const bare = typescript.filter(([, line]) => !line.startsWith(`node ${GUARD.join(' ')} `));
    expect(bare).toEqual([]);
  });
});
