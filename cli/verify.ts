import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { invalid } from '#core/errors.ts';
import type { Finding } from '#core/log/verify/findings.ts';
import { type Verified, verify } from '#core/log/verify.ts';
import { parseVerifierKey } from '#core/log/vkey.ts';
import { goToStage, STAGE_OPTION } from './at-stage.ts';
import { EXIT, type Io } from './io.ts';
import type { Subcommand } from './program.ts';
import { runningHash } from './running-hash.ts';
import { openSource } from './sources/open-source.ts';

export interface VerifyCommand {
  readonly key?: readonly string[];
  readonly trustedCheckpoint?: string;
  readonly logOnly?: boolean;
  readonly quiet?: boolean;
}

/** `assent verify`: 0 where everything holds, 1 where anything does not or is missing. */
export const verifyCommand: Subcommand = (io, finish) =>
  new Command('verify')
    .description('Verify a log and all that hangs on it, offline.')
    .argument(
      '<where>',
      'an audit pack (a folder or a ZIP), a copy of the bucket, or s3://<bucket>',
    )
    .option('--key <vkey...>', 'a key known from elsewhere; without it, those that the pack names')
    .option('--trusted-checkpoint <file>', 'a checkpoint known from elsewhere: a mail, a receipt')
    .option('--log-only', 'leave out versions, evidence, disclosed values and proofs')
    .option('--quiet', 'say no more than the verdict')
    .option(...STAGE_OPTION)
    .action(async (where, options) => {
      goToStage(options.stage);
      finish((await runVerify(where, options, io)).ok ? EXIT.ok : EXIT.failed);
    });

export async function runVerify(
  where: string,
  options: VerifyCommand,
  { out }: Io,
): Promise<Verified> {
  const source = await openSource(where);
  const tell = ({ kind, path, reason }: Finding) => {
    if (options.quiet !== true) out(`${kind.padEnd(8)} ${path}: ${reason}`);
  };
  const verified = await verify(source, {
    hash: runningHash,
    tell,
    ...(options.key === undefined ? {} : { keys: options.key.map(parseVerifierKey) }),
    ...(options.trustedCheckpoint === undefined
      ? {}
      : { trustedCheckpoint: checkpointIn(options.trustedCheckpoint) }),
    ...(options.logOnly === true ? { scope: 'log' as const } : {}),
  });
  for (const line of verdict(verified)) out(line);
  return verified;
}

function verdict({ ok, isTrusted, origin, size, root, first, findings, counts }: Verified) {
  if (origin === undefined) return ['Not verified: there is no checkpoint that can be read.'];
  const { versions, files, checkpoints, proofs, disclosed } = counts;
  const lines = [
    `Log          ${origin}, ${size} entries, root ${root}`,
    `Checked      ${versions} versions, ${files} files, ${checkpoints} checkpoints, ` +
      `${proofs} proofs, ${disclosed} disclosed values`,
  ];
  if (!isTrusted) {
    lines.push(
      'Keys         from the pack itself; compare them with those you know, or give --key',
    );
  }
  if (ok) return [...lines, 'Verified: nothing fails, nothing is missing.'];
  const where = first === undefined ? '' : ` First: ${first.path}: ${first.reason}`;
  return [
    ...lines,
    `NOT verified: ${findings.failed} fail, ${findings.missing} are missing.${where}`,
  ];
}

function checkpointIn(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw invalid(`The checkpoint cannot be read: ${file}`, [
      { path: '', message: cause instanceof Error ? cause.message : String(cause) },
    ]);
  }
}
