import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { type Aftermath, aftermath } from '#core/recovery/aftermath.ts';
import type { Displaced, Survey } from '#core/recovery/lost.ts';
import { recover } from '#core/recovery/recover.ts';
import { survey } from '#core/recovery/survey.ts';
import { goToStage, STAGE_OPTION } from './at-stage.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { type KeyOptions, logKeys } from './log-keys.ts';
import type { OpenedTables, TableNames } from './open-tables.ts';
import type { Subcommand } from './program.ts';
import { runningHash } from './running-hash.ts';
import { openSource } from './sources/open-source.ts';

export interface RecoverCommand extends KeyOptions {
  readonly table: string;
  readonly personalTable: string;
  readonly setAside?: string;
  readonly dryRun?: boolean;
}

/** `assent recover`: a table that was restored to an earlier moment gets back what it lost. */
export const recoverCommand: Subcommand = (io, finish) =>
  new Command('recover')
    .description('Put back from the bucket what a table lost that was restored to earlier.')
    .argument('<from>', 's3://<bucket>: the bucket of this installation')
    .requiredOption('--table <name>', 'the table that was restored')
    .requiredOption('--personal-table <name>', 'the table of personal values')
    .option('--kms-key <id>', 'the key that signs the log')
    .option('--vkey <vkey...>', 'keys of the log, where they are known otherwise')
    .option('--set-aside <folder>', 'where to keep what was written since in place of the lost')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option(...STAGE_OPTION)
    .action(async (from, options) => {
      goToStage(options.stage);
      finish(await runRecover(from, options, io));
    });

export async function runRecover(
  from: string,
  options: RecoverCommand,
  { out }: Io,
  open: (names: TableNames) => OpenedTables | Promise<OpenedTables> = opened,
): Promise<ExitCode> {
  const source = await openSource(from);
  const keys = await logKeys(source, options);
  const tables = await open({ main: options.table, personal: options.personalTable });
  const { recordsOf } = await import('./open-tables.ts');
  const { store, lists } = recordsOf(tables);
  const found = await survey({ ...tables, source, keys, hash: runningHash });
  for (const line of foundLines(found)) out(line);
  if (found.records.size === 0 && found.known >= found.size) {
    out('Nothing was lost, and nothing is to be put back.');
    return EXIT.ok;
  }
  for (const line of afterLines(await aftermath(store, found))) out(line);
  if (options.dryRun === true) {
    out('Nothing was written. Without --dry-run this is done.');
    return found.displaced.length > 0 && options.setAside === undefined ? EXIT.failed : EXIT.ok;
  }
  const { setAside: folder } = options;
  const setAside = folder === undefined ? {} : { setAside: keeperIn(folder) };
  await recover({ ...tables, source, store, lists, ...setAside }, found);
  out('Put back. The log goes on with its next run; keep the functions stopped no longer.');
  return EXIT.ok;
}

async function opened(names: TableNames): Promise<OpenedTables> {
  const { openTables } = await import('./open-tables.ts');
  return openTables(names);
}

function keeperIn(folder: string) {
  mkdirSync(folder, { recursive: true });
  return async ({ ref, version, digest, body }: Displaced) => {
    const name = `${ref.replace('/', '-')}-${version}-${digest.slice(0, 8)}.json`;
    writeFileSync(join(folder, name), body);
  };
}

function foundLines({ origin, known, signed, size, lost, records, displaced }: Survey) {
  const unlogged = lost.filter(({ index }) => index === undefined).length;
  return [
    `Log          ${origin}: ${size} entries in the bucket, ${signed} of them signed; ` +
      `the table knows ${known}`,
    `Lost         ${lost.length} versions, of ${records.size} records` +
      (unlogged === 0 ? '' : `; ${unlogged} of them the log has yet to take`),
    ...section(
      'In the way',
      displaced.map(({ ref, version }) => `${ref}, version ${version}`),
      [
        'written since, where the log has another. They stay only as files: --set-aside <folder>.',
        'Their authors are to be told, and write them again.',
      ],
    ),
  ];
}

function afterLines({ approvals, tasks, withoutValues, erased }: Aftermath): string[] {
  return [
    ...section('Approvals', approvals, ['open or decided: the sweep starts their machines again.']),
    ...section('Tasks', tasks, ['open: each person gets a new mail, whose link works.']),
    ...section('Without', withoutValues, [
      'whose personal values are not all there: erased since, or lost with their table. Whoever',
      'lacks a name or an address cannot be asked until it is written again.',
    ]),
    ...section('Erased', erased, [
      'of which values were erased in what was lost. If the table of personal values was restored',
      'too, they are there again: erase them again.',
    ]),
    'Not back     links that were mailed in what was lost, and mails that were owed; requests of',
    '             that time, repeated under their idempotency key, are done once more.',
  ];
}

/** How many of a kind are named; the rest is counted. */
const MOST_NAMED = 20;

function section(title: string, named: readonly string[], says: readonly string[]): string[] {
  if (named.length === 0) return [];
  const [first = '', ...rest] = says;
  const more = named.length - MOST_NAMED;
  return [
    `${title.padEnd(12)} ${named.length} ${first}`,
    ...rest.map((line) => `             ${line}`),
    ...named.slice(0, MOST_NAMED).map((name) => `             - ${name}`),
    ...(more > 0 ? [`             - and ${more} more`] : []),
  ];
}
