import { Command } from '@commander-js/extra-typings';
import { invalid } from '#core/errors.ts';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import { type Packed, packLog } from '#core/log/pack.ts';
import { CHECKPOINT_PATH } from '#core/log/paths.ts';
import type { Source } from '#core/log/verify/source.ts';
import { parseVerifierKey, type VerifierKey, verifierKey } from '#core/log/vkey.ts';
import { instantOf } from '#core/time.ts';
import { EXIT, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import { runningHash } from './running-hash.ts';
import { openSource } from './sources/open-source.ts';
import { openTarget } from './targets/open-target.ts';

export interface PackCommand {
  readonly vkey?: readonly string[];
  readonly kmsKey?: string;
}

/** `assent pack`: the audit pack of a bucket, as a folder that needs none of us. */
export const packCommand: Subcommand = (io, finish) =>
  new Command('pack')
    .description('Write the audit pack: log, records, evidence and proofs, ready to be verified.')
    .argument('<from>', 's3://<bucket>, or a folder that holds a copy of it')
    .argument('<to>', 'a folder that is empty or not there yet, or a file that ends in .zip')
    .option('--kms-key <id>', 'the key that signs: its public half is written into the pack')
    .option('--vkey <vkey...>', 'keys of the log, where they are known otherwise')
    .action(async (from, to, options) => {
      await runPack(from, to, options, io);
      finish(EXIT.ok);
    });

export async function runPack(
  from: string,
  to: string,
  options: PackCommand,
  { out }: Io,
): Promise<Packed> {
  const created = now();
  const target = await openTarget(to, created);
  const source = await openSource(from);
  const keys = await keysOf(source, options);
  const packed = await packLog(source, target, { created, keys, hash: runningHash });
  await target.close();
  const { origin, size, root, versions, files, unlogged } = packed;
  out(`Log      ${origin}, ${size} entries, root ${root}`);
  out(`Packed   ${versions} versions with their proofs, ${files} files, into ${to}`);
  if (unlogged > 0) out(`Left out ${unlogged} versions that the log has yet to take`);
  return packed;
}

// The command is where time comes in.
const now = () => instantOf(Date.now());

async function keysOf(source: Source, { vkey, kmsKey }: PackCommand): Promise<VerifierKey[]> {
  const named = (vkey ?? []).map(parseVerifierKey);
  if (kmsKey === undefined) {
    if (named.length > 0) return named;
    throw invalid('A pack names the keys of its log: give --kms-key or --vkey');
  }
  const note = await source.read(CHECKPOINT_PATH, new Uint8Array(128 * 1024));
  if (note === undefined) throw invalid('There is no log here yet');
  const { publicKeyOf } = await import('./sources/kms-key.ts');
  return [...named, verifierKey(parseCheckpoint(note).origin, await publicKeyOf(kmsKey))];
}
