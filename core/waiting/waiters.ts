import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Machines, Table } from '../ports.ts';
import { recordPartition, waiterKey } from '../store/keys.ts';

/** An execution that waits at a gate of a record. Its token is a doorbell, never a truth. */
export interface Waiter {
  readonly of: Ref;
  readonly gate: string;
  readonly execution: string;
  readonly token: string;
}

/** Keeps a waiter. The same execution waiting again replaces its older token. */
export async function keepWaiter(table: Table, waiter: Waiter): Promise<void> {
  const { of, gate, execution, token } = waiter;
  await table.write([
    { op: 'put', item: { ...waiterKey(of, gate, execution), of, gate, execution, token } },
  ]);
}

/** Whether somebody waits at a record. */
export async function hasWaiter(table: Table, of: Ref): Promise<boolean> {
  const page = await table.query({
    partition: recordPartition(of),
    prefix: 'W#',
    limit: 1,
    consistent: true,
  });
  return page.items.length > 0;
}

/**
 * Tells everybody who waits at a record (at one gate, or at any) to look. A waiter is forgotten
 * after its ring; if the process dies before, it is rung once more, which changes nothing.
 *
 * @returns how many heard it; a token that waits no more is not counted
 */
export async function ringWaiters(
  { table, machines }: { table: Table; machines: Machines },
  of: Ref,
  gate?: string,
): Promise<number> {
  const page = await table.query({
    partition: recordPartition(of),
    prefix: gate === undefined ? 'W#' : `W#${gate}#`,
    limit: MAX_PAGE,
    consistent: true,
  });
  let heard = 0;
  for (const item of page.items) {
    const token = String(item.token);
    if ((await machines.ring(token)) === 'rung') heard += 1;
    await table.write([
      {
        op: 'delete',
        key: { pk: item.pk, sk: item.sk },
        when: [{ attribute: 'token', is: '=', value: token }],
      },
    ]);
  }
  return heard;
}
