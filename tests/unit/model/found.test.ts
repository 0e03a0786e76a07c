import { describe, expect, it } from 'vitest';
import { erasePerson } from '#core/changes/erase.ts';
import type { Ref } from '#core/ids.ts';
import { DAY, HOUR, MINUTE } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { INGRID, SETUP } from '#tests/support/people.ts';
import { BOARD, becomes, board, goesTo, holding, JONAS, MARIT, says } from '../approvals/cast.ts';
import { CRO, type Matter, matter } from '../approvals/matter.ts';
import { killed } from './hands.ts';

/** What sequences of the model once led to, each the shortest way. */

const LOOKED_AT = 7 * HOUR;

const escalating = () =>
  matter(
    {
      seats: [CRO],
      reminders: [],
      escalation: { before: { amount: 1, unit: 'days' }, to: BOARD.role },
    },
    {
      before: async (at: House) => {
        await board(at);
        await holding(at, MARIT, 'board-member');
        await holding(at, JONAS, 'chief-risk-officer');
      },
    },
  );

const whys = async (m: Matter) =>
  (await m.theApproval()).content.stages[0]?.seats[0]?.rounds.map(({ why }) => why);

async function passed(m: Matter, ms: number): Promise<void> {
  m.at.clock.advance(ms);
  await m.pass(3);
}

describe('a seat whose person is there no more', () => {
  const gone: readonly (readonly [how: string, (at: House, who: Ref) => Promise<unknown>])[] = [
    ['left', (at, who) => becomes(at, who, 'left')],
    ['was erased', async (at, who) => erasePerson(at, await at.store.need(who), SETUP)],
  ];

  it.each(gone)('and %s is filled anew, though nobody rings', async (_, goes) => {
    const m = await escalating();
    await m.open();
    await goes(m.at, INGRID);
    await passed(m, LOOKED_AT);
    expect(await whys(m)).toEqual(['seated', 'left']);
  });

  it('is no reason to look again and again where nobody else can be asked', async () => {
    const m = await matter();
    await m.open();
    await becomes(m.at, INGRID, 'left');
    await passed(m, LOOKED_AT);
    expect((await m.theApproval()).state).toBe('void');
  });
});

describe('whoever was relieved', () => {
  it('answers no more, though the machine died before it closed their task', async () => {
    const m = await escalating();
    await m.open();
    m.at.clock.advance(4 * DAY);
    await m.at.sweep();
    const form = await m.formOf(0);
    // It dies at each of its calls in turn, until the seat is another’s and the task still open.
    for (let call = 0; (await whys(m))?.length === 1; call++) {
      await killed(m, call, () => m.runMachines());
    }
    const [first] = (await m.theApproval()).content.stages[0]?.seats[0]?.rounds ?? [];
    expect((await m.at.store.need(first?.task ?? '')).version.state).toBe('open');
    expect((await m.at.answer(form)).is).toBe('closed');
    expect((await m.theApproval()).content.stages[0]?.seats[0]).not.toHaveProperty('answer');
  });
});

describe('an escalation and a dead execution, due at the same time', () => {
  it('do not hide each other from the sweep, however seldom it runs', async () => {
    const m = await escalating();
    await m.open();
    m.at.clock.advance(4 * DAY);
    m.at.machines.end('approval', m.firstExecution);
    for (let run = 0; run < 6; run++) {
      m.at.clock.advance(5 * MINUTE);
      await m.at.sweep();
      await m.runMachines();
    }
    expect(await whys(m)).toEqual(['seated', 'escalated']);
    await m.at.deliverMail();
    await says(m, 0);
    await m.pass(5);
    expect((await m.theApproval()).state).toBe('effective');
  });
});

describe('a seat that somebody gave up for a conflict of interest', () => {
  const exceptions = [
    { duty: 'one-seat-each', reason: 'We are few', until: '2030-01-01T00:00:00.000Z' },
  ];

  it('is not theirs again because whoever comes next is away, in the smallest team either', async () => {
    const m = await matter(
      {},
      { exceptions, before: (at: House) => holding(at, MARIT, 'chief-risk-officer') },
    );
    await m.open();
    await goesTo(m.at, MARIT, INGRID);
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(3);
    expect(await whys(m)).toEqual(['seated', 'conflict']);
    expect((await m.theTask()).content.person).toBe(MARIT);
  });
});
