import { sha256Hex } from '#hash';
import type { Ref } from '../ids.ts';
import { splitRef } from '../ids.ts';
import type { Key } from '../ports.ts';
import type { Instant } from '../time.ts';

/** Every key of the two tables, in one place. Attributes of index keys: `g1p`, `g1s` … `g4s`. */

const DUE_SHARDS = 4;
const BUNDLE = 256;

/** Partition of everything that belongs to a record. */
export function recordPartition(ref: Ref): string {
  const { type, id } = splitRef(ref);
  return `R#${type}#${id}`;
}

export const headKey = (ref: Ref): Key => ({ pk: recordPartition(ref), sk: 'H' });

export const versionKey = (ref: Ref, time: Instant): Key => ({
  pk: recordPartition(ref),
  sk: `V#${time}`,
});

export const markerKey = (ref: Ref, version: number): Key => ({
  pk: recordPartition(ref),
  sk: `N#${eightDigits(version)}`,
});

export const linkKey = (from: Ref, rel: string, to: Ref): Key => {
  const { type, id } = splitRef(to);
  return { pk: recordPartition(from), sk: `L#${rel}#${type}#${id}` };
};

/** Who waits at a gate of a record: the token of one execution. */
export const waiterKey = (ref: Ref, gate: string, execution: string): Key => ({
  pk: recordPartition(ref),
  sk: `W#${gate}#${sha256Hex(new TextEncoder().encode(execution)).slice(0, 16)}`,
});

/** A mail of the outbox: of that kind, the n-th. */
export const deliveryKey = (ref: Ref, kind: string, n: number): Key => ({
  pk: recordPartition(ref),
  sk: `D#${kind}#${n}`,
});

/** Which delivery a mail was, by the hex SHA-256 of the id under which the mailer knows it. */
export const messageKey = (sha256: string): Key => ({ pk: `M#${sha256}`, sk: 'M' });

/** How many questions were mailed to a person on their day, and which digest is gathered. */
export const mailedKey = (person: Ref): Key => ({ pk: recordPartition(person), sk: 'MAILED' });

/** Beginning of the sort keys of the questions that a digest gathers. */
export const keptPrefix = (digest: number): string => `KEPT#${eightDigits(digest)}#`;

/** A question that a digest gathers, under the person whom it is put to. */
export const keptKey = (person: Ref, digest: number, task: Ref): Key => ({
  pk: recordPartition(person),
  sk: `${keptPrefix(digest)}${splitRef(task).id}`,
});

/** How far the objects of a legal hold were seen to. */
export const heldKey = (hold: Ref): Key => ({ pk: recordPartition(hold), sk: 'HELD' });

/** Which assessment of an AI system's risks is the newest. */
export const assessingKey = (system: Ref): Key => ({
  pk: recordPartition(system),
  sk: 'ASSESSING',
});

/** Which review of a record is the newest, and when it was completed or else began. */
export const reviewedKey = (of: Ref): Key => ({ pk: recordPartition(of), sk: 'REVIEWED' });

/** How far the dates of reviews were put right by a plan. */
export const spreadKey = (plan: Ref): Key => ({ pk: recordPartition(plan), sk: 'SPREAD' });

export const factsKey = (ref: Ref): Key => ({ pk: recordPartition(ref), sk: 'F' });

/** The facts that a gate of an approval was opened with: the same for everyone asked there. */
export const gateFactsKey = (approval: Ref, gate: string): Key => ({
  pk: recordPartition(approval),
  sk: `F#${gate}`,
});

/** Table `personal`: what is typed into a task's form and not yet recorded. */
export const draftKey = (task: Ref): Key => ({ pk: recordPartition(task), sk: 'DRAFT' });

/** A link's code, by the hex SHA-256 of the code. */
export const codeKey = (sha256: string): Key => ({ pk: `K#${sha256}`, sk: 'K' });

/** That something from outside was counted, by the hex digest of its identity. */
export const identityKey = (sha256: string): Key => ({ pk: `E#${sha256}`, sk: 'E' });

