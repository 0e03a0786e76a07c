import { HOUR, MINUTE } from '#core/time.ts';
import { leftToDo } from '../approvals/settled.ts';
import { played } from './command.ts';
import { allTurns, type Real } from './hands.ts';
import {
  isDecided,
  isEnded,
  isLate,
  isThere,
  isVacated,
  type Model,
  newest,
  openStage,
  sceneStage,
  suspends,
} from './model.ts';
import { must } from './must.ts';
import { escalatesAt, nextOn } from './predict.ts';

const passes = (ms: number) => async (m: Model, real: Real) => {
  real.at.clock.advance(ms);
  m.now = real.at.clock.now();
  await allTurns(real);
};

const writes = ({ at }: Real) => at.calls.trace.filter((name) => name === 'table.write').length;

async function untilQuiet(m: Model, real: Real): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const before = writes(real);
    await played(m, real, passes(3 * MINUTE));
    if (writes(real) === before) return;
  }
  must(false, 'There is no end of writing');
}

/** Nothing fails for a while, and everything is looked at once: what was to be done is done. */
export async function calm(m: Model, real: Real): Promise<void> {
  real.at.mailer.faults.fail(0);
  await untilQuiet(m, real);
  await played(m, real, passes(7 * HOUR));
  await untilQuiet(m, real);
  nothingIsOverdue(m, real);
}

function nothingIsOverdue(m: Model, real: Real): void {
  must(m.approval !== 'decided', 'It is decided, and nothing comes of it');
  must(!(m.stands && suspends(m)), 'A decision was disowned, and what it gave stands');
  if (m.approval === 'effective') {
    must(
      m.conditions.every(({ state }) => state !== 'promised'),
      'A condition is no record',
    );
    must(
      m.conditions.every(({ state, due }) => state !== 'open' || due > m.now),
      'It is missed',
    );
  }
  for (const [ref, { state, seat }] of Object.entries(m.tasks)) {
    const isOver = seat.startsWith('c') ? false : isEnded(m);
    must(!(isOver && state === 'open'), `${ref} is open, and its approval has ended`);
  }
  if (m.approval === 'open') waitsRightly(m, real);
}

/** An approval that waits, waits for somebody who can answer. */
function waitsRightly(m: Model, real: Real): void {
  must(!m.moved && !m.otherTerms && !suspends(m) && !isLate(m), 'It should have ended');
  must(!isDecided(m), 'It should be decided');
  const index = openStage(m);
  const stage = m.stages[index];
  must(stage?.opened !== undefined, 'The next stage is not asked');
  const { escalation } = sceneStage(m, index);
  const isTime = (escalatesAt(m, index) ?? '~') <= m.now;
  const silent = stage.seats.some(({ vote }) => vote === undefined);
  must(!(isTime && silent) || stage.relieved === true, 'Nobody relieved who is silent');
  for (const seat of stage.seats) {
    const { person, task } = newest(seat);
    const next = nextOn(m, seat, escalation?.to);
    const isEmpty = isVacated(seat) || (seat.vote === undefined && !isThere(m, person));
    must(!isEmpty || next.length === 0, `${seat.id} is empty, and ${next} could be asked`);
    must(m.tasks[task] !== undefined, `${person} sits on ${seat.id} and was never asked`);
    for (const { task: older } of seat.rounds.slice(0, -1)) {
      must(m.tasks[older]?.state !== 'open', `${older} is open, and somebody else is asked`);
    }
  }
  must(
    real.at.machines.executions.some(({ running }) => running),
    'No machine runs',
  );
}

/** Rounds until everything is over: each goes to the next moment at which something is due. */
const MAX_ROUNDS = 80;

/** Lets time pass until nothing is left to do, which has to come. */
export async function settle(m: Model, real: Real): Promise<void> {
  await calm(m, real);
  for (let round = 0; leftToDo(real).length > 0; round++) {
    must(round < MAX_ROUNDS, `Left to do for ever: ${leftToDo(real).join(', ')}`);
    const due = nextDue(real);
    const soon = new Date(Date.parse(m.now) + 3 * MINUTE).toISOString();
    await played(m, real, async () => {
      real.at.clock.set(due === undefined || due < soon ? soon : due);
      m.now = real.at.clock.now();
      await allTurns(real);
    });
  }
  must(isEnded(m), `Nothing is left to do, and it is ${m.approval}`);
  nothingIsOverdue(m, real);
}

function nextDue({ at }: Real): string | undefined {
  const dues = at.table
    .all()
    .flatMap(({ sk, type, due }) => (sk === 'H' && type !== 'system' && due ? [String(due)] : []));
  return dues.sort()[0];
}
