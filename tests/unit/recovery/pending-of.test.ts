import { beforeEach, describe, expect, it } from 'vitest';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { legalHold } from '#core/records/legal-hold.ts';
import { pendingOf } from '#core/recovery/pending-of.ts';
import { DAY, later } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { given } from '#tests/support/people.ts';
import { clockOf, clockWorld, decide, MODEL, NOW } from '#tests/unit/incidents/clock-world.ts';

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

  it('of a model is that its locks are prolonged', async () => {
    expect(duesOf(pendingOf(await at.store.need(MODEL), [], NOW))).toEqual(['prolong']);
  });
});
