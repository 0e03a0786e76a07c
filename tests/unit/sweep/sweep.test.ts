import { beforeEach, describe, expect, it } from 'vitest';
import { LOOK_EVERY_MS } from '#core/approvals/pending.ts';
import { declare } from '#core/evidence/evidence.ts';
import { evidencePath } from '#core/log/paths.ts';
import { sweep } from '#core/sweep/sweep.ts';
import { HEARTBEAT } from '#core/system-records.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { HEAL_AFTER_MS } from '#core/waiting/executions.ts';
import { sha256Hex } from '#hash';
import { type House, house } from '#tests/support/house.ts';
import { given, givenPeople, SETUP } from '#tests/support/people.ts';
import { actionsOf, type Matter, matter } from '../approvals/matter.ts';

describe('a sweep over nothing that is due', () => {
  let at: House;
  beforeEach(() => {
    at = house();
  });

  it('writes a heartbeat a day, so that silence shows', async () => {
    const start = at.clock.now();
    for (let hours = 0; hours < 50; hours++) {
      await at.sweep();
      at.clock.advance(HOUR);
    }
    const { versions } = await at.store.history(HEARTBEAT, 10);
    expect(versions.map(({ version }) => version.time).reverse()).toEqual([
      start,
      later(start, DAY),
      later(start, 2 * DAY),
    ]);
    expect(versions[0]?.version).toMatchObject({
      actor: 'service/assent-sweep',
      via: 'system',
      reason: null,
    });
  });

  it('says in it how the installation stands', async () => {
    await givenPeople(at.store);
    const taken = await sweep({ ...at, deadLetters: async () => 3 });
    expect(taken).toEqual({ taken: 0, opened: [], failed: [], backlog: 7 });
    expect((await at.store.need(HEARTBEAT)).version.content).toEqual({
      backlog: 7,
      oldestDue: null,
      deadLetters: 3,
      software: 'assent test',
    });
  });

  it('writes one heartbeat of two at once, and says nothing of it', async () => {
    await Promise.all([at.sweep(), at.sweep()]);
    expect((await at.store.history(HEARTBEAT, 10)).versions).toHaveLength(1);
  });

  it('rings the log while it has something to take, and not otherwise', async () => {
    await at.sweep();
    expect(at.bell.take()).toEqual([]);
    await at.sweep();
    expect(at.bell.take()).toEqual([{ fn: 'log', payload: {} }]);
  });

  it('rings a log that took and did not sign', async () => {
    const item = { pk: 'LOG', sk: 'HEAD', size: 3, published: 1 };
    at.table.restore([item]);
    expect((await at.sweep()).backlog).toBe(2);
    expect(at.bell.take()).toEqual([{ fn: 'log', payload: {} }]);
  });

  it('goes on where nobody can be rung', async () => {
    await givenPeople(at.store);
    at.bell.faults.fail(1);
    expect((await at.sweep()).failed).toEqual([]);
    expect(await at.store.load(HEARTBEAT)).toBeDefined();
  });
});

