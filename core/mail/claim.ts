import { toHex } from '../encoding.ts';
import type { Clock, Random, Table, Write } from '../ports.ts';
import { later, MINUTE } from '../time.ts';
import { type Delivery, takeLease } from './outbox.ts';

/** How long a mail is left to whoever took it: longer than SES is waited for, tries and all. */
export const LEASE_MS = MINUTE;

export interface ClaimPorts {
  readonly table: Table;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Takes a mail before it is sent, so that of two who would send it one does. Whoever dies with it
 * leaves it to be taken again, when the lease is over.
 *
 * @param also written with it or not at all
 * @returns the delivery as taken; `theirs` where it is another's or done with; `moved` where `also`
 *   was refused and nothing was taken
 */
export async function claim(
  { table, clock, random }: ClaimPorts,
  delivery: Delivery,
  also: readonly Write[] = [],
): Promise<Delivery | 'theirs' | 'moved'> {
  const now = clock.now();
  if (isTaken(delivery, now)) return 'theirs';
  const lease = { by: toHex(random.bytes(8)), until: later(now, LEASE_MS) };
  const taken = { ...delivery, lease };
  const outcome = await table.write([takeLease(delivery, lease), ...also]);
  if (outcome.ok) return taken;
  const refusal = outcome.refusals.find(({ index }) => index === 0);
  if (refusal === undefined) return 'moved';
  // A try whose answer was lost had succeeded.
  return refusal.item?.leaseBy === lease.by ? taken : 'theirs';
}

/** Whether somebody sends it at this moment, as far as anybody knows. */
export const isTaken = ({ sent, lease }: Delivery, now: string): boolean =>
  sent === undefined && lease !== undefined && lease.until > now;
