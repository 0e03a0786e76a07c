import { beforeEach, describe, expect, it } from 'vitest';
import { parseShown } from '#core/approvals/task-item.ts';
import { factsKey } from '#core/store/keys.ts';
import type { WorkForm } from '#core/work/form-shape.ts';
import { parseWork } from '#core/work/frozen-work.ts';
import { LARS } from '#tests/support/people.ts';
import { BERIT, lead, type Piece, piece, TOVE } from './piece.ts';

let p: Piece;
beforeEach(async () => {
  p = await piece();
  await p.open();
});

const ON: Partial<WorkForm> = {
  choice: 'pass-on',
  passTo: TOVE,
  comment: 'I am on leave',
  posted: {},
};

describe('work that is passed on', () => {
  it('is put to the colleague by the same deadline, in the same transaction, with the reason', async () => {
    const { head: before, content: was } = await p.theTask();
    expect(await p.answer(ON)).toMatchObject({ is: 'recorded', again: false });
    const { head, content } = await p.theTask();
    expect(content).toMatchObject({ person: TOVE, round: 2, deadline: was.deadline });
    expect(content.facts).toBe(was.facts);
    expect(head.version).toMatchObject({ actor: BERIT, via: 'link', reason: 'I am on leave' });
    const passed = await p.taskOf(before.ref);
    expect(passed.decision).toMatchObject({ choice: 'pass-on', passedTo: TOVE });
    expect(passed.decision).not.toHaveProperty('answers');
    expect((await p.theIncident()).version.version).toBe(1);
  });

  it('says to the colleague who passed it on, and why', async () => {
    await p.answer(ON);
    const { head } = await p.theTask();
    const item = await p.at.table.get(factsKey(head.ref));
    const shown = parseShown(item ?? { pk: '', sk: '' });
    expect(parseWork(shown.work ?? '').before).toEqual({
      person: BERIT,
      why: 'passed-on',
      reason: 'I am on leave',
    });
    expect(shown.colleagues).toEqual([]);
    expect(shown.people).toContain(BERIT);
  });

  it('mails the receipt, and asks the colleague', async () => {
    await p.answer(ON);
    await p.at.deliverMail();
    const mails = p.at.sentWork.slice(1).map(({ delivery }) => [delivery.kind, delivery.to]);
    expect(mails.toSorted()).toEqual([
      ['receipt', BERIT],
      ['request', TOVE],
    ]);
  });

  it('can be answered by the colleague alone from then on', async () => {
    const first = await p.formOf();
    await p.answer(ON);
    await p.at.deliverMail();
    expect(await p.send(first)).toMatchObject({ is: 'different' });
    expect(await p.answer()).toMatchObject({ is: 'recorded' });
  });

  it.each<[string, Partial<WorkForm>, object]>([
    ['to nobody', { passTo: '' }, { field: 'passTo', problem: 'missing' }],
    ['without a reason', { comment: ' ' }, { field: 'comment', problem: 'missing' }],
    ['to somebody who is not offered', { passTo: LARS }, { field: 'passTo', problem: 'unknown' }],
    ['to themselves', { passTo: BERIT }, { field: 'passTo', problem: 'seated' }],
    [
      'with a name for a reason',
      { comment: 'Berit Solberg' },
      { field: 'comment', problem: 'only-name' },
    ],
    ['with a credential', { comment: 'AKIA7' }, { field: 'comment', problem: 'credential' }],
    ['unsigned', { signature: '' }, { field: 'signature', problem: 'missing' }],
  ])('%s is not taken', async (_, changes, problem) => {
    const answered = await p.answer({ ...ON, ...changes });
    expect(answered).toMatchObject({ is: 'problems', problems: { common: [problem] } });
    expect(await p.rounds()).toHaveLength(1);
  });

  it('to somebody who has left is not taken', async () => {
    await lead(p.at, TOVE, 'left');
    expect(await p.answer(ON)).toMatchObject({
      problems: { common: [{ field: 'passTo', problem: 'unknown' }] },
    });
  });

  it('does not come back to whoever passed it on', async () => {
    await p.answer(ON);
    await p.at.deliverMail();
    expect(await p.answer({ ...ON, passTo: BERIT })).toMatchObject({
      problems: { common: [{ field: 'passTo', problem: 'seated' }] },
    });
  });

  it('the same twice is one round', async () => {
    const form = await p.formOf(ON);
    await Promise.all([p.send(form), p.send(form)]);
    await p.send(form);
    expect(await p.rounds()).toHaveLength(2);
  });
});
