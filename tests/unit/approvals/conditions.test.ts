import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missCondition, openConditions } from '#core/approvals/conditions.ts';
import { edit } from '#core/changes/change.ts';
import { type ConditionContent, condition } from '#core/records/condition.ts';
import { contentOf } from '#core/records/content-of.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, HOUR, MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ASTRID, aPolicy, given, INGRID, SETUP } from '#tests/support/people.ts';
import { answerAside, becomes, colleagues, MARIT, owedBy, sideTask } from './cast.ts';
import { actionsOf, again, type Matter, matter, POLICY } from './matter.ts';

const CONDITION = {
  text: 'The stop is tried again',
  owner: ASTRID,
  due: '2026-12-15',
  lapses: 'The policy binds nobody until then',
};
const DUE = '2026-12-15T22:59:59.999Z';

/** Approved by one, on these conditions, and in effect. */
async function approved(...conditions: readonly object[]): Promise<Matter> {
  const m = await matter({}, { before: colleagues });
  await m.open();
  const answered = await m.answer(0, {
    choice: 'approve-with-conditions',
    conditions: conditions.map((each) => ({ ...CONDITION, ...each })),
  });
  expect(answered.is).toBe('recorded');
  await m.at.conclude(m.ref);
  return m;
}

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await approved({});
});
beforeEach(async () => {
  m = await again(start);
});

const idOf = ({ ref }: Matter, place: string) => `${ref.slice('approval/'.length)}-${place}`;

async function theCondition(
  of: Matter,
  place = 'c1',
): Promise<{ head: Head; content: ConditionContent; state: string }> {
  const head = await of.at.store.need(`condition/${idOf(of, place)}`);
  return { head, content: contentOf(condition, head), state: head.version.state };
}

const subjectState = async (of: Matter) => (await of.at.store.need(POLICY)).version.state;

const advanceTo = (of: Matter, moment: string) =>
  of.at.clock.advance(Date.parse(moment) - Date.parse(of.at.clock.now()));

async function miss(of: Matter, place = 'c1') {
  const { head } = await theCondition(of, place);
  return missCondition(of.at, head, of.at.clock.now());
}

describe('a condition of an approval that took effect', () => {
  it('is a record with its own due, pinned to what was approved and who set it', async () => {
    const { head, content, state } = await theCondition(m);
    const vote = await m.theTask();
    expect(state).toBe('open');
    expect(head.pending).toEqual([{ at: DUE, for: 'condition' }]);
    const { content: approval } = await m.theApproval();
    expect(content).toEqual({
      approval: m.ref,
      subject: approval.subject,
      text: CONDITION.text,
      owner: ASTRID,
      due: DUE,
      lapses: CONDITION.lapses,
      setBy: { type: 'task', id: vote.head.version.id, version: 2, digest: vote.head.digest },
    });
    expect(head.version.links).toEqual([{ rel: 'about', to: POLICY }]);
  });

  it('is put to its owner, with the same facts, and a reminder three days before', async () => {
    const { head, content } = await sideTask(m, 'c1');
    expect(content).toMatchObject({
      ...{ person: ASTRID, asks: CONDITION.text, seat: 'c1', deadline: DUE },
      reminders: ['2026-12-12T22:59:59.999Z'],
    });
    expect(head.pending.map(({ for: what }) => what).sort()).toEqual(['mail', 'reminder-1']);
    expect(owedBy(m, head.ref)).toEqual([`request 1 ${ASTRID}`]);
    const item = m.at.table.all().find(({ pk, sk }) => sk === 'F' && pk.endsWith('-c1'));
    expect(item).toMatchObject({ capacity: 'Head of AI', people: [ASTRID, INGRID] });
  });

  it('has its reminder half-way where it is due soon', async () => {
    const soon = await approved({ due: '2026-11-25' });
    const { content } = await sideTask(soon, 'c1');
    const [reminder = ''] = content.reminders;
    expect([reminder > content.opened, reminder < content.deadline]).toEqual([true, true]);
  });

  it('is there once, however often the end is tidied up', async () => {
    await m.at.conclude(m.ref);
    expect(await openConditions(m.at, await m.at.store.need(m.ref))).toEqual([]);
    expect(await actionsOf(m.at, `condition/${idOf(m, 'c1')}`)).toEqual(['create']);
  });

  it('is there for each, and for none where the approval did not take effect', async () => {
    const two = await approved({}, { text: 'Another', owner: MARIT });
    expect((await theCondition(two, 'c2')).content).toMatchObject({ owner: MARIT });
    const refused = await matter();
    await refused.open();
    await refused.answer(0, { choice: 'approve-with-conditions', conditions: [CONDITION] });
    await refused.editSubject();
    await refused.at.conclude(refused.ref);
    expect(await refused.at.store.load(`condition/${idOf(refused, 'c1')}`)).toBeUndefined();
  });
});

