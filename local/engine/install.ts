import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../hold-lock.ts';
import { ENGINE_FOLDER, REQUIREMENTS } from '../paths.ts';
import { run, tail } from '../run.ts';
import { StopError } from '../stop-error.ts';
import { findPython, type Python } from './python.ts';

/** Says what is being done, for a person who waits. */
export type Say = (what: string) => void;

const PIP = ['--disable-pip-version-check', '--no-input'];
const INSTALL = ['--require-hashes', '--only-binary', ':all:', '-r', REQUIREMENTS];
const RETRIES = ['--retries', '2', '--timeout', '30'];

/** Variables that would lead Python or pip away from the private environment. */
const MISLEADING = [
  ...['PYTHONHOME', 'PYTHONPATH', 'VIRTUAL_ENV', '__PYVENV_LAUNCHER__'],
  ...['PIP_USER', 'PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_REQUIRE_VIRTUALENV'],
];

/**
 * The Python of the private environment that has the engine in it, which is made where it is not
 * there, is half-made or holds other versions. The stamp, written last, is what tells.
 *
 * @throws StopError
 */
export async function installEngine(say: Say = () => {}, folder = ENGINE_FOLDER): Promise<string> {
  return withLock(`${folder}.lock`, async () => {
    const python = join(folder, 'bin/python');
    const stamp = join(folder, 'made-from');
    const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
    // A link to a Python that is gone does not exist either.
    if (existsSync(python) && readStamp(stamp) === wanted) return python;

    if (existsSync(folder)) say('The environment is half-made or outdated: making it anew');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    await make(folder, findPython(), say);
    writeFileSync(stamp, wanted);
    return python;
  });
}

function readStamp(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

async function make(folder: string, base: Python, say: Say): Promise<void> {
  say(`Python ${base.version}: making a private environment`);
  const installer = await environment(folder, base);
  say('Installing the engine (MiniStack) with pip, checked by hashes');
  const { code, output } = await quietly(...installer);
  if (code !== 0) throw new StopError(whyNotInstalled(output));
}

type Command = readonly [command: string, args: readonly string[]];

/** Makes the environment; gives the command that installs into it. */
async function environment(folder: string, base: Python): Promise<Command> {
  const inside = join(folder, 'bin/python');
  const own: Command = [inside, ['-m', 'pip', ...PIP, 'install', ...RETRIES, ...INSTALL]];
  const made = await quietly(base.command, ['-m', 'venv', folder]);
  if (made.code === 0) return own;

  // Debian's Python comes without ensurepip, so without a pip to put into the environment.
  rmSync(folder, { recursive: true, force: true });
  const bare = await quietly(base.command, ['-m', 'venv', '--without-pip', folder]);
  if (bare.code === 0) {
    for (const [probe, install] of strangers(base, folder, inside)) {
      if ((await quietly(...probe)).code === 0) return install;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const virtualenv = await quietly(base.command, ['-m', 'virtualenv', folder]);
  if (virtualenv.code === 0) return own;
  rmSync(folder, { recursive: true, force: true });
  throw new StopError(whyNoEnvironment(base, made.output));
}

/** Installers from elsewhere that can fill an environment, each after what shows it is there. */
function strangers(base: Python, folder: string, inside: string): [Command, Command][] {
  const [, minor] = base.version.split('.');
  const packages = join(folder, `lib/python3.${minor}/site-packages`);
  const pip = (...args: string[]): Command => [base.command, ['-m', 'pip', ...PIP, ...args]];
  return [
    [
      pip('--python', inside, '--version'),
      pip('--python', inside, 'install', ...RETRIES, ...INSTALL),
    ],
    // Before version 22.3.
    [pip('--version'), pip('install', '--target', packages, ...RETRIES, ...INSTALL)],
    [
      ['uv', ['--version']],
      ['uv', ['pip', 'install', '--python', inside, ...INSTALL]],
    ],
  ];
}

function quietly(command: string, args: readonly string[]) {
  const env = { ...process.env };
  for (const name of MISLEADING) delete env[name];
  return run(command, args, { env });
}

function whyNoEnvironment({ command, version }: Python, output: string): string {
  const why = /ensurepip/.test(output)
    ? 'ensurepip is missing, and there is no pip, uv or virtualenv to use in its place.'
    : `it says:\n${tail(output, 4)}`;
  return (
    `Python ${version} (${command}) cannot make a private environment: ${why}\n` +
    'This helps on Debian and Ubuntu: apt install python3-venv'
  );
}

/** What went wrong, in words that say what to do. */
export function whyNotInstalled(output: string): string {
  const errors = output.split('\n').filter((line) => /^(ERROR|error)/.test(line.trim()));
  const quoted = tail(errors.length > 0 ? errors.join('\n') : output);
  if (/DO NOT MATCH THE HASHES/i.test(output)) {
    return (
      `A package is not the one that local/engine/requirements.txt records, so nothing of it was ` +
      `used:\n${quoted}\nAsk whoever serves your packages; a proxy may have kept another file.`
    );
  }
  if (/NewConnectionError|name resolution|timed out|ProxyError|Could not fetch URL/i.test(output)) {
    return (
      `pip cannot reach the package index:\n${quoted}\nCheck the network. pip obeys HTTPS_PROXY, ` +
      'PIP_INDEX_URL and PIP_CERT. Then run npm start again.'
    );
  }
  if (/No matching distribution|from versions: none/i.test(output)) {
    return (
      `There is no ready-made package for this Python or machine:\n${quoted}\n` +
      'Python 3.10 to 3.14 on Linux or macOS have them: ASSENT_PYTHON=/path/to/python3 npm start'
    );
  }
  return `pip could not install the engine:\n${quoted}`;
}
