import { beforeEach, describe, expect, it } from 'vitest';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { legalHold } from '#core/records/legal-hold.ts';
import { pendingOf } from '#core/recovery/pending-of.ts';
import { DAY, later } from '#core/time.ts';
import { UNANSWERED } from '#core/work/draft-round.ts';
import type { House } from '#tests/support/house.ts';
import { given } from '#tests/support/people.ts';
import { clockOf, clockWorld, decide, MODEL, NOW } from '#tests/unit/incidents/clock-world.ts';
import { piece } from '#tests/unit/work/piece.ts';

let at: House;
beforeEach(async () => {
  at = await clockWorld();
});

const duesOf = (pending: readonly { for: string }[]) => pending.map(({ for: what }) => what);

describe('what is due on a record that is put back', () => {
  it('of a running duty to report is what was due on it, less the warnings that are past', async () => {
    await decide(at, ['gdpr-art33-authority']);
    const { head } = await clockOf(at, 'gdpr-art33-authority');
    expect(pendingOf(head, [], NOW)).toEqual(head.pending);
    expect(duesOf(pendingOf(head, [], later(NOW, 2 * DAY)))).toEqual([
      'warning-2',
      'warning-3',
      'breach',
    ]);
    expect(duesOf(pendingOf(head, [], later(NOW, 9 * DAY)))).toEqual(['breach']);
  });

  it('of a duty to report that runs no more is nothing but its mails', async () => {
    await decide(at, ['gdpr-art33-authority']);
    await decide(at, []);
    const { head } = await clockOf(at, 'gdpr-art33-authority');
    const mail = { at: NOW, for: 'mail' };
    expect(pendingOf(head, [mail, { at: NOW, for: 'breach' }], NOW)).toEqual([mail]);
  });

  it.each([
    ['open', ['work', 'overdue']],
    ['overdue', ['work']],
    ['done', ['effect']],
    ['effective', []],
    ['ineffective', ['replan']],
  ])('of an action that is %s is %j', async (state, dues) => {
    const content = correctiveAction.example.content as object;
    const by = { type: 'task', id: 't', version: 2, digest: 'd'.repeat(64) };
    const isDone = state !== 'open' && state !== 'overdue';
    const done = { by, at: NOW, how: 'Refitted' };
    const head = await given(at.store, {
      type: correctiveAction.name,
      id: 'a',
      state,
      content: { ...content, ...(isDone ? { done } : {}) },
    });
    expect(duesOf(pendingOf(head, [], NOW))).toEqual(dues);
  });

  it('of a legal hold is that its objects are seen to at once', async () => {
    const { example } = legalHold;
    const hold = { type: legalHold.name, id: 'h', state: 'in-force', content: example.content };
    const head = await given(at.store, hold);
    expect(pendingOf(head, [], NOW)).toEqual([{ at: NOW, for: 'hold' }]);
  });

  it('of a model is that its locks are prolonged, and that its risks are assessed', async () => {
    expect(duesOf(pendingOf(await at.store.need(MODEL), [], NOW))).toEqual(['prolong', 'reassess']);
  });
});

describe('what is due on work that is put back', () => {
  it('of an open task is its mail, its reminders and its deadline', async () => {
    const p = await piece();
    await p.open();
    const { head } = await p.theTask();
    const now = p.at.clock.now();
    expect(duesOf(pendingOf(head, [], now))).toEqual(['mail', UNANSWERED, 'reminder-1']);
    const others = pendingOf(head, [], now).filter((each) => each.for !== 'mail');
    expect(others.toSorted(byTime)).toEqual(head.pending.toSorted(byTime));
  });

  it('of one that was found overdue is its mail alone', async () => {
    const p = await piece({ escalateTo: undefined });
    await p.open();
    await p.pass(4 * 60);
    const { head } = await p.theTask();
    expect(duesOf(pendingOf(head, [], p.at.clock.now()))).toEqual(['mail']);
  });

  it('of an open incident is that its machine is looked after, and its signals counted', async () => {
    const p = await piece();
    const head = await p.theIncident();
    const dues = duesOf(pendingOf(head, [], p.at.clock.now()));
    expect(dues).toEqual(expect.arrayContaining(['execution-1', 'window']));
    await p.open();
    await p.answer({ posted: { 'w-verdict': 'false-alarm', 'w-reason': 'Nothing there' } });
    const over = await p.theIncident();
    expect(duesOf(pendingOf(over, [], p.at.clock.now()))).not.toContain('window');
  });
});

const byTime = (a: { at: string }, b: { at: string }) => (a.at < b.at ? -1 : 1);
