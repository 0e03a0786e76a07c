import type { Ref } from '#core/ids.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import {
  deadlineOf,
  delegateOf,
  holdersOf,
  isEligible,
  isThere,
  type Model,
  newest,
  openStage,
  personOf,
  type Round,
  type Seat,
  sceneStage,
} from './model.ts';
import { must } from './must.ts';
import { candidates, escalatesAt } from './predict.ts';

type SeenStage = ApprovalContent['stages'][number];
type SeenSeat = SeenStage['seats'][number];

/** Takes note of how a stage stands; whatever has changed there is one of the things allowed. */
export function seeStage(m: Model, seen: SeenStage, index: number, since: string): void {
  const stage = m.stages[index];
  must(stage !== undefined, `There is a stage ${index}`);
  if (stage.opened !== seen.opened) {
    must(stage.opened === undefined, 'The stage was opened twice');
    must(index === openStage(m), `Stage ${index} is opened before its time`);
    must((seen.opened ?? '') >= since && (seen.opened ?? '~') <= m.now, 'It is opened at a time');
    if (seen.opened !== undefined) stage.opened = seen.opened;
    must(seen.deadline === deadlineOf(m, index), `The deadline is ${seen.deadline}`);
    must(
      seen.seats.length >= sceneStage(m, index).quorum,
      `${seen.seats.length} seats cannot reach the quorum`,
    );
  }
  const sat = stage.seats.map((seat) => [seat, newest(seat)] as const);
  // What was filled anew before the answer that closed it was so rightly.
  const isAsked = index === openStage(m) || (seen.closed?.at ?? '') >= since;
  for (const each of seen.seats) seeSeat(m, each, { index, isAsked, since });
  if (seen.escalation?.done !== undefined && stage.relieved === undefined) {
    stage.relieved = true;
    seeRelieved(m, sat, index);
  }
  const closed = seen.closed?.result;
  const mayLapse = closed === 'lapsed' && m.approval === 'lapsed' && index === openStage(m);
  must(
    closed === stage.closed || mayLapse,
    `Stage ${index} is ${closed ?? 'open'}; by its votes it is ${stage.closed ?? 'open'}`,
  );
  if (closed !== undefined) stage.closed = closed;
}

/** Of those who sat in silence nobody stays whom somebody else could relieve. */
function seeRelieved(m: Model, sat: readonly (readonly [Seat, Round])[], index: number): void {
  must((escalatesAt(m, index) ?? '~') <= m.now, 'It escalates before its time');
  const stay = sat.filter(([seat, round]) => seat.vote === undefined && newest(seat) === round);
  const { escalation } = sceneStage(m, index);
  const next = escalation === undefined ? [] : candidates(m, [escalation.to]);
  const isOver = m.stages[index]?.closed !== undefined;
  must(isOver || stay.length === 0 || next.length === 0, `${next} could relieve who is silent`);
}

/** At which stage something is seen, whether that is asked, and since when it may have come. */
interface At {
  readonly index: number;
  readonly isAsked: boolean;
  readonly since: string;
}

function seeSeat(m: Model, seen: SeenSeat, at: At): void {
  const { index } = at;
  const seats = m.stages[index]?.seats ?? [];
  let seat = seats.find(({ id }) => id === seen.id);
  if (seat === undefined) {
    seat = { id: seen.id, of: seen.of, rounds: [] };
    seats.push(seat);
  }
  const known = seat.rounds.length;
  must(seen.rounds.length >= known, `Rounds of ${seen.id} are gone`);
  for (const [n, { person, task, why }] of seen.rounds.entries()) {
    const before = seat.rounds[n];
    if (before === undefined) {
      seeRound(m, seat, { person, task, why }, at);
      seat.rounds.push({ person, task, why });
    } else must(before.task === task && before.person === person, `Round ${n} of ${seen.id} moved`);
  }
  if (seen.rounds.length > known) delete seat.vote;
  const vote = seen.answer;
  must(
    vote?.choice === seat.vote?.choice && vote?.by === seat.vote?.by,
    `${seen.id} has ${vote?.choice ?? 'no answer'} of ${vote?.by}, and should have ` +
      `${seat.vote?.choice ?? 'none'} of ${seat.vote?.by}`,
  );
}

function seeRound(m: Model, seat: Seat, round: Round, { index, isAsked, since }: At): void {
  const { person, why } = round;
  must(isEligible(m, person), `${person} is seated (${why}) and may not decide, or sat before`);
  must(
    seat.rounds.every((each) => each.person !== person),
    `${person} is seated again on the seat that was given up`,
  );
  const before = seat.rounds.at(-1);
  const holds = (role: Ref | undefined) =>
    role !== undefined && holdersOf(m, role).includes(person);
  if (before === undefined) {
    must(why === 'seated' && holds(seat.of), `${person} is seated without the role ${seat.of}`);
    return;
  }
  if (why === 'absent') {
    const isAway =
      delegateOf(m, before.person) !== undefined ||
      delegateOf(m, before.person, since) !== undefined;
    must(isAway, `${before.person} is away`);
    return;
  }
  must(isAsked, 'A seat of another stage is filled anew');
  mustBeWhy(m, seat, before, why, index);
  const to = seat.vote?.choice === 'pass-on' ? seat.vote.to : undefined;
  if (to !== undefined && isEligible(m, to)) {
    must(person === to, `${person} is asked in the place of ${to}, to whom it was passed`);
  } else {
    const { escalation } = sceneStage(m, index);
    must(
      (why !== 'escalated' && holds(seat.of)) || holds(escalation?.to),
      `${person} is seated and holds none of the roles`,
    );
  }
}

function mustBeWhy(m: Model, seat: Seat, before: Round, why: string, index: number): void {
  const isSo: Readonly<Record<string, () => boolean>> = {
    delegated: () => seat.vote?.choice === 'pass-on',
    conflict: () => seat.vote?.choice === 'conflict-of-interest',
    left: () => seat.vote === undefined && !isThere(m, before.person),
    unreachable: () =>
      seat.vote === undefined &&
      (m.tasks[before.task]?.bounced === true || personOf(m, before.person).erased),
    escalated: () => seat.vote === undefined && (escalatesAt(m, index) ?? '~') <= m.now,
  };
  must(isSo[why]?.() === true, `A seat is filled anew for the reason "${why}"`);
}
