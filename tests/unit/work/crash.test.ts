import { describe, expect, it } from 'vitest';
import { noteUnreachable } from '#core/mail/unreachable.ts';
import { HOUR, MINUTE } from '#core/time.ts';
import { openWork } from '#core/work/open-work.ts';
import { Killed } from '#tests/memory/calls.ts';
import { type Piece, piece, TOVE } from './piece.ts';

/** Does a deed as a process that may be killed; `false` where it was. */
type Act = (deed: () => Promise<unknown>) => Promise<boolean>;
type Life = (p: Piece, act: Act) => Promise<void>;

const READS = new Set(['table.get', 'table.query', 'objects.get', 'objects.head']);

/** Lives it, the process killed when its n-th outward call has done its work; 0: before any. */
async function lived(life: Life, kill?: number) {
  const p = await piece();
  let acting = false;
  let dead = false;
  let killed = '';
  const calls: string[] = [];
  const die = (call: ConstructorParameters<typeof Killed>[0], moment: 'before' | 'after') => {
    const death = new Killed(call, moment);
    if (killed === '') killed = death.at;
    dead = true;
    throw death;
  };
  p.at.calls.before((call) => {
    if (!acting) return;
    if (dead || (kill === 0 && killed === '')) die(call, 'before');
    calls.push(call.name);
  });
  p.at.calls.after((call) => {
    if (acting && kill !== undefined && calls.length >= kill && killed === '') die(call, 'after');
  });
  await life(p, async (deed) => {
    acting = true;
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    const survived = !dead;
    acting = false;
    dead = false;
    return survived;
  });
  return { end: await endOf(p), calls, killed };
}

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
    const undisturbed = await lived(life);
    expect(undisturbed.killed).toBe('');
    const points = [0, ...undisturbed.calls.flatMap((name, n) => (READS.has(name) ? [] : [n + 1]))];
    expect(points.length).toBeGreaterThanOrEqual(atLeast);
    for (const point of points) {
      const { end, killed } = await lived(life, point);
      expect(killed).not.toBe('');
      expect({ killed, end }).toEqual({ killed, end: undisturbed.end });
    }
  });

  it('has done what each of these lives is to do', async () => {
    const { end } = await lived(passedOn);
    expect(end.incident).toEqual([2, 'confirmed']);
    expect(end.rounds).toHaveLength(2);
    expect((await lived(overdue)).end.rounds.at(-1)?.[1]).toBe('open');
  });
});
