import { deadlineTerms } from '../calendar/deadline-terms.ts';
import { after, before, type CalendarTerms } from '../calendar/deadlines.ts';
import type { Ref } from '../ids.ts';
import type { Holidays } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Instant } from '../time.ts';
import { type CandidatePorts, findCandidates, isActive } from './candidates.ts';
import { delegationsOf } from './delegations.ts';
import type { Excluded } from './duties.ts';
import { maySitTwice } from './exceptions.ts';
import {
  everSeated,
  type Found,
  mayDecide,
  type Seat,
  type Stage,
  seatPeople,
  taskRef,
} from './seats.ts';

export interface SeatingPorts extends CandidatePorts {
  readonly holidays: Holidays;
}

/** The approval whose stage is opened, and the terms in force. */
export interface Opening {
  readonly approval: Ref;
  readonly content: Pick<ApprovalContent, 'subject' | 'excluded' | 'stages'>;
  readonly terms: ApprovalPolicyContent;
  /** By index. */
  readonly stage: number;
  readonly now: Instant;
}

/**
 * A stage with its people: seated now, its deadline counted from now. Those who are away have
 * their delegate asked instead.
 *
 * @throws Refused where this stage or a later one can seat fewer than its quorum
 */
export async function seatStage(ports: SeatingPorts, opening: Opening): Promise<Stage> {
  const { content, terms, stage, now } = opening;
  const place = content.stages[stage];
  const ahead = terms.stages.slice(stage);
  const [policyStage] = ahead;
  if (place === undefined || policyStage === undefined) throw new Error(`No stage ${stage}`);
  const [candidates, calendar] = await Promise.all([
    findCandidates(ports, ahead),
    deadlineTerms(terms, ports.holidays),
  ]);
  const mayRepeat = maySitTwice(terms, now);
  const taken = everSeated(content.stages);
  const by = { excluded: content.excluded, candidates, taken, mayRepeat };
  const seats = await withDelegates(ports, opening, seatPeople(ahead, by), mayRepeat);
  return { ...place, ...timesOf(policyStage, calendar, now), seats };
}

/** When a stage that opens now must be decided, and when whoever is silent is relieved. */
function timesOf(stage: ApprovalPolicyContent['stages'][number], by: CalendarTerms, now: Instant) {
  const deadline = after(now, stage.deadline, by);
  const { escalation } = stage;
  const relieved = escalation === undefined ? now : before(deadline, escalation.before, by);
  return {
    opened: now,
    deadline,
    // What would come before the question is asked does not come.
    ...(escalation === undefined || relieved <= now
      ? {}
      : { escalation: { at: relieved, to: escalation.to } }),
  };
}

async function withDelegates(
  ports: SeatingPorts,
  opening: Opening,
  found: readonly Found[],
  mayRepeat: boolean,
): Promise<Seat[]> {
  const { approval, content, stage, now } = opening;
  const taken = new Set([...everSeated(content.stages), ...found.map(({ person }) => person)]);
  const seats: Seat[] = [];
  for (const [n, { of, person }] of found.entries()) {
    const id = `s${n + 1}`;
    const seated: Seat['rounds'][number] = {
      person,
      task: taskRef(approval, stage, id, 1),
      since: now,
      why: 'seated',
    };
    const by = { type: content.subject.type, excluded: content.excluded, taken, mayRepeat, now };
    const away = await standIn(ports, person, by);
    if (away !== undefined) taken.add(away.person);
    const next = away && { ...away, task: taskRef(approval, stage, id, 2), since: now };
    seats.push({ id, of, rounds: next === undefined ? [seated] : [seated, next] });
  }
  return seats;
}

/** What decides who may stand in for somebody. */
export interface StandInTerms {
  readonly type: string;
  readonly excluded: Excluded;
  readonly taken: ReadonlySet<Ref>;
  readonly mayRepeat: boolean;
  readonly now: Instant;
}

type StandIn = Pick<Seat['rounds'][number], 'person' | 'why' | 'by' | 'reason'>;

/** Delegates of delegates that are followed; nobody means more than a few. */
const MAX_STEPS = 10;

/**
 * Who is asked instead of somebody who is away: their delegate, or that one's, and so on. Where
 * that leads in a circle, or to nobody who may decide, the question stays with them: a mail that
 * waits for their return is better than none.
 */
export async function standIn(
  { store }: Pick<SeatingPorts, 'store'>,
  person: Ref,
  by: StandInTerms,
): Promise<StandIn | undefined> {
  const passed = new Set([person]);
  let last: StandIn | undefined;
  for (let at = person; ; ) {
    const [away] = await delegationsOf(store, at, by.type, by.now);
    if (away === undefined) break;
    if (passed.has(away.to) || passed.size > MAX_STEPS) return undefined;
    passed.add(away.to);
    last = { person: away.to, why: 'absent', by: at, reason: away.reason };
    at = away.to;
  }
  if (last === undefined || !mayDecide(last.person, by)) return undefined;
  const head = await store.load(last.person);
  return head !== undefined && isActive(head) ? last : undefined;
}
