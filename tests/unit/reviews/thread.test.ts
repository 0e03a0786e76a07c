import { beforeEach, describe, expect, it } from 'vitest';
import { edit, take } from '#core/changes/change.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { ASTRID, INGRID, LARS, SCORING } from '#tests/support/people.ts';
import { aCadence, aPlan, BY, CONFIRM, type Play, play, SYSTEM } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const state = async () => (await p.newest()).version.state;

describe('a review, from the day it is due to the next', () => {
  it('is started on its day and not before, once', async () => {
    expect(await p.dueOf(SYSTEM)).toBe('2027-02-23T23:00:00.000Z');
    await p.pass(91);
    expect(await p.reviews()).toHaveLength(0);
    await p.pass(1);
    await p.pass();
    const reviews = await p.reviews();
    expect(reviews.map(({ ref }) => ref)).toEqual(['review/ai-system-credit-scoring-20270224']);
    expect(await p.openTasks('review-record')).toHaveLength(1);
  });

  it('is looked at by the owner, signed by somebody else, and counted from then', async () => {
    await p.pass(92);
    expect(contentOf(taskType, await p.taskOf('review-record')).person).toBe(ASTRID);
    expect(await p.answer('review-record', CONFIRM)).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('found');
    const sign = contentOf(taskType, await p.taskOf('sign-review'));
    expect([sign.person, sign.capacity]).toEqual([INGRID, 'role/chief-risk-officer']);
    await p.pass(4);
    expect(await p.answer('sign-review', { verdict: 'agree' })).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('done');
    expect(p.machines.ended.size).toBe(1);
    expect(await p.dueOf(SYSTEM)).toBe('2027-05-27T22:00:00.000Z');
    const head = await p.newest();
    expect(p.contentOf(head)).toMatchObject({
      found: { what: 'confirmed', person: ASTRID },
      signed: { agrees: true, person: INGRID },
    });
    await p.pass();
    expect((await p.newest()).pending).toEqual([]);
  });

  it('goes back to whoever looked, with the reason, and is looked at once more', async () => {
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    const reason = 'Nobody looked at complaints';
    await p.answer('sign-review', { verdict: 'send-back', reason });
    expect(await state()).toBe('sent-back');
    const again = await p.taskOf('review-record');
    const facts = await p.factsOf(again);
    expect(facts.find(({ key }) => key === 'sent-back')?.value).toContain(reason);
    await p.answer('review-record', { ...CONFIRM, reason: 'Looked at complaints as well' });
    await p.answer('sign-review', { verdict: 'agree' });
    expect(await state()).toBe('done');
    expect((await p.at.store.history((await p.newest()).ref, 100)).versions).toHaveLength(5);
  });

  it('cannot be sent back without saying why', async () => {
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    expect(await p.answer('sign-review', { verdict: 'send-back' })).toMatchObject({
      is: 'problems',
    });
    expect(await state()).toBe('found');
  });

  it('is never signed by whoever looked', async () => {
    p = await play(aPlan({ cadences: [aCadence({ approver: ASTRID })] }));
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    expect(await p.openTasks('sign-review')).toHaveLength(0);
    expect(p.at.nobodyToAsk.join()).toContain('sign');
    expect(await state()).toBe('found');
  });

  it('is done at once where the plan asks for no signature', async () => {
    const { approver: _, ...cadence } = aCadence();
    p = await play(aPlan({ cadences: [cadence] }));
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    expect(await state()).toBe('done');
    expect(p.contentOf(await p.newest()).signed).toBeUndefined();
  });

  it('is put to the role that the plan names where the owner has left', async () => {
    await take(p.at, await p.at.store.need(ASTRID), 'deactivate', BY).catch(async () => {
      await take(p.at, await p.at.store.need(ASTRID), 'retire', BY);
    });
    await p.pass(92);
    expect(await p.openTasks('review-record')).toHaveLength(0);
    expect(p.at.nobodyToAsk.join()).toContain('role/head-of-ai');
  });
});