describe('fulfilling a condition', () => {
  it('is on record by its owner’s word, in task and condition', async () => {
    expect((await answerAside(m, 'c1')).is).toBe('recorded');
    const { head } = await sideTask(m, 'c1');
    const { head: met, content, state } = await theCondition(m);
    expect(state).toBe('met');
    expect(content.fulfilledBy).toEqual({
      ...{ type: 'task', id: head.version.id, version: 2, digest: head.digest },
    });
    expect(met.version).toMatchObject({ action: 'meet', actor: ASTRID, via: 'link' });
    expect(met.pending).toEqual([]);
    expect(await subjectState(m)).toBe('approved');
  });

  it('is confirmed to its owner, and to whoever asked where that is somebody else', async () => {
    await answerAside(m, 'c1');
    expect(owedBy(m, (await sideTask(m, 'c1')).head.ref)).toEqual([
      `receipt 1 ${ASTRID}`,
      `request 1 ${ASTRID}`,
    ]);
    const others = await approved({ owner: MARIT });
    await answerAside(others, 'c1');
    expect(owedBy(others, (await sideTask(others, 'c1')).head.ref)).toEqual([
      `progress 1 ${ASTRID}`,
      `receipt 1 ${MARIT}`,
      `request 1 ${MARIT}`,
    ]);
  });

  it.each<[string, object, object]>([
    ['what was done', { comment: '' }, { field: 'comment', problem: 'missing' }],
    ['a signature', { signature: '' }, { field: 'signature', problem: 'missing' }],
    ['the owner’s own name', { signature: 'Ingrid Solheim' }, { problem: 'not-your-name' }],
    ['a choice of its own', { choice: 'approve' }, { field: 'choice', problem: 'unknown' }],
    ['a comment that is no credential', { comment: 'AKIA123' }, { problem: 'credential' }],
  ])('is not recorded without %s', async (_, changes, problem) => {
    const answered = await answerAside(m, 'c1', changes);
    expect(answered).toMatchObject({ is: 'problems', problems: [problem] });
    expect((await theCondition(m)).state).toBe('open');
  });

  it('is the same again, and other words a conflict', async () => {
    await answerAside(m, 'c1');
    expect(await answerAside(m, 'c1')).toMatchObject({ is: 'recorded', again: true });
    expect((await answerAside(m, 'c1', { comment: 'Otherwise' })).is).toBe('different');
    expect(await actionsOf(m.at, `condition/${idOf(m, 'c1')}`)).toEqual(['create', 'meet']);
  });

  it('is taken once of two devices', async () => {
    const both = await Promise.all([answerAside(m, 'c1'), answerAside(m, 'c1')]);
    expect(both.map(({ is }) => is)).toEqual(['recorded', 'recorded']);
    expect(await actionsOf(m.at, `condition/${idOf(m, 'c1')}`)).toEqual(['create', 'meet']);
  });

  it('is not taken from an owner who has left', async () => {
    await becomes(m.at, ASTRID, 'left');
    expect((await answerAside(m, 'c1')).is).toBe('left');
  });

  it('is not taken where the table is down, and may be said again', async () => {
    await sideTask(m, 'c1');
    const { content, code } = await sideTask(m, 'c1');
    const form = m.at.form(code, content.facts, {
      ...{ choice: 'fulfil', comment: 'Done', signature: 'Astrid Nygård' },
    });
    m.at.table.writes.fail(1);
    await expectError(m.at.answer(form), 'Transient');
    expect((await theCondition(m)).state).toBe('open');
    expect((await m.at.answer(form)).is).toBe('recorded');
  });
});

describe('a condition whose date passes', () => {
  beforeEach(async () => {
    await m.pass(3);
    advanceTo(m, DUE);
  });

  it('is not missed a moment before', async () => {
    m.at.clock.advance(-1);
    expect(await miss(m)).toEqual([]);
    expect((await theCondition(m)).state).toBe('open');
  });

  it('is missed, suspends what was approved, and tells owner and requester, at once', async () => {
    const task = (await sideTask(m, 'c1')).head.ref;
    const before = m.at.calls.trace.filter((name) => name === 'table.write').length;
    expect(await miss(m)).toEqual([task]);
    const after = m.at.calls.trace.filter((name) => name === 'table.write').length;
    expect(after - before).toBe(1);
    const { state, head } = await theCondition(m);
    expect([state, head.pending]).toEqual(['missed', []]);
    expect((await sideTask(m, 'c1')).content.closed?.why).toBe('lapsed');
    const subject = await m.at.store.need(POLICY);
    expect(subject.version).toMatchObject({ state: 'suspended', action: 'suspend' });
    expect(subject.version.reason).toContain(CONDITION.text);
    expect(subject.standing).toBeUndefined();
    expect(owedBy(m, task)).toContain(`condition-missed 1 ${ASTRID}`);
  });

  it('is found by the sweep, and once by two of them', async () => {
    await Promise.all([m.at.sweep(), m.at.sweep()]);
    expect((await theCondition(m)).state).toBe('missed');
    expect(await actionsOf(m.at, POLICY)).toEqual([
      ...['create', 'request-approval', 'approve', 'suspend'],
    ]);
    expect(await miss(m)).toEqual([]);
  });

  it('is in time as long as nobody has found that it was missed', async () => {
    expect((await answerAside(m, 'c1')).is).toBe('recorded');
    expect(await miss(m)).toEqual([]);
    expect(await subjectState(m)).toBe('approved');
  });

  it('may be fulfilled late, which lifts no suspension', async () => {
    await miss(m);
    expect((await answerAside(m, 'c1')).is).toBe('recorded');
    expect((await theCondition(m)).state).toBe('met');
    expect(await subjectState(m)).toBe('suspended');
    expect((await sideTask(m, 'c1')).content.decision?.choice).toBe('fulfil');
  });

  it('ends as one or the other where both come at the same moment', async () => {
    const [answered] = await Promise.all([answerAside(m, 'c1'), miss(m)]);
    expect(answered.is).toBe('recorded');
    expect((await theCondition(m)).state).toBe('met');
    const missed = (await actionsOf(m.at, `condition/${idOf(m, 'c1')}`)).includes('miss');
    expect(await subjectState(m)).toBe(missed ? 'suspended' : 'approved');
  });

  it('tells one person once where owner and requester are the same', async () => {
    await miss(m);
    const owed = owedBy(m, (await sideTask(m, 'c1')).head.ref);
    expect(owed.filter((each) => each.startsWith('condition-missed'))).toHaveLength(1);
  });
});

