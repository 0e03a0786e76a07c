import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleEntry } from '#infra/bundle.ts';
import { checkConfig, chooseStage } from '#infra/config.ts';
import { environmentsOf } from '#infra/environments.ts';
import { FUNCTIONS, namesOf } from '#infra/names.ts';
import config from '../../assent.config.ts';
import { median } from './support/median.ts';
import type { Row } from './table.ts';

const ROUNDS = 15;
const BARE = 'bare client-dynamodb';

// Bounds of a cold import against that of the bare client.
const BOUND = 1.5;
const BOUND_WITH_S3 = 1.6;
const BOUND_TASK_PAGE = 2;

// Run by a fresh process, so that nothing is loaded, compiled or cached before.
const MEASURE = `const begun = performance.now();
  await import(process.argv[1]);
  process.stdout.write(String(performance.now() - begun));`;

/**
 * How long the first import of each function's bundle takes, held against a bundle of nothing but
 * a DynamoDB client, and how big each bundle is. Rounds go through all bundles in turn, so that a
 * busy moment of the machine meets them alike; a ratio is the median over rounds.
 */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-cold-import-'));
  try {
    await bundleEntry('tests/bench/support/bare-client.ts', join(folder, BARE));
    for (const name of FUNCTIONS) await bundle(name, folder);
    const environments = new Map<string, object>(Object.entries(localEnvironments()));
    const times = measure(folder, environments);
    return [BARE, ...FUNCTIONS].flatMap((name) => rowsOf(name, folder, times));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function localEnvironments() {
  const stage = chooseStage(checkConfig(config), 'local');
  return environmentsOf({
    stage,
    names: namesOf(stage),
    softwareVersion: '0.0.0',
    baseUrl: 'https://assent.example',
    signingKeyId: '00000000-0000-0000-0000-000000000000',
    deadLettersUrl: 'https://sqs.eu-central-1.amazonaws.com/000000000000/dead',
  });
}

/** Milliseconds of each import, by bundle, one a round. */
function measure(folder: string, environments: ReadonlyMap<string, object>) {
  const times = new Map<string, number[]>([BARE, ...FUNCTIONS].map((name) => [name, []]));
  // The first round warms the disk's cache and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, measured] of times) {
      const time = coldImport(join(folder, name, 'index.mjs'), environments.get(name) ?? {});
      if (round > 0) measured.push(time);
    }
  }
  return times;
}

function coldImport(path: string, environment: object): number {
  const args = ['--input-type=module', '--eval', MEASURE, pathToFileURL(path).href];
  const env = { NODE_DISABLE_COMPILE_CACHE: '1', AWS_REGION: 'eu-central-1', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  // The end of it: its beginning quotes a bundle's endless line.
  if (status !== 0) throw new Error(`${path} cannot be imported: … ${stderr.slice(-2000)}`);
  return Number(stdout);
}

function rowsOf(name: string, folder: string, times: ReadonlyMap<string, number[]>): Row[] {
  const own = times.get(name) ?? [];
  const bare = times.get(BARE) ?? [];
  const time = { measure: `Cold import of ${name}`, value: median(own), unit: 'ms' };
  const size = { measure: `Bundle of ${name}`, value: kilobytes(join(folder, name)), unit: 'KB' };
  if (name === BARE) return [time, size];
  const ratio = median(own.map((value, round) => value / (bare[round] ?? Number.NaN)));
  return [{ ...time, ratio, bound: boundOf(name, folder) }, size];
}

function boundOf(name: string, folder: string): number {
  if (name === 'task-page') return BOUND_TASK_PAGE;
  return carriesS3(join(folder, name, 'index.mjs')) ? BOUND_WITH_S3 : BOUND;
}

function carriesS3(path: string): boolean {
  return readFileSync(path, 'utf8').includes('AmazonS3');
}

function kilobytes(folder: string): number {
  const bytes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
