import { describe, expect, it } from 'vitest';
import { noteUnreachable } from '#core/mail/unreachable.ts';
import { HOUR, MINUTE } from '#core/time.ts';
import { openWork } from '#core/work/open-work.ts';
import { type Act, killedEverywhere, lived } from '#tests/support/kill.ts';
import { type Piece, piece, TOVE } from './piece.ts';

type Life = (p: Piece, act: Act) => Promise<void>;

/** What is on record at the end, and who was mailed what at least once. */
async function endOf(p: Piece) {
  const rounds = await p.rounds();
  const incident = await p.theIncident();
  const mails = p.at.sentWork.map(({ delivery: { of, kind, n } }) => `${of} ${kind} ${n}`);
  return {
    rounds: rounds.map(({ head, task }) => [
      task.person,
      head.version.state,
      task.closed?.why,
      task.decision?.choice,
      head.pending.map((each) => each.for).toSorted(),
    ]),
    incident: [incident.version.version, incident.version.state],
    mails: [...new Set(mails)].toSorted(),
  };
}

const toItsEnd = (life: Life) => async (p: Piece, act: Act) => {
  await life(p, act);
  return endOf(p);
};

/** Time passes; whatever of it is killed comes again with the next sweep. */
async function pass(p: Piece, act: Act, minutes = 6): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    p.at.clock.advance(MINUTE);
    await act(() => p.at.sweep());
    await act(() => p.at.deliverMail());
  }
}

const opened: Life = async (p, act) => {
  const wanted = await p.wanted();
  const deed = () => openWork({ ...p.at, read: p.read }, wanted);
  if (!(await act(deed))) await act(deed);
  await pass(p, act);
};

/** Whoever sees an error sends the form again. */
const sent = async (p: Piece, act: Act, changes: object = {}) => {
  const form = await p.formOf(changes);
  const deed = () => act(async () => expect((await p.send(form)).is).toBe('recorded'));
  if (!(await deed())) expect(await deed()).toBe(true);
  await pass(p, act);
};

const answered: Life = async (p, act) => {
  await p.open();
  await sent(p, act);
};

const passedOn: Life = async (p, act) => {
  await p.open();
  await sent(p, act, { choice: 'pass-on', passTo: TOVE, comment: 'On leave', posted: {} });
  await sent(p, act);
};

const escalated: Life = async (p, act) => {
  await p.open();
  p.at.clock.advance(4 * HOUR);
  await pass(p, act);
};

const overdue: Life = async (p, act) => {
  await p.open();
  await p.pass(4 * 60);
  p.at.clock.advance(4 * HOUR);
  await pass(p, act);
};

const unreachable: Life = async (p, act) => {
  await p.open();
  const { head, content } = await p.theTask();
  await noteUnreachable(p.at.store, head.ref, content.person, p.at.clock.now());
  await pass(p, act);
};

describe('a process that is killed between any two steps', () => {
  it.each<[string, Life, number]>([
    ['opening a piece of work', opened, 3],
    ['taking an answer', answered, 3],
    ['passing it on', passedOn, 6],
    ['asking whoever stands above', escalated, 4],
    ['putting on record that it is overdue', overdue, 3],
    ['asking somebody who can be reached', unreachable, 4],
  ])('while %s leaves the same in the end', async (_, life, atLeast) => {
    expect(await killedEverywhere(() => piece(), toItsEnd(life))).toBeGreaterThanOrEqual(atLeast);
  });

  it('has done what each of these lives is to do', async () => {
    const { end } = await lived(() => piece(), toItsEnd(passedOn));
    expect(end.incident).toEqual([2, 'confirmed']);
    expect(end.rounds).toHaveLength(2);
    expect((await lived(() => piece(), toItsEnd(overdue))).end.rounds.at(-1)?.[1]).toBe('open');
  });
});
