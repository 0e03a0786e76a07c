/** Calls that the log makes beside each other, at most: a client has 50 connections. */
export const CALLS_AT_A_TIME = 16;

/**
 * Does something for each, so many at a time; the results in the order of the items. Where one
 * fails, those beside it come to their end first, so that nothing goes on behind the error's back.
 */
export async function atATime<Item, Result>(
  most: number,
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += most) {
    for (const outcome of await Promise.allSettled(items.slice(at, at + most).map(act))) {
      if (outcome.status === 'rejected') throw outcome.reason;
      results.push(outcome.value);
    }
  }
  return results;
}
