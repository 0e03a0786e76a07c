import { derivedId } from '../derived-id.ts';
import { AssentError } from '../errors.ts';
import { type Ref, splitRef } from '../ids.ts';
import type { Clock } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import type { Link, Pending } from '../records/define-type.ts';
import { type LegalHoldContent, legalHold } from '../records/legal-hold.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { clocksOfIncident, isMet } from './clocks-of-incident.ts';

export interface HoldPorts {
  readonly store: RecordStore;
  readonly clock: Clock;
}

/** How often what an incident concerns may be held anew, each time after that was lifted. */
const MOST_HOLDS = 20;

/** That what a hold says is to be done to the objects. */
export const holdDue = (at: Instant): Pending => ({ at, for: 'hold' });

/**
 * The versions by which an incident holds what it concerns: itself, its system, its models and
 * whatever else is named. Nothing where all of that is held by it already. The objects follow by
 * the sweep (`take-hold.ts`).
 *
 * @param incident as it stands or is about to be written: its links say what it concerns
 */
export async function draftHold(
  { store, clock }: HoldPorts,
  incident: Sealed,
  { also = [], ...author }: Author & { readonly reason: string; readonly also?: readonly Ref[] },
): Promise<readonly Prepared[]> {
  const wanted = [...new Set([incident.ref, ...concernedBy(incident), ...also])];
  const { standing, free } = await holdPlace(store, incident.ref);
  const before = standing === undefined ? undefined : contentOf(legalHold, standing);
  const holds = [...new Set([...(before?.holds ?? []), ...wanted])];
  if (before !== undefined && holds.length === before.holds.length) return [];
  const links: readonly Link[] = standing?.version.links ?? [{ rel: 'because', to: incident.ref }];
  const content: LegalHoldContent = { ...(before ?? { reason: clipped(author.reason) }), holds };
  const made = await store.draft({
    ...author,
    type: legalHold.name,
    id: free,
    before: standing,
    action: standing === undefined ? 'create' : 'edit',
    state: 'in-force',
    content,
    links,
    pending: [holdDue(clock.now())],
  });
  return [made];
}

// A hold says why in 1,000 characters; the whole reason is its version's.
const clipped = (reason: string): string => [...reason].slice(0, 1000).join('');

function concernedBy({ version: { links } }: Sealed): readonly Ref[] {
  return links.filter(({ rel }) => rel === 'concerns' || rel === 'of-model').map(({ to }) => to);
}

/**
 * The versions that lift an incident's hold, for the transaction that ends the incident. Nothing
 * where it holds nothing, or while a duty to report is not met: what an authority may ask for is
 * kept.
 */
export async function liftHold(
  { store, clock }: HoldPorts,
  incident: Sealed,
  author: Author & { readonly reason: string },
): Promise<readonly Prepared[]> {
  const { standing } = await holdPlace(store, incident.ref);
  if (standing === undefined) return [];
  const clocks = await clocksOfIncident(store, incident);
  if (clocks.some(({ clock: each }) => each === undefined || !isMet(each))) return [];
  const content = contentOf(legalHold, standing);
  const at = clock.now();
  const made = await store.draft({
    ...author,
    type: legalHold.name,
    id: standing.version.id,
    before: standing,
    action: 'lift',
    state: 'lifted',
    content: { ...content, lifted: { at, reason: clipped(author.reason) } },
    links: standing.version.links,
    pending: [holdDue(at)],
  });
  return [made];
}

/** An incident's hold in force, found by its id; and the id that the next version is of. */
async function holdPlace(
  store: RecordStore,
  incident: Ref,
): Promise<{ readonly standing: Head | undefined; readonly free: string }> {
  const { id } = splitRef(incident);
  for (let n = 1; n <= MOST_HOLDS; n++) {
    const free = n === 1 ? id : derivedId(id, `${n}`);
    const standing = await store.load(`${legalHold.name}/${free}`);
    if (standing === undefined || standing.version.state === 'in-force') return { standing, free };
  }
  throw new AssentError('Refused', `${incident} has held what it concerns ${MOST_HOLDS} times`);
}
