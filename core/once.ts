/** Makes a thing on first use, and keeps it: schemas cost a cold start what they are built of. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
