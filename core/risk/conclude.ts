import { afterCommit } from '../after-commit.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Table } from '../ports.ts';
import type { Author } from '../records/author.ts';
import { pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { forgetMachine } from '../waiting/forget-machine.ts';
import { closeWork, takeMoves } from '../work/moves.ts';
import type { Spot } from '../work/rounds.ts';
import {
  ASSESS,
  acceptGate,
  assessmentIn,
  draftAssessment,
  IMPACT,
  partsOf,
  treatGate,
} from './assessment.ts';
import { dayAfterMonths } from './months.ts';
import { type Move, nextMove } from './next-move.ts';
import { proveTreatments } from './prove.ts';
import { isRefusedForGood, MAX_PLANS, standingsOf } from './risks.ts';
import { draftRisks } from './score-risks.ts';
import { termsOf } from './terms.ts';
import { overall } from './together.ts';

export interface ConcludeAssessmentPorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'incoming'>;
  readonly table: Table;
  readonly bell: Bell;
  readonly clock: Clock;
}

/** How an assessment stands, for the machine's Choice to read. */
export type AssessmentStanding = 'wait' | 'done' | 'overdue' | 'superseded';

/** Steps that follow each other without anybody: score, treat, accept, finish, end. */
const MAX_MOVES = 8;

/**
 * What a machine does after every wait: loads the truth and takes whatever steps need nobody. Once
 * all have assessed, the risks are scored; what is above appetite is to be treated and accepted; it
 * is done once its system's impact is assessed as well.
 */
export async function concludeAssessment(
  ports: ConcludeAssessmentPorts,
  ref: Ref,
  actor: Ref,
): Promise<AssessmentStanding> {
  return takeMoves(ports, ref, {
    most: MAX_MOVES,
    next: (head, now) => nextMove(ports.store, head, now),
    take: (head, move) => take(ports, head, move, { actor, via: 'system', reason: null }),
    end: (head) => endAssessment(ports, head, actor),
  });
}

async function take(
  ports: ConcludeAssessmentPorts,
  head: Head,
  move: Exclude<Move, 'end'>,
  by: Author,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  switch (move) {
    case 'score':
      return score(ports, head, by, now);
    case 'accept': {
      const change = { action: 'accept', state: 'accepting' };
      return store.commit([await draftAssessment(store, head, change, by, now)]);
    }
    case 'finish':
      return finish(store, head, by, now);
    case 'miss': {
      const reason = await whyMissed(store, head);
      const change = { action: 'miss', state: 'overdue' };
      return miss(ports, head, await draftAssessment(store, head, change, { ...by, reason }, now));
    }
  }
}

/** What it waited for in vain: a plan that somebody accepts, or its deadline. */
async function whyMissed(store: RecordStore, head: Head): Promise<string> {
  const refused = (await standingsOf(store, head)).find(isRefusedForGood);
  return refused === undefined
    ? `Not done by ${assessmentIn(head).deadline}`
    : `${refused.head.ref} was not accepted by any of ${MAX_PLANS} plans`;
}

/** That it was not done in time is on record, and its owner is told. */
async function miss(
  { store, bell }: ConcludeAssessmentPorts,
  head: Head,
  made: Prepared,
): Promise<void> {
  const { owner } = assessmentIn(head);
  await store.commit([made], { also: [owe(head.ref, 'assessment-overdue', 1, owner)] });
  await afterCommit(() => bell.ring('mail', { of: [head.ref] }));
}

/** What the dimensions came to is written into the risks, with the assessment's next state. */
async function score(
  ports: ConcludeAssessmentPorts,
  head: Head,
  by: Author,
  now: Instant,
): Promise<void> {
  const { store } = ports;
  const terms = await termsOf(store, assessmentIn(head));
  await proveTreatments(ports, head, by, now);
  const { versions, isAbove } = await draftRisks(ports, head, terms, by, now);
  const change = isAbove
    ? { action: 'treat', state: 'treating' }
    : { action: 'accept', state: 'accepting' };
  await store.commit([await draftAssessment(store, head, change, by, now), ...versions]);
}

async function finish(store: RecordStore, head: Head, by: Author, now: Instant): Promise<void> {
  const content = assessmentIn(head);
  const { criteria, plan } = await termsOf(store, content);
  const risks = await standingsOf(store, head);
  const level = overall(risks.map(({ risk }) => risk.scored.residual));
  const months = criteria.levels[level - 1]?.reviewEveryMonths ?? 1;
  const outcome = {
    at: now,
    level,
    risks: risks.map((each) => pin(each.head)),
    nextReview: await dayAfterMonths(now, months, plan.zone),
  };
  const change = { action: 'finish', state: 'done', content: { ...content, outcome } };
  await store.commit([await draftAssessment(store, head, change, by, now)]);
}

/** After the end: whoever is still asked is told that it is over. Repeatable. */
export async function endAssessment(
  ports: Pick<ConcludeAssessmentPorts, 'store' | 'bell' | 'clock'>,
  head: Head,
  actor: Ref,
): Promise<AssessmentStanding> {
  await closeWork(ports, head.ref, spotsEver(head), actor);
  await forgetMachine(ports.store, head);
  const { state } = head.version;
  return state === 'overdue' || state === 'superseded' ? state : 'done';
}

/** Everywhere that somebody may have been asked. */
function spotsEver(head: Head): readonly Spot[] {
  const content = assessmentIn(head);
  const places = Array.from({ length: MAX_PLANS }, (_, n) => n + 1);
  return [
    { gate: IMPACT, place: 1 },
    ...partsOf(content).map(({ place }) => ({ gate: ASSESS, place })),
    ...content.dimensions.flatMap(({ dimension }) =>
      [treatGate(dimension), acceptGate(dimension)].flatMap((gate) =>
        places.map((place) => ({ gate, place })),
      ),
    ),
  ];
}
