import { beforeEach, describe, expect, it } from 'vitest';
import { closeTask } from '#core/approvals/close-tasks.ts';
import { DAY } from '#core/time.ts';
import type { WorkForm } from '#core/work/form-shape.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { BERIT, lead, type Piece, piece } from './piece.ts';

let p: Piece;
beforeEach(async () => {
  p = await piece();
  await p.open();
});

/** Nothing was recorded: neither of the task nor of what it is of. */
async function expectNothing(): Promise<void> {
  expect((await p.theTask()).content.decision).toBeUndefined();
  expect((await p.theIncident()).version.version).toBe(1);
}

const REAL = { 'w-verdict': 'real', 'w-harm-rights': 'yes', 'w-reason': 'The alarm is right' };

describe('an answer', () => {
  it.each<[string, Partial<WorkForm>, object]>([
    ['without a signature', { signature: '' }, { field: 'signature', problem: 'missing' }],
    [
      'signed by another name',
      { signature: 'Tove Lie' },
      { field: 'signature', problem: 'not-your-name' },
    ],
    ['on other facts', { facts: 'a'.repeat(64) }, { field: 'facts', problem: 'moved' }],
    ['by no button', { choice: '' }, { field: 'choice', problem: 'missing' }],
    [
      'by a button that is not there',
      { choice: 'approve' },
      { field: 'choice', problem: 'unknown' },
    ],
    ['with a colleague chosen', { passTo: ASTRID }, { field: 'passTo', problem: 'unwanted' }],
    [
      'with a remark that is the name alone',
      { comment: 'berit solberg' },
      { field: 'comment', problem: 'only-name' },
    ],
  ])('%s is not taken', async (_, changes, problem) => {
    const answered = await p.answer(changes);
    expect(answered).toMatchObject({ is: 'problems', problems: { common: [problem], fields: [] } });
    await expectNothing();
  });

  it('says all of its mistakes at once', async () => {
    const answered = await p.answer({ signature: '', posted: { 'w-verdict': 'real' } });
    expect(answered).toMatchObject({
      problems: {
        common: [{ field: 'signature' }],
        fields: [
          { field: 'harm', problem: 'missing' },
          { field: 'reason', problem: 'missing' },
        ],
      },
    });
    await expectNothing();
  });

  it('that fills everything with the same is a machine’s', async () => {
    const posted = { ...REAL, 'w-reason': 'Berit  SOLBERG' };
    expect(await p.answer({ posted })).toMatchObject({
      problems: { fields: [{ field: 'reason', problem: 'only-name' }] },
    });
  });

  it('that a rule refuses is told with the rule and its field, and nothing is recorded', async () => {
    const posted = { ...REAL, 'w-reason': 'Human error' };
    expect(await p.answer({ posted })).toMatchObject({
      problems: { refused: { say: 'human-error-alone', field: 'reason', text: 'Not alone' } },
    });
    await expectNothing();
  });

  it.each([
    ['in a text', { ...REAL, 'w-reason': 'AKIA7' }, { field: 'reason', problem: 'credential' }],
    [
      'in a row, which is named as the page counts it',
      {
        ...REAL,
        'w-actions-2-text': 'AKIA7',
        'w-actions-2-owner': ASTRID,
        'w-actions-2-due': '2026-12-01',
      },
      { field: 'actions', row: 2, sub: 'text', problem: 'credential' },
    ],
  ])('with a credential %s is not taken, and says where', async (_, posted, problem) => {
    expect(await p.answer({ posted })).toMatchObject({ problems: { fields: [problem] } });
    await expectNothing();
  });

  it('with a credential in the remark says so', async () => {
    expect(await p.answer({ comment: 'AKIA7' })).toMatchObject({
      problems: { common: [{ field: 'comment', problem: 'credential' }], fields: [] },
    });
  });

  it('keeps a remark beside the form', async () => {
    await p.answer({ comment: 'See the minutes' });
    const { head, content } = await p.theTask();
    expect(content.decision?.comment).toBe('See the minutes');
    expect(head.version.reason).toBe('See the minutes');
  });

  it('by a code that was never given opens nothing', async () => {
    for (const code of ['', 'K7QD', '0000-0000-0000-0000-0000']) {
      expect(await p.answer({ code })).toEqual({ is: 'unknown' });
    }
  });

  it('is taken after the deadline too: what is late is still to be done', async () => {
    p.at.clock.advance(DAY);
    expect(await p.answer()).toMatchObject({ is: 'recorded' });
  });

  it('needs more than a link where the plan says so', async () => {
    p = await piece({ identity: 'signed-in' });
    await p.open();
    expect(await p.answer()).toMatchObject({ is: 'sign-in' });
    await expectNothing();
  });

  it('of whoever has left is not taken, and somebody else is asked by the next sweep', async () => {
    const form = await p.formOf();
    await lead(p.at, BERIT, 'left');
    expect(await p.send(form)).toMatchObject({ is: 'left' });
    await p.pass(1);
    expect((await p.theTask()).content).toMatchObject({ round: 2 });
  });

  it('to what was closed meanwhile is not taken', async () => {
    const { head } = await p.theTask();
    await closeTask(p.at, head.ref, 'no-longer-needed', 'service/assent-step');
    expect(await p.answer({ code: p.codeOf(head.ref) })).toMatchObject({ is: 'closed' });
  });

  it('is told what to do where its record has gone on by itself', async () => {
    const { version } = await p.theIncident();
    const { id, content } = version;
    await given(p.at.store, { type: 'incident', id, state: 'dismissed', content });
    expect(await p.answer()).toMatchObject({ problems: { refused: { say: 'over' } } });
  });

  it('of a kind that this software knows no more is a fault, and is not lost', async () => {
    const { answerWork } = await import('#core/work/answer-work.ts');
    const form = await p.formOf();
    await expect(answerWork(p.at, form, () => undefined)).rejects.toThrow('look-into');
    await expectNothing();
  });
});