describe('what a missed condition suspends', () => {
  const missed = async (of: Matter) => {
    advanceTo(of, DUE);
    await miss(of);
    return subjectState(of);
  };

  it('is not what another approval granted since', async () => {
    const before = await m.at.store.need(POLICY);
    await edit(m.at, before, { content: aPolicy({ binds: 'Nobody' }), links: [] }, SETUP);
    const second = await m.at.request(await m.at.store.need(POLICY), 'request-approval');
    await m.at.machines.start('approval', `approval-${second.version.id}-1`, {});
    await m.at.arrive(second.ref);
    await m.at.deliverMail();
    const code = m.at.sentMatters.findLast(({ task }) => task?.content.of === second.ref)?.code;
    const task = await m.at.store.need(`task/${second.version.id}-1-s1-1`);
    const { facts } = task.version.content as { facts: string };
    expect((await m.at.answer(m.at.form(code ?? '', facts))).is).toBe('recorded');
    expect(await m.at.conclude(second.ref)).toBe('effective');
    expect(await missed(m)).toBe('approved');
    expect((await theCondition(m)).state).toBe('missed');
  });

  it('is what still stands while a revision is on its way', async () => {
    const before = await m.at.store.need(POLICY);
    await edit(m.at, before, { content: aPolicy({ binds: 'Nobody' }), links: [] }, SETUP);
    expect((await m.at.store.need(POLICY)).standing).toBeDefined();
    expect(await missed(m)).toBe('suspended');
    expect((await m.at.store.need(POLICY)).standing).toBeUndefined();
  });

  it.each(['suspended', 'retired'])('is nothing where it is %s already', async (state) => {
    const { content } = (await m.at.store.need(POLICY)).version;
    await given(m.at.store, { type: 'policy', id: 'ai-policy', state, content });
    expect(await missed(m)).toBe(state);
    expect((await actionsOf(m.at, POLICY)).filter((each) => each === 'suspend')).toEqual([]);
    expect((await theCondition(m)).state).toBe('missed');
  });

  it('is suspended once where two conditions are missed', async () => {
    const two = await approved({}, { text: 'Another', owner: MARIT });
    advanceTo(two, DUE);
    await miss(two, 'c1');
    await miss(two, 'c2');
    const actions = await actionsOf(two.at, POLICY);
    expect(actions.filter((each) => each === 'suspend')).toHaveLength(1);
    expect(owedBy(two, `task/${idOf(two, 'c2')}`)).toEqual(
      expect.arrayContaining([`condition-missed 1 ${MARIT}`, `condition-missed 2 ${ASTRID}`]),
    );
  });

  it('is suspended after somebody was faster in changing it', async () => {
    advanceTo(m, DUE);
    let changed = false;
    m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write' || changed) return;
      changed = true;
      const before = await m.at.store.need(POLICY);
      await edit(m.at, before, { content: aPolicy({ binds: 'Nobody' }), links: [] }, SETUP);
    });
    await miss(m);
    expect(await subjectState(m)).toBe('suspended');
  });

  it('can be asked for again, and is approved anew', async () => {
    expect(await missed(m)).toBe('suspended');
    const second = await m.at.request(await m.at.store.need(POLICY), 'request-approval');
    expect(second.version.state).toBe('open');
  });
});

describe('time that passes over an approval with a condition', () => {
  it('reminds its owner, misses it, and leaves nothing to do', async () => {
    for (let day = 0; day < 25; day++) {
      m.at.clock.advance(DAY - MINUTE);
      await m.pass(2);
    }
    m.at.clock.advance(HOUR);
    await m.pass(3);
    expect((await theCondition(m)).state).toBe('missed');
    expect(await subjectState(m)).toBe('suspended');
    const owed = owedBy(m, (await sideTask(m, 'c1')).head.ref);
    expect(owed).toContain(`reminder 1 ${ASTRID}`);
    expect((await sideTask(m, 'c1')).head.pending).toEqual([]);
  });
});
