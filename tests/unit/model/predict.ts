import type { Ref } from '#core/ids.ts';
import {
  deadlineOf,
  delegateOf,
  everSeated,
  holdersOf,
  isBarred,
  isDecided,
  isEligible,
  isEnded,
  isLate,
  isThere,
  type Model,
  newest,
  openStage,
  personOf,
  resultOf,
  type Seat,
  sceneStage,
  suspends,
  type Task,
} from './model.ts';

/** What an answer may rightly be told; more than one where the model does not know enough. */
export type Allowed = readonly string[];

/** What is posted to a vote, as far as it matters. */
export interface Ballot {
  readonly choice: string;
  /** Whatever makes it the same answer or another. */
  readonly text: string;
  /** A mistake in the form: a missing comment, another's name, facts of yesterday. */
  readonly flaw?: string;
  readonly to?: Ref;
  readonly owner?: Ref;
}

/** What a vote may be told. */
export function predictVote(m: Model, ref: Ref, ballot: Ballot): Allowed {
  const task = taskOf(m, ref);
  if (task.given !== undefined) return repeated(m, task, ballot);
  const not = whyNotVote(m, ref, task);
  if (not !== undefined) return [not];
  if (ballot.flaw !== undefined) return ['problems'];
  const last = m.moved || m.otherTerms ? 'moved' : 'recorded';
  if (ballot.to !== undefined) return predictPassOn(m, task, ballot.to, last);
  if (ballot.owner !== undefined) return predictOwner(m, task, ballot.owner, last);
  return [last];
}

export const taskOf = (m: Model, ref: Ref): Task => {
  const task = m.tasks[ref];
  if (task === undefined) throw new Error(`No ${ref}`);
  return task;
};

/** The same answer is the same receipt; any other one is a conflict. */
export function repeated(m: Model, task: Task, { text, flaw }: Ballot): Allowed {
  const same = text === task.given && flaw === undefined && !personOf(m, task.person).erased;
  return [same ? 'recorded' : 'different'];
}

/** Why nobody can vote there now. */
export function whyNotVote(m: Model, ref: Ref, task: Task): string | undefined {
  if (!isWanted(m, ref, task)) return 'closed';
  if (sceneStage(m, task.stage ?? 0).identity === 'signed-in') return 'sign-in';
  if (!isThere(m, task.person)) return 'left';
  return isBarred(m, task.person) ? 'barred' : undefined;
}

/** A vote counts at the stage that is asked, in time, by whoever sits there now. */
function isWanted(m: Model, ref: Ref, task: Task): boolean {
  if (m.approval !== 'open' || task.state !== 'open' || isLate(m)) return false;
  if (task.stage !== openStage(m)) return false;
  const seat = m.stages[task.stage]?.seats.find(({ id }) => id === task.seat);
  return seat !== undefined && newest(seat).task === ref;
}

function predictPassOn(m: Model, task: Task, to: Ref, last: string): Allowed {
  const sat = everSeated(m).has(to) && m.scene.mayRepeat !== true;
  const { of } = seatOf(m, task);
  const refused =
    isBarred(m, to) ||
    sat ||
    to === task.person ||
    !personOf(m, to).there ||
    comesBack(m, to, task);
  if (refused) return ['problems'];
  // Whom the page offered is whoever held the role when the task was opened.
  return holdersOf(m, of).includes(to) ? [last, 'problems'] : ['problems', last];
}

function comesBack(m: Model, to: Ref, task: Task): boolean {
  const passed = new Set<Ref>();
  for (let at: Ref | undefined = to; at !== undefined && !passed.has(at); ) {
    passed.add(at);
    at = delegateOf(m, at);
    if (at === task.person) return true;
  }
  return false;
}

/** Whoever asked and whoever owns it may promise something; somebody without a role may not. */
function predictOwner(m: Model, task: Task, owner: Ref, last: string): Allowed {
  if (!personOf(m, owner).there) return ['problems'];
  if (m.excluded.slice(0, 2).includes(owner)) return [last];
  return holdersOf(m, seatOf(m, task).of).includes(owner) ? [last, 'problems'] : ['problems', last];
}

