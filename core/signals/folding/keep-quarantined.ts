import { AssentError, isError } from '../../errors.ts';
import { refOf } from '../../ids.ts';
import { parsePath } from '../../log/paths.ts';
import { quarantine, quarantineId } from '../../records/quarantine.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { Quarantined } from '../quarantine.ts';
import type { Batch } from './batch-object.ts';

/** Records of one transaction: each is a head, a version and a marker. */
const AT_ONCE = 30;
const MOST_WHERE_CHARS = 2000;

export interface KeptQuarantined {
  /** New records. */
  readonly kept: number;
  /** Identities of those that could not be kept, with why. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/**
 * Writes the records of events in quarantine, each once: what has one already, from an earlier try
 * or another runner, keeps that. Which batch a record names may so be an earlier one that holds the
 * same line. One that cannot be written holds up no other.
 *
 * @throws Transient
 */
export async function keepQuarantined(
  store: RecordStore,
  batch: Batch,
  events: readonly Quarantined[],
): Promise<KeptQuarantined> {
  let kept = 0;
  const failed = new Map<string, unknown>();
  const keepOne = async (event: Quarantined) => {
    try {
      if (await isNew(store, batch, event)) kept++;
    } catch (error) {
      if (!(error instanceof AssentError) || error.code === 'Transient') throw error;
      failed.set(event.identity, error);
    }
  };
  for (let at = 0; at < events.length; at += AT_ONCE) {
    const group = events.slice(at, at + AT_ONCE);
    if (await areWritten(store, batch, group)) kept += group.length;
    else for (const event of group) await keepOne(event);
  }
  return { kept, failed };
}

/** All together, which is cheaper; `false` where one of them stands in the way. */
async function areWritten(store: RecordStore, batch: Batch, events: readonly Quarantined[]) {
  try {
    await store.commit(await Promise.all(events.map((event) => draftOf(store, batch, event))));
    return true;
  } catch (error) {
    if (!(error instanceof AssentError) || error.code === 'Transient') throw error;
    return false;
  }
}

async function isNew(store: RecordStore, batch: Batch, event: Quarantined): Promise<boolean> {
  // Read before it is written: most were refused together for one among them.
  const there = await store.load(refOf(quarantine.name, quarantineId(event.identity)));
  if (there !== undefined) return false;
  try {
    await store.commit([await draftOf(store, batch, event)]);
    return true;
  } catch (error) {
    // Another runner was faster.
    if (isError(error, 'Conflict')) return false;
    throw error;
  }
}

function draftOf(store: RecordStore, { sha256, path }: Batch, event: Quarantined) {
  const { identity, reason, where, received, bytes } = event;
  const stored = parsePath(path);
  return store.draft({
    type: quarantine.name,
    id: quarantineId(identity),
    before: undefined,
    action: 'create',
    state: quarantine.initial,
    content: {
      reason,
      ...(where !== undefined && where !== '' && { where: where.slice(0, MOST_WHERE_CHARS) }),
      batch: sha256,
      day: stored?.kind === 'signals' ? stored.day : received.slice(0, 10),
      identity,
      received,
      bytes,
    },
    links: [],
    actor: 'service/assent-ingest',
    via: 'system',
    reason: null,
  });
}
