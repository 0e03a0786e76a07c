import { holdersOf } from '../approvals/candidates.ts';
import { isThere } from '../approvals/still-there.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import { contentOf } from '../records/content-of.ts';
import type { ReviewContent } from '../records/review.ts';
import { riskCriteria } from '../records/risk-criteria.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, later } from '../time.ts';
import type { OpenWorkPorts } from '../work/open-work.ts';
import { isDone, roundsOf, type Spot } from '../work/rounds.ts';
import { cadenceStep } from '../work/terms.ts';
import type { Offers, WorkKind, WorkWanted } from '../work/work.ts';
import type { LookMatter, Promised } from './facts.ts';

import { reviewRecordOf } from './kinds/review-record.ts';
import { signReviewOf } from './kinds/sign-review.ts';
import { type ReviewTerms, termsOf } from './plan.ts';
import { askedFor, isReviewOver, LOOK, reviewIn } from './review.ts';
import type { Since } from './since.ts';
import { followGate, turnOf } from './turns.ts';

/** What ends within this time of a review ends soon. */
const SOON_MS = 92 * DAY;

/** Most people whom a form offers by name. */
const MAX_PEOPLE = 40;

/** Where somebody is to be asked about a review as it stands; `undefined`: nowhere. */
export async function wantedSpot(store: RecordStore, review: Head): Promise<Spot | undefined> {
  if (isReviewOver(review.version.state)) return undefined;
  const content = reviewIn(review);
  const { cadence } = await termsOf(store, content);
  const gate = askedFor(content, cadence);
  return gate === undefined ? undefined : { gate, place: await turnOf(store, review.ref) };
}

/** What is asked there. */
export async function wantedAt(
  ports: OpenWorkPorts,
  review: Head,
  spot: Spot,
): Promise<WorkWanted> {
  const { store } = ports;
  const content = reviewIn(review);
  const terms = await termsOf(store, content);
  const matter = await matterOf(ports, content);
  const common = {
    of: review,
    ...spot,
    offers: await offersFor(ports, content, terms),
    requester: terms.plan.owner,
    label: content.label,
    plan: terms.planRecord,
    step: cadenceStep(content.cadence),
  };
  if (spot.gate === LOOK) {
    const who = await reviewerOf(store, content, terms);
    return { ...common, kind: reviewRecordOf(matter), who };
  }
  const kind: WorkKind = signReviewOf(matter);
  const who = terms.cadence.approver ?? terms.plan.owner;
  const { found } = content;
  return { ...common, kind, who, not: found === undefined ? [] : [found.person] };
}

/** Whoever owns the record, where they are there. */
async function reviewerOf(
  store: RecordStore,
  { owner }: ReviewContent,
  { cadence }: ReviewTerms,
): Promise<Ref> {
  return owner !== undefined && (await isThere(store, owner)) ? owner : cadence.reviewer;
}

export async function offersFor(
  ports: OpenWorkPorts,
  { owner }: Pick<ReviewContent, 'owner'>,
  { plan, cadence }: ReviewTerms,
): Promise<Offers> {
  const { reviewer, approver, escalateTo } = cadence;
  const named = [owner, reviewer, approver, escalateTo, plan.owner];
  const of = [...new Set(named.filter((each) => each !== undefined))];
  const holders = await holdersOf(ports, of);
  const people = [...new Set([...holders.values()].flat())].slice(0, MAX_PEOPLE);
  return { people, duties: [], incidents: [] };
}

async function matterOf(
  { store, clock }: OpenWorkPorts,
  content: ReviewContent,
): Promise<LookMatter> {
  const [record, previous] = await Promise.all([
    store.need(content.of),
    content.previous === undefined
      ? undefined
      : store.need(`${content.previous.type}/${content.previous.id}`),
  ]);
  const before = previous && (await lookedAt(store, previous));
  const at = before?.at ?? (await store.version(content.of, 1)).version.time;
  const { versions } = await store.history(content.of, MAX_PAGE);
  const since: Since = {
    at,
    last: before?.at,
    soon: later(clock.now(), SOON_MS),
    criteria: async (pinned) => contentOf(riskCriteria, await store.pinned(pinned)),
  };
  return {
    record,
    before: before?.record,
    versions: versions.filter(({ version }) => version.time > at),
    previous,
    promised: previous === undefined ? [] : await promisedIn(store, previous),
    since,
  };
}

/** When somebody looked in a review, and at which version; `undefined`: nobody ever did. */
async function lookedAt(store: RecordStore, review: Head) {
  const { found, subject } = reviewIn(review);
  if (found === undefined) return undefined;
  const record: Sealed = await store.pinned(subject);
  return { at: found.at, record };
}

/** What was promised in a review, and whether whoever promised it said that it is done. */
async function promisedIn(store: RecordStore, review: Head): Promise<readonly Promised[]> {
  const { found } = reviewIn(review);
  return Promise.all(
    (found?.follow ?? []).map(async (each, n) => {
      const at = { of: review.ref, gate: followGate(n + 1), place: 1 };
      return { ...each, done: (await roundsOf(store, at)).some(isDone) };
    }),
  );
}
