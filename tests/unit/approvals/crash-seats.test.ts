import { describe, expect, it } from 'vitest';
import { DAY } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { BOARD, board, colleagues, holding, MARIT, SIGNATURES } from './cast.ts';
import { killedEverywhere, type Life } from './kill.ts';
import { answered, asked, pass, untilMailed } from './lives.ts';
import { aStage, CRO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

const escalation = { before: { amount: 1, unit: 'days' }, to: 'role/board-member' };

/** Whoever sits there now answers. */
const says = async (m: Matter, act: Parameters<Life>[1], seat: number, choice = {}) => {
  const { content } = await m.theTask(seat);
  return answered(m, act, seat, { signature: SIGNATURES[content.person] ?? '', ...choice });
};

const twoStages: Life = async (m, act) => {
  await asked(m, act, 1);
  await says(m, act, 0);
  await untilMailed(m, act, 2);
  await says(m, act, 1);
  await pass(m, act, 6);
  return settled(m);
};

const passedOn: Life = async (m, act) => {
  await asked(m, act, 1);
  await says(m, act, 0, { choice: 'pass-on', passTo: MARIT, comment: 'Away until Monday' });
  await pass(m, act, 6);
  await untilMailed(m, act, 1);
  await says(m, act, 0);
  await pass(m, act, 6);
  return settled(m);
};

const relieved: Life = async (m, act) => {
  await asked(m, act, 1);
  m.at.clock.advance(4 * DAY);
  await pass(m, act, 6);
  await untilMailed(m, act, 1);
  await says(m, act, 0);
  await pass(m, act, 6);
  return settled(m);
};

const givenUp: Life = async (m, act) => {
  await asked(m, act, 1);
  await says(m, act, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
  await pass(m, act, 8);
  return settled(m);
};

const ofTheBoard = async (at: House): Promise<void> => {
  await board(at);
  await holding(at, MARIT, 'board-member');
};

describe('a process killed between any two outward calls while seats are filled', () => {
  it.each<readonly [string, () => Promise<Matter>, Life, number]>([
    [
      'stage by stage',
      () =>
        matter(
          {},
          {
            before: ofTheBoard,
            stages: [aStage(), aStage({ name: 'Board', seats: [BOARD] })],
          },
        ),
      twoStages,
      25,
    ],
    ['by whom a question is passed on to', () => matter({}, { before: colleagues }), passedOn, 25],
    [
      'by who relieves the silent',
      () => matter({ seats: [CRO], escalation, reminders: [] }, { before: ofTheBoard }),
      relieved,
      20,
    ],
    ['by nobody, after a conflict of interest', () => matter(), givenUp, 15],
  ])('%s', async (_, make, life, least) => {
    expect(await killedEverywhere(await make(), life)).toBeGreaterThan(least);
  });
});
