import { beforeEach, describe, expect, it } from 'vitest';
import { closeIncident } from '#core/approvals/questions/close-incident.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident } from '#core/records/incident.ts';
import { task as taskType } from '#core/records/task.ts';
import { factsKey } from '#core/store/keys.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { DAY, HOUR } from '#core/time.ts';
import { LARS } from '#tests/support/people.ts';
import { gatherFacts } from '#workflows/approval/contract.ts';
import { leadTo, type Play, play, SAID } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
  await p.opened();
});

const GDPR = 'gdpr-art33-authority';
const AI_ACT = 'euaia-art73-general';
const DEATH = 'A borrower whose loan was refused took his life';

const state = async () => (await p.theIncident()).version.state;
const content = async () => p.contentOf(await p.theIncident());
const clockOf = async (duty: string) =>
  p.at.store.need(`regulatory-clock/${(await p.theIncident()).version.id}-${duty}`);
const reportable = (...duties: readonly string[]) => ({
  reportable: 'yes',
  ...Object.fromEntries(duties.map((duty) => [`duties-${duty}`, 'yes'])),
  aware: '2026-11-24 07:30',
  reason: 'It harmed people',
});
const DENIED = { applies: 'no', anewReason: 'No personal data were touched' };
const PROVED = { applies: 'yes', sent: '2026-11-24 09:00', proof: 'Case 4711' };

/** Harm that whoever explains it finds, after it was decided that nothing is to be reported. */
async function harmAtAnalysis(): Promise<void> {
  await leadTo(p, 'contained');
  await p.answer('decide-reportability', SAID.notReportable);
  p.at.clock.advance(HOUR);
  await p.answer('explain-incident', { ...SAID.explain, anew: 'asked', anewReason: DEATH });
}

describe('duties to report, where more harm is found', () => {
  beforeEach(harmAtAnalysis);

  it('are decided anew by whoever decides, who is told why', async () => {
    expect((await content()).decideAnew).toMatchObject({ reason: DEATH });
    const task = await p.openTask('decide-reportability');
    expect(contentOf(taskType, task)).toMatchObject({ person: LARS, seat: 'w2' });
    const item = await p.at.table.get(factsKey(task.ref));
    const facts = parseFacts(String(item?.facts)).facts;
    expect(facts.find(({ key }) => key === 'decide-anew')?.value).toBe(DEATH);
  });

  it('start then, from when we knew, and the first decision stays on record', async () => {
    await p.answer('decide-reportability', reportable(AI_ACT));
    expect((await clockOf(AI_ACT)).version.state).toBe('running');
    expect(await content()).toMatchObject({
      aware: '2026-11-24T06:30:00.000Z',
      reportability: { duties: [AI_ACT] },
    });
    expect((await content()).decideAnew).toBeUndefined();
    expect(await p.isAsked('prove-notification')).toBe(true);
    expect(await p.isAsked('decide-reportability')).toBe(false);
    const { versions } = await p.at.store.history((await p.theIncident()).ref, 50);
    const decided = versions.map((each) => contentOf(incident, each).reportability?.duties);
    expect(decided).toContainEqual([]);
  });

  it('are decided before closing is asked for, by its machine or by anybody', async () => {
    await p.answer('plan-correction', SAID.plan);
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', SAID.sumUp);
    expect(await state()).toBe('corrected');
    const head = await p.theIncident();
    const { missing } = await gatherFacts(closeIncident, head, p.at.read, p.at.clock.now());
    expect(missing).toMatchObject([{ key: 'reportability' }]);
    await p.answer('decide-reportability', SAID.notReportable);
    expect(await state()).toBe('in-closure');
  });
});

