import type { OpenedTask } from '#core/approvals/open-task.ts';
import { findPlace } from '#core/log/find-place.ts';
import type { Table } from '#core/ports.ts';
import type { RecordStore } from '#core/store/record-store.ts';
import type { ReceiptView } from '../pages/views.ts';
import { logFault } from '../shared/log.ts';
import { type ReceiptFacts, receiptView } from '../shared/receipt-view.ts';

export interface ReceiptPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly origin: string;
  readonly checkpoint: () => Promise<string | undefined>;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Milliseconds that a person waits for the place in the log, at most. */
const PATIENCE_MS = 2000;

/** The receipt of an answer, with its place in the log where that is known in time. */
export async function receiptOf(
  ports: ReceiptPorts,
  opened: OpenedTask,
  facts: Pick<ReceiptFacts, 'code' | 'report' | 'reported'>,
): Promise<ReceiptView> {
  const place = await placeOf(ports, opened);
  return receiptView(opened, { origin: ports.origin, ...place, ...facts });
}

/** Where the answer stands in the log, as far as that is known in time. */
export async function placeOf(ports: ReceiptPorts, { head }: Pick<OpenedTask, 'head'>) {
  const { ref, version } = head;
  const logIndex = () => ports.store.logIndex(ref, version.version);
  // The answer is on record: whoever gave it has their receipt, also where the log cannot be read.
  return findPlace({ ...ports, logIndex }, PATIENCE_MS).catch((error: unknown) => {
    logFault('no place', error);
    return { index: undefined, checkpoint: undefined };
  });
}
