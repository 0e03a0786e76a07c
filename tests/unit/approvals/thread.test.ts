import { beforeEach, describe, expect, it } from 'vitest';
import { approvalContent } from '#core/approvals/ask.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, HOUR } from '#core/time.ts';
import { type House, house } from '../../support/house.ts';
import { aPolicy, givenPeople, givenPolicy, INGRID, SETUP } from '../../support/people.ts';

describe('one decision, from the request to its effect', () => {
  let at: House;
  let policy: Head;
  let approval: Head;

  beforeEach(async () => {
    at = house();
    await givenPeople(at.store);
    policy = await givenPolicy(at.store);
    approval = await at.request(policy, 'request-approval');
  });

  const theTask = async () => {
    const { task } = approvalContent(approval).stages[0]?.seats[0]?.rounds[0] ?? { task: '' };
    const head = await at.store.need(task);
    return { head, content: contentOf(taskType, head) };
  };

  const theCode = () => at.sentMatters.findLast(({ code }) => code !== undefined)?.code ?? '';

  async function asked(): Promise<{ code: string; facts: string; token: string }> {
    const token = await at.arrive(approval.ref);
    await at.deliverMail();
    return { code: theCode(), facts: (await theTask()).content.facts, token };
  }

  it('takes effect on exactly the version that was asked about', async () => {
    const { code, facts, token } = await asked();
    const answered = await at.answer(at.form(code, facts));
    expect(answered).toMatchObject({ is: 'recorded', again: false });
    expect(at.machines.rung).toEqual([token]);
    expect(await at.conclude(approval.ref)).toBe('effective');
    const subject = await at.store.need('policy/ai-policy');
    expect(subject.version).toMatchObject({ state: 'approved', action: 'approve', version: 3 });
    expect(subject.standing?.version).toBe(3);
    expect((await at.store.need(approval.ref)).version.state).toBe('effective');
  });

  it('seats the holder of the role, never the requester', async () => {
    await asked();
    const { content } = await theTask();
    expect(content.person).toBe(INGRID);
    expect(content.independentOf).toEqual(['requester', 'owner']);
  });

  it('finds nothing approved when the ring is forged', async () => {
    await asked();
    expect(await at.conclude(approval.ref)).toBe('wait');
    expect((await at.store.need('policy/ai-policy')).version.state).toBe('in-approval');
  });

  it('gives the same receipt for the same answer, and keeps the first against another', async () => {
    const { code, facts } = await asked();
    await at.answer(at.form(code, facts));
    expect(await at.answer(at.form(code, facts))).toMatchObject({ is: 'recorded', again: true });
    const other = await at.answer(at.form(code, facts, { choice: 'reject', comment: 'No' }));
    expect(other.is).toBe('different');
    expect(await at.conclude(approval.ref)).toBe('effective');
  });

  it('ends rejected, with the subject sent back, on a no', async () => {
    const { code, facts } = await asked();
    await at.answer(at.form(code, facts, { choice: 'reject', comment: 'Duty 1 is too weak' }));
    expect(await at.conclude(approval.ref)).toBe('rejected');
    expect((await at.store.need('policy/ai-policy')).version.state).toBe('draft');
  });

  it.each([
    ['no choice', { choice: '' }, { field: 'choice', problem: 'missing' }],
    ['an unknown choice', { choice: 'maybe' }, { field: 'choice', problem: 'unknown' }],
    ['no signature', { signature: ' ' }, { field: 'signature', problem: 'missing' }],
    ['another name', { signature: 'Lars Bakke' }, { field: 'signature', problem: 'not-your-name' }],
    ['a no without a reason', { choice: 'reject' }, { field: 'comment', problem: 'missing' }],
    ['a novel', { comment: 'x'.repeat(4001) }, { field: 'comment', problem: 'too-long' }],
    ['facts it did not show', { facts: 'f'.repeat(64) }, { field: 'facts', problem: 'moved' }],
    ['a credential', { comment: 'AKIA123' }, { field: 'comment', problem: 'credential' }],
  ])('records nothing for %s', async (_, changes, problem) => {
    const { code, facts } = await asked();
    expect(await at.answer(at.form(code, facts, changes))).toMatchObject({
      is: 'problems',
      problems: [problem],
    });
    expect((await theTask()).head.version.state).toBe('open');
  });

  it('is void when the subject changes between page and answer', async () => {
    const { code, facts } = await asked();
    const before = await at.store.need('policy/ai-policy');
    const made = await at.store.draft({
      ...SETUP,
      type: 'policy',
      id: 'ai-policy',
      before,
      action: 'edit',
      state: 'draft',
      content: aPolicy({ binds: 'Nobody' }),
      links: [],
    });
    await at.store.commit([made]);
    expect((await at.answer(at.form(code, facts))).is).toBe('moved');
    expect(await at.conclude(approval.ref)).toBe('void');
    expect((await theTask()).content.closed?.why).toBe('void');
    expect((await at.answer(at.form(code, facts))).is).toBe('closed');
  });

  it('reminds once, then lapses, and says so to everybody', async () => {
    const { token } = await asked();
    at.clock.advance(3 * DAY + HOUR);
    await at.sweep();
    await at.sweep();
    await at.deliverMail();
    expect(at.sentMatters.map(({ delivery }) => delivery.kind)).toEqual(['request', 'reminder']);
    at.clock.advance(2 * DAY);
    await at.sweep();
    expect(at.machines.rung).toEqual([token]);
    expect(await at.conclude(approval.ref)).toBe('lapsed');
    await at.deliverMail();
    expect(at.sentMatters.map(({ delivery }) => delivery.kind)).toEqual([
      'request',
      'reminder',
      'closed',
      'outcome',
    ]);
    expect((await at.store.need('policy/ai-policy')).version.state).toBe('draft');
  });

  it('starts a machine again where the first one is lost, and goes on from the record', async () => {
    const { code, facts } = await asked();
    at.machines.end('approval', `approval-${approval.version.id}-1`);
    await at.answer(at.form(code, facts));
    expect(at.machines.rung).toEqual([]);
    await at.sweep();
    const name = `approval-${approval.version.id}-2`;
    expect(at.machines.executions.map((each) => each.name)).toContain(name);
    const token = await at.arrive(approval.ref, 2);
    expect(at.machines.rung).toEqual([token]);
    expect(await at.conclude(approval.ref)).toBe('effective');
  });
});
