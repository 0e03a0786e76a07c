import type { Ref } from '../ids.ts';
import type { Table, Write } from '../ports.ts';
import { lastIncidentKey } from '../store/keys.ts';
import { DAY, type Instant, later, millisecondsOf } from '../time.ts';

/** How long after it was closed another incident of the same cause says that it comes again. */
const RECURS_WITHIN_MS = 365 * DAY;

/** The write that remembers, for a year, which incident of a cause was closed last. */
export const closedWrite = (cause: string, incident: Ref, at: Instant): Write => ({
  op: 'put',
  item: {
    ...lastIncidentKey(cause),
    incident,
    at,
    ttl: Math.ceil(millisecondsOf(later(at, RECURS_WITHIN_MS)) / 1000),
  },
});

/** The incident of the same cause that was closed within the year before, where there is one. */
export async function recursFrom(
  table: Pick<Table, 'get'>,
  cause: string,
  now: Instant,
): Promise<Ref | undefined> {
  const item = await table.get(lastIncidentKey(cause));
  if (typeof item?.incident !== 'string' || typeof item.at !== 'string') return undefined;
  // It may outlive its time.
  return later(item.at, RECURS_WITHIN_MS) < now ? undefined : item.incident;
}
