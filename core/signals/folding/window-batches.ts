import { canonicalBytes } from '../../canonical.ts';
import { AssentError } from '../../errors.ts';
import type { Item, Table } from '../../ports.ts';
import { batchPrefix, causePartition } from '../../store/keys.ts';
import type { Instant } from '../../time.ts';

const PAGE = 1000;

/** What was counted into a window, as its list stands in evidence (bytes.md, Signals). */
export interface WindowBatches {
  /** Signals of the cause that happened in the window. */
  readonly total: number;
  /** Canonical `[{batch, counted}]`: paths of objects, in order, and how many each brought. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The batches of a window of a cause. What is late is counted into it later: the list is final as
 * far as the clock and the queue are.
 *
 * @throws Transient, Corrupt
 */
export async function windowBatches(
  table: Pick<Table, 'query'>,
  cause: string,
  window: Instant,
): Promise<WindowBatches> {
  const list: { batch: string; counted: number }[] = [];
  const query = {
    partition: causePartition(cause),
    prefix: batchPrefix(window),
    limit: PAGE,
    consistent: true,
  };
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await table.query({ ...query, ...(cursor !== undefined && { cursor }) });
    list.push(...page.items.map(batchOf));
    cursor = page.cursor;
  }
  return {
    total: list.reduce((sum, { counted }) => sum + counted, 0),
    bytes: canonicalBytes(list.toSorted((a, b) => (a.batch < b.batch ? -1 : 1))),
  };
}

function batchOf({ pk, sk, batch, counted }: Item) {
  if (typeof batch === 'string' && typeof counted === 'number') return { batch, counted };
  throw new AssentError('Corrupt', `Not a batch of a window: ${pk} / ${sk}`);
}
