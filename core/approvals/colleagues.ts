import type { Ref } from '../ids.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type CandidatePorts, holdersOf } from './candidates.ts';
import { mayDecide, type Seatable } from './seats.ts';

/** Colleagues that a page offers: it has at most 30 KB, and lists them four times. */
export const MAX_COLLEAGUES = 8;

/**
 * To whom somebody may pass a question on: who holds the same role, or one that deputises for it,
 * and may decide; for a person whom the policy names, who holds a role that they hold.
 */
export async function colleaguesOf(
  ports: CandidatePorts & { readonly store: Pick<RecordStore, 'load'> },
  of: Ref,
  by: Pick<Seatable, 'excluded' | 'taken' | 'mayRepeat'>,
): Promise<readonly Ref[]> {
  const head = await ports.store.load(of);
  const links = head?.version.links ?? [];
  const roles = of.startsWith('role/')
    ? [of, ...links.filter(({ rel }) => rel === 'deputised-by').map(({ to }) => to)]
    : links.filter(({ rel }) => rel === 'holds').map(({ to }) => to);
  const holders = await holdersOf(ports, roles);
  const people = [...new Set([...holders.values()].flat())];
  return people
    .filter((person) => !by.taken.has(person) && mayDecide(person, by))
    .slice(0, MAX_COLLEAGUES);
}
