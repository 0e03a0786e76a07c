import type { Ref } from '#core/ids.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import type { Matter } from '../approvals/matter.ts';
import {
  deadlineOf,
  delegateOf,
  holdersOf,
  isEligible,
  isEnded,
  isThere,
  type Model,
  newest,
  openStage,
  personOf,
  type Round,
  type Seat,
  sceneStage,
  suspends,
} from './model.ts';
import { allowedStates, escalatesAt } from './predict.ts';
import { type Stand, standOf } from './stand.ts';

type SeenStage = ApprovalContent['stages'][number];
type SeenSeat = SeenStage['seats'][number];

/** Says what contradicts the model. */
export class Contradiction extends Error {}

export function must(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Contradiction(message);
}

/**
 * Looks at what stands after something was done: whatever changed must be one of the things that
 * the model allows, which then takes note of it.
 *
 * @param since when the command began: what was true then may have been acted on
 */
export function observe(m: Model, real: Matter, since: string): Stand {
  const stand = standOf(real);
  seeState(m, stand);
  for (const [index, stage] of stand.approval.content.stages.entries()) {
    seeStage(m, stage, index, since);
  }
  seeQuestions(m, stand);
  seeTasks(m, stand);
  seeConditions(m, stand);
  seeSubject(m, stand);
  return stand;
}

function seeState(m: Model, { approval }: Stand): void {
  if (approval.state === m.approval) return;
  const allowed = allowedStates(m);
  const { outcome } = approval.content;
  must(
    allowed.includes(approval.state),
    `The approval is ${approval.state} (${outcome?.reason ?? 'no reason'}), ` +
      `and may be ${allowed.join(' or ')}`,
  );
  m.approval = approval.state;
  if (approval.state === 'effective') {
    m.subject = m.moved ? m.subject : 'approved';
    m.stands = true;
    for (const each of m.conditions) each.state = 'open';
  } else if (isEnded(m) && !m.moved) m.subject = 'draft';
}

function seeStage(m: Model, seen: SeenStage, index: number, since: string): void {
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
  // What was filled anew before the answer that closed it was so rightly.
  const isAsked = index === openStage(m) || (seen.closed?.at ?? '') >= since;
  for (const each of seen.seats) seeSeat(m, each, { index, isAsked, since });
  const closed = seen.closed?.result;
  const mayLapse = closed === 'lapsed' && m.approval === 'lapsed' && index === openStage(m);
  must(
    closed === stage.closed || mayLapse,
    `Stage ${index} is ${closed ?? 'open'}; by its votes it is ${stage.closed ?? 'open'}`,
  );
  if (closed !== undefined) stage.closed = closed;
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

function seeTasks(m: Model, { tasks }: Stand): void {
  for (const [ref, { state, content }] of tasks) {
    const known = m.tasks[ref];
    if (known === undefined) {
      const stage = Number(content.gate.slice('stage-'.length)) - 1;
      m.tasks[ref] = {
        person: content.person,
        seat: content.seat,
        ...(content.seat.startsWith('s') ? { stage } : {}),
        state,
        bounced: false,
      };
      must(state !== 'decided', `${ref} is decided as it is opened`);
    } else if (known.state !== state) {
      must(state === 'closed' && known.state === 'open', `${ref} is ${state}, not ${known.state}`);
      must(mayClose(m, ref), `${ref} is closed (${content.closed?.why}) and is still asked`);
      known.state = state;
    }
  }
}

/** A task closes when nobody waits for its answer any more. */
function mayClose(m: Model, ref: Ref): boolean {
  const task = m.tasks[ref];
  if (task === undefined) return false;
  if (task.seat.startsWith('c')) {
    return m.conditions.some(({ id, due }) => id === task.seat && due <= m.now);
  }
  if (isEnded(m) || task.stage === undefined) return isEnded(m);
  const stage = m.stages[task.stage];
  const seat = stage?.seats.find(({ id }) => id === task.seat);
  return stage?.closed !== undefined || (seat !== undefined && newest(seat).task !== ref);
}

function seeConditions(m: Model, { conditions }: Stand): void {
  for (const each of m.conditions) {
    const found = [...conditions.values()].find(({ ref }) => ref.endsWith(`-${each.id}`));
    if (found === undefined) continue;
    must(m.approval === 'effective', `${found.ref} stands though nothing took effect`);
    must(found.content.due === each.due, `${found.ref} is due at ${found.content.due}`);
    must(found.content.owner === each.owner, `${found.ref} is ${found.content.owner}'s`);
    if (found.state === each.state) continue;
    must(
      found.state === 'missed' && each.state === 'open' && each.due <= m.now,
      `${found.ref} is ${found.state}, and was ${each.state}`,
    );
    each.state = 'missed';
    suspend(m);
  }
  must(conditions.size <= m.conditions.length, 'There are conditions that nobody set');
}

function seeQuestions(m: Model, { approval }: Stand): void {
  const said = (each: { id: string; by: Ref; text: string }, answered: boolean) =>
    `${each.id} ${each.by} ${each.text} ${answered}`;
  const seen = approval.content.questions.map((each) => said(each, each.answer !== undefined));
  const asked = m.questions.map((each) => said(each, each.answered));
  must(seen.join() === asked.join(), `The questions are ${seen.join()}, not ${asked.join()}`);
}

/** What this approval gave is taken back, also where a revision of it is on its way. */
function suspend(m: Model): void {
  if (m.stands) m.subject = 'suspended';
  m.stands = false;
}

function seeSubject(m: Model, { subject }: Stand): void {
  const acted = subject.state === 'suspended' && m.subject !== 'suspended';
  if (acted) {
    must(m.stands && suspends(m), 'The subject is suspended for no reason');
    suspend(m);
  }
  must(subject.state === m.subject, `The subject is ${subject.state}, and should be ${m.subject}`);
  must(
    (subject.item.standingDigest !== undefined) === m.stands,
    `What was approved ${m.stands ? 'stands no more' : 'stands'}`,
  );
}
