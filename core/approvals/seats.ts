import { refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
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

/** Whom a policy seats, as it finds them. */
export interface Seatable {
  readonly candidates: Candidates;
  readonly excluded: Excluded;
  /** Who sits, or sat, on a seat of this approval already. */
  readonly taken: ReadonlySet<Ref>;
  /** An exception of the policy lets one person fill several seats. */
  readonly mayRepeat: boolean;
}

/** A person found for a seat of a role, or the person named. */
export interface Found {
  readonly of: Ref;
  readonly person: Ref;
}

/**
 * Finds people for the first of the stages: each role's seats are filled with its first holders
 * who may decide; nobody fills two, whoever could sit here or there makes room for whoever cannot,
 * and as many as the quorums of the later stages need are kept free for these.
 *
 * @throws Refused where a stage can seat fewer than its quorum, saying who was left out and why
 */
export function seatPeople(stages: readonly PolicyStage[], by: Seatable): readonly Found[] {
  const places = stages.flatMap((stage, index) => placesOf(stage, index, by));
  const seated = by.mayRepeat ? repeating(places) : matching(places, stages);
  for (const [index, stage] of stages.entries()) {
    const count = places.filter((place, n) => place.stage === index && seated.has(n)).length;
    if (count < stage.quorum) throw cannotSeat(stage, count, by);
  }
  return places.flatMap(({ stage, of }, n) => {
    const person = seated.get(n);
    return stage === 0 && person !== undefined ? [{ of, person }] : [];
  });
}

/** One seat to be filled, and who may fill it. */
interface Place {
  readonly stage: number;
  readonly of: Ref;
  readonly may: readonly Ref[];
}

function placesOf(stage: PolicyStage, index: number, by: Seatable): readonly Place[] {
  return stage.seats.flatMap((seat) => {
    const of = seatOf(seat);
    const may = (by.candidates.get(of) ?? []).filter((person) => mayDecide(person, by));
    const count = 'role' in seat ? seat.count : 1;
    return Array.from({ length: count }, () => ({ stage: index, of, may }));
  });
}

/** What a seat of a policy is filled from: a role, or the person named. */
export const seatOf = (seat: PolicyStage['seats'][number]): Ref =>
  'role' in seat ? seat.role : seat.person;

/** Whether a person may be seated: kept apart by no duty, and sitting nowhere else. */
export const mayDecide = (
  person: Ref,
  { excluded, taken, mayRepeat }: Pick<Seatable, 'excluded' | 'taken' | 'mayRepeat'>,
): boolean => barredBy(excluded, person).length === 0 && (mayRepeat || !taken.has(person));

/**
 * A person for each place, as far as there are (Kuhn's bipartite matching), by place: first what
 * the quorums need, then the rest. Whoever has a place once only ever moves to another.
 */
function matching(
  places: readonly Place[],
  stages: readonly PolicyStage[],
): ReadonlyMap<number, Ref> {
  const placeOf = new Map<Ref, number>();
  const fill = (place: number, asked: Set<Ref>): boolean => {
    const may = places[place]?.may ?? [];
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
  const filled = new Set<number>();
  for (const [index, { quorum }] of stages.entries()) {
    let needed = quorum;
    for (const [n, { stage }] of places.entries()) {
      if (stage !== index || needed === 0 || !fill(n, new Set())) continue;
      filled.add(n);
      needed -= 1;
    }
  }
  for (const n of places.keys()) if (!filled.has(n)) fill(n, new Set());
  return new Map([...placeOf].map(([person, place]) => [place, person]));
}

// Where one person may fill several seats, those who have none come first.
function repeating(places: readonly Place[]): ReadonlyMap<number, Ref> {
  const seated = new Map<number, Ref>();
  for (const [n, { may }] of places.entries()) {
    const sitting = new Set(seated.values());
    const person = may.find((each) => !sitting.has(each)) ?? may[0];
    if (person !== undefined) seated.set(n, person);
  }
  return seated;
}

function cannotSeat(stage: PolicyStage, count: number, by: Seatable) {
  const reasons = [...new Set(stage.seats.flatMap((seat) => leftOut(seat, by)))];
  return refused(
    `The stage "${stage.name}" needs ${stage.quorum} and can seat ${count}` +
      (reasons.length === 0 ? '' : `: ${reasons.join('; ')}`),
  );
}

/** Why a seat is not, or not by everybody, to be filled. */
function leftOut(seat: PolicyStage['seats'][number], by: Seatable): readonly string[] {
  const of = seatOf(seat);
  const holders = by.candidates.get(of) ?? [];
  if (holders.length === 0) {
    return ['role' in seat ? `nobody holds ${of}` : `${of} is not there`];
  }
  return holders.map((person) => {
    const barred = barredBy(by.excluded, person);
    if (barred.length > 0) return `${person} is ${barred.join(' and ')}`;
    return `${person} fills one seat alone`;
  });
}

/** Everybody who sits or sat on a seat of an approval. */
export const everSeated = (stages: readonly Stage[]): ReadonlySet<Ref> =>
  new Set(
    stages.flatMap(({ seats }) =>
      seats.flatMap(({ rounds }) => rounds.map(({ person }) => person)),
    ),
  );

/** Whether whoever was asked there asks for somebody else: passed it on, or has a conflict. */
export const isVacant = ({ answer }: Seat): boolean =>
  answer?.choice === 'pass-on' || answer?.choice === 'conflict-of-interest';

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
  // A seat that is to be filled anew has not said no.
  const silent = stage.seats.filter((seat) => seat.answer === undefined || isVacant(seat)).length;
  if (yes >= stage.quorum) return 'granted';
  return yes + silent < stage.quorum ? 'refused' : 'open';
}

/** The gate that is open, by index; `undefined` where none is. */
export function openStage({ stages }: Pick<ApprovalContent, 'stages'>): number | undefined {
  const index = stages.findIndex((each) => each.closed === undefined);
  return index === -1 ? undefined : index;
}

export const gateName = (stage: number): string => `stage-${stage + 1}`;
