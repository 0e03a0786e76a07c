import { describe, expect, it } from 'vitest';
import { openStage } from '#core/approvals/seats.ts';
import { DAY, HOUR, later, SECOND } from '#core/time.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { BOARD, becomes, board, goesTo, holding, JONAS, MARIT, owedBy, says } from './cast.ts';
import { actionsOf, aStage, CRO, DPO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

async function sitting(m: Matter): Promise<readonly string[]> {
  const { content } = await m.theApproval();
  return content.stages.flatMap(({ seats }) =>
    seats.map(({ rounds }) => rounds.map(({ person, why }) => `${why} ${person}`).join(', ')),
  );
}

/** Two of three, then one of the board. */
async function twoStages(): Promise<Matter> {
  return matter(
    {},
    {
      before: async (at: House) => {
        await board(at);
        await holding(at, MARIT, 'board-member');
        await holding(at, JONAS, 'board-member', 'chief-risk-officer');
      },
      stages: [aStage({ seats: [CRO, DPO], quorum: 2 }), aStage({ name: 'Board', seats: [BOARD] })],
    },
  );
}

describe('stages in order', () => {
  it('asks the second stage once the first has agreed, and takes effect after both', async () => {
    const m = await twoStages();
    await m.open();
    expect(await sitting(m)).toEqual([`seated ${INGRID}`, `seated ${LARS}`]);
    await says(m, 0);
    await says(m, 1);
    const between = await m.theApproval();
    expect(between.state).toBe('open');
    expect(openStage(between.content)).toBe(1);
    expect((await m.subject()).state).toBe('in-approval');
    await m.pass(1);
    expect((await sitting(m)).at(2)).toMatch(/^seated /);
    const { content } = await m.theApproval();
    expect(content.stages[1]?.opened).toBeDefined();
    expect(content.stages[1]?.deadline).toBe(later(content.stages[1]?.opened ?? '', 5 * DAY));
    expect(await says(m, 2)).toMatchObject({ is: 'recorded' });
    const end = await settled(m);
    expect(end.approval).toBe('effective');
    expect((await m.subject()).state).toBe('approved');
    // The machine is rung once a stage, not once an answer.
    expect(m.at.machines.rung).toHaveLength(2);
  });

  it('tells whoever was silent at a stage that is over that they are no longer needed', async () => {
    const m = await matter(
      {},
      {
        before: async (at: House) => {
          await board(at);
          await holding(at, MARIT, 'board-member');
        },
        stages: [
          aStage({ seats: [CRO, DPO], quorum: 1 }),
          aStage({ name: 'Board', seats: [BOARD] }),
        ],
      },
    );
    await m.open();
    await says(m, 0);
    expect((await m.theTask(1)).head.version.state).toBe('open');
    await m.pass(1);
    const { head, content } = await m.theTask(1);
    expect([head.version.state, content.closed?.why]).toEqual(['closed', 'no-longer-needed']);
    expect(owedBy(m, head.ref)).toContain(`closed 1 ${LARS}`);
    expect((await m.theTask(2)).head.version.state).toBe('open');
    expect((await m.theApproval()).state).toBe('open');
  });

  it('asks nobody of the second stage where the first refuses', async () => {
    const m = await twoStages();
    await m.open();
    await says(m, 0, { choice: 'reject', comment: 'Duty 1 is too weak' });
    const end = await settled(m);
    expect(end.approval).toBe('rejected');
    expect(await sitting(m)).toHaveLength(2);
    expect(end.tasks).toHaveLength(2);
  });

  it('seats nobody of the first stage again in the second', async () => {
    const m = await matter(
      {},
      {
        before: async (at: House) => {
          await board(at);
          await holding(at, MARIT, 'board-member', 'chief-risk-officer');
          await holding(at, JONAS, 'board-member');
        },
        stages: [aStage({ seats: [CRO] }), aStage({ name: 'Board', seats: [BOARD] })],
      },
    );
    await m.open();
    const [first] = await sitting(m);
    await says(m, 0);
    await m.pass(1);
    const [, second] = await sitting(m);
    expect(second).not.toBe(first);
    expect([`seated ${MARIT}`, `seated ${JONAS}`]).toContain(second);
  });

  it('ends void, with the reason, where the second stage lost its people meanwhile', async () => {
    const m = await twoStages();
    await m.open();
    await holding(m.at, MARIT);
    await holding(m.at, JONAS);
    await says(m, 0);
    await says(m, 1);
    await m.pass(2);
    const { state, content } = await m.theApproval();
    expect(state).toBe('void');
    expect(content.outcome?.reason).toContain('nobody holds role/board-member');
    expect((await m.subject()).state).toBe('draft');
  });

  it('lapses by the deadline of the stage that is asked', async () => {
    const m = await twoStages();
    await m.open();
    await says(m, 0);
    await says(m, 1);
    await m.pass(1);
    m.at.clock.advance(5 * DAY + HOUR);
    await m.pass(2);
    expect((await m.theApproval()).state).toBe('lapsed');
  });

  it('does not go on by a ring that was forged between the stages', async () => {
    const m = await twoStages();
    await m.open();
    await says(m, 0);
    expect(await m.at.conclude(m.ref)).toBe('wait');
    expect(openStage((await m.theApproval()).content)).toBe(0);
  });
});

describe('a seat that is filled anew', () => {
  const withSecond = (changes: object = {}) =>
    matter(
      { seats: [CRO], ...changes },
      { before: (at: House) => holding(at, MARIT, 'chief-risk-officer') },
    );

  it('goes to the colleague whom its holder names', async () => {
    const m = await withSecond();
    await m.open();
    const told = await says(m, 0, {
      choice: 'pass-on',
      comment: 'Away until Monday',
      passTo: MARIT,
    });
    expect(told).toMatchObject({ is: 'recorded' });
    await m.pass(1);
    expect(await sitting(m)).toEqual([`seated ${INGRID}, delegated ${MARIT}`]);
    const { rounds } = (await m.theApproval()).content.stages[0]?.seats[0] ?? { rounds: [] };
    expect(rounds[1]).toMatchObject({ by: INGRID, reason: 'Away until Monday' });
    await says(m, 0);
    expect((await settled(m)).approval).toBe('effective');
  });

  it('goes to the next holder of the role on a conflict of interest', async () => {
    const m = await withSecond();
    await m.open();
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(1);
    expect(await sitting(m)).toEqual([`seated ${INGRID}, conflict ${MARIT}`]);
  });

  it('ends the approval void where a conflict leaves nobody who could decide', async () => {
    const m = await matter();
    await m.open();
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(2);
    const { state, content } = await m.theApproval();
    expect(state).toBe('void');
    expect(content.outcome?.reason).toContain('s1 conflict: nobody else can be asked');
  });

  it('goes to somebody else where its holder has left', async () => {
    const m = await withSecond();
    await m.open();
    await becomes(m.at, INGRID, 'left');
    await m.at.machines.ring(m.tokens.get(m.firstExecution) ?? '');
    await m.pass(1);
    expect(await sitting(m)).toEqual([`seated ${INGRID}, left ${MARIT}`]);
    const old = await m.at.store.need(`task/${m.ref.slice('approval/'.length)}-1-s1-1`);
    expect(old.version.content).toMatchObject({ closed: { why: 'left' } });
  });

  it('goes to somebody else where no mail reaches its holder', async () => {
    const m = await withSecond();
    await m.open();
    const { head } = await m.theTask();
    await m.at.store.setPending(head, [{ at: m.at.clock.now(), for: 'unreachable' }]);
    await m.pass(2);
    expect(await sitting(m)).toEqual([`seated ${INGRID}, unreachable ${MARIT}`]);
  });

  it('stays where nobody else can be asked, and is not looked at for ever', async () => {
    const m = await matter();
    await m.open();
    const { head } = await m.theTask();
    await m.at.store.setPending(head, [{ at: m.at.clock.now(), for: 'unreachable' }]);
    await m.pass(2);
    expect(await sitting(m)).toEqual([`seated ${INGRID}`]);
    expect((await m.theTask()).head.pending).toEqual([]);
    expect(await says(m, 0)).toMatchObject({ is: 'recorded' });
  });

  it('goes to whom the policy escalates to, once, before the deadline', async () => {
    const escalation = { before: { amount: 1, unit: 'days' }, to: 'role/board-member' };
    const m = await matter(
      { seats: [CRO], escalation, reminders: [] },
      {
        before: async (at: House) => {
          await board(at);
          await holding(at, MARIT, 'board-member');
        },
      },
    );
    await m.open();
    m.at.clock.advance(4 * DAY - HOUR);
    await m.pass(2);
    expect(await sitting(m)).toEqual([`seated ${INGRID}`]);
    m.at.clock.advance(HOUR);
    await m.pass(2);
    expect(await sitting(m)).toEqual([`seated ${INGRID}, escalated ${MARIT}`]);
    const { content } = await m.theApproval();
    expect(content.stages[0]?.escalation?.done).toBeDefined();
    expect(content.stages[0]?.deadline).toBe(later(content.stages[0]?.opened ?? '', 5 * DAY));
    await says(m, 0);
    expect((await settled(m)).approval).toBe('effective');
  });

  it('relieves nobody who has answered', async () => {
    const escalation = { before: { amount: 1, unit: 'days' }, to: 'role/board-member' };
    const m = await matter(
      { seats: [CRO, DPO], quorum: 2, escalation, reminders: [] },
      {
        before: async (at: House) => {
          await board(at);
          await holding(at, MARIT, 'board-member');
        },
      },
    );
    await m.open();
    await says(m, 0);
    m.at.clock.advance(4 * DAY + HOUR);
    await m.pass(3);
    expect(await sitting(m)).toEqual([`seated ${INGRID}`, `seated ${LARS}, escalated ${MARIT}`]);
  });

  it('is filled in one version that says what was done', async () => {
    const m = await withSecond();
    await m.open();
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(3);
    expect(await actionsOf(m.at, m.ref)).toEqual(['create', 'answer', 'seat']);
    const { reason } = (await m.at.store.need(m.ref)).version;
    expect(reason).toBe(`s1 conflict: ${MARIT}`);
  });
});

describe('whoever is away', () => {
  it('has their delegate asked, which stands in the approval', async () => {
    const m = await matter({}, { before: (at: House) => goesTo(at, INGRID, LARS) });
    await m.open();
    expect(await sitting(m)).toEqual([`seated ${INGRID}, absent ${LARS}`]);
    await says(m, 0);
    const end = await settled(m);
    expect(end.approval).toBe('effective');
    // Nobody was asked who is away.
    expect(end.tasks.filter((task) => task !== 'never asked')).toHaveLength(1);
  });

  it('is asked all the same for what the delegation does not name, and after its end', async () => {
    const over = (at: House) => ({ until: later(at.clock.now(), SECOND) });
    for (const changes of [() => ({ types: ['ai-system'] }), over]) {
      const m = await matter(
        {},
        {
          before: async (at: House) => {
            await goesTo(at, INGRID, LARS, changes(at));
            at.clock.advance(SECOND);
          },
        },
      );
      await m.open();
      expect(await sitting(m)).toEqual([`seated ${INGRID}`]);
    }
  });

  it('is asked where the delegations lead in a circle, and where everybody is away', async () => {
    const m = await matter(
      {},
      {
        before: async (at: House) => {
          await holding(at, MARIT);
          await goesTo(at, INGRID, LARS);
          await goesTo(at, LARS, MARIT);
          await goesTo(at, MARIT, INGRID);
        },
      },
    );
    await m.open();
    expect(await sitting(m)).toEqual([`seated ${INGRID}`]);
  });

  it('has the delegate of their delegate asked', async () => {
    const m = await matter(
      {},
      {
        before: async (at: House) => {
          await holding(at, MARIT);
          await goesTo(at, INGRID, LARS);
          await goesTo(at, LARS, MARIT);
        },
      },
    );
    await m.open();
    expect(await sitting(m)).toEqual([`seated ${INGRID}, absent ${MARIT}`]);
    const { rounds } = (await m.theApproval()).content.stages[0]?.seats[0] ?? { rounds: [] };
    expect(rounds[1]?.by).toBe(LARS);
  });

  it('is asked themself where the delegate is whoever requests', async () => {
    const m = await matter({}, { before: (at: House) => goesTo(at, INGRID, ASTRID) });
    await m.open();
    expect(await sitting(m)).toEqual([`seated ${INGRID}`]);
  });

  it('and requests, has a delegate who counts as the requester', async () => {
    await expect(matter({}, { before: (at: House) => goesTo(at, ASTRID, INGRID) })).rejects.toThrow(
      `${INGRID} is delegate-of-excluded`,
    );
  });

  it('made a delegate of the requester meanwhile, finds their yes refused in the end', async () => {
    const m = await matter();
    await m.open();
    await says(m, 0);
    await goesTo(m.at, ASTRID, INGRID);
    expect((await settled(m)).approval).toBe('rejected');
  });
});

describe('an exception of the policy', () => {
  const until = '2027-06-30T00:00:00.000Z';

  it('lets the requester decide, and stands in the approval', async () => {
    const at = await matter(
      { seats: [{ role: 'role/head-of-ai', count: 1 }] },
      {
        exceptions: ['requester', 'owner'].map((duty) => ({ duty, reason: 'We are two', until })),
      },
    );
    const { content } = await at.theApproval();
    expect(content.exceptions.map(({ duty }) => duty)).toEqual(['requester', 'owner']);
    expect(content.excluded.map(({ duty }) => duty)).toEqual([]);
  });

  it('is over at its end: the same request is refused then', async () => {
    // The clock of a house starts at this very moment.
    const over = house().clock.now();
    const exceptions = ['requester', 'owner'].map((duty) => ({ duty, reason: 'x', until: over }));
    await expect(
      matter({ seats: [{ role: 'role/head-of-ai', count: 1 }] }, { exceptions }),
    ).rejects.toThrow('is requester');
  });
});

it('shows each person to whom they may pass the question on, and nobody who may not decide', async () => {
  const m = await matter(
    { seats: [CRO] },
    {
      before: async (at: House) => {
        await holding(at, MARIT, 'chief-risk-officer');
        await holding(at, JONAS, 'chief-risk-officer');
        await becomes(at, JONAS, 'left');
      },
    },
  );
  await m.open();
  const { head } = await m.theTask();
  const item = m.at.table.all().find(({ pk, sk }) => pk.includes(head.version.id) && sk === 'F');
  expect(item).toMatchObject({ colleagues: [MARIT] });
});
