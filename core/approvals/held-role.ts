import type { Ref } from '../ids.ts';
import { summaryOf } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';

/**
 * What the role is called in which somebody acts: the one wanted, where they hold it, else the
 * first that they hold; empty where they hold none.
 */
export async function roleHeldBy(
  store: Pick<RecordStore, 'load'>,
  person: Ref,
  wanted?: Ref,
): Promise<string> {
  const head = await store.load(person);
  const roles = head?.version.links.filter(({ rel }) => rel === 'holds') ?? [];
  const held = roles.find(({ to }) => to === wanted) ?? roles[0];
  const role = held === undefined ? undefined : await store.load(held.to);
  return (role === undefined ? undefined : summaryOf(role).label) ?? '';
}