describe('what comes in between', () => {
  it('is of no use any more once the record is retired, and its task is closed', async () => {
    await p.pass(92);
    await take(p.at, await p.at.store.need(SYSTEM), 'retire', BY);
    await p.pass(1);
    expect(await state()).toBe('moot');
    expect(await p.openTasks('review-record')).toHaveLength(0);
    expect(await p.dueOf(SYSTEM)).toBeUndefined();
    await p.pass(400);
    expect(await p.reviews()).toHaveLength(1);
  });

  it('is due no later for an edit', async () => {
    await p.pass(30);
    await edit(p.at, await p.at.store.need(SYSTEM), { content: SCORING, links: [] }, BY);
    expect(await p.dueOf(SYSTEM)).toBe('2027-02-23T23:00:00.000Z');
  });

  it('comes once where the sweep was away for years', async () => {
    await p.pass(1500);
    await p.pass();
    expect(await p.reviews()).toHaveLength(1);
    expect(p.contentOf(await p.newest()).due).toBe('2027-02-23T23:00:00.000Z');
  });

  it('gives way to the next where nobody ever answered', async () => {
    await p.pass(92);
    await p.pass(95);
    const states = (await p.reviews()).map(({ version }) => version.state);
    expect(states).toEqual(['moot', 'open']);
    expect(await p.openTasks('review-record')).toHaveLength(1);
  });

  it('is missed on record, with whoever is told, and can still be answered', async () => {
    await p.pass(92);
    await p.pass(11);
    expect(await state()).toBe('missed');
    expect(p.contentOf(await p.newest()).missed?.told).toEqual([ASTRID]);
    const reminded = p.at.sentWork.filter(({ delivery }) => delivery.kind === 'reminder');
    expect(reminded.map(({ to }) => to.ref)).toContain(ASTRID);
    expect(await p.answer('review-record', CONFIRM)).toMatchObject({ is: 'recorded' });
    expect(await p.answer('sign-review', { verdict: 'agree' })).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('done');
  });

  it('may be missed while it waits for its signature, and signed afterwards', async () => {
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    await p.pass(11);
    expect(await state()).toBe('missed');
    expect(await p.answer('sign-review', { verdict: 'agree' })).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('done');
  });

  it('goes to whoever stands above before it counts as missed', async () => {
    p = await play(aPlan({ cadences: [aCadence({ escalateTo: LARS })] }));
    await p.pass(92);
    await p.pass(11);
    expect(await state()).toBe('open');
    expect(contentOf(taskType, await p.taskOf('review-record')).person).toBe(LARS);
    await p.pass(11);
    expect(await state()).toBe('missed');
    expect(p.contentOf(await p.newest()).missed?.told).toEqual([LARS]);
  });
});

describe('what was forgotten', () => {
  const follow = {
    'follow-1-text': 'Train the two new case workers',
    'follow-1-owner': LARS,
    'follow-1-due': '2027-04-15',
  };

  it('is asked of whoever is to do it, and the next review shows whether it was done', async () => {
    await p.pass(92);
    await p.answer('review-record', { ...CONFIRM, ...follow });
    expect(await p.openTasks('follow-up')).toHaveLength(0);
    await p.answer('sign-review', { verdict: 'agree' });
    await p.pass();
    expect(contentOf(taskType, await p.taskOf('follow-up')).person).toBe(LARS);
    await p.pass(100);
    const facts = await p.factsOf(await p.taskOf('review-record'));
    expect(facts.find(({ key }) => key === 'not-followed')?.value).toMatchObject([
      { say: 'promised', text: 'Train the two new case workers', done: false },
    ]);
  });

  it('is shown no more once it was said to be done', async () => {
    await p.pass(92);
    await p.answer('review-record', { ...CONFIRM, ...follow });
    await p.answer('sign-review', { verdict: 'agree' });
    await p.pass();
    expect(await p.answer('follow-up', { how: 'Both were trained on 3 March' })).toMatchObject({
      is: 'recorded',
    });
    await p.pass(100);
    const facts = await p.factsOf(await p.taskOf('review-record'));
    expect(facts.some(({ key }) => key === 'not-followed')).toBe(false);
    expect(facts.some(({ key }) => key === 'last-found')).toBe(true);
  });
});
