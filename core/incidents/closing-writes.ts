import type { Clock, Table, Write } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { incident as incidentType } from '../records/incident.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import { causesOf, freeingWrites } from './causes.ts';
import { liftHold } from './hold-drafts.ts';
import { closedWrite } from './recurrence.ts';

/** What is written together with the version that closes an incident. */
export interface WithClosing {
  readonly versions: readonly Prepared[];
  readonly also: readonly Write[];
}

/**
 * What closing an incident brings with it: its causes are free for another one, which will say that
 * it comes again, and nothing is held because of it any more. Nothing for other records and moves.
 */
export async function writesOfClosing(
  ports: { readonly store: RecordStore; readonly table: Table; readonly clock: Clock },
  closed: Head,
  by: Author,
): Promise<WithClosing> {
  const { type, state, action, time } = closed.version;
  if (type !== incidentType.name || state !== 'closed' || action !== 'close') {
    return { versions: [], also: [] };
  }
  const [freeing, causes, lifted] = await Promise.all([
    freeingWrites(ports, closed, time),
    causesOf(ports.store, closed),
    liftHold(ports, closed, { ...by, reason: by.reason ?? `${closed.ref} is closed` }),
  ]);
  return {
    versions: lifted,
    also: [...freeing, ...causes.map((cause) => closedWrite(cause, closed.ref, time))],
  };
}
