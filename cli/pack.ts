import { Command } from '@commander-js/extra-typings';
import { deciderNames } from '#core/approvals/disclose.ts';
import { REMARKABLE, remarksOn } from '#core/approvals/remarks.ts';
import { AssentError } from '#core/errors.ts';
import { type Packed, type PackOptions, packLog } from '#core/log/pack.ts';
import { REMARKS_PATH } from '#core/log/paths.ts';
import { unseal } from '#core/records/version.ts';
import { instantOf } from '#core/time.ts';
import { goToStage, STAGE_OPTION } from './at-stage.ts';
import { EXIT, type Io } from './io.ts';
import { type KeyOptions, logKeys } from './log-keys.ts';
import type { Subcommand } from './program.ts';
import { runningHash } from './running-hash.ts';
import { openSource } from './sources/open-source.ts';
import { openTarget } from './targets/open-target.ts';

/** `assent pack`: the audit pack of a bucket, as a folder that needs none of us. */
export const packCommand: Subcommand = (io, finish) =>
  new Command('pack')
    .description('Write the audit pack: log, records, evidence and proofs, ready to be verified.')
    .argument('<from>', 's3://<bucket>, or a folder that holds a copy of it')
    .argument('<to>', 'a folder that is empty or not there yet, or a file that ends in .zip')
    .option('--kms-key <id>', 'the key that signs: its public half is written into the pack')
    .option('--vkey <vkey...>', 'keys of the log, where they are known otherwise')
    .option('--disclose <table>', 'name those who decided, from that table of personal values')
    .option(...STAGE_OPTION)
    .action(async (from, to, options) => {
      goToStage(options.stage);
      await runPack(from, to, options, io);
      finish(EXIT.ok);
    });

export interface PackCommand extends KeyOptions {
  readonly disclose?: string;
}

export async function runPack(
  from: string,
  to: string,
  options: PackCommand,
  { out }: Io,
  open: (table: string) => Promise<NameStore> = opened,
): Promise<Packed> {
  const created = now();
  const target = await openTarget(to, created);
  const source = await openSource(from);
  const keys = await logKeys(source, options);
  const packed = await packLog(source, target, {
    created,
    keys,
    hash: runningHash,
    remarks: {
      types: REMARKABLE,
      on: remarksIn,
    },
    ...(await disclosing(options.disclose, open)),
  });
  await target.close();
  const { origin, size, root, versions, files, remarks, disclosed, unlogged } = packed;
  out(`Log      ${origin}, ${size} entries, root ${root}`);
  out(`Packed   ${versions} versions with their proofs, ${files} files, into ${to}`);
  if (remarks > 0)
    out(`Remarks  ${remarks} in ${REMARKS_PATH}: exceptions, hasty answers, denials`);
  if (options.disclose !== undefined) {
    out(`Named    ${disclosed} names of those who decided: hand it to whom they may be told`);
  }
  if (unlogged > 0) out(`Left out ${unlogged} versions that the log has yet to take`);
  return packed;
}

type NameStore = Parameters<typeof deciderNames>[1];

async function disclosing(
  table: string | undefined,
  open: (table: string) => Promise<NameStore>,
): Promise<Pick<PackOptions, 'disclosures'>> {
  if (table === undefined) return {};
  const store = await open(table);
  return { disclosures: (packed) => deciderNames(packed, store) };
}

// Of the other table nothing is read.
async function opened(personal: string): Promise<NameStore> {
  const { openTables, recordsOf } = await import('./open-tables.ts');
  return recordsOf(openTables({ main: personal, personal })).store;
}

// A version of another release, or a damaged one, is packed and verified as it is all the same.
function remarksIn(version: Uint8Array): ReturnType<typeof remarksOn> {
  try {
    return remarksOn(unseal(new TextDecoder().decode(version)));
  } catch (error) {
    if (error instanceof AssentError) return [];
    throw error;
  }
}

// The command is where time comes in.
const now = () => instantOf(Date.now());
