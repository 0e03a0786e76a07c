import { invalid } from '#core/errors.ts';
import { parseCheckpoint } from '#core/log/checkpoint.ts';
import { CHECKPOINT_PATH } from '#core/log/paths.ts';
import type { Source } from '#core/log/verify/source.ts';
import { parseVerifierKey, type VerifierKey, verifierKey } from '#core/log/vkey.ts';

/** How the keys of a log are named on a command line. */
export interface KeyOptions {
  readonly vkey?: readonly string[];
  readonly kmsKey?: string;
}

/**
 * The keys of the log that lies there, as they are known from elsewhere than from it.
 *
 * @throws Invalid where none is named
 */
export async function logKeys(
  source: Source,
  { vkey, kmsKey }: KeyOptions,
): Promise<VerifierKey[]> {
  const named = (vkey ?? []).map(parseVerifierKey);
  if (kmsKey === undefined) {
    if (named.length > 0) return named;
    throw invalid('Somebody must say which keys sign the log: give --kms-key or --vkey');
  }
  const note = await source.read(CHECKPOINT_PATH, new Uint8Array(128 * 1024));
  if (note === undefined) throw invalid('There is no log here yet');
  const { publicKeyOf } = await import('./sources/kms-key.ts');
  return [...named, verifierKey(parseCheckpoint(note).origin, await publicKeyOf(kmsKey))];
}
