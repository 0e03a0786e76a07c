import { existsSync, readFileSync } from 'node:fs';
import { runningHash } from '#cli/running-hash.ts';
import { openSource } from '#cli/sources/open-source.ts';
import { verify } from '#core/log/verify.ts';
import { verifierKey } from '#core/log/vkey.ts';
import { memorySigner } from '#tests/memory/signer.ts';
import { BENCH_ORIGIN } from './make-log.ts';

export type Scope = 'log' | 'everything';

/** Verifies a log that `makeLog` made. @throws where it does not hold */
export async function verifyLog(place: string, scope: Scope): Promise<void> {
  const keys = [verifierKey(BENCH_ORIGIN, await memorySigner(7).publicKey())];
  const outcome = await verify(await openSource(place), { keys, scope, hash: runningHash });
  if (!outcome.ok) throw new Error(`${outcome.first?.path}: ${outcome.first?.reason}`);
}

/** Megabytes that this process took at most. */
function peakMegabytes(): number {
  const status = '/proc/self/status';
  if (existsSync(status)) {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
    return Number(kilobytes) / 1000;
  }
  // Elsewhere this is the peak since the process began; on Linux, of whoever began it too.
  return process.resourceUsage().maxRSS / 1000;
}

// As a script: verifies one log and prints the memory that it took.
const [, script, place, scope] = process.argv;
if (script === import.meta.filename && place !== undefined) {
  await verifyLog(place, scope === 'everything' ? 'everything' : 'log');
  process.stdout.write(String(peakMegabytes()));
}
