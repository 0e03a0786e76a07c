import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { installEngine, whyNotInstalled } from '#local/engine/install.ts';
import { fakePython, temporaryFolder } from './fake-python.ts';

/** Makes an environment whose Python notes what it is asked, as `-m venv <folder>` does. */
const VENV =
  'for folder; do :; done; mkdir -p "$folder/bin"; ' +
  `printf '#!/bin/sh\\necho "$*" >> %s/asked\\n' "$folder" > "$folder/bin/python"; ` +
  'chmod +x "$folder/bin/python"';
const NO_ENSUREPIP = 'echo "ensurepip is not available"; exit 1';

async function install(script: string) {
  const { command, log } = fakePython(script);
  vi.stubEnv('ASSENT_PYTHON', command);
  const folder = join(temporaryFolder(), 'engine');
  const said: string[] = [];
  const result = await installEngine((what) => said.push(what), folder).catch(
    (error: Error) => error,
  );
  const asked = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return { result, folder, said, asked };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the private environment of the engine', () => {
  it('is made by venv and filled by its own pip, by hashes and without building anything', async () => {
    const { result, folder } = await install(VENV);
    expect(result).toBe(join(folder, 'bin/python'));
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(
      /^-m pip .*--require-hashes --only-binary :all: -r .*requirements\.txt\n$/,
    );
  });

  it('is taken as it is where it is whole', async () => {
    const { result, folder, asked } = await install(VENV);
    const said: string[] = [];
    expect(await installEngine((what) => said.push(what), folder)).toBe(result);
    expect(said).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['half-made', (folder: string) => mkdirSync(join(folder, 'lib'), { recursive: true })],
    ['of other versions', (folder: string) => writeFileSync(join(folder, 'made-from'), 'old')],
  ])('is made anew where it is %s', async (_, harm) => {
    vi.stubEnv('ASSENT_PYTHON', fakePython(VENV).command);
    const folder = join(temporaryFolder(), 'engine');
    mkdirSync(folder);
    harm(folder);
    const said: string[] = [];
    await installEngine((what) => said.push(what), folder);
    expect(said[0]).toMatch(/making it anew/);
    expect(existsSync(join(folder, 'lib'))).toBe(false);
  });

  it('is filled by a pip from outside where ensurepip is missing', async () => {
    const { result, folder, asked } = await install(
      `case "$*" in *--without-pip*) ${VENV};; "-m venv"*) ${NO_ENSUREPIP};; esac`,
    );
    expect(result).toBe(join(folder, 'bin/python'));
    expect(asked.at(-1)).toMatch(
      /^-m pip .*--python .*engine\/bin\/python install .*--require-hash/,
    );
  });

  it('is filled by target where that pip is too old to know another Python', async () => {
    const { folder, asked } = await install(
      `case "$*" in *--python*) exit 2;; *--without-pip*) ${VENV};; "-m venv"*) ${NO_ENSUREPIP};; esac`,
    );
    expect(asked.at(-1)).toContain(`--target ${folder}/lib/python3.12/site-packages`);
  });

  it('says the one command that helps where nothing can fill it, and leaves nothing', async () => {
    vi.stubEnv('PATH', '/usr/bin:/bin');
    const { result, folder } = await install(NO_ENSUREPIP);
    expect(String(result)).toMatch(/ensurepip is missing.*\n.*apt install python3-venv/);
    expect(existsSync(folder)).toBe(false);
  });

  it('is not taken for whole where pip failed', async () => {
    const failing = VENV.replace('echo "$*" >>', 'echo ERROR: no luck; exit 1; echo "$*" >>');
    const { result, folder } = await install(failing);
    expect(String(result)).toContain('pip could not install the engine:\n    ERROR: no luck');
    expect(existsSync(join(folder, 'made-from'))).toBe(false);
  });
});

describe('why pip failed', () => {
  it.each([
    ['THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE', /is not the one that/],
    ['WARNING: Retrying … NewConnectionError … refused', /cannot reach the package index/],
    ['ERROR: No matching distribution found for cffi==2.1.1', /no ready-made package/],
    ['ERROR: disk full', /could not install the engine:\n {4}ERROR: disk full/],
  ])('is told for %j', (output, expected) => {
    expect(whyNotInstalled(output)).toMatch(expected);
  });
});
