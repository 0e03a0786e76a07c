import { splitRef } from '../ids.ts';
import type { Author } from '../records/author.ts';
import { contentOf } from '../records/content-of.ts';
import { treatment } from '../records/treatment.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { type AssessedDimension, assessmentIn } from './assessment.ts';
import { riskRef } from './risks.ts';

/**
 * Ends the treatments that were done before their risk was assessed again: whether each reached its
 * target, the new score says, and nothing else does. Again it changes nothing.
 */
export async function proveTreatments(
  { store, lists }: { readonly store: RecordStore; readonly lists: Pick<Lists, 'incoming'> },
  assessment: Head,
  by: Author,
  now: Instant,
): Promise<void> {
  const { system, dimensions } = assessmentIn(assessment);
  for (const dimension of dimensions) {
    const refs = await lists.incoming(riskRef(system, dimension.dimension), 'treats');
    for (const ref of refs.filter((each) => splitRef(each).type === treatment.name)) {
      const head = await store.need(ref);
      if (isDoneBefore(head, dimension)) await prove(store, head, assessment, dimension, by, now);
      else if (isOnlyAccepted(head)) await replace(store, head, assessment, by);
    }
  }
}

/** Nobody who assessed could know what was done later. */
function isDoneBefore(head: Head, { assessed }: AssessedDimension): boolean {
  if (head.version.state !== 'done') return false;
  const at = contentOf(treatment, head).done?.at;
  return at !== undefined && assessed.every((each) => each.at >= at);
}

const isOnlyAccepted = (head: Head): boolean =>
  head.version.state === 'open' && contentOf(treatment, head).option === 'accept';

async function prove(
  store: RecordStore,
  head: Head,
  assessment: Head,
  { together }: AssessedDimension,
  by: Author,
  now: Instant,
): Promise<void> {
  const content = contentOf(treatment, head);
  const level = together?.residual.level;
  if (level === undefined) return;
  const isReached = level <= content.target;
  const made = await store.draft({
    ...by,
    type: treatment.name,
    id: head.version.id,
    before: head,
    action: isReached ? 'prove' : 'fail',
    state: isReached ? 'effective' : 'ineffective',
    content: { ...content, ended: { by: assessment.ref, at: now, level } },
    links: head.version.links,
    pending: [],
  });
  await store.commit([made]);
}

// Nothing was to be done: whether the risk is borne on is asked anew.
async function replace(
  store: RecordStore,
  head: Head,
  assessment: Head,
  by: Author,
): Promise<void> {
  const made = await store.draft({
    ...by,
    reason: `The risk was scored anew by ${assessment.ref}`,
    type: treatment.name,
    id: head.version.id,
    before: head,
    action: 'retire',
    state: 'retired',
    content: head.version.content,
    links: head.version.links,
    pending: [],
  });
  await store.commit([made]);
}
