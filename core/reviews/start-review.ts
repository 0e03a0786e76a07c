import { afterCommit } from '../after-commit.ts';
import { untilWritten } from '../approvals/until-written.ts';
import { wake } from '../approvals/wake.ts';
import { calendarTerms } from '../calendar/deadline-terms.ts';
import { after } from '../calendar/deadlines.ts';
import { derivedId } from '../derived-id.ts';
import type { Clock, Holidays, Machines, Table } from '../ports.ts';
import * as f from '../records/fields.ts';
import { type ReviewContent, review as reviewType } from '../records/review.ts';
import type { Cadence, ReviewPlanContent } from '../records/review-plan.ts';
import { pin } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import { pendingWrite, type RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { executionInput, executionName } from '../waiting/executions.ts';
import { reviewDue, tierIn, withReview } from './due.ts';
import { reviewedIs } from './last-reviewed.ts';
import { cadenceOf } from './next-review.ts';
import { clocksOf, type PlanInForce, planInForce, type ReviewOn, reviewOf } from './plan.ts';
import { draftReview, isReviewOver, reviewPending } from './review.ts';

export interface StartReviewPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly machines: Machines;
  readonly clock: Clock;
  readonly holidays: Holidays;
}

const BY = { actor: 'service/assent-sweep', via: 'system' } as const;

/**
 * Starts the review of a record that has come due: one, however late it is. Its first version and
 * that the next one is due are one transaction. What is due by the plan as it stands counts: a date
 * that has moved is only put right, and what the plan does not name is not due at all.
 */
export async function takeReview(ports: StartReviewPorts, { ref }: Head, now: Instant) {
  await untilWritten(async () => {
    const head = await ports.store.need(ref);
    const plan = await planInForce(ports.store);
    const on = plan && (await reviewOf(ports, head, plan));
    if (plan === undefined || on === undefined || on.due.at > now) {
      await ports.store.setPending(head, withReview(head.pending, on?.due));
      return;
    }
    await start(ports, head, plan, on, now);
  });
}

async function start(
  ports: StartReviewPorts,
  head: Head,
  plan: PlanInForce,
  on: ReviewOn,
  now: Instant,
): Promise<void> {
  const { store } = ports;
  const before = on.last && (await store.load(on.last.review));
  const made = await draftFirst(ports, head, plan, on, before, now);
  const next = await nextDue(head, plan.content, now);
  // Whoever has let one go until the next is due is asked about the new one alone.
  const dropped =
    before === undefined || isReviewOver(before.version.state)
      ? []
      : [
          await draftReview(
            store,
            before,
            { action: 'drop', state: 'moot' },
            { ...BY, reason: `Gives way to ${made.head.ref}` },
            now,
          ),
        ];
  await store.commit([made, ...dropped], {
    also: [
      reviewedIs(head.ref, on.last, { review: made.head.ref, at: now }),
      pendingWrite(head, withReview(head.pending, next)),
    ],
  });
  await afterCommit(() => {
    const { type, id } = made.head.version;
    return ports.machines.start(type, executionName(made.head.ref, 1), executionInput(type, id));
  });
  for (const each of dropped) await afterCommit(() => wake(ports, each.head.ref));
}

/** The next after one that begins now: it is counted anew once this one is done. */
async function nextDue({ version }: Head, plan: ReviewPlanContent, now: Instant) {
  const { type, state, content } = version;
  const reviewed = { type, state, tier: tierIn(content), since: now };
  return reviewDue(plan, reviewed, await clocksOf(plan));
}

async function draftFirst(
  { store, holidays }: StartReviewPorts,
  head: Head,
  plan: PlanInForce,
  { due }: ReviewOn,
  before: Head | undefined,
  now: Instant,
): Promise<Prepared> {
  const { type, id, content: reviewed } = head.version;
  const found = cadenceOf(plan.content, type, tierIn(reviewed));
  if (found === undefined) throw new RangeError(`${head.ref} has no cadence`);
  const { label = id, owner } = summaryOf(head);
  const tier = f.TIERS.find((each) => each === tierIn(reviewed));
  const content: ReviewContent = {
    of: head.ref,
    label,
    subject: pin(head),
    plan: pin(plan.head),
    cadence: found.index,
    due: due.at,
    deadline: await deadlineOf(plan.content, found.cadence, holidays, now),
    ...(owner?.startsWith('person/') === true ? { owner } : {}),
    ...(tier === undefined ? {} : { tier }),
    ...(before === undefined ? {} : { previous: pin(before) }),
  };
  const { zone, clocks } = await clocksOf(plan.content);
  const day = new Date(clocks.clockAt(due.at, zone)).toISOString().slice(0, 10);
  return store.draft({
    ...BY,
    type: reviewType.name,
    id: derivedId(`${type}-${id}`, day.replaceAll('-', '')),
    before: undefined,
    action: 'create',
    state: reviewType.initial,
    content,
    links: [{ rel: 'reviews', to: head.ref }],
    reason: `Due on ${day}`,
    pending: reviewPending(content, reviewType.initial, [], now),
  });
}

/** Where it goes to somebody else once nobody has answered, they have as long again. */
async function deadlineOf(
  plan: ReviewPlanContent,
  { deadline: span, escalateTo }: Cadence,
  holidays: Holidays,
  now: Instant,
): Promise<Instant> {
  const calendar = await calendarTerms(plan, [span], holidays);
  const first = after(now, span, calendar);
  return escalateTo === undefined ? first : after(first, span, calendar);
}