describe('a sweep over what is due', () => {
  let m: Matter;
  beforeEach(async () => {
    m = await matter();
    await m.open();
  });

  const due = async () => (await m.theTask()).head.pending.map((each) => each.for);
  const started = () => m.at.machines.executions.map(({ name }) => name.slice(-2));

  it('does not let one record that fails keep it from the others', async () => {
    const pending = [{ at: m.at.clock.now(), for: 'nonsense' }];
    const odd = await given(m.at.store, {
      type: 'role',
      id: 'odd',
      state: 'active',
      content: { name: 'Odd', responsibilities: ['Nothing'] },
    });
    await m.at.store.setPending(odd, pending);
    m.at.clock.advance(3 * DAY + HOUR);
    const { failed, taken } = await m.at.sweep();
    expect(failed).toEqual([{ ref: 'role/odd', code: 'Invalid' }]);
    expect(taken).toBe(3);
    expect(await due()).toEqual(['mail']);
  });

  it('has one that fails step aside, so that it is not first in line for ever', async () => {
    const pending = [{ at: m.at.clock.now(), for: 'nonsense' }];
    const content = { name: 'Odd', responsibilities: ['Nothing'] };
    const odd = await given(m.at.store, { type: 'role', id: 'odd', state: 'active', content });
    await m.at.store.setPending(odd, pending);
    await m.at.sweep();
    const later = (await m.at.store.need('role/odd')).pending;
    expect(later[0]?.at.localeCompare(m.at.clock.now())).toBe(1);
    expect((await m.at.sweep()).failed).toEqual([]);
    m.at.clock.advance(HOUR);
    expect((await m.at.sweep()).failed).toEqual([{ ref: 'role/odd', code: 'Invalid' }]);
  });

  it('does all else that is due on a record where one thing fails, which steps aside', async () => {
    const { head } = await m.theTask();
    const now = m.at.clock.now();
    await m.at.store.setPending(head, [
      { at: now, for: 'mail' },
      { at: now, for: 'nonsense' },
      { at: now, for: 'unreachable' },
    ]);
    m.at.bell.take();
    const { failed } = await m.at.sweep();
    expect(failed).toEqual([{ ref: head.ref, code: 'Invalid' }]);
    expect(m.at.bell.take()).toContainEqual({ fn: 'mail', payload: { of: [head.ref] } });
    expect((await m.at.store.need(head.ref)).pending).toEqual(
      expect.arrayContaining([
        { at: later(now, HEAL_AFTER_MS), for: 'mail' },
        { at: later(now, 30 * MINUTE), for: 'nonsense' },
        { at: later(now, HEAL_AFTER_MS), for: 'unreachable' },
      ]),
    );
  });

  it('names a damaged record, and takes the others', async () => {
    const { head } = await m.theTask();
    const pk = `R#${head.ref.replace('/', '#')}`;
    const items = m.at.table
      .all()
      .map((item) => (item.pk === pk && item.sk === 'H' ? { ...item, body: '{}' } : item));
    m.at.table.restore(items);
    m.at.clock.advance(5 * DAY);
    const { failed } = await m.at.sweep();
    expect(failed).toContainEqual({ ref: head.ref, code: 'Corrupt' });
    expect(m.at.machines.rung).toHaveLength(1);
  });

  it('does nothing about what an index still shows and the record no longer has', async () => {
    m.at.table.indexes.lag = 1000;
    m.at.clock.advance(3 * DAY + HOUR);
    await m.at.sweep();
    const rings = m.at.bell.take().filter(({ fn }) => fn === 'mail');
    expect(rings).toHaveLength(1);
    await m.at.sweep();
    expect(m.at.bell.take().filter(({ fn }) => fn === 'mail')).toEqual([]);
  });

  it('reminds before the deadline, each time once', async () => {
    const two = await matter({
      reminders: [
        { amount: 1, unit: 'days' },
        { amount: 3, unit: 'days' },
      ],
    });
    await two.open();
    for (let day = 0; day < 4; day++) {
      two.at.clock.advance(DAY - MINUTE);
      await two.pass(1);
    }
    expect(two.at.sentMatters.map(({ delivery }) => `${delivery.kind} ${delivery.n}`)).toEqual([
      'request 1',
      'reminder 1',
      'reminder 2',
    ]);
  });

  it('owes no reminder that would come before the question', async () => {
    const short = await matter({
      deadline: { amount: 1, unit: 'hours' },
      reminders: [{ amount: 2, unit: 'days' }],
    });
    await short.open();
    expect((await short.theTask()).content.reminders).toEqual([]);
  });

  it('looks at a machine that waits now and then, and leaves it alone', async () => {
    const look = async () =>
      (await m.at.store.need(m.ref)).pending.find((each) => each.for === 'execution-1')?.at;
    const first = later(m.at.clock.now(), LOOK_EVERY_MS);
    expect(await look()).toBe(first);
    m.at.clock.set(first);
    await m.at.sweep();
    expect(await look()).toBe(later(first, LOOK_EVERY_MS));
    expect(m.at.machines.rung).toEqual([]);
    expect(started()).toEqual(['-1']);
  });

  it.each<[string, (m: Matter) => void]>([
    ['has ended', ({ at, firstExecution }) => at.machines.end('approval', firstExecution)],
    ['was forgotten', ({ at, firstExecution }) => at.machines.forget('approval', firstExecution)],
  ])('starts a machine again that %s, under its next name', async (_, lose) => {
    lose(m);
    m.at.clock.advance(LOOK_EVERY_MS);
    await m.at.sweep();
    expect(started()).toContain('-2');
    m.at.clock.advance(MINUTE);
    await m.at.sweep();
    expect(started().filter((name) => name === '-2')).toHaveLength(1);
    await m.runMachines();
    await m.answer();
    await m.pass(3);
    expect((await m.theApproval()).state).toBe('effective');
  });

  it('starts another machine where the one that runs hears nothing any more', async () => {
    const token = m.tokens.get(m.firstExecution) ?? '';
    m.at.machines.expire(token);
    await m.answer();
    await m.at.sweep();
    // It may be on its way to its next wait, where it looks for itself.
    expect(started()).toEqual(['-1']);
    await m.pass(6);
    expect(started()).toEqual(['-1', '-2']);
    expect((await m.theApproval()).state).toBe('effective');
  });

  it('finds a machine that somebody has started under the next name already', async () => {
    m.at.machines.end('approval', m.firstExecution);
    await m.at.machines.start('approval', m.firstExecution.replace(/-1$/, '-2'), {});
    m.at.clock.advance(LOOK_EVERY_MS);
    await m.at.sweep();
    expect(started()).toEqual(['-1', '-2']);
    await m.runMachines();
    expect((await m.at.store.need(m.ref)).pending.map((each) => each.for)).toContain('execution-2');
  });

  it('does not start one while machines cannot be asked, and does so later', async () => {
    m.at.machines.end('approval', m.firstExecution);
    m.at.clock.advance(LOOK_EVERY_MS);
    m.at.machines.faults.fail(1);
    expect((await m.at.sweep()).failed).toEqual([{ ref: m.ref, code: 'Transient' }]);
    expect(started()).toEqual(['-1']);
    await m.at.sweep();
    expect(started()).toEqual(['-1', '-2']);
  });

  it('lets an approval lapse through its machine, and never by itself', async () => {
    m.at.clock.advance(5 * DAY);
    await m.at.sweep();
    expect((await m.theApproval()).state).toBe('open');
    await m.runMachines();
    expect((await m.theApproval()).state).toBe('lapsed');
    expect(await actionsOf(m.at, m.ref)).toEqual(['create', 'lapse']);
  });
});