describe('a duty that was chosen by mistake', () => {
  beforeEach(async () => {
    await leadTo(p, 'correcting');
    p.at.clock.advance(3 * HOUR);
    await p.answer('decide-reportability', reportable(GDPR, AI_ACT));
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', SAID.sumUp);
    await p.answer('prove-notification', PROVED, (await clockOf(AI_ACT)).ref);
  });

  it('runs until it was decided anew, and is then stopped: the incident goes on', async () => {
    expect(await state()).toBe('corrected');
    await p.answer('prove-notification', DENIED);
    expect((await clockOf(GDPR)).version.state).toBe('running');
    expect(await state()).toBe('corrected');
    expect(await p.isAsked('prove-notification')).toBe(false);
    await p.answer('decide-reportability', { ...reportable(AI_ACT), aware: '' });
    expect((await clockOf(GDPR)).version.state).toBe('stopped');
    expect((await clockOf(AI_ACT)).version.state).toBe('met');
    expect(await state()).toBe('in-closure');
  });

  it('is stopped by whoever sees it at analysis, and nobody is asked for its proof any more', async () => {
    p = await play();
    await p.opened();
    await leadTo(p, 'contained');
    p.at.clock.advance(HOUR);
    await p.answer('decide-reportability', reportable(GDPR, AI_ACT));
    const clock = await clockOf(GDPR);
    const proof = await p.openTask('prove-notification', clock.ref);
    await p.answer('explain-incident', { ...SAID.explain, anew: 'asked', anewReason: 'No data' });
    await p.answer('decide-reportability', { ...reportable(AI_ACT), aware: '' });
    expect((await p.at.store.need(clock.ref)).version.state).toBe('stopped');
    expect(contentOf(taskType, await p.at.store.need(proof.ref)).closed).toMatchObject({
      why: 'no-longer-needed',
    });
    expect((await clockOf(AI_ACT)).version.state).toBe('running');
    expect(await p.isAsked('prove-notification')).toBe(true);
  });

  it('is breached meanwhile where nobody decides in time', async () => {
    await p.answer('prove-notification', DENIED);
    await p.pass((4 * DAY) / 60_000);
    expect((await clockOf(GDPR)).version.state).toBe('breached');
  });

  it('is asked about again where it was decided that it does apply', async () => {
    await p.answer('prove-notification', DENIED);
    await p.answer('decide-reportability', { ...reportable(GDPR, AI_ACT), aware: '' });
    expect((await clockOf(GDPR)).version.state).toBe('running');
    await p.answer('prove-notification', PROVED);
    expect((await clockOf(GDPR)).version.state).toBe('met');
    expect(await state()).toBe('in-closure');
  });

  it('is neither proved nor denied without saying which', async () => {
    const { applies: _, ...rest } = PROVED;
    const answered = await p.answer('prove-notification', { ...rest, ...DENIED, applies: '' });
    expect(answered.is).toBe('problems');
    expect((await content()).decideAnew).toBeUndefined();
  });
});

describe('a decision by whoever was asked before', () => {
  it('is not the one that is to be made anew', async () => {
    await leadTo(p, 'contained');
    p.at.clock.advance(HOUR);
    await p.answer('explain-incident', { ...SAID.explain, anew: 'asked', anewReason: DEATH });
    await p.answer('decide-reportability', SAID.notReportable);
    expect((await content()).decideAnew).toMatchObject({ reason: DEATH });
    await p.answer('decide-reportability', reportable(AI_ACT));
    expect((await content()).decideAnew).toBeUndefined();
    expect((await clockOf(AI_ACT)).version.state).toBe('running');
  });
});

it('awareness before it is said to have happened shows that it happened by then', async () => {
  await leadTo(p, 'confirmed');
  await p.answer('decide-reportability', { ...reportable(AI_ACT), aware: '2026-11-24 05:00' });
  expect(await content()).toMatchObject({
    happened: '2026-11-24T04:00:00.000Z',
    aware: '2026-11-24T04:00:00.000Z',
  });
});

it('repair before it happened is refused: what was put right had gone wrong', async () => {
  await leadTo(p, 'corrected');
  const answered = await p.answer('sum-up-incident', {
    ...SAID.sumUp,
    repaired: '2026-11-20 07:00',
  });
  expect(answered).toMatchObject({ problems: { refused: { say: 'before-it-happened' } } });
});