export function seatOf(m: Model, task: Task) {
  const seat = m.stages[task.stage ?? -1]?.seats.find(({ id }) => id === task.seat);
  if (seat === undefined) throw new Error(`No seat ${task.seat}`);
  return seat;
}

/** Takes note of a vote that was recorded. */
export function recordVote(m: Model, ref: Ref, { choice, text, to }: Ballot): void {
  const task = taskOf(m, ref);
  task.given = text;
  task.state = 'decided';
  seatOf(m, task).vote = { choice, by: task.person, ...(to === undefined ? {} : { to }) };
  const index = task.stage ?? 0;
  const result = resultOf(m, index);
  const stage = m.stages[index];
  if (stage !== undefined && result !== 'open') stage.closed = result;
}

/** The states in which an approval may rightly be, by what has happened. */
export function allowedStates(m: Model): Allowed {
  if (isEnded(m)) return [m.approval];
  // Whatever was decided on something else, or by somebody else, is nothing.
  if (isDecided(m)) return ['decided', ...(m.moved || suspends(m) ? ['void'] : [endOf(m)])];
  if (m.withdrawn) return ['withdrawn'];
  const isVoid = m.moved || m.otherTerms || suspends(m) || isWanting(m);
  return ['open', ...(isLate(m) ? ['lapsed'] : []), ...(isVoid ? ['void'] : [])];
}

/** What votes come to: a yes counts of people alone who may still decide. */
function endOf({ stages, ...m }: Model): string {
  if (stages.some(({ closed }) => closed === 'refused')) return 'rejected';
  const people = stages.flatMap(({ seats }) => seats.flatMap(({ vote }) => vote?.by ?? []));
  return people.some((each) => isBarred({ stages, ...m }, each)) ? 'rejected' : 'effective';
}

/**
 * Whether people may be wanting: where there certainly are enough for every seat that somebody must
 * be found for, they are not.
 */
export function isWanting(m: Model): boolean {
  const index = openStage(m);
  const stage = m.stages[index];
  if (stage === undefined) return false;
  const ahead = m.scene.stages.slice(index).flatMap(({ seats }) => seats);
  if (stage.opened === undefined) {
    const places = ahead.reduce((sum, { count }) => sum + count, 0);
    return ahead.some(({ role }) => candidates(m, [role]).length < places);
  }
  const { quorum, escalation } = sceneStage(m, index);
  const empty = stage.seats.filter(
    (seat) =>
      seat.vote?.choice === 'pass-on' ||
      seat.vote?.choice === 'conflict-of-interest' ||
      (seat.vote === undefined && !isThere(m, newest(seat).person)),
  );
  const filled = empty.filter((seat) => nextOn(m, seat, escalation?.to).length >= empty.length);
  const no = stage.seats.filter(({ vote }) => vote?.choice === 'reject').length;
  return stage.seats.length - no - empty.length + filled.length < quorum;
}

/** Everybody who could be asked next on a seat: of its role, or of those to whom it escalates. */
export function nextOn(m: Model, { of, rounds }: Seat, to: Ref | undefined): readonly Ref[] {
  const sat = new Set(rounds.map(({ person }) => person));
  return candidates(m, to === undefined ? [of] : [of, to]).filter((each) => !sat.has(each));
}

/** Everybody who could be seated now from some roles. */
export const candidates = (m: Model, roles: readonly Ref[]): readonly Ref[] => [
  ...new Set(roles.flatMap((role) => holdersOf(m, role)).filter((ref) => isEligible(m, ref))),
];

export const escalatesAt = (m: Model, index: number): string | undefined => {
  const { escalation } = sceneStage(m, index);
  const deadline = deadlineOf(m, index);
  if (escalation === undefined || deadline === undefined) return undefined;
  return new Date(Date.parse(deadline) - escalation.beforeDays * 86_400_000).toISOString();
};
