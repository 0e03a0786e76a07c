import { beforeEach, describe, expect, it } from 'vitest';
import { nameKey } from '#core/approvals/read-code.ts';
import { parseShown, shownItem } from '#core/approvals/task-item.ts';
import { evidencePath } from '#core/log/paths.ts';
import { factsKey } from '#core/store/keys.ts';
import { DAY, HOUR, later } from '#core/time.ts';
import { parseWork } from '#core/work/frozen-work.ts';
import { openWork } from '#core/work/open-work.ts';
import { workTaskRef } from '#core/work/rounds.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { given, INGRID, LARS } from '#tests/support/people.ts';
import { BERIT, INCIDENT, lead, type Piece, piece, TOVE } from './piece.ts';

let p: Piece;
beforeEach(async () => {
  p = await piece();
});

const shownOf = async ({ at, theTask }: Piece) => {
  const { head } = await theTask();
  return parseShown((await at.table.get(factsKey(head.ref))) ?? { pk: '', sk: '' });
};

describe('a piece of work that is opened', () => {
  it('has its facts frozen, with a digest, and kept as evidence', async () => {
    await p.open();
    const { content } = await p.theTask();
    const kept = await p.at.objects.get(evidencePath(content.facts));
    expect(new TextDecoder().decode(kept?.bytes)).toBe((await shownOf(p)).facts);
  });

  it('has the form frozen under it, so that its page reads no other record', async () => {
    await p.open();
    const { work = '', owners, colleagues } = await shownOf(p);
    expect(parseWork(work).fields.map(({ key }) => key)).toContain('duties');
    expect(owners).toEqual([INGRID, 'person/01936b2c-7b1e-7c3a-9f00-000000000002']);
    expect(colleagues).toEqual([TOVE]);
  });

  it('has everybody’s name under it whom its page names, in the facts too', async () => {
    await p.open();
    const { head } = await p.theTask();
    for (const person of [BERIT, TOVE, INGRID, LARS]) {
      expect(await p.at.table.get(nameKey(head.ref, person), 'personal')).toBeDefined();
    }
  });

  it('is opened once: again it changes nothing', async () => {
    const first = await p.open();
    const before = p.at.table.all().length;
    expect(await p.open()).toEqual({ ...first, opened: false });
    expect(p.at.table.all()).toHaveLength(before);
  });

  it('is opened once by two at the same time', async () => {
    const ports = { ...p.at, read: p.read };
    const wanted = await p.wanted();
    const both = await Promise.all([openWork(ports, wanted), openWork(ports, wanted)]);
    const [round, ...others] = await p.rounds();
    expect(others).toEqual([]);
    expect(both.map((each) => 'task' in each && each.task)).toEqual([
      round?.head.ref,
      round?.head.ref,
    ]);
    await p.at.deliverMail();
    expect(p.at.sentWork).toHaveLength(1);
  });

  it('stays as it is once it is done', async () => {
    const first = await p.open();
    await p.answer();
    expect(await p.open()).toEqual({ ...first, opened: false });
  });

  it('is asked anew at the next place', async () => {
    await p.open();
    await p.answer();
    const again = await p.open({ place: 2 });
    expect(again).toMatchObject({ opened: true, task: expect.stringMatching(/-triage-w2-1$/) });
  });

  it('is opened only where its record stands as it was found', async () => {
    const wanted = await p.wanted();
    await given(p.at.store, {
      type: 'incident',
      id: INCIDENT.slice('incident/'.length),
      state: 'dismissed',
      content: wanted.of.version.content,
    });
    await expectError(openWork({ ...p.at, read: p.read }, wanted), 'Conflict');
    expect(await p.rounds()).toHaveLength(0);
  });

  it('has the times that its record sets, where it sets them, and no reminder of the past', async () => {
    const now = p.at.clock.now();
    const deadline = later(now, 2 * HOUR);
    const reminders = [later(now, -HOUR), later(now, HOUR)];
    await p.open({ due: { deadline, reminders } });
    const { content } = await p.theTask();
    expect(content).toMatchObject({ deadline, reminders: [later(now, HOUR)] });
  });

  it('has what its step gives where its own date had passed: it is not taken away', async () => {
    const now = p.at.clock.now();
    await p.open({ due: { deadline: later(now, -5 * DAY), reminders: [later(now, -6 * DAY)] } });
    const { head, content } = await p.theTask();
    expect(content).toMatchObject({ deadline: later(now, 4 * HOUR), reminders: [] });
    await p.pass(5);
    expect((await p.theTask()).head.ref).toBe(head.ref);
  });
});

