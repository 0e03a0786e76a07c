import { describe, expect, it } from 'vitest';
import { closeTask } from '#core/approvals/close-tasks.ts';
import { noteUnreachable } from '#core/mail/unreachable.ts';
import { HOUR } from '#core/time.ts';
import { openWork } from '#core/work/open-work.ts';
import { BERIT, lead, type Piece, piece, TOVE } from './piece.ts';

type Deed = (p: Piece) => Promise<unknown>;

const asked = async (): Promise<Piece> => {
  const p = await piece();
  await p.open();
  return p;
};
const atDeadline = async (): Promise<Piece> => {
  const p = await asked();
  p.at.clock.advance(4 * HOUR);
  return p;
};
const unreached = async (): Promise<Piece> => {
  const p = await asked();
  const { head } = await p.theTask();
  await noteUnreachable(p.at.store, head.ref, BERIT, p.at.clock.now());
  return p;
};

/** The first of the rounds answers, by the link that they have. */
const answer =
  (changes: object = {}): Deed =>
  async (p) => {
    const [first] = await p.rounds();
    if (first === undefined) throw new Error('nobody');
    const form = await p.formOf(changes);
    const { facts } = first.task;
    await p.send({ ...form, code: p.codeOf(first.head.ref), signature: 'Berit Solberg', facts });
  };

const sweep: Deed = (p) => p.at.sweep();
const mail: Deed = (p) => p.at.deliverMail();
const look: Deed = async (p) => {
  await openWork({ ...p.at, read: p.read }, await p.wanted());
};
const close: Deed = async (p) => {
  const [first] = await p.rounds();
  await closeTask(p.at, first?.head.ref ?? '', 'no-longer-needed', 'service/assent-step');
};
const leave: Deed = (p) => lead(p.at, BERIT, 'left');
const pass = answer({ choice: 'pass-on', passTo: TOVE, comment: 'On leave', posted: {} });
const otherwise = answer({ posted: { 'w-verdict': 'false-alarm', 'w-reason': 'Nothing' } });

/** Does one deed, and the whole of another before the n-th of its outward calls. */
async function interleaved(make: () => Promise<Piece>, slow: Deed, quick: Deed, n: number) {
  const p = await make();
  const from = p.at.calls.trace.length;
  let isDone = false;
  const off = p.at.calls.before(async (call) => {
    if (isDone || call.n !== from + n) return;
    isDone = true;
    await quick(p);
  });
  await slow(p);
  off();
  if (!isDone) await quick(p);
  return { p, isOver: !isDone };
}

/** How it ends: who was asked, and what became of each; and of the incident. */
async function endOf(p: Piece): Promise<string> {
  const rounds = await p.rounds();
  const each = rounds.map(({ task }) => task.decision?.choice ?? task.closed?.why ?? 'open');
  return [...each, (await p.theIncident()).version.state].join(' ');
}

const PAIRS: readonly (readonly [string, () => Promise<Piece>, Deed, Deed, readonly string[]])[] = [
  [
    'an answer and another, by two devices',
    asked,
    answer(),
    otherwise,
    ['submit confirmed', 'submit dismissed'],
  ],
  [
    'an answer and the sweep at the deadline',
    atDeadline,
    answer(),
    sweep,
    ['submit confirmed', 'escalated open reported'],
  ],
  [
    'the sweep at the deadline and an answer',
    atDeadline,
    sweep,
    answer(),
    ['submit confirmed', 'escalated open reported'],
  ],
  ['two sweeps at the deadline', atDeadline, sweep, sweep, ['escalated open reported']],
  [
    'an answer and passing on',
    asked,
    answer(),
    pass,
    ['submit confirmed', 'pass-on open reported'],
  ],
  ['passing on, twice', asked, pass, pass, ['pass-on open reported']],
  [
    'an answer and the end of the matter',
    asked,
    answer(),
    close,
    ['submit confirmed', 'no-longer-needed reported'],
  ],
  [
    'an answer and the sweep that finds them unreachable',
    unreached,
    answer(),
    sweep,
    ['submit confirmed', 'unreachable open reported'],
  ],
  [
    'an answer and leaving',
    asked,
    answer(),
    async (p) => {
      await leave(p);
      await look(p);
    },
    ['submit confirmed', 'left open reported'],
  ],
  ['two looks at what is to be asked', piece, look, look, ['open reported']],
  ['mail and an answer', asked, mail, answer(), ['submit confirmed']],
];

describe('two who do something at once, one between any two steps of the other', () => {
  it.each(PAIRS)('%s', async (_, make, slow, quick, endings) => {
    const seen = new Set<string>();
    for (let n = 1; ; n++) {
      const { p, isOver } = await interleaved(make, slow, quick, n);
      const end = await endOf(p);
      seen.add(end);
      expect([n, end, endings.includes(end)]).toEqual([n, end, true]);
      // Nobody is told twice, and nothing is answered that was not recorded.
      const { version } = await p.theIncident();
      expect([1, 2]).toContain(version.version);
      if (isOver) break;
    }
    expect([...seen].toSorted()).toEqual([...endings].toSorted());
  });
});
