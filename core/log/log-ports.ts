import type { Clock, Objects, Signer, Table } from '../ports.ts';
import type { Patience } from '../store/retrying.ts';
import {
  PARTIAL_TAG,
  type RetentionClass,
  type RetentionDays,
  retainUntil,
  retentionClass,
} from './retention.ts';

/** What the log is written with. */
export interface LogPorts {
  readonly table: Table;
  readonly objects: Objects;
  /** Every key that there is to sign with; the first is the one that the log began with. */
  readonly signers: readonly Signer[];
  readonly clock: Clock;
  readonly patience: Patience;
  readonly origin: string;
  readonly retention: RetentionDays;
  /** Class of a record type's versions: `record` where it is not given. */
  readonly classOf?: (type: string) => RetentionClass;
}

/** How an object of the log is put: content type, lock and tag follow from its path. */
export function logPutOptions({ clock, retention }: LogPorts, path: string) {
  const of = retentionClass(path);
  return {
    contentType: path.startsWith('log/checkpoint')
      ? 'text/plain; charset=utf-8'
      : 'application/octet-stream',
    ...(of === undefined ? {} : { retainUntil: retainUntil(of, clock.now(), retention) }),
    ...(of === 'partial' ? { tags: PARTIAL_TAG } : {}),
  };
}
