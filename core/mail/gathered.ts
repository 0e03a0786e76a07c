import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Table } from '../ports.ts';
import { keptPrefix, recordPartition } from '../store/keys.ts';

/** The tasks that a person's digest gathered. */
export async function gatheredIn(table: Table, person: Ref, digest: number): Promise<Ref[]> {
  const { items } = await table.query({
    partition: recordPartition(person),
    prefix: keptPrefix(digest),
    limit: MAX_PAGE,
    consistent: true,
  });
  return items.map(({ task }) => String(task));
}
