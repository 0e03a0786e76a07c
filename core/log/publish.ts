import { AssentError } from '../errors.ts';
import type { AttributeMap, Signer } from '../ports.ts';
import { logHeadKey } from '../store/keys.ts';
import { atATime, CALLS_AT_A_TIME } from './at-a-time.ts';
import {
  checkpointText,
  checkSignatures,
  parseCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
} from './checkpoint.ts';
import { LOG_KEY_REF, signersOf } from './keys-in-force.ts';
import { readLogHead } from './log-head.ts';
import { type LogPorts, logPutOptions } from './log-ports.ts';
import { CHECKPOINT_PATH, checkpointAtPath } from './paths.ts';
import { readEdge } from './read-edge.ts';
import { readEntries, type SequencedEntry } from './read-entries.ts';
import { type Edge, extend, type LogObject, rootOfEdge } from './tiles.ts';
import { sameBytes } from './tree.ts';
import { verifierKey } from './vkey.ts';

/** Entries that one checkpoint takes in, at most: eight bundles, a few megabytes in memory. */
export const MAX_PUBLISH_ENTRIES = 2048;

const decoder = new TextDecoder();

/** How often a runner that lost the race for `log/checkpoint` looks again. */
const MAX_REPLACES = 10;

export interface PublishOptions {
  /**
   * Told of entries under a checkpoint, before the head of the log says that they are: so each is
   * told at least once. What it throws, `publish` throws.
   */
  readonly announce?: (entries: readonly SequencedEntry[]) => Promise<void>;
}

/** Sizes of the checkpoints that stand in the bucket when this run is done. */
export type Published = readonly number[];

/**
 * Puts what is sequenced into the bucket and signs it: bundles and tiles, then the checkpoint at
 * its own path, then `log/checkpoint`. Every byte follows from the sequence, so any number of
 * runners write the same. The head of the log carries the newest checkpoint for those who may not
 * read the bucket, from the moment at which it stands at its own path.
 *
 * @throws Corrupt where other bytes stand at a path of the log: a fork, which is never signed
 */
export async function publish(ports: LogPorts, options: PublishOptions = {}): Promise<Published> {
  const { size, published } = await readLogHead(ports.table);
  if (published === size) return [];
  const end = (from: number) => Math.min(size, from + MAX_PUBLISH_ENTRIES);
  const begin = await readEdge(ports, published, end(published));
  let { edge } = begin;
  let entries = oneStep(begin.entries);
  const sizes: number[] = [];
  for (;;) {
    const step = extend(
      edge,
      entries.map(({ bytes }) => bytes),
    );
    edge = step.edge;
    const [signers] = await Promise.all([
      signersOf(ports.table, ports.origin, ports.signers, edge.size),
      putAll(ports, step.objects),
    ]);
    const checkpoint = await putCheckpoint(ports, edge, signers);
    await Promise.all([
      // Whoever waits for their receipt has it from here.
      updateHead(ports, edge.size, { checkpoint: decoder.decode(checkpoint) }),
      announceUnder(ports, checkpoint, entries, options),
    ]);
    await updateHead(ports, edge.size, {
      checkpoint: decoder.decode(checkpoint),
      published: edge.size,
    });
    sizes.push(edge.size);
    if (edge.size === size) return sizes;
    entries = oneStep(await readEntries(ports.table, edge.size, end(edge.size)));
  }
}

/**
 * The entries of the next checkpoint. One ends right behind each rotation of keys, so that there is
 * a checkpoint at which the keys before and the keys after can be seen to hold together.
 */
function oneStep(entries: readonly SequencedEntry[]): readonly SequencedEntry[] {
  const rotation = entries.findIndex(({ ref }) => ref === LOG_KEY_REF);
  return rotation === -1 ? entries : entries.slice(0, rotation + 1);
}

async function putAll(ports: LogPorts, objects: readonly LogObject[]): Promise<void> {
  await atATime(CALLS_AT_A_TIME, objects, async ({ path, bytes }) => {
    const outcome = await ports.objects.create(path, bytes, logPutOptions(ports, path));
    if (outcome === 'created') return;
    const there = await ports.objects.get(path);
    if (there === undefined || !sameBytes(there.bytes, bytes)) throw fork(path);
  });
}

/** Signs the log as far as the edge and puts the checkpoint at the path of its size. */
async function putCheckpoint(
  ports: LogPorts,
  edge: Edge,
  signers: readonly Signer[],
): Promise<Uint8Array> {
  const { objects, origin } = ports;
  const keys = await Promise.all(
    signers.map(async (signer) => verifierKey(origin, await signer.publicKey())),
  );
  const unsigned = { origin, size: edge.size, root: rootOfEdge(edge) };
  const path = checkpointAtPath(edge.size);
  const bytes = await signCheckpoint(unsigned, signers);
  // What is put cannot be taken back: a signature that does not verify must not get there.
  if (!isSignedBy(parseCheckpoint(bytes), keys)) {
    throw new AssentError('Corrupt', 'A signing key made a signature that does not verify');
  }
  if ((await objects.create(path, bytes, logPutOptions(ports, path))) === 'created') return bytes;
  const there = await objects.get(path);
  if (there === undefined) throw fork(path);
  const standing = parseCheckpoint(there.bytes);
  if (checkpointText(standing) !== checkpointText(unsigned) || !isSignedBy(standing, keys)) {
    throw fork(path);
  }
  return there.bytes;
}

function isSignedBy(
  { note }: SignedCheckpoint,
  keys: Parameters<typeof checkSignatures>[1],
): boolean {
  return checkSignatures(note, keys).good.length === keys.length;
}

/** Makes it `log/checkpoint`, unless that is as large already. */
async function replaceNewest(ports: LogPorts, bytes: Uint8Array): Promise<void> {
  const { objects } = ports;
  const ours = parseCheckpoint(bytes);
  for (let tries = 0; tries < MAX_REPLACES; tries++) {
    const there = await objects.get(CHECKPOINT_PATH);
    if (there !== undefined) {
      const standing = parseCheckpoint(there.bytes);
      if (standing.size > ours.size) return;
      if (standing.size === ours.size) {
        if (checkpointText(standing) !== checkpointText(ours)) throw fork(CHECKPOINT_PATH);
        return;
      }
    }
    const how = { ...logPutOptions(ports, CHECKPOINT_PATH), etag: there?.etag };
    if (await objects.replace(CHECKPOINT_PATH, bytes, how)) return;
  }
  throw new AssentError('Transient', `${CHECKPOINT_PATH} could not be replaced`, {
    outcome: 'none',
  });
}

async function announceUnder(
  ports: LogPorts,
  checkpoint: Uint8Array,
  entries: readonly SequencedEntry[],
  { announce }: PublishOptions,
): Promise<void> {
  await replaceNewest(ports, checkpoint);
  await announce?.(entries);
}

async function updateHead({ table }: LogPorts, size: number, set: AttributeMap): Promise<void> {
  // Refused where another runner has published as much: just as well.
  await table.write([
    {
      op: 'update',
      key: logHeadKey,
      set,
      when: [{ attribute: 'published', is: '<', value: size }],
    },
  ]);
}

function fork(path: string): AssentError {
  return new AssentError(
    'Corrupt',
    `Other bytes stand at ${path} than this log would put there: a fork. Nothing is signed.`,
    { path, fork: true },
  );
}
