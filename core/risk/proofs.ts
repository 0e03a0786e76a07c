import type { Ref } from '../ids.ts';
import type { Link } from '../records/define-type.ts';
import type { RecordStore } from '../store/record-store.ts';
import { riskNotSo } from './not-so.ts';

/**
 * Sees that evidence is on record, and that its file has come: what is only announced proves
 * nothing.
 *
 * @param field at which it was named
 * @throws Refused
 */
export async function needEvidence(
  store: Pick<RecordStore, 'load'>,
  named: readonly Ref[],
  field: string,
): Promise<void> {
  const heads = await Promise.all(named.map((ref) => store.load(ref)));
  for (const head of heads) {
    if (head === undefined) throw riskNotSo('no-such-evidence', field);
    if (head.version.state === 'declared') throw riskNotSo('evidence-not-there-yet', field);
  }
}

/** Links, and those to evidence that is not linked yet. */
export function withProofs(links: readonly Link[], named: readonly Ref[]): readonly Link[] {
  const known = new Set(links.filter(({ rel }) => rel === 'proved-by').map(({ to }) => to));
  const added = [...new Set(named)].filter((ref) => !known.has(ref));
  return [...links, ...added.map((to) => ({ rel: 'proved-by', to }))];
}
