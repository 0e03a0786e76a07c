import { MAX_TRANSACTION_WRITES } from '../../limits.ts';
import type { Cause } from '../signal.ts';
import type { Counted } from './counted.ts';

/** Signals of one cause that are counted in one transaction. */
export interface Share {
  readonly cause: Cause;
  readonly signals: readonly Counted[];
}

/** What is counted in one transaction. */
export type Parcel = readonly Share[];

/** Identities of one cause in one transaction. */
export const MAX_IDENTITIES = 90;

/** How the cause stands, its incident, and who reported it. */
const SLOTS_OF_A_CAUSE = 3;
/** The window's count, and that of the batch in it. */
const SLOTS_OF_A_WINDOW = 2;

/** The parcels of a batch: as few as DynamoDB's limit allows, so that a batch costs little. */
export function packParcels(signals: readonly Counted[]): readonly Parcel[] {
  const parcels: Share[][] = [];
  let room = 0;
  for (const ofCause of byCause(signals)) {
    let share: Counted[] = [];
    let window: string | undefined;
    for (const signal of ofCause) {
      const isOther = signal.window !== window || share.length === 0;
      const slots = 1 + (isOther ? SLOTS_OF_A_WINDOW : 0);
      const isFull = share.length === MAX_IDENTITIES;
      if (share.length > 0 && (isFull || slots > room)) share = [];
      if (share.length === 0) {
        const needs = SLOTS_OF_A_CAUSE + SLOTS_OF_A_WINDOW + 1;
        if (needs > room || isFull || holds(parcels.at(-1), signal)) {
          parcels.push([]);
          room = MAX_TRANSACTION_WRITES;
        }
        parcels.at(-1)?.push({ cause: signal.cause, signals: share });
        room -= needs;
      } else room -= slots;
      share.push(signal);
      window = signal.window;
    }
  }
  return parcels;
}

/** No two writes of a transaction may be on one item. */
function holds(parcel: Parcel | undefined, { cause }: Counted): boolean {
  return parcel?.some((share) => share.cause.digest === cause.digest) === true;
}

/** Signals by cause, of each in the order in which they happened. */
function byCause(signals: readonly Counted[]): Iterable<readonly Counted[]> {
  const inOrder = signals.toSorted((a, b) => (a.moment < b.moment ? -1 : 1));
  return Map.groupBy(inOrder, ({ cause }) => cause.digest).values();
}
