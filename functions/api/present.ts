import type { Sealed } from '#core/records/version.ts';
import type { Head } from '#core/store/items.ts';
import { nextPending } from '#core/store/items.ts';

/** How versions and heads look over HTTP: a version as its bytes have it, and no other way. */

export function present(sealed: Sealed, index: number | undefined) {
  return {
    ref: sealed.ref,
    digest: sealed.digest,
    /** Place in the log; `null` while the log has yet to take it. */
    logIndex: index ?? null,
    version: sealed.version,
  };
}

export function presentHead(head: Head, index: number | undefined) {
  const due = nextPending(head.pending);
  return {
    ...present(head, index),
    ...(due === undefined ? {} : { due: due.at, dueFor: due.for }),
    ...(head.standing === undefined ? {} : { standing: head.standing }),
  };
}

/** The ETag of a record: its newest version. */
export const etagOf = (sealed: Sealed): string => `"${sealed.version.version}-${sealed.digest}"`;
