import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { freePort } from '#local/free-port.ts';
import { ASSENT_FOLDER, PROJECT } from '#local/paths.ts';
import type { Row } from './table.ts';

/** Seconds, from a warm cache of packages. */
const FIRST = 180;
const LATER = 30;

const NOT_COPIED = ['.git', '.assent', 'node_modules', 'cdk.out'];

const Timed = z.object({
  seconds: z.number(),
  steps: z.array(z.object({ step: z.string(), seconds: z.number() })),
});
const Times = z.object({ first: Timed, later: Timed });
type Times = z.output<typeof Times>;

/**
 * `npm start`, first and later, by step: as the starts of this folder were timed. Where it had none
 * of either kind, or with `--fresh`, both are done in a copy: packages installed, engine installed,
 * everything deployed, stopped, started again.
 */
export async function run(): Promise<Row[]> {
  const kept = process.argv.includes('--fresh') ? undefined : readTimes(ASSENT_FOLDER);
  const { first, later } = kept ?? (await startInCopy());
  return [...rowsOf('First start', first, FIRST), ...rowsOf('Later start', later, LATER)];
}

function rowsOf(which: string, { seconds, steps }: Times['first'], bound: number): Row[] {
  return [
    { measure: which, value: seconds, unit: 's', bound },
    ...steps.map((of) => ({ measure: `… ${of.step}`, value: of.seconds, unit: 's' })),
  ];
}

function readTimes(folder: string): Times | undefined {
  const path = join(folder, 'start-times.json');
  if (!existsSync(path)) return undefined;
  return Times.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
}

async function startInCopy(): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-start-'));
  try {
    cpSync(PROJECT, folder, {
      recursive: true,
      filter: (path) => !NOT_COPIED.includes(relative(PROJECT, path)),
    });
    const begun = performance.now();
    await ended(['ci', '--prefer-offline', '--no-audit', '--no-fund'], folder);
    const installed = Math.round((performance.now() - begun) / 10) / 100;
    const port = String(await freePort());
    await startAndStop(folder, port);
    await startAndStop(folder, port);
    const times = readTimes(join(folder, '.assent'));
    if (times === undefined) throw new Error('The starts in the copy were not timed');
    const { first, later } = times;
    const step = { step: 'Packages installed (npm ci)', seconds: installed };
    const whole = { seconds: first.seconds + installed, steps: [step, ...first.steps] };
    return { first: whole, later };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `npm start` until it is ready, and stops it as Ctrl-C does. */
async function startAndStop(folder: string, port: string): Promise<void> {
  const child = npm(['start', '--', '--port', port], folder);
  let told = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes('Ready in ')) resolve();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.once('exit', () => reject(new Error(`npm start ended: … ${told.slice(-2000)}`)));
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await ready;
  // A terminal sends it to npm and all that npm has started.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await gone;
}

function ended(args: readonly string[], folder: string): Promise<void> {
  const child = npm(args, folder);
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} ended with ${code}: … ${told.slice(-2000)}`));
    });
  });
}

// In a group of its own, so that a signal reaches what npm starts too.
function npm(args: readonly string[], cwd: string) {
  return spawn('npm', [...args], { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
}
