import { runningHash } from '#cli/running-hash.ts';
import { folderSource } from '#cli/sources/folder.ts';
import { verify } from '#core/log/verify.ts';
import { verifierKey } from '#core/log/vkey.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { BENCH_ORIGIN } from './make-log.ts';

export type Scope = 'log' | 'everything';

/** Verifies a log that `makeLog` made. @throws where it does not hold */
export async function verifyFolder(folder: string, scope: Scope): Promise<void> {
  const keys = [verifierKey(BENCH_ORIGIN, await memorySigner(7).publicKey())];
  const outcome = await verify(folderSource(folder), { keys, scope, hash: runningHash });
  if (!outcome.ok) throw new Error(`${outcome.first?.path}: ${outcome.first?.reason}`);
}

// As a script: verifies one folder and prints the megabytes that the process took at most.
const [, script, folder, scope] = process.argv;
if (script === import.meta.filename && folder !== undefined) {
  await verifyFolder(folder, scope === 'everything' ? 'everything' : 'log');
  // maxRSS is in kilobytes.
  process.stdout.write(String(process.resourceUsage().maxRSS / 1000));
}
