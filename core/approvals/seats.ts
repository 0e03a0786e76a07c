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
 * nobody fills two, and whoever could sit here or there makes room for whoever cannot.
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
  const places = policy.seats.flatMap((seat) => {
    const of = 'role' in seat ? seat.role : seat.person;
    const may = (candidates.get(of) ?? []).filter((each) => barredBy(excluded, each).length === 0);
    return Array.from({ length: 'role' in seat ? seat.count : 1 }, () => ({ of, may }));
  });
  const seated = match(places.map(({ may }) => may));
  const seats = places.flatMap(({ of }, place) => {
    const person = seated.get(place);
    return person === undefined ? [] : [{ of, person }];
  });
  if (seats.length < policy.quorum) {
    const reasons = [
      ...new Set(policy.seats.flatMap((seat) => leftOut(seat, candidates, excluded))),
    ];
    throw refused(
      `The stage "${policy.name}" needs ${policy.quorum} and can seat ${seats.length}` +
        (reasons.length === 0 ? '' : `: ${reasons.join('; ')}`),
    );
  }
  return seats.map(({ of, person }, n) => {
    const id = `s${n + 1}`;
    const task = taskRef(approval, index, id, 1);
    return { id, of, rounds: [{ person, task, since: now, why: 'seated' }] };
  });
}

/** A person for each place, as far as there are (Kuhn's bipartite matching), by place. */
function match(places: readonly (readonly Ref[])[]): ReadonlyMap<number, Ref> {
  const placeOf = new Map<Ref, number>();
  const fill = (place: number, asked: Set<Ref>): boolean => {
    const may = places[place] ?? [];
    const free = may.find((person) => !placeOf.has(person));
    const found =
      free ??
      may.find((person) => {
        if (asked.has(person)) return false;
        asked.add(person);
        return fill(placeOf.get(person) ?? place, asked);
      });
    if (found !== undefined) placeOf.set(found, place);
    return found !== undefined;
  };
  for (const place of places.keys()) fill(place, new Set());
  return new Map([...placeOf].map(([person, place]) => [place, person]));
}

/** Why a seat is not, or not by everybody, to be filled. */
function leftOut(
  seat: PolicyStage['seats'][number],
  candidates: Candidates,
  excluded: Excluded,
): readonly string[] {
  const of = 'role' in seat ? seat.role : seat.person;
  const holders = candidates.get(of) ?? [];
  if (holders.length === 0) {
    return ['role' in seat ? `nobody holds ${of}` : `${of} is not there`];
  }
  return holders.map((person) => {
    const barred = barredBy(excluded, person);
    if (barred.length > 0) return `${person} is ${barred.join(' and ')}`;
    return `${person} fills one seat alone`;
  });
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
