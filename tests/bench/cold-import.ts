import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod';
import { bundle, bundleEntry, REQUIRE } from '#infra/bundle.ts';
import { checkConfig, chooseStage } from '#infra/config.ts';
import { environmentsOf } from '#infra/environments.ts';
import { leftOut } from '#infra/left-out.ts';
import { FUNCTIONS, namesOf } from '#infra/names.ts';
import config from '../../assent.config.ts';
import { median } from './support/median.ts';
import type { Row } from './table.ts';

const ROUNDS = 15;
const BARE = 'bare client-dynamodb';
// The same client as anybody would bundle it: what our way of bundling saves.
const STOCK = `${BARE}, by esbuild's defaults`;
// And as functions are bundled, which look for credentials in their environment alone.
const LEAN = `${BARE}, without what functions leave out`;
const REFERENCES = [BARE, STOCK, LEAN];
const BARE_ENTRY = 'tests/bench/support/bare-client.ts';

// Bounds of a cold import against that of the bare client.
const BOUND = 1.5;
const BOUND_WITH_S3 = 1.6;
const BOUND_TASK_PAGE = 2;

// Run by a fresh process, so that nothing is loaded, compiled or cached before.
const MEASURE = `const begun = performance.now();
  const used = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(used);
  const wall = performance.now() - begun;
  process.stdout.write(JSON.stringify({ wall, processor: (user + system) / 1000 }));`;

/** Milliseconds of one import: by the clock, and of the processor, whatever else it does. */
const Taken = z.object({ wall: z.number(), processor: z.number() });
type Taken = z.infer<typeof Taken>;

/**
 * How long the first import of each function's bundle takes, held against a bundle of nothing but
 * a DynamoDB client, and how big each bundle is. Rounds go through all bundles in turn, so that a
 * busy moment of the machine meets them alike; a ratio is the median over rounds. On a machine that
 * is busy with other things the processor's time says more than the clock's.
 */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-cold-import-'));
  try {
    await bundleEntry(BARE_ENTRY, join(folder, BARE));
    await bundleAsAnybodyWould(BARE_ENTRY, join(folder, STOCK));
    await bundleEntry(BARE_ENTRY, join(folder, LEAN), [leftOut]);
    for (const name of FUNCTIONS) await bundle(name, folder);
    const environments = new Map<string, object>(Object.entries(localEnvironments()));
    const times = measure(folder, environments);
    return [...REFERENCES, ...FUNCTIONS].flatMap((name) => rowsOf(name, folder, times));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundleAsAnybodyWould(entry: string, folder: string): Promise<void> {
  await build({
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
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
    ingestQueueUrl: 'https://sqs.eu-central-1.amazonaws.com/000000000000/ingest',
  });
}

/** Milliseconds of each import, by bundle, one a round. */
function measure(folder: string, environments: ReadonlyMap<string, object>) {
  const times = new Map<string, Taken[]>([...REFERENCES, ...FUNCTIONS].map((name) => [name, []]));
  // The first round warms the disk's cache and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, measured] of times) {
      const time = coldImport(join(folder, name, 'index.mjs'), environments.get(name) ?? {});
      if (round > 0) measured.push(time);
    }
  }
  return times;
}

function coldImport(path: string, environment: object): Taken {
  const args = ['--input-type=module', '--eval', MEASURE, pathToFileURL(path).href];
  const env = { NODE_DISABLE_COMPILE_CACHE: '1', AWS_REGION: 'eu-central-1', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  // The end of it: its beginning quotes a bundle's endless line.
  if (status !== 0) throw new Error(`${path} cannot be imported: … ${stderr.slice(-2000)}`);
  return Taken.parse(JSON.parse(stdout));
}

function rowsOf(name: string, folder: string, times: ReadonlyMap<string, Taken[]>): Row[] {
  const own = times.get(name) ?? [];
  const bare = times.get(BARE) ?? [];
  const bound = FUNCTIONS.some((known) => known === name) ? { bound: boundOf(name, folder) } : {};
  const row = (measure: string, of: keyof Taken): Row => {
    const ratio = median(own.map((taken, round) => taken[of] / (bare[round]?.[of] ?? Number.NaN)));
    return { measure, value: median(own.map((taken) => taken[of])), unit: 'ms', ratio, ...bound };
  };
  return [
    row(`Cold import of ${name}`, 'wall'),
    row(`Cold import of ${name}, processor`, 'processor'),
    { measure: `Bundle of ${name}`, value: kilobytes(join(folder, name)), unit: 'KB' },
  ];
}

function boundOf(name: string, folder: string): number {
  if (name === 'task-page') return BOUND_TASK_PAGE;
  return carriesS3(join(folder, name)) ? BOUND_WITH_S3 : BOUND;
}

/** Whether the S3 client is in the bundle, in whichever of its files. */
function carriesS3(folder: string): boolean {
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return files.some((text) => text.includes('AmazonS3'));
}

function kilobytes(folder: string): number {
  const bytes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}
