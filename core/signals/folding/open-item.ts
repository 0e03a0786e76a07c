import * as z from 'zod';
import { AssentError } from '../../errors.ts';
import { once } from '../../once.ts';
import type { Item, Write } from '../../ports.ts';
import * as f from '../../records/fields.ts';
import { openKey } from '../../store/keys.ts';
import type { Instant } from '../../time.ts';
import { isWorse, SEVERITIES } from '../severity.ts';
import type { Crossing } from './advance.ts';

/** Partition of index `by-state` in which incidents stand that are to be opened. */
export const WANTED = 'CAUSE#wanted';

/**
 * That a cause has, or is to have, an incident: there is one such item, so there is one incident.
 * `wanted`: signals have called for it, and `incident` does not name it yet.
 */
const shape = once(() =>
  z.object({
    is: z.enum(['wanted', 'open']),
    /** When signals called for it. */
    at: f.instant(),
    /** Which threshold they crossed. */
    by: z.enum(['severity', 'count', 'rate']),
    /** The worst that was raised since. */
    severity: z.enum(SEVERITIES),
    incident: f.ref('incident').optional(),
    /** What whoever reported it says happened. */
    description: f.text().optional(),
  }),
);

export type OpenItem = z.output<ReturnType<typeof shape>>;

/** @throws Corrupt for an item that is none */
export function parseOpen(item: Item): OpenItem {
  const parsed = shape().safeParse(item);
  if (parsed.success) return parsed.data;
  throw new AssentError('Corrupt', `Not what a cause's incident stands as: ${item.pk}`);
}

/**
 * The write by which a crossing is recorded: calls for an incident where none is known, says that
 * it got worse, or holds that there is one, so that none is missed while one is being closed.
 */
export function crossingWrite(
  cause: string,
  { threshold, severity }: Crossing,
  known: OpenItem | undefined,
  at: Instant,
  description?: string,
): Write {
  const key = openKey(cause);
  if (known === undefined) {
    const open = {
      ...{ is: 'wanted', at, by: threshold.by, severity },
      ...(description !== undefined && { description }),
    } satisfies OpenItem;
    const listed = { g2p: WANTED, g2s: `${at}#${cause}` };
    return { op: 'put', item: { ...key, ...open, ...listed }, when: [{ is: 'absent' }] };
  }
  if (!isWorse(severity, known.severity)) {
    return { op: 'check', key, when: [{ is: 'present' }] };
  }
  const asKnown = { attribute: 'severity', is: '=', value: known.severity } as const;
  return { op: 'update', key, set: { severity }, when: [asKnown] };
}
