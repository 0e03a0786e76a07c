import type { Ref } from '../../ids.ts';
import { atATime, CALLS_AT_A_TIME } from '../../log/at-a-time.ts';
import type { Table } from '../../ports.ts';
import { causeKey, openKey } from '../../store/keys.ts';
import { checkLimit } from '../../store/read-records.ts';
import type { Instant } from '../../time.ts';
import type { About } from '../folding/about.ts';
import { type CauseState, parseCause, UNMAPPED } from '../folding/cause-state.ts';
import { parseOpen } from '../folding/open-item.ts';
import { rulesInForce, type SettingsPorts } from '../settings.ts';
import type { MappingRule } from '../system-of.ts';
import { isCovered } from './is-covered.ts';

export interface UnmappedPorts extends SettingsPorts {
  readonly table: Pick<Table, 'get' | 'query'>;
}

/** A cause whose signals belong to no system that has a record. */
export interface UnmappedCause {
  readonly digest: string;
  readonly kind: string;
  readonly fingerprint: string;
  readonly title: string;
  /** The system that its sender names, and that has no record; `null` where it names none. */
  readonly names: Ref | null;
  readonly about: About;
  readonly arn: string | undefined;
  readonly signals: number;
  readonly first: Instant;
  readonly last: Instant;
  /** Its open incident. */
  readonly incident: Ref | undefined;
}

/**
 * A page of the causes that belong to no system, the newest first. What the rules in force cover
 * by now is left out, so that a page may hold less than its limit.
 *
 * @throws Invalid for a limit or cursor that is none
 */
export async function listUnmapped(
  ports: UnmappedPorts,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ readonly causes: readonly UnmappedCause[]; readonly cursor: string | undefined }> {
  const rules = await rulesInForce(ports);
  const page = await ports.table.query({
    index: 'by-state',
    partition: UNMAPPED,
    descending: true,
    limit: checkLimit(limit),
    ...(cursor !== undefined && { cursor }),
  });
  const digests = page.items.map(({ pk }) => pk.slice('C#'.length));
  const read = (digest: string) => readUnmapped(ports, digest, rules);
  const causes = await atATime(CALLS_AT_A_TIME, digests, read);
  return { causes: causes.filter((cause) => cause !== undefined), cursor: page.cursor };
}

async function readUnmapped(
  ports: UnmappedPorts,
  digest: string,
  rules: readonly MappingRule[],
): Promise<UnmappedCause | undefined> {
  const [item, open] = await Promise.all([
    ports.table.get(causeKey(digest)),
    ports.table.get(openKey(digest)),
  ]);
  const state = item && parseCause(item);
  if (state?.about === undefined || !(await isUnmapped(ports, state, rules))) return undefined;
  const { kind, fingerprint, title, system, about, arn, total, first, last } = state;
  const incident = open && parseOpen(open).incident;
  const of = { digest, kind, fingerprint, title, names: system, about, arn };
  return { ...of, signals: total, first, last, incident };
}

// The record of the system that it names may be there since.
async function isUnmapped(
  { store }: UnmappedPorts,
  state: CauseState,
  rules: readonly MappingRule[],
) {
  if (state.system === null) return !isCovered(state, rules);
  return (await store.load(state.system)) === undefined;
}
