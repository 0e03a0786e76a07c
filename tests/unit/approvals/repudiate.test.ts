import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actOnRepudiation, repudiate } from '#core/approvals/repudiate.ts';
import { contentOf } from '#core/records/content-of.ts';
import { repudiation } from '#core/records/repudiation.ts';
import { MINUTE } from '#core/time.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { colleagues, owedBy, says } from './cast.ts';
import { interleaved } from './interleave.ts';
import { actionsOf, again, CRO, DPO, type Matter, matter, NAMES, POLICY } from './matter.ts';
import { settled } from './settled.ts';

const COMMENT = 'I was travelling and did not open this mail';

let suspending: Matter;
let recording: Matter;
let m: Matter;
beforeAll(async () => {
  suspending = await matter({ seats: [CRO, DPO], quorum: 2 });
  recording = await matter({}, { whenDisowned: 'record' });
  for (const each of [suspending, recording]) {
    await each.open();
    await each.answer(0);
  }
});
beforeEach(async () => {
  m = await again(suspending);
});

async function report(of: Matter, seat = 0, changes: object = {}) {
  const { content } = await of.theTask(seat);
  const code = await of.codeOf(seat);
  const signature = NAMES[content.person] ?? '';
  return repudiate(of.at, { code, comment: COMMENT, signature, ...changes });
}

/** What the sweep does with each report, and with the approval. */
async function act(of: Matter): Promise<readonly string[]> {
  const owed = [];
  for (const seat of [0, 1]) {
    const head = (await of.theTask(seat).catch(() => undefined)) && (await theReport(of, seat));
    if (head) owed.push(...(await actOnRepudiation(of.at, head, of.at.clock.now())));
  }
  const head = await of.at.store.need(of.ref);
  return [...owed, ...(await actOnRepudiation(of.at, head, of.at.clock.now()))];
}

const theReport = async (of: Matter, seat = 0) =>
  of.at.store.load(`repudiation/${(await of.theTask(seat)).head.version.id}`);

const dueOf = async (of: Matter) =>
  (await of.at.store.need(of.ref)).pending.filter(({ for: what }) => what === 'repudiated');

const state = async (of: Matter) => (await of.theApproval()).state;

describe('“that was not me”', () => {
  it('is a record of its own, and due to be acted on at once', async () => {
    const now = m.at.clock.now();
    const said = await report(m);
    expect(said).toMatchObject({ is: 'reported', again: false, at: now, stops: true });
    const head = await theReport(m);
    const task = await m.theTask();
    expect(head?.version).toMatchObject({ state: 'open', actor: INGRID, via: 'link' });
    expect(head && contentOf(repudiation, head)).toEqual({
      decision: { type: 'task', id: task.head.version.id, version: 2, digest: task.head.digest },
      approval: m.ref,
      subject: task.content.subject,
      person: INGRID,
      reported: now,
      comment: COMMENT,
    });
    expect(await dueOf(m)).toEqual([{ at: now, for: 'repudiated' }]);
  });

  it('is told to whoever asked and to the owner of the policy, once each', async () => {
    await report(m);
    const { head } = await m.theTask();
    const told = owedBy(m, head.ref).filter((each) => each.startsWith('repudiated'));
    // Astrid asked, and owns the policy.
    expect(told).toEqual([`repudiated 1 ${ASTRID}`]);
    expect(head.pending.some(({ for: what }) => what === 'mail')).toBe(true);
    const rung = m.at.bell.rings.at(-1);
    expect(rung).toEqual({ fn: 'mail', payload: { of: [head.ref] } });
  });

  it('needs no comment', async () => {
    expect(await report(m, 0, { comment: '' })).toMatchObject({ is: 'reported' });
    const head = await theReport(m);
    expect(head && contentOf(repudiation, head)).not.toHaveProperty('comment');
  });

  it('is one report, however often and from however many devices', async () => {
    const both = await Promise.all([report(m), report(m)]);
    expect(both.map(({ is }) => is)).toEqual(['reported', 'reported']);
    m.at.clock.advance(MINUTE);
    const third = await report(m, 0, { comment: 'And otherwise' });
    expect(third).toMatchObject({ is: 'reported', again: true });
    const { head } = await m.theTask();
    expect(await actionsOf(m.at, `repudiation/${head.version.id}`)).toEqual(['create']);
  });

  it.each<[string, object, object]>([
    ['no signature', { signature: '' }, { field: 'signature', problem: 'missing' }],
    ['the name alone', { comment: 'Ingrid Solheim' }, { field: 'comment', problem: 'only-name' }],
    ['another’s name', { signature: 'Lars Bakke' }, { problem: 'not-your-name' }],
    ['4,001 characters', { comment: 'x'.repeat(4001) }, { field: 'comment', problem: 'too-long' }],
    ['a control character', { comment: 'a\u0007' }, { problem: 'unreadable' }],
    ['a credential', { comment: 'AKIA1234' }, { field: 'comment', problem: 'credential' }],
  ])('is not taken with %s', async (_, changes, problem) => {
    expect(await report(m, 0, changes)).toMatchObject({ is: 'problems', problems: [problem] });
    expect(await theReport(m)).toBeUndefined();
    expect(await dueOf(m)).toEqual([]);
  });

  it('is not taken of what nobody has decided, nor with a code that opens nothing', async () => {
    expect((await report(m, 1)).is).toBe('closed');
    expect(await report(m, 0, { code: 'x' })).toEqual({ is: 'unknown' });
    expect(await theReport(m, 1)).toBeUndefined();
  });

  it('is not lost to an answer that lands at the same moment', async () => {
    const [said, answered] = await Promise.all([report(m), m.answer(1)]);
    expect([said.is, answered.is]).toEqual(['reported', 'recorded']);
    expect(await dueOf(m)).toHaveLength(1);
    expect((await settled(m)).approval).toBe('void');
  });

  it('is not taken where the table is down, and may be said again', async () => {
    m.at.table.writes.fail(1);
    await expectError(report(m), 'Transient');
    expect(await report(m)).toMatchObject({ is: 'reported', again: false });
    const lost = await again(suspending);
    lost.at.table.writes.loseAnswers(1);
    await expectError(report(lost), 'Transient');
    expect(await report(lost)).toMatchObject({ is: 'reported', again: true });
  });
});

