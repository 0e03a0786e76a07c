/** Requests to the bucket that are under way at once. */
const AT_ONCE = 10;

/** Does it with each, a few at once, in order. */
export async function inBatches<T, R>(
  all: readonly T[],
  action: (each: T) => Promise<R>,
): Promise<readonly R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(action))));
  }
  return done;
}