/** Partition of a cause of signals, by its hex digest. */
export const causePartition = (digest: string): string => `C#${digest}`;

/** How a cause of signals stands. */
export const causeKey = (digest: string): Key => ({ pk: causePartition(digest), sk: 'H' });

/** The one incident of a cause that is open, or is to be opened. */
export const openKey = (digest: string): Key => ({ pk: causePartition(digest), sk: 'OPEN' });

/** Which incident of a cause was closed last. */
export const lastIncidentKey = (digest: string): Key => ({
  pk: causePartition(digest),
  sk: 'LAST',
});

/** Table `personal`: who reported what a cause's incident is to be opened for. */
export const reporterKey = (digest: string): Key => ({
  pk: causePartition(digest),
  sk: 'REPORTER',
});

/** Beginning of the sort keys of a cause's windows. */
export const WINDOW_PREFIX = 'W#';

/** How many signals of a cause fell into a window, which is named by its start. */
export const windowKey = (digest: string, window: Instant): Key => ({
  pk: causePartition(digest),
  sk: `${WINDOW_PREFIX}${window}`,
});

/** Beginning of the sort keys of the batches that were counted into a window. */
export const batchPrefix = (window: Instant): string => `B#${window}#`;

/** How many signals of a window were counted from a batch, by the hex digest of its object. */
export const batchKey = (digest: string, window: Instant, sha256: string): Key => ({
  pk: causePartition(digest),
  sk: `${batchPrefix(window)}${sha256}`,
});

/** An idempotency key of a request. */
export const requestKey = (sha256: string): Key => ({ pk: `Q#${sha256}`, sk: 'Q' });

/** Head of the log: `size`, `published`. */
export const logHeadKey: Key = { pk: 'LOG', sk: 'HEAD' };

/** Partition of the 256 entries of a bundle. */
export const bundlePartition = (bundle: number): string => `LOG#${bundle}`;

/** An entry of the log. */
export const entryKey = (index: number): Key => ({
  pk: bundlePartition(Math.floor(index / BUNDLE)),
  sk: String(index).padStart(10, '0'),
});

/** Table `personal`: the values that a version brought. */
export const personalKey = (ref: Ref, version: number): Key => ({
  pk: recordPartition(ref),
  sk: `V#${eightDigits(version)}`,
});

/** Table `personal`: whose an address is, by the hex SHA-256 of it in lower case. */
export const addressKey = (sha256: string): Key => ({ pk: `A#${sha256}`, sk: 'A' });

/** Index `by-type`. */
export const typePartition = (type: string): string => `T#${type}`;

/** Index `by-state`. */
export const statePartition = (type: string, state: string): string => `T#${type}#${state}`;

/** Index `by-person`. */
export const personPartition = (person: string): string => `P#${person}`;

/** Index `by-type`, for incoming links. */
export const incomingPartition = (to: Ref): string => {
  const { type, id } = splitRef(to);
  return `I#${type}#${id}`;
};

/** Index `by-time`: everything dated lies in four partitions. */
export const duePartitions: readonly string[] = Array.from(
  { length: DUE_SHARDS },
  (_, shard) => `DUE#${shard}`,
);

/** The partition of `by-time` in which a record's due lies. */
export function duePartition(ref: Ref): string {
  const digest = sha256Hex(new TextEncoder().encode(ref));
  return `DUE#${Number.parseInt(digest.slice(0, 2), 16) % DUE_SHARDS}`;
}

/** Index `by-time`: markers that the log has yet to take. */
export const unloggedPartition = 'UNLOGGED';

/** Sort key of an unlogged marker: oldest first. */
export const unloggedSort = (time: Instant, ref: Ref, version: number): string => {
  const { type, id } = splitRef(ref);
  return `${time}#${type}#${id}#${eightDigits(version)}`;
};

export function eightDigits(version: number): string {
  return String(version).padStart(8, '0');
}
