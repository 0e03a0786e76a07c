import { Command } from '@commander-js/extra-typings';
import { REMARKABLE, remarksOn } from '#core/approvals/remarks.ts';
import { AssentError } from '#core/errors.ts';
import { type Packed, packLog } from '#core/log/pack.ts';
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
    .option(...STAGE_OPTION)
    .action(async (from, to, options) => {
      goToStage(options.stage);
      await runPack(from, to, options, io);
      finish(EXIT.ok);
    });

export async function runPack(
  from: string,
  to: string,
  options: KeyOptions,
  { out }: Io,
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
  });
  await target.close();
  const { origin, size, root, versions, files, remarks, unlogged } = packed;
  out(`Log      ${origin}, ${size} entries, root ${root}`);
  out(`Packed   ${versions} versions with their proofs, ${files} files, into ${to}`);
  if (remarks > 0)
    out(`Remarks  ${remarks} in ${REMARKS_PATH}: exceptions, hasty answers, denials`);
  if (unlogged > 0) out(`Left out ${unlogged} versions that the log has yet to take`);
  return packed;
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
