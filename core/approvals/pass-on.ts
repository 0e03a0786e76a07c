import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { type DelegationContent, delegation } from '../records/delegation.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { delegationRef, delegationsOf } from './delegations.ts';
import { barredBy, delegatesOf } from './duties.ts';
import { maySitTwice } from './exceptions.ts';
import type { FieldProblem } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';
import { everSeated } from './seats.ts';
import { isThere } from './still-there.ts';

/** Delegates of delegates that are followed; nobody means more than a few. */
const MAX_STEPS = 10;

/** What speaks against passing a task on to somebody; `undefined`: nothing does. */
export async function objectionTo(
  store: RecordStore,
  { task, approval, shown }: OpenedTask,
  passTo: Ref,
  now: Instant,
): Promise<FieldProblem['problem'] | undefined> {
  const { type } = task.subject;
  const apart = [
    ...approval.excluded,
    ...(await delegatesOf(store, approval.excluded, approval, type, now)),
  ];
  if (barredBy(apart, passTo).length > 0) return 'barred';
  const mayRepeat = maySitTwice(approval, now);
  const sat = everSeated(approval.stages);
  if (passTo === task.person || (sat.has(passTo) && !mayRepeat)) return 'seated';
  if (!shown.colleagues.includes(passTo) || !(await isThere(store, passTo))) return 'unknown';
  return (await comesBack(store, passTo, task.person, type, now)) ? 'circle' : undefined;
}

/** Whether what is passed to somebody comes back, because they are away. */
async function comesBack(
  store: RecordStore,
  passTo: Ref,
  to: Ref,
  type: string,
  now: Instant,
): Promise<boolean> {
  let at = passTo;
  for (let step = 0; step < MAX_STEPS; step++) {
    const [next] = await delegationsOf(store, at, type, now);
    if (next === undefined) return false;
    if (next.to === to) return true;
    at = next.to;
  }
  // Who passes on that often passes on in a circle of their own.
  return true;
}

type Delegations = DelegationContent['delegations'];

/** Characters of the reason of a delegation. */
const MAX_DELEGATION_REASON = 1000;

export interface Absence {
  readonly person: Ref;
  readonly to: Ref;
  readonly until: Instant;
  readonly reason: string;
}

/** The person's standing delegations with one more, or one that lasts longer. */
export async function draftAbsence(
  store: RecordStore,
  absence: Absence,
  now: Instant,
): Promise<Prepared> {
  const ref = delegationRef(absence.person);
  const before = await store.load(ref);
  const standing = before === undefined ? [] : contentOf(delegation, before).delegations;
  return store.draft({
    type: delegation.name,
    id: ref.slice('delegation/'.length),
    before,
    action: before === undefined ? 'create' : 'edit',
    state: 'active',
    content: { person: absence.person, delegations: withAbsence(standing, absence, now) },
    links: before?.version.links ?? [],
    actor: absence.person,
    via: 'link',
    reason: absence.reason,
    pending: before?.pending ?? [],
  });
}

/**
 * The newest word counts: it comes first, and takes the place of whatever else holds for all types
 * now. What is over goes; the versions before say that it was.
 */
function withAbsence(standing: Delegations, absence: Absence, now: Instant): Delegations {
  const { to, until, reason } = absence;
  const current = standing.filter((each) => each.until > now);
  const holdsForAll = (each: Delegations[number]) => each.types === undefined && each.from <= now;
  const same = current.find((each) => holdsForAll(each) && each.to === to);
  const kept = current.filter((each) => !holdsForAll(each));
  const longer = same === undefined || until > same.until ? until : same.until;
  const short = Array.from(reason)
    .slice(0, MAX_DELEGATION_REASON / 2 - 1)
    .join('');
  return [
    {
      to,
      from: same?.from ?? now,
      until: longer,
      reason: reason.length <= MAX_DELEGATION_REASON ? reason : `${short.trim()}…`,
    },
    ...kept,
  ];
}
