/** A value now or later: sources on a disk answer at once, and a verifier asks very often. */
export type Soon<T> = T | Promise<T>;

/**
 * Where a log lies: a folder, a ZIP, a bucket. A source only fetches; whatever it gives is checked.
 *
 * What is read goes into a buffer that the reader brings, so that memory stays the same however
 * long the log is.
 */
export interface Source {
  /**
   * The object at a path, as a view of `into`; `undefined` where there is none.
   *
   * @throws TooLarge where it does not fit
   */
  read(path: string, into: Uint8Array): Soon<Uint8Array | undefined>;
  /**
   * Every object whose path begins with the prefix, in order of UTF-8 bytes. With `reading`, each
   * of them will be read as it comes: a source that is far away fetches ahead.
   */
  list(prefix: string, reading?: boolean): AsyncIterable<SourceObject> | Iterable<SourceObject>;
  /** Says what will soon be read, to a source that is far away. */
  expect?(paths: readonly string[]): void;
}

export interface SourceObject {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** A delete marker stands above it: whoever looks for names alone does not see it. */
  readonly isHidden?: boolean;
  /** How often something was put at the path, where the source knows; what is read is the first. */
  readonly puts?: number;
  /** The whole of it, as a view of `into`. @throws TooLarge */
  read(into: Uint8Array): Soon<Uint8Array>;
  /** The whole of it, piece by piece; a piece is valid until the next one. */
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Walks along a list by hand, for those who look at two at a time. */
export async function* walk(
  objects: AsyncIterable<SourceObject> | Iterable<SourceObject>,
): AsyncGenerator<SourceObject, undefined> {
  yield* objects;
}
