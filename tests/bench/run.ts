import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMet, type Row, replaceMeasured, table } from './table.ts';

/**
 * `npm run bench`: runs every benchmark (a file beside this one that exports `run`, giving rows)
 * and prints one table. `npm run bench -- cold-import` runs only that one; `-- --write` puts the
 * table of all of them into `docs/performance.md`.
 */
const DOCUMENT = 'docs/performance.md';
const NO_BENCHMARKS = ['run.ts', 'table.ts'];

type Run = () => Promise<readonly Row[]>;

async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      write: { type: 'boolean', default: false },
      // For `start-times`, which reads it itself.
      fresh: { type: 'boolean' },
    },
  });
  const names = benchmarks();
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No such benchmark: ${unknown.join(', ')}. There are: ${names.join(', ')}`);
  }
  if (values.write && positionals.length > 0) {
    throw new Error('The table of the document is that of all benchmarks: name none with --write');
  }
  const rows: Row[] = [];
  const on = machine();
  for (const name of positionals.length === 0 ? names : positionals) {
    console.error(`${name} …`);
    rows.push(...(await (await load(name))()));
  }
  const measured = `${on}\n\n${table(rows)}`;
  console.log(measured);
  if (values.write) {
    writeFileSync(DOCUMENT, replaceMeasured(readFileSync(DOCUMENT, 'utf8'), measured));
  }
  return rows.every((row) => isMet(row) !== false) ? 0 : 1;
}

function benchmarks(): string[] {
  return readdirSync('tests/bench')
    .filter((file) => file.endsWith('.ts') && !NO_BENCHMARKS.includes(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .toSorted();
}

async function load(name: string): Promise<Run> {
  const module: { run?: Run } = await import(`./${name}.ts`);
  if (module.run === undefined) throw new Error(`tests/bench/${name}.ts exports no run()`);
  return module.run;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Measured on ${availableParallelism()} cores of ${model}, ${memory} GiB of memory`,
    `${platform()} ${arch()}, Node ${process.versions.node}`,
    `with a load of ${loadavg()[0]?.toFixed(1)} before the start.`,
  ].join(', ');
}

process.chdir(join(import.meta.dirname, '../..'));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 2;
}
