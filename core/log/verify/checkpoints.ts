import { checkpointText, checkSignatures, type SignedCheckpoint } from '../checkpoint.ts';
import { keysOf, LOG_KEY_REF } from '../keys-in-force.ts';
import {
  CHECKPOINT_PATH,
  CHECKPOINTS_PREFIX,
  checkpointAtPath,
  parsePath,
  recordPrefix,
} from '../paths.ts';
import { parseVersion } from '../version-bytes.ts';
import type { VerifierKey } from '../vkey.ts';
import type { Findings } from './findings.ts';
import type { Reader } from './reader.ts';

/** A checkpoint that the log has to lead to, and what it is called where it does not. */
export interface Goal {
  readonly path: string;
  readonly checkpoint: SignedCheckpoint;
}

/**
 * The newest checkpoint of a source: the largest that some key in question has signed. What is
 * wrong with those that claim to be newer is told.
 */
export async function newestCheckpoint(
  reader: Reader,
  findings: Findings,
  keys: readonly VerifierKey[],
): Promise<Goal | undefined> {
  const candidates = [...keys, ...(await listedKeys(reader))];
  const isSigned = ({ note }: SignedCheckpoint) =>
    checkSignatures(note, candidates).good.length > 0;
  const newest = await reader.checkpoint(CHECKPOINT_PATH);
  if (newest === undefined) {
    findings.missing(CHECKPOINT_PATH, 'the newest checkpoint is not there, or cannot be read');
  }
  let goal: Goal | undefined;
  if (newest !== undefined && isSigned(newest))
    goal = { path: CHECKPOINT_PATH, checkpoint: newest };
  else if (newest !== undefined) {
    findings.failed(CHECKPOINT_PATH, 'is signed by no key that is known here');
  }
  for await (const object of reader.source.list(CHECKPOINTS_PREFIX)) {
    const { path } = object;
    const parsed = parsePath(path);
    const size = parsed?.kind === 'checkpoint-at' ? parsed.size : 0;
    if (size <= (goal?.checkpoint.size ?? 0)) continue;
    const checkpoint = await reader.checkpointOf(object);
    if (checkpoint === undefined) continue;
    if (checkpoint.size === size && isSigned(checkpoint)) goal = { path, checkpoint };
    else findings.failed(path, 'is signed by no key that is known here, or for another size');
  }
  if (goal !== undefined && newest !== undefined && goal.checkpoint.size > newest.size) {
    findings.noted(CHECKPOINT_PATH, `is of size ${newest.size}; the newest is ${goal.path}`);
  }
  return goal ?? (newest && { path: CHECKPOINT_PATH, checkpoint: newest });
}

/** Every key that some version of `system/log-key` lists. */
async function listedKeys(reader: Reader): Promise<readonly VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for await (const object of reader.source.list(recordPrefix(LOG_KEY_REF))) {
    const bytes = await object.read(new Uint8Array(object.size));
    try {
      keys.push(...keysOf(parseVersion(bytes).content));
    } catch {
      // Whether it is a version at all is checked, and told, with all the others.
    }
  }
  return keys;
}

/**
 * The checkpoints of `log/checkpoints/` up to a size, in order, each checked for what it says of
 * itself; behind them or between them whatever `extra` adds.
 */
export async function* goalsInOrder(
  reader: Reader,
  findings: Findings,
  newest: SignedCheckpoint,
  extra: readonly Goal[],
): AsyncGenerator<Goal> {
  const rest = extra.toSorted((a, b) => a.checkpoint.size - b.checkpoint.size);
  for await (const object of reader.source.list(CHECKPOINTS_PREFIX, true)) {
    const { path } = object;
    const parsed = parsePath(path);
    if (parsed?.kind !== 'checkpoint-at' || parsed.size > newest.size) continue;
    while (rest[0] !== undefined && rest[0].checkpoint.size < parsed.size) {
      const [goal] = rest.splice(0, 1);
      if (goal !== undefined) yield goal;
    }
    const checkpoint = await reader.checkpointOf(object);
    if (checkpoint === undefined) continue;
    if (checkpoint.origin !== newest.origin) {
      findings.failed(path, `is of another log: ${checkpoint.origin}`);
    } else if (checkpoint.size !== parsed.size) {
      findings.failed(path, `is of size ${checkpoint.size}`);
    } else yield { path, checkpoint };
  }
  yield* rest;
}

/**
 * Whether `log/checkpoint` is the checkpoint that stands locked at its size. Where they differ, the
 * one is wrong that was not found to be signed.
 */
export async function checkMutable(
  reader: Reader,
  findings: Findings,
  newest: Goal,
): Promise<void> {
  const mutable = await reader.checkpoint(CHECKPOINT_PATH);
  if (mutable === undefined || mutable.size === 0) return;
  const path = checkpointAtPath(mutable.size);
  const locked = await reader.checkpoint(path);
  if (locked === undefined) {
    findings.missing(path, `${CHECKPOINT_PATH} is of that size`);
  } else if (checkpointText(locked) !== checkpointText(mutable)) {
    const [wrong, right] =
      newest.path === CHECKPOINT_PATH ? [path, CHECKPOINT_PATH] : [CHECKPOINT_PATH, path];
    findings.failed(wrong, `is not the checkpoint that stands at ${right}`);
  }
}
