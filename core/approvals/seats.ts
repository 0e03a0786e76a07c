import { refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Instant } from '../time.ts';
import { barredBy, type Excluded } from './duties.ts';

export type Stage = ApprovalContent['stages'][number];
export type Seat = Stage['seats'][number];
type PolicyStage = ApprovalPolicyContent['stages'][number];

/** The people who hold a role, or the person named, as far as they are there. */
export type Candidates = ReadonlyMap<Ref, readonly Ref[]>;

/**
 * The task of a seat: its id follows from approval, stage, seat and round, so that opening it
 * twice changes nothing.
 */
export function taskRef(approval: Ref, stage: number, seat: string, round: number): Ref {
  return `task/${approval.slice('approval/'.length)}-${stage + 1}-${seat}-${round}`;
}

/**
 * Seats people for a stage: each role's seats are filled with its first holders who may decide;
 * nobody fills two.
 *
 * @throws Refused where fewer can be filled than the quorum needs, saying who was left out and why
 */
export function seatPeople(
  policy: PolicyStage,
  index: number,
  approval: Ref,
  candidates: Candidates,
  excluded: Excluded,
  now: Instant,
): Seat[] {
  const seats: Seat[] = [];
  const seated = new Set<Ref>();
  const leftOut: string[] = [];
  for (const seat of policy.seats) {
    const of = 'role' in seat ? seat.role : seat.person;
    const wanted = 'role' in seat ? seat.count : 1;
    const holders = candidates.get(of) ?? [];
    let filled = 0;
    for (const person of holders) {
      if (filled === wanted) break;
      const barred = barredBy(excluded, person);
      if (barred.length > 0) leftOut.push(`${person} is ${barred.join(' and ')}`);
      if (barred.length > 0 || seated.has(person)) continue;
      const id = `s${seats.length + 1}`;
      const task = taskRef(approval, index, id, 1);
      seats.push({ id, of, rounds: [{ person, task, since: now, why: 'seated' }] });
      seated.add(person);
      filled += 1;
    }
    if (holders.length === 0) leftOut.push(`nobody holds ${of}`);
  }
  if (seats.length < policy.quorum) {
    throw refused(
      `The stage "${policy.name}" needs ${policy.quorum} and can seat ${seats.length}` +
        (leftOut.length === 0 ? '' : `: ${leftOut.join('; ')}`),
    );
  }
  return seats;
}

/** Who is asked on a seat now: the person of its newest round. */
export function seatedNow(seat: Seat): Seat['rounds'][number] {
  const round = seat.rounds.at(-1);
  if (round === undefined) throw refused(`Nobody sits on ${seat.id}`);
  return round;
}

/** How a stage stands, counted from its answers. Silence is never a yes. */
export function countStage(stage: Stage): 'open' | 'granted' | 'refused' {
  const yes = stage.seats.filter(
    ({ answer }) => answer?.choice === 'approve' || answer?.choice === 'approve-with-conditions',
  ).length;
  const silent = stage.seats.filter(({ answer }) => answer === undefined).length;
  if (yes >= stage.quorum) return 'granted';
  return yes + silent < stage.quorum ? 'refused' : 'open';
}

/** The gate that is open, by index; `undefined` where none is. */
export function openStage(approval: ApprovalContent): number | undefined {
  const index = approval.stages.findIndex((each) => each.closed === undefined);
  return index === -1 ? undefined : index;
}

export const gateName = (stage: number): string => `stage-${stage + 1}`;