describe('a second answer', () => {
  it('that says the same has the same receipt', async () => {
    const form = await p.formOf();
    await p.send(form);
    p.at.clock.advance(DAY);
    expect(await p.send(form)).toMatchObject({ is: 'recorded', again: true });
    expect((await p.theIncident()).version.version).toBe(2);
  });

  it('that is a day that has passed since, is still the same', async () => {
    const row = {
      'w-actions-1-text': 'Refit',
      'w-actions-1-owner': ASTRID,
      'w-actions-1-due': '2026-11-25',
    };
    const form = await p.formOf({ posted: { ...REAL, ...row } });
    await p.send(form);
    p.at.clock.advance(9 * DAY);
    expect(await p.send(form)).toMatchObject({ is: 'recorded', again: true });
  });

  it.each<[string, Partial<WorkForm>]>([
    ['says something else', { posted: { ...REAL, 'w-reason': 'Something else' } }],
    [
      'chooses otherwise',
      { posted: { 'w-verdict': 'false-alarm', 'w-reason': 'The alarm is right' } },
    ],
    ['passes it on', { choice: 'pass-on', comment: 'Not mine' }],
    ['is signed by somebody else', { signature: 'Astrid Nygård' }],
    ['has a mistake', { posted: {} }],
  ])('that %s is a conflict, and changes nothing', async (_, changes) => {
    const form = await p.formOf();
    await p.send(form);
    expect(await p.send({ ...form, ...changes })).toMatchObject({ is: 'different' });
    expect((await p.theIncident()).version.version).toBe(2);
  });

  it('at the very same moment is one of both', async () => {
    const form = await p.formOf();
    const both = await Promise.all([p.send(form), p.send(form)]);
    expect(both.map(({ is }) => is)).toEqual(['recorded', 'recorded']);
    expect((await p.theIncident()).version.version).toBe(2);
  });

  it('at the same moment that differs is told so', async () => {
    const form = await p.formOf();
    const other = { ...form, posted: { 'w-verdict': 'false-alarm', 'w-reason': 'Nothing there' } };
    const both = await Promise.all([p.send(form), p.send(other)]);
    expect(both.map(({ is }) => is).toSorted()).toEqual(['different', 'recorded']);
    expect((await p.theIncident()).version.version).toBe(2);
  });
});

describe('an answer to work and one to an approval', () => {
  it('never take each other’s codes', async () => {
    const form = await p.formOf();
    expect(await p.at.answer(p.at.form(form.code, form.facts))).toEqual({ is: 'unknown' });
    const { matter } = await import('../approvals/matter.ts');
    const m = await matter();
    await m.open();
    const { answerWork } = await import('#core/work/answer-work.ts');
    const code = await m.codeOf();
    expect(await answerWork(m.at, { ...form, code }, () => undefined)).toEqual({ is: 'unknown' });
  });
});