describe('a sweep over a declared file', () => {
  const bytes = new TextEncoder().encode('a report');
  const content = {
    class: 'evidence',
    collected: '2026-11-20T09:00:00.000Z',
    mediaType: 'text/plain',
    name: 'report.txt',
    personal: false,
    sha256: sha256Hex(bytes),
    size: bytes.length,
    source: 'Second line',
  };
  let at: House;
  beforeEach(() => {
    at = house();
  });

  const declared = async () => (await declare(at, content, [], SETUP)).head.ref;

  it('registers what was uploaded and never claimed, after a day', async () => {
    const ref = await declared();
    await at.objects.create(evidencePath(content.sha256), bytes, { contentType: 'text/plain' });
    at.clock.advance(DAY - 1);
    await at.sweep();
    expect((await at.store.need(ref)).version.state).toBe('declared');
    at.clock.advance(1);
    await at.sweep();
    expect((await at.store.need(ref)).version).toMatchObject({
      state: 'stored',
      actor: 'service/assent-sweep',
    });
    expect((await at.store.need(ref)).pending).toEqual([]);
  });

  it.each<[string, Uint8Array | undefined]>([
    ['never came', undefined],
    ['is another file', new TextEncoder().encode('another')],
  ])('lets go of what %s', async (_, there) => {
    const ref = await declared();
    if (there !== undefined) {
      await at.objects.create(evidencePath(content.sha256), there, { contentType: 'text/plain' });
    }
    at.clock.advance(DAY);
    expect((await at.sweep()).failed).toEqual([]);
    const head = await at.store.need(ref);
    expect([head.version.state, head.pending]).toEqual(['declared', []]);
  });
});
