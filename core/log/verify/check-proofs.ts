import type { SignedCheckpoint } from '../checkpoint.ts';
import { checkpointText } from '../checkpoint.ts';
import { MAX_NOTE_BYTES } from '../note.ts';
import { checkpointAtPath, PROOFS_PREFIX, parsePath, proofPath, RECORDS_PREFIX } from '../paths.ts';
import { parseProof, provenEntry } from '../proof.ts';
import type { Findings } from './findings.ts';
import type { Reader } from './reader.ts';
import { type SourceObject, walk } from './source.ts';

/** Bytes of a proof, at most: an entry in base64, 53 hashes and a checkpoint. */
const MAX_PROOF_BYTES = 16 * 1024 + MAX_NOTE_BYTES;

/**
 * Every proof of a pack: it leads from its entry to a checkpoint of this log, and there is one for
 * each version. Proofs and versions lie in one order, so both lists are walked along once.
 */
export async function checkProofs(
  reader: Reader,
  findings: Findings,
  newest: SignedCheckpoint,
): Promise<number> {
  let count = 0;
  const buffer = new Uint8Array(MAX_PROOF_BYTES);
  const versions = walk(reader.source.list(RECORDS_PREFIX));
  let next = await versions.next();
  const passVersionsBefore = async (path: string | undefined) => {
    for (; next.done !== true; next = await versions.next()) {
      const proof = proofOf(next.value);
      if (proof === undefined) continue;
      if (path !== undefined && proof >= path) return proof === path;
      findings.missing(proof, 'a version without a proof');
    }
    return false;
  };
  for await (const object of reader.source.list(PROOFS_PREFIX, true)) {
    count += 1;
    const isOfVersion = await passVersionsBefore(object.path);
    if (isOfVersion) next = await versions.next();
    else findings.failed(object.path, 'proves a version that is not there');
    await checkProof(reader, findings, newest, object, buffer);
  }
  await passVersionsBefore(undefined);
  return count;
}

function proofOf({ path }: SourceObject): string | undefined {
  const parsed = parsePath(path);
  return parsed?.kind === 'record' ? proofPath(parsed.ref, parsed.version) : undefined;
}

async function checkProof(
  reader: Reader,
  findings: Findings,
  newest: SignedCheckpoint,
  object: SourceObject,
  buffer: Uint8Array,
): Promise<void> {
  const { path } = object;
  const proven = await reader.attempt(path, async () => {
    const proof = parseProof(await object.read(buffer));
    return { checkpoint: proof.checkpoint, entry: provenEntry(proof) };
  });
  if (proven === undefined) return;
  const { type, id, version } = proven.entry;
  if (proofPath(`${type}/${id}`, version) !== path) {
    findings.failed(path, `proves version ${version} of ${type}/${id}`);
  }
  const text = checkpointText(proven.checkpoint);
  if (text === checkpointText(newest)) return;
  const standing = await reader.checkpoint(checkpointAtPath(proven.checkpoint.size));
  if (standing === undefined || checkpointText(standing) !== text) {
    findings.failed(path, 'leads to a checkpoint that is not of this log');
  }
}