describe('a report where the policy suspends', () => {
  it('ends an open approval as void, so that nothing takes effect', async () => {
    await report(m);
    expect(await act(m)).toEqual([m.ref]);
    expect(await state(m)).toBe('void');
    expect((await m.subject()).state).toBe('draft');
    expect((await settled(m)).approval).toBe('void');
  });

  it('ends one that is decided, however soon its machine comes', async () => {
    await m.answer(1);
    await report(m);
    expect(await m.at.conclude(m.ref)).toBe('void');
    expect(await act(m)).toEqual([]);
    expect((await m.subject()).state).toBe('draft');
  });

  it('suspends what took effect', async () => {
    await m.answer(1);
    await m.at.conclude(m.ref);
    expect((await m.subject()).state).toBe('approved');
    await report(m);
    await act(m);
    expect(await m.subject()).toMatchObject({ state: 'suspended', action: 'suspend' });
    expect(await state(m)).toBe('effective');
    expect(await dueOf(m)).toEqual([]);
    await act(m);
    expect(await actionsOf(m.at, POLICY)).toEqual([
      ...['create', 'request-approval', 'approve', 'suspend'],
    ]);
  });

  it('suspends what still stands while a revision is on its way', async () => {
    await m.answer(1);
    await m.at.conclude(m.ref);
    await m.editSubject();
    await report(m);
    expect((await m.subject()).state).toBe('draft');
    await act(m);
    expect((await m.subject()).state).toBe('suspended');
    expect((await m.at.store.need(POLICY)).standing).toBeUndefined();
  });

  it('changes nothing of an approval that ended otherwise', async () => {
    const refused = await again(suspending);
    await refused.refuse(1);
    await refused.at.conclude(refused.ref);
    await report(refused);
    expect(await act(refused)).toEqual([]);
    expect(await state(refused)).toBe('rejected');
    expect(await dueOf(refused)).toEqual([]);
  });

  it('is acted on by the sweep, and once by two of them', async () => {
    await report(m);
    await Promise.all([m.at.sweep(), m.at.sweep()]);
    expect(await state(m)).toBe('void');
    expect(await actionsOf(m.at, m.ref)).toEqual(['create', 'answer', 'void']);
  });

  it('counts for each decision: the second after the first was acted on', async () => {
    await m.answer(1);
    await m.at.conclude(m.ref);
    await report(m, 0);
    await act(m);
    expect(await report(m, 1)).toMatchObject({ is: 'reported', again: false });
    expect(owedBy(m, (await m.theTask(1)).head.ref)).toContain(`repudiated 1 ${ASTRID}`);
    await act(m);
    expect((await m.subject()).state).toBe('suspended');
  });
});

describe('a report that comes while something else is written', () => {
  // Only the mark on the approval keeps it from taking effect before the sweep has come.
  const isHeard = async (of: Matter, at: string) => {
    const heard = (await state(of)) === 'void' || (await dueOf(of)).length === 1;
    expect({ at, heard }).toEqual({ at, heard: true });
  };
  const disown = (of: Matter) => report(of);

  it('is heard before the approval takes effect, or stands where it has', async () => {
    await m.answer(1);
    const points = await interleaved(m, (of) => of.runMachines(), disown, isHeard);
    expect(points).toBeGreaterThan(5);
  });

  it('is not forgotten where a seat is filled anew', async () => {
    const before = colleagues;
    const seated = await matter({ seats: [{ ...CRO, count: 2 }], quorum: 2 }, { before });
    await seated.open();
    await seated.answer(0);
    await says(seated, 1, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    const points = await interleaved(seated, (of) => of.runMachines(), disown, isHeard);
    expect(points).toBeGreaterThan(5);
  });
});

describe('a report where the policy only records', () => {
  it('leaves what was decided as it is', async () => {
    const r = await again(recording);
    await r.at.conclude(r.ref);
    expect(await report(r)).toMatchObject({ is: 'reported', stops: false });
    await act(r);
    expect(await state(r)).toBe('effective');
    expect((await r.subject()).state).toBe('approved');
    expect(await dueOf(r)).toEqual([]);
    expect(owedBy(r, (await r.theTask()).head.ref)).toContain(`repudiated 1 ${ASTRID}`);
  });

  it('lets what is decided take effect', async () => {
    const r = await again(recording);
    await report(r);
    expect(await r.at.conclude(r.ref)).toBe('effective');
  });
});
