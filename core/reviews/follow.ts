import type { Pending } from '../records/define-type.ts';
import type { Head } from '../store/items.ts';
import { DAY, HOUR, type Instant, later } from '../time.ts';
import { labelOf } from '../work/label-of.ts';
import { type OpenWorkPorts, openWork } from '../work/open-work.ts';
import { cadenceStep } from '../work/terms.ts';
import { followUpOf } from './kinds/follow-up.ts';
import { termsOf } from './plan.ts';
import { reviewIn } from './review.ts';
import { followGate } from './turns.ts';
import { offersFor } from './wanted-work.ts';

/** When it is tried again where nobody can be asked. */
const AGAIN_MS = 6 * HOUR;

/** How long before its date whoever promised something is reminded. */
const REMIND_BEFORE_MS = 3 * DAY;

/** Whoever is to do what a review found forgotten is asked, by its date, to say that it is done. */
export async function askToFollow(
  ports: OpenWorkPorts,
  head: Head,
  due: Pending,
  now: Instant,
): Promise<void> {
  const rest = head.pending.filter((each) => each.for !== due.for);
  const n = Number(due.for.slice(due.for.lastIndexOf('-') + 1));
  const isAsked = await ask(ports, head, n);
  const again: readonly Pending[] = isAsked ? [] : [{ at: later(now, AGAIN_MS), for: due.for }];
  await ports.store.setPending(head, [...rest, ...again]);
}

async function ask(ports: OpenWorkPorts, head: Head, n: number): Promise<boolean> {
  const content = reviewIn(head);
  const promised = content.found?.follow[n - 1];
  if (head.version.state !== 'done' || promised === undefined) return true;
  const terms = await termsOf(ports.store, content);
  const opened = await openWork(ports, {
    of: head,
    gate: followGate(n),
    place: 1,
    kind: followUpOf(n),
    who: promised.owner,
    offers: await offersFor(ports, content, terms),
    requester: content.found?.person ?? terms.plan.owner,
    label: labelOf(content.label, promised.text),
    plan: terms.planRecord,
    step: cadenceStep(content.cadence),
    due: { deadline: promised.due, reminders: [later(promised.due, -REMIND_BEFORE_MS)] },
  });
  return !('nobody' in opened);
}
