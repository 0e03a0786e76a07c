import { beforeEach, describe, expect, it } from 'vitest';
import { relieveSoon } from '#core/changes/relieve-soon.ts';
import { noteUnreachable } from '#core/mail/unreachable.ts';
import { HOUR, later } from '#core/time.ts';
import { INGRID } from '#tests/support/people.ts';
import { BERIT, lead, type Piece, piece, TOVE } from './piece.ts';

let p: Piece;
beforeEach(async () => {
  p = await piece();
  await p.open();
});

const mailed = () => p.at.sentWork.map(({ delivery }) => `${delivery.kind} ${delivery.n}`);
const asked = async () => (await p.rounds()).map(({ task }) => task.person);

describe('time that passes', () => {
  it('reminds, once, and not of what is answered', async () => {
    await p.pass(3 * 60);
    await p.pass(1);
    expect(mailed()).toEqual(['request 1', 'reminder 1']);
    const other = await piece();
    await other.open();
    await other.answer();
    await other.pass(3 * 60);
    expect(other.at.sentWork.map(({ delivery }) => delivery.kind)).not.toContain('reminder');
  });

  it('beyond the deadline has whoever stands above asked, with time of their own', async () => {
    const { head } = await p.theTask();
    await p.pass(4 * 60);
    const { content } = await p.theTask();
    expect(content).toMatchObject({
      person: INGRID,
      capacity: 'role/chief-risk-officer',
      round: 2,
      deadline: later(p.at.clock.now(), 4 * HOUR),
    });
    expect((await p.taskOf(head.ref)).closed?.why).toBe('escalated');
    expect(mailed()).toEqual(['request 1', 'closed 1', 'request 1']);
  });

  it('beyond theirs is put on record as overdue, once, and the work stays to be done', async () => {
    await p.pass(4 * 60);
    await p.pass(4 * 60);
    await p.pass(60);
    const { head } = await p.theTask();
    expect(head.version).toMatchObject({ state: 'open', action: 'miss', version: 2 });
    expect(await asked()).toEqual([BERIT, INGRID]);
    const overdue = mailed().filter((each) => each === 'reminder 2');
    expect(overdue).toHaveLength(1);
    expect(await p.answer()).toMatchObject({ is: 'recorded' });
  });

  it('is on record at once where the plan names nobody above', async () => {
    p = await piece({ escalateTo: undefined });
    await p.open();
    await p.pass(4 * 60);
    expect((await p.theTask()).head.version).toMatchObject({ action: 'miss', state: 'open' });
    expect(await asked()).toEqual([BERIT]);
  });

  it('changes nothing of what is answered', async () => {
    await p.answer();
    await p.pass(9 * 60);
    const { head } = await p.theTask();
    expect(head.version).toMatchObject({ state: 'decided', version: 2 });
    expect(head.pending).toEqual([]);
  });

  it('does the same where two sweeps come at once', async () => {
    p.at.clock.advance(4 * HOUR);
    await Promise.all([p.at.sweep(), p.at.sweep()]);
    expect(await asked()).toEqual([BERIT, INGRID]);
  });
});

describe('whoever cannot answer', () => {
  it('because their mail is lost is relieved by the next sweep, by the same deadline', async () => {
    const { head, content } = await p.theTask();
    await noteUnreachable(p.at.store, head.ref, BERIT, p.at.clock.now());
    await p.pass(1);
    expect((await p.theTask()).content).toMatchObject({
      person: TOVE,
      deadline: content.deadline,
    });
    expect((await p.taskOf(head.ref)).closed?.why).toBe('unreachable');
  });

  it('because they left is relieved as soon as that is known', async () => {
    await lead(p.at, BERIT, 'left');
    await relieveSoon(p.at, BERIT);
    await p.pass(1);
    expect(await asked()).toEqual([BERIT, TOVE]);
  });

  it('is looked for again where nobody else can be asked, until somebody can', async () => {
    p = await piece({ escalateTo: undefined });
    await lead(p.at, TOVE, 'left');
    await p.open();
    await lead(p.at, BERIT, 'left');
    await relieveSoon(p.at, BERIT);
    await p.pass(1);
    expect(await asked()).toEqual([BERIT]);
    await lead(p.at, TOVE);
    await p.pass(6 * 60);
    expect(await asked()).toEqual([BERIT, TOVE]);
  });

  it('is not looked for where the work was done meanwhile', async () => {
    const { head } = await p.theTask();
    await noteUnreachable(p.at.store, head.ref, BERIT, p.at.clock.now());
    await p.answer();
    await p.pass(1);
    expect(await asked()).toEqual([BERIT]);
    expect((await p.at.store.need(head.ref)).pending).toEqual([]);
  });
});
