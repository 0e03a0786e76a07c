import { AssentError } from '../errors.ts';
import { readLogHead } from '../log/log-head.ts';
import { TILE_WIDTH } from '../log/paths.ts';
import { readEntries } from '../log/read-entries.ts';
import { sameBytes } from '../log/tree.ts';
import type { RunningHash } from '../log/verify/check-files.ts';
import type { Source } from '../log/verify/source.ts';
import { verify } from '../log/verify.ts';
import type { VerifierKey } from '../log/vkey.ts';
import type { Table } from '../ports.ts';
import { BucketLog } from './bucket-log.ts';
import type { Survey } from './lost.ts';
import { SurveyNotes } from './survey-notes.ts';
import { fork } from './table-versions.ts';

export interface SurveyPorts {
  readonly table: Table;
  /** The bucket, hidden objects too. */
  readonly source: Source;
  /** Keys of the log, known from elsewhere than the bucket. */
  readonly keys: readonly VerifierKey[];
  readonly hash: () => RunningHash;
}

/**
 * What a table lost of what the bucket holds. Writes nothing. The bucket is the senior copy: its
 * log is verified first, every version that the table lacks is held against the entry that commits
 * to it, and what both have must be the same.
 *
 * @throws Corrupt where the log does not verify, where versions are missing, and at a fork
 */
export async function survey(ports: SurveyPorts): Promise<Survey> {
  const { table, source } = ports;
  const { size: known } = await readLogHead(table);
  const { origin, signed } = await verifiedLog(ports);
  const log = new BucketLog(source);
  const size = await log.sizeBeyond(signed);
  const both = Math.min(known, size);
  await compareEntries(table, log, both);
  const notes = new SurveyNotes(table, log);
  for await (const { index, bytes } of log.entries(both, size)) {
    await notes.takeEntry(index, bytes);
  }
  for await (const { ref, version } of log.unlogged(size)) await notes.takeUnlogged(ref, version);
  return { origin, known, signed, size, ...(await notes.close()) };
}

/** Origin and size of the log in the bucket, where it verifies. */
async function verifiedLog({ source, keys, hash }: SurveyPorts) {
  const { ok, origin, size, first } = await verify(source, { keys, hash, scope: 'log' });
  if (ok && origin !== undefined) return { origin, signed: size };
  const { path = 'log/checkpoint', reason = 'cannot be read' } = first ?? {};
  throw new AssentError(
    'Corrupt',
    `The log in the bucket does not verify: ${path}: ${reason}. Nothing was written.`,
    { path },
  );
}

/** The entries that table and bucket both have. @throws Corrupt at the first that differs */
async function compareEntries(table: Table, log: BucketLog, both: number): Promise<void> {
  let kept: Awaited<ReturnType<typeof readEntries>> = [];
  for await (const { index, bytes } of log.entries(0, both)) {
    const at = index % TILE_WIDTH;
    if (at === 0) kept = await readEntries(table, index, Math.min(both, index + TILE_WIDTH));
    const there = kept[at]?.bytes;
    if (there === undefined || !sameBytes(there, bytes)) throw fork(`Entry ${index}`);
  }
}
