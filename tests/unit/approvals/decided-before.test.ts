import { describe, expect, it } from 'vitest';
import { edit } from '#core/changes/change.ts';
import type { House } from '#tests/support/house.ts';
import { aPolicy, INGRID, SETUP } from '#tests/support/people.ts';
import { holding, MARIT } from './cast.ts';
import { type Matter, matter, POLICY } from './matter.ts';
import { settled } from './settled.ts';

/** The item under the newest task: what its page shows. */
const shownTo = ({ at }: Matter, task: string) =>
  at.table.all().find(({ pk, sk }) => pk === `R#${task.replace('/', '#')}` && sk === 'F');

/** The policy asks once more, with a duty more. */
async function askedAgain(m: Matter) {
  const head = await m.at.store.need(POLICY);
  const duties = ['No AI system goes live without its recorded approval', 'Report within a day'];
  const body = { content: aPolicy({ duties }), links: [] };
  const edited = await edit(m.at, head, body, SETUP);
  const approval = await m.at.request(edited, 'request-approval');
  await m.at.arrive(approval.ref);
  const seat = (await m.at.store.need(approval.ref)).version.content as {
    stages: { seats: { rounds: { task: string }[] }[] }[];
  };
  const task = seat.stages[0]?.seats[0]?.rounds[0]?.task ?? '';
  return { task, head: await m.at.store.need(task) };
}

describe('whoever decided on an earlier version', () => {
  it('is shown what they decided, and what changed since', async () => {
    const m = await matter();
    await m.open();
    const before = (await m.theTask()).content.subject;
    await m.answer();
    await settled(m);
    const { task, head } = await askedAgain(m);
    expect(head.version.content).toMatchObject({ person: INGRID, decidedBefore: before });
    const since = JSON.parse(String(shownTo(m, task)?.since));
    expect(since).toMatchObject({
      choice: 'approve',
      subject: before,
      changes: [{ say: 'added', member: 'duties', line: 'Report within a day' }],
    });
  });

  it('is shown so after a refusal as well', async () => {
    const m = await matter();
    await m.open();
    await m.refuse();
    await settled(m);
    const { task } = await askedAgain(m);
    expect(JSON.parse(String(shownTo(m, task)?.since)).choice).toBe('reject');
  });

  it('is shown nothing where it was somebody else who decided', async () => {
    const m = await matter({}, { before: (at: House) => holding(at, MARIT, 'chief-risk-officer') });
    await m.open();
    await m.answer(0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(1);
    await m.answer(0, { signature: 'Marit Holm' });
    await settled(m);
    const { task, head } = await askedAgain(m);
    expect(head.version.content).toMatchObject({ person: INGRID });
    expect(shownTo(m, task)?.since).toBeUndefined();
    expect(head.version.content).not.toHaveProperty('decidedBefore');
  });
});
