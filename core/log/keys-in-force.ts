import { AssentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Signer, Table } from '../ports.ts';
import * as keys from '../store/keys.ts';
import { parseVersion } from './version-bytes.ts';
import { parseVerifierKey, printVerifierKey, type VerifierKey, verifierKey } from './vkey.ts';

/** The record whose versions say which keys sign (bytes.md, "Rotation"). */
export const LOG_KEY_REF = 'system/log-key';

/**
 * The keys that a version of `system/log-key` puts in force, in order.
 *
 * @throws Invalid where its content says no such thing
 */
export function keysOf(content: JsonObject): readonly VerifierKey[] {
  const { keys: listed } = content;
  if (!Array.isArray(listed) || listed.length === 0) {
    throw new AssentError('Invalid', `${LOG_KEY_REF} lists no keys`);
  }
  return listed.map((vkey) => parseVerifierKey(String(vkey)));
}

/**
 * The signers of a checkpoint of that size: those that the newest version of `system/log-key` below
 * it lists, in its order; before there is one, the key that the log began with.
 *
 * @throws Corrupt where a key that must sign is not at hand
 */
export async function signersOf(
  table: Table,
  origin: string,
  signers: readonly Signer[],
  size: number,
): Promise<readonly Signer[]> {
  const listed = await listedKeys(table, size);
  const [first] = signers;
  if (first === undefined) throw new AssentError('Corrupt', 'There is no key to sign with');
  if (listed === undefined) return [first];
  const atHand = new Map<string, Signer>();
  for (const signer of signers) {
    atHand.set(printVerifierKey(verifierKey(origin, await signer.publicKey())), signer);
  }
  return listed.map((key) => {
    const vkey = printVerifierKey(key);
    const signer = atHand.get(vkey);
    if (signer === undefined) {
      throw new AssentError('Corrupt', `${LOG_KEY_REF} lists a key that is not at hand: ${vkey}`);
    }
    return signer;
  });
}

async function listedKeys(table: Table, size: number): Promise<readonly VerifierKey[] | undefined> {
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition: keys.recordPartition(LOG_KEY_REF),
      prefix: 'N#',
      descending: true,
      limit: MAX_PAGE,
      consistent: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { index, time } of page.items) {
      if (typeof index !== 'number' || index >= size || typeof time !== 'string') continue;
      const item = await table.get(keys.versionKey(LOG_KEY_REF, time));
      if (typeof item?.body !== 'string') {
        throw new AssentError('Corrupt', `A version of ${LOG_KEY_REF} is not in the table`);
      }
      return keysOf(parseVersion(new TextEncoder().encode(item.body)).content);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return undefined;
}
