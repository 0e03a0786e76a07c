import { execFileSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ZipWriter } from '#cli/targets/zip-writer.ts';
import { frameEnd } from '#core/log/bundle.ts';
import { bundlePath, TILE_WIDTH } from '#core/log/paths.ts';
import { tileWidth } from '#core/log/tree-proofs.ts';
import { compareUtf8 } from '#core/store/text-order.ts';
import { sha256Into } from '#hash';
import { intoFolder, makeLog } from './support/make-log.ts';
import { median } from './support/median.ts';
import { type Scope, verifyLog } from './support/verify-log.ts';
import type { Row } from './table.ts';

const ENTRIES = 100_000;
const FEWER_ENTRIES = 10_000;
const ROUNDS = 9;

/** The verifier may take so much longer than its hash calls. */
const TIME_BOUND = 1 / 0.6;

/** Ten times the entries may take so much more memory. */
const MEMORY_BOUND = 1.2;

/**
 * `assent verify` of a log in a folder against its hash calls alone, one a leaf and one an inner
 * node, over the same bytes in memory, by Node's one-shot hash. Both are measured in turn in one
 * process; a ratio is the median over rounds. Memory is the peak of a process of its own.
 */
export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-verify-'));
  try {
    const [log, shorter] = [join(folder, 'log'), join(folder, 'shorter')];
    const [whole, shorterWhole] = [join(folder, 'whole.zip'), join(folder, 'shorter.zip')];
    await makeLog(intoFolder(log), ENTRIES, { versions: false });
    await makeLog(intoFolder(shorter), FEWER_ENTRIES, { versions: false });
    await makeZip(whole, ENTRIES);
    await makeZip(shorterWhole, FEWER_ENTRIES);
    return [
      ...(await times(log)),
      ...memory('the log alone', 'log', log, shorter),
      await timeOfAll(whole),
      ...memory('with all versions', 'everything', whole, shorterWhole),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A log with all of its versions, in one file: a hundred thousand of them are no pleasure. */
async function makeZip(file: string, size: number): Promise<void> {
  const objects = new Map<string, Uint8Array>();
  await makeLog((path, bytes) => objects.set(path, bytes), size, { versions: true });
  const zip = new ZipWriter(file, new Date(0));
  const paths = [...objects.keys()].toSorted(compareUtf8);
  for (const path of paths) zip.add(path, objects.get(path) ?? new Uint8Array());
  zip.close();
}

async function timeOfAll(whole: string): Promise<Row> {
  const begun = performance.now();
  await verifyLog(whole, 'everything');
  const measure = `Verify ${ENTRIES.toLocaleString('en')} entries with all versions, in a ZIP`;
  return { measure, value: performance.now() - begun, unit: 'ms' };
}

async function times(log: string): Promise<Row[]> {
  const bundles = readBundles(log);
  const rounds: { verify: number; hashes: number; own: number }[] = [];
  // The first round warms caches and compilers, and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    const hashes = timed(() => hashAll(bundles, (bytes) => hash('sha256', bytes, 'buffer')));
    const own = timed(() => hashAll(bundles, (bytes) => sha256Into(bytes, DIGEST, 0)));
    const begun = performance.now();
    await verifyLog(log, 'log');
    const verify = performance.now() - begun;
    if (round > 0) rounds.push({ verify, hashes, own });
  }
  const value = median(rounds.map(({ verify }) => verify));
  const measure = `Verify ${ENTRIES.toLocaleString('en')} entries ÷`;
  return [
    {
      measure: `${measure} their hashes by crypto.hash`,
      value,
      unit: 'ms',
      ratio: median(rounds.map(({ verify, hashes }) => verify / hashes)),
      bound: TIME_BOUND,
    },
    {
      measure: `${measure} their hashes as the verifier takes them`,
      value,
      unit: 'ms',
      ratio: median(rounds.map(({ verify, own }) => verify / own)),
    },
  ];
}

function timed(action: () => void): number {
  const begun = performance.now();
  action();
  return performance.now() - begun;
}

const DIGEST = new Uint8Array(32);
const NODE = new Uint8Array(65).fill(1);

/** One hash a leaf and one an inner node. */
function hashAll(bundles: readonly Uint8Array[], hashOne: (bytes: Uint8Array) => void): void {
  let entries = 0;
  for (const bundle of bundles) {
    for (let at = 0; at < bundle.length; entries++) {
      const end = frameEnd(bundle, at);
      // A leaf is a byte and the entry; so is this view.
      hashOne(bundle.subarray(at + 1, end));
      at = end;
    }
  }
  for (let node = 0; node < entries; node++) hashOne(NODE);
}

function readBundles(log: string): readonly Uint8Array[] {
  const bundles: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < ENTRIES; index++) {
    const file = join(log, bundlePath(index, tileWidth(0, index, ENTRIES)));
    if (!existsSync(file)) throw new Error(`No bundle ${index}`);
    bundles.push(new Uint8Array(readFileSync(file)));
  }
  return bundles;
}

function memory(what: string, scope: Scope, log: string, shorter: string): Row[] {
  const [more, fewer] = [peak(log, scope), peak(shorter, scope)];
  const unit = 'MB';
  const [many, few] = [ENTRIES, FEWER_ENTRIES].map((n) => n.toLocaleString('en'));
  return [
    { measure: `Peak memory for ${few} entries, ${what}`, value: fewer, unit },
    {
      measure: `Peak memory for ${many} entries ÷ ${few}, ${what}`,
      value: more,
      unit,
      ratio: more / fewer,
      bound: MEMORY_BOUND,
    },
  ];
}

/** Megabytes that a process of its own took at most. */
function peak(log: string, scope: Scope): number {
  const script = fileURLToPath(new URL('support/verify-log.ts', import.meta.url));
  return Number(execFileSync(process.execPath, [script, log, scope], { encoding: 'utf8' }));
}
