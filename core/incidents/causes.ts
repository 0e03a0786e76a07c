import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import type { Sealed } from '../records/version.ts';
import { stateOf } from '../signals/folding/cause-memory.ts';
import { closingWrites } from '../signals/folding/close-cause.ts';
import { type OpenItem, parseOpen } from '../signals/folding/open-item.ts';
import { causeKey, openKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';

/** Causes that one incident may have: its closing frees each by two writes of one transaction. */
export const MAX_CAUSES = 20;

/**
 * The digests of the causes whose signals an incident takes: its own, and those of the incidents
 * that were merged into it, as its own links name them.
 */
export async function causesOf(
  store: Pick<RecordStore, 'need'>,
  incident: Sealed,
): Promise<readonly string[]> {
  const { cause } = contentOf(incidentType, incident);
  const merged = incident.version.links.filter(({ rel }) => rel === 'merges');
  const theirs = await Promise.all(
    merged.map(async ({ to }) => causesOf(store, await store.need(to))),
  );
  return [...new Set([...(cause === undefined ? [] : [cause.digest]), ...theirs.flat()])];
}

/** What stands for a cause's open incident; `undefined` where there is none. */
export async function openItemOf(
  table: Pick<Table, 'get'>,
  cause: string,
): Promise<OpenItem | undefined> {
  const item = await table.get(openKey(cause));
  return item === undefined ? undefined : parseOpen(item);
}

/**
 * The writes by which all causes of an incident are free for another one, for the transaction that
 * ends it: refused where a signal of one was counted since. What names another incident stays.
 */
export async function freeingWrites(
  ports: { readonly store: Pick<RecordStore, 'need'>; readonly table: Pick<Table, 'get'> },
  incident: Sealed,
  at: Instant,
): Promise<readonly Write[]> {
  const causes = await causesOf(ports.store, incident);
  const writes = await Promise.all(
    causes.map((cause) => freeing(ports.table, cause, incident.ref, at)),
  );
  return writes.flat();
}

async function freeing(
  table: Pick<Table, 'get'>,
  cause: string,
  incident: Ref,
  at: Instant,
): Promise<readonly Write[]> {
  const open = await openItemOf(table, cause);
  if (open?.incident !== incident) return [];
  const state = stateOf(await table.get(causeKey(cause)));
  // Counts are kept for a time only; that an incident is open, for as long as it is.
  if (state !== undefined) return closingWrites(cause, state, incident, at);
  const isOurs = { attribute: 'incident', is: '=', value: incident } as const;
  return [{ op: 'delete', key: openKey(cause), when: [isOurs] }];
}