describe('whoever is asked', () => {
  it('is the next of the role where the first is kept apart', async () => {
    await p.open({ not: [BERIT] });
    expect((await p.theTask()).content.person).toBe(TOVE);
    expect((await shownOf(p)).colleagues).toEqual([]);
  });

  it('is whoever stands above where nobody of the role is there', async () => {
    await lead(p.at, BERIT, 'left');
    await p.open({ not: [TOVE] });
    expect((await p.theTask()).content).toMatchObject({
      person: INGRID,
      capacity: 'role/chief-risk-officer',
    });
  });

  it('is nobody where nobody is left, and the reason is told', async () => {
    expect(await p.open({ not: [BERIT, TOVE, INGRID] })).toEqual({
      nobody: expect.stringContaining('nobody else can be asked who is role/incident-lead'),
    });
    expect(await p.rounds()).toHaveLength(0);
  });

  it('is a person whom the record names', async () => {
    await p.open({ who: LARS });
    expect((await p.theTask()).content).toMatchObject({ person: LARS, capacity: LARS });
    expect((await shownOf(p)).capacity).toBe('Data Protection Officer');
  });

  it('is the delegate of whoever is away, and the task says so', async () => {
    const now = p.at.clock.now();
    const standing = { to: TOVE, from: now, until: later(now, 24 * HOUR), reason: 'On leave' };
    await given(p.at.store, {
      type: 'delegation',
      id: BERIT.slice('person/'.length),
      state: 'active',
      content: { person: BERIT, delegations: [standing] },
    });
    await p.open();
    const { head, content } = await p.theTask();
    expect(content.person).toBe(TOVE);
    expect(head.version.reason).toBe(`In place of ${BERIT}, who is away`);
    expect(parseWork((await shownOf(p)).work ?? '').before).toEqual({
      person: BERIT,
      why: 'absent',
      reason: 'On leave',
    });
  });
});

describe('whoever was asked and is there no more', () => {
  it('is relieved when the gate is looked at again: the next one has the same page', async () => {
    await p.open();
    const before = await shownOf(p);
    const { head } = await p.theTask();
    await lead(p.at, BERIT, 'left');
    expect(await p.open()).toMatchObject({ opened: true });
    const { content } = await p.theTask();
    expect(content).toMatchObject({ person: TOVE, round: 2 });
    expect((await p.taskOf(head.ref)).closed?.why).toBe('left');
    expect((await shownOf(p)).facts).toBe(before.facts);
  });

  it('stays on record as asked where nobody else can be', async () => {
    await p.open({ not: [TOVE, INGRID] });
    await lead(p.at, BERIT, 'left');
    expect(await p.open({ not: [TOVE, INGRID] })).toHaveProperty('nobody');
    expect((await p.theTask()).head.version.state).toBe('open');
  });
});

describe('the id of a task', () => {
  it('says whose it is, where that is short enough', () => {
    expect(workTaskRef({ of: 'incident/a', gate: 'triage', place: 1 }, 2)).toBe(
      'task/a-triage-w1-2',
    );
  });

  it('ends in a digest where it is not, and differs for whatever differs', () => {
    const of = `regulatory-clock/${'a'.repeat(63)}`;
    const places = [
      [{ of, gate: 'notification', place: 1 }, 1],
      [{ of, gate: 'notification', place: 1 }, 2],
      [{ of, gate: 'notification', place: 2 }, 1],
      [{ of: `corrective-action/${'a'.repeat(63)}`, gate: 'notification', place: 1 }, 1],
    ] as const;
    const refs = places.map(([at, round]) => workTaskRef(at, round));
    expect(new Set(refs).size).toBe(4);
    for (const ref of refs) expect(ref).toMatch(/^task\/[a-z0-9-]{63}$/);
  });

  it('begins as the id of its incident does, also where it is of a duty of a long name', () => {
    const incident = '01936b2c-7b1e-7c3a-9f00-0000000000f1';
    const of = `regulatory-clock/${incident}-euaia-art73-general`;
    const ref = workTaskRef({ of, gate: 'notification', place: 1 }, 1);
    expect(ref.startsWith(`task/${incident}-`)).toBe(true);
  });
});

describe('a task that a recovery put back without its form', () => {
  it('has it again once its gate is looked at, and is answered by the same link', async () => {
    await p.open();
    const form = await p.formOf();
    const before = await shownOf(p);
    const { head } = await p.theTask();
    const { work: _, ...rest } = before;
    await p.at.table.write([{ op: 'put', item: shownItem(head.ref, rest) }]);
    expect(await p.send(form)).toEqual({ is: 'unknown' });
    expect(await p.open()).toMatchObject({ opened: false });
    expect(await shownOf(p)).toEqual(before);
    expect(await p.send(form)).toMatchObject({ is: 'recorded' });
  });
});
