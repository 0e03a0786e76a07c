import { spawnSync } from 'node:child_process';
import { StopError } from '../stop-error.ts';

/** The oldest minor version of Python 3 that the engine runs on. */
const OLDEST_MINOR = 10;

const WAY_OUT = `Install Python 3.${OLDEST_MINOR} or newer (Debian: apt install python3 python3-venv), or say where one is: ASSENT_PYTHON=/path/to/python3 npm start`;

export interface Python {
  readonly command: string;
  /** `3.11.7`, say. */
  readonly version: string;
}

/**
 * The Python to make the engine's environment with: `ASSENT_PYTHON`, or the first one on the path
 * that is new enough. @throws StopError
 */
export function findPython(chosen = process.env.ASSENT_PYTHON): Python {
  const names = chosen ? [chosen] : ['python3', ...newest(), 'python'];
  const old: string[] = [];
  for (const command of names) {
    const version = versionOf(command);
    if (version === undefined) continue;
    if (isNewEnough(version)) return { command, version };
    old.push(`${command} is ${version}`);
  }
  const found = chosen ? `ASSENT_PYTHON=${chosen} is no Python that runs.` : 'There is no Python.';
  const why = old.length > 0 ? `The Python here is too old: ${old.join(', ')}.` : found;
  throw new StopError(`${why}\n${WAY_OUT}`);
}

/** Whether `3.11.7`, say, is new enough. */
export function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === 3 && minor !== undefined && minor >= OLDEST_MINOR;
}

function newest(): string[] {
  return Array.from({ length: 6 }, (_, back) => `python3.${OLDEST_MINOR + 5 - back}`);
}

function versionOf(command: string): string | undefined {
  const ask = 'import sys; print(*sys.version_info[:3], sep=".")';
  const asked = spawnSync(command, ['-c', ask], { encoding: 'utf8', timeout: 10_000 });
  const answer = asked.stdout?.trim() ?? '';
  return asked.status === 0 && /^\d+\.\d+\.\d+$/.test(answer) ? answer : undefined;
}
