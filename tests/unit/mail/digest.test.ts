import { beforeEach, describe, expect, it } from 'vitest';
import { openCode } from '#core/approvals/open-task.ts';
import { erasePerson } from '#core/changes/erase.ts';
import { DEFAULT_QUESTIONS_A_DAY, MAX_DIGEST_QUESTIONS } from '#core/limits.ts';
import { placeFor, readMailed } from '#core/mail/daily.ts';
import { gatheredIn } from '#core/mail/gathered.ts';
import type { DigestQuestion } from '#core/mail/matter.ts';
import { sendAll } from '#core/mail/send-all.ts';
import { DAY, HOUR, later, MINUTE } from '#core/time.ts';
import { renderMail } from '#functions/mail/render.ts';
import { INGRID, SETUP } from '#tests/support/people.ts';
import { type Asked, asked, sendPorts, TO_INGRID } from './many.ts';

/** The house's clock begins at seven in Oslo: seven o'clock next comes in a day. */
const LIMIT = DEFAULT_QUESTIONS_A_DAY;
let a: Asked;

const refsOf = (questions: readonly DigestQuestion[]) =>
  questions.map(({ task }) => task.head.ref).sort();

describe('the questions of a day', () => {
  beforeEach(async () => {
    a = await asked(LIMIT + 3);
  });

  it('are mailed up to the limit; what is beyond is kept for one digest', async () => {
    expect(await a.send()).toMatchObject({ sent: LIMIT, rest: [], failures: [] });
    expect(a.toIngrid()).toHaveLength(LIMIT);
    const kept = a.deliveries().filter(({ messageId }) => messageId === 'in-digest');
    expect(kept.map(({ of, digest }) => [of, digest])).toEqual(
      a.tasks.slice(LIMIT).map((task) => [task, 1]),
    );
    expect((await gatheredIn(a.at.table, INGRID, 1)).sort()).toEqual(
      [...a.tasks.slice(LIMIT)].sort(),
    );
  });

  it('are due no more by themselves when they are kept', async () => {
    await a.send();
    for (const task of a.tasks) {
      const { pending } = await a.at.store.need(task);
      expect(pending.map((each) => each.for)).not.toContain('mail');
    }
  });

  it('make the digest due at seven the next morning where the person lives', async () => {
    await a.send();
    expect(await a.pending()).toEqual([{ at: '2026-11-25T06:00:00.000Z', for: 'digest-1' }]);
    await a.more(1);
    await a.send();
    expect(await a.pending()).toHaveLength(1);
  });

  it('begin anew at midnight where the person lives', async () => {
    await a.send();
    await a.more(2);
    a.at.clock.set('2026-11-24T22:59:59.999Z');
    expect((await a.send()).sent).toBe(0);
    await a.more(1);
    a.at.clock.set('2026-11-24T23:00:00.000Z');
    expect((await a.send()).sent).toBe(1);
  });

  it('count for each person alone', async () => {
    await a.send();
    const before = await readMailed(a.at.table, 'person/nobody');
    expect(before).toMatchObject({ questions: 0, digest: 0 });
    expect(await readMailed(a.at.table, INGRID)).toMatchObject({ questions: LIMIT, held: 3 });
  });

  it('do not count receipts, nor keep them back', async () => {
    await a.send();
    const code = a.at.sentMatters[0]?.code ?? '';
    const facts = a.at.sentMatters[0]?.task?.content.facts ?? '';
    expect((await a.at.answer(a.at.form(code, facts))).is).toBe('recorded');
    expect((await a.send()).sent).toBe(1);
    expect(a.at.mailer.newestTo(TO_INGRID).subject).toBe('receipt');
    expect(await readMailed(a.at.table, INGRID)).toMatchObject({ questions: LIMIT });
  });

  it('count nothing where they are over before they leave', async () => {
    await a.over(1);
    expect(await a.send(a.tasks.slice(0, 1))).toMatchObject({ sent: 0 });
    expect(await readMailed(a.at.table, INGRID)).toMatchObject({ questions: 0 });
  });

  it('hold nobody’s address and no code in the table', async () => {
    await a.send();
    a.at.clock.advance(DAY);
    await a.send([INGRID]);
    const main = JSON.stringify(a.at.table.all());
    expect(main).not.toContain('@');
    const codes = a.digests().flatMap(({ questions }) => questions.map(({ code }) => code));
    expect(codes).toHaveLength(3);
    for (const code of codes) {
      expect(main).not.toContain(code);
      expect(main).not.toContain(code.replaceAll('-', ''));
    }
  });
});

describe('a question that could not wait for the morning', () => {
  it('is mailed at once, however many there were', async () => {
    a = await asked(LIMIT + 2, { deadline: { amount: 26, unit: 'hours' }, reminders: [] });
    expect(await a.send()).toMatchObject({ sent: LIMIT + 2 });
    expect(await a.pending()).toEqual([]);
  });

  it('is one that would have less than four hours after it', async () => {
    const mailed = {
      ...(await readMailed((await asked(0)).at.table, INGRID)),
      questions: LIMIT,
      ends: '2026-11-24T23:00:00.000Z',
    };
    const now = '2026-11-24T07:00:00.000Z';
    const place = (deadline: string) =>
      placeFor(mailed, { zone: 'Europe/Oslo', deadline, now, most: LIMIT });
    expect((await place('2026-11-25T10:00:00.000Z')).is).toBe('digest');
    expect((await place('2026-11-25T09:59:59.999Z')).is).toBe('mail');
  });
});

describe('the morning of a digest', () => {
  const NOTHING = { changes: 1, questions: LIMIT, digest: 0, held: 0, due: '' };
  const ends = '9999-01-01T00:00:00.000Z';
  const due = async (now: string, zone: string) => {
    const deadline = later(now, 30 * DAY);
    return (await placeFor({ ...NOTHING, ends }, { zone, deadline, now, most: LIMIT })).next.due;
  };

  it.each([
    [
      'before seven, the same day',
      '2026-11-24T05:59:59.999Z',
      'Europe/Oslo',
      '2026-11-24T06:00:00.000Z',
    ],
    [
      'at seven, a day later',
      '2026-11-24T06:00:00.000Z',
      'Europe/Oslo',
      '2026-11-25T06:00:00.000Z',
    ],
    [
      'when clocks are put forward',
      '2027-03-27T12:00:00.000Z',
      'Europe/Oslo',
      '2027-03-28T05:00:00.000Z',
    ],
    [
      'when clocks are put back',
      '2027-10-30T12:00:00.000Z',
      'Europe/Oslo',
      '2027-10-31T06:00:00.000Z',
    ],
    [
      'across the date line',
      '2026-11-24T12:00:00.000Z',
      'Pacific/Auckland',
      '2026-11-24T18:00:00.000Z',
    ],
    ['in UTC', '2028-02-28T23:00:00.000Z', 'UTC', '2028-02-29T07:00:00.000Z'],
  ])('is seven o’clock: %s', async (_, now, zone, morning) => {
    expect(await due(now, zone)).toBe(morning);
  });
});

describe('a digest', () => {
  beforeEach(async () => {
    a = await asked(LIMIT + 3);
    await a.send();
    a.at.bell.take();
  });
  const morning = async () => {
    a.at.clock.set('2026-11-25T06:00:00.000Z');
    await a.at.sweep();
    await a.at.deliverMail();
  };

  it('does not leave before its time', async () => {
    a.at.clock.set('2026-11-25T05:59:59.999Z');
    expect(await a.send([INGRID])).toMatchObject({ sent: 0 });
    expect(a.digests()).toEqual([]);
    expect(await a.pending()).toHaveLength(1);
  });

  it('leaves in the morning, rung by the sweep, and is due no more', async () => {
    await morning();
    expect(a.digests()).toHaveLength(1);
    expect(a.at.mailer.newestTo(TO_INGRID).subject).toContain('digest');
    expect(await a.pending()).toEqual([]);
    await a.send([INGRID]);
    expect(a.toIngrid()).toHaveLength(LIMIT + 1);
  });

  it('names each question with its deadline and a link of its own that opens it', async () => {
    await morning();
    const [{ questions, organisation, to } = { questions: [] }] = a.digests();
    expect({ organisation, to: to?.ref }).toEqual({
      organisation: 'Halden Savings Bank',
      to: INGRID,
    });
    expect(refsOf(questions)).toEqual([...a.tasks.slice(LIMIT)].sort());
    for (const { task, code, requester } of questions) {
      expect(requester?.name).toBe('Astrid Nygård');
      expect(task.content.deadline > a.at.clock.now()).toBe(true);
      const opened = await openCode(a.at, code, a.at.clock.now());
      expect(opened).toMatchObject({ is: 'task', opened: { head: { ref: task.head.ref } } });
    }
  });

  it('has words that bring every link', async () => {
    await morning();
    const [digest] = a.digests();
    if (digest === undefined) throw new Error('No digest');
    const settings = { base: 'https://ai.halden.example', origin: 'halden.example/assent' };
    const { html, text } = await renderMail(digest, settings);
    for (const { code } of digest.questions) {
      for (const words of [html, text]) expect(words).toContain(code);
    }
  });

  it('brings the names that its pages show', async () => {
    await morning();
    const code = a.digests()[0]?.questions[0]?.code ?? '';
    const opened = await openCode(a.at, code, a.at.clock.now());
    if (opened.is !== 'task') throw new Error(opened.is);
    expect(Object.values(opened.opened.names.names).sort()).toEqual(
      expect.arrayContaining(['Astrid Nygård', 'Ingrid Solheim']),
    );
  });

  it('leaves out what is over by then', async () => {
    await a.over(LIMIT + 1);
    await morning();
    const [{ questions } = { questions: [] }] = a.digests();
    expect(refsOf(questions)).toEqual([...a.tasks.slice(LIMIT + 1)].sort());
  });

  it('names the most urgent first', async () => {
    a.at.clock.advance(-HOUR);
    await a.more(1);
    await a.send();
    await morning();
    const [{ questions } = { questions: [] }] = a.digests();
    expect(questions[0]?.task.head.ref).toBe(a.tasks.at(-1));
  });

  it('does not leave where nothing is left of it', async () => {
    a.at.clock.advance(6 * DAY);
    await a.send([INGRID]);
    expect(a.digests()).toEqual([]);
    expect(a.deliveries().find(({ kind }) => kind === 'digest')).toMatchObject({
      messageId: 'not-needed',
    });
    expect(await a.pending()).toEqual([]);
  });

  it('makes all its questions due where it reaches nobody', async () => {
    await erasePerson(a.at, await a.at.store.need(INGRID), {
      ...SETUP,
      reason: 'She asked for it',
    });
    a.at.clock.advance(DAY);
    expect(await a.send([INGRID])).toMatchObject({ undeliverable: [{ person: INGRID }] });
    for (const task of a.tasks.slice(LIMIT)) {
      const { pending } = await a.at.store.need(task);
      expect(pending.map((each) => each.for)).toContain('unreachable');
    }
    expect(await a.pending()).toEqual([]);
  });

  it('makes them due where its address is refused', async () => {
    a.at.mailer.refuse(TO_INGRID);
    a.at.clock.advance(DAY);
    await a.send([INGRID]);
    const { pending } = await a.at.store.need(a.tasks.at(-1) ?? '');
    expect(pending.map((each) => each.for)).toContain('unreachable');
    expect(a.deliveries().find(({ kind }) => kind === 'digest')?.messageId).toBe('refused');
  });

  it('is sent once of two at the same moment', async () => {
    a.at.clock.advance(DAY);
    await Promise.all([a.send([INGRID]), a.send([INGRID])]);
    expect(a.digests()).toHaveLength(1);
    expect(await a.pending()).toEqual([]);
  });

  it('is sent in the end wherever its sender dies, and twice only between sending and noting', async () => {
    const morning = later(a.at.clock.now(), DAY);
    const [main, personal] = [a.at.table.all(), a.at.table.all('personal')];
    const sent: number[] = [];
    for (let n = 1, died = true; died; n++) {
      a.at.table.restore(main);
      a.at.table.restore(personal, 'personal');
      a.at.clock.set(morning);
      const before = a.toIngrid().length;
      const from = a.at.calls.trace.length;
      const off = a.at.calls.after(({ n: call }) => {
        if (call === from + n) throw new Error('killed');
      });
      died = (await a.send([INGRID])).failures.length > 0;
      off();
      a.at.clock.advance(2 * MINUTE);
      await a.send([INGRID]);
      sent.push(a.toIngrid().length - before);
      expect(await a.pending()).toEqual([]);
    }
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.filter((times) => times !== 1)).toEqual([2]);
  });

  it('takes no question that comes while it is sent: that one is in the next', async () => {
    a.at.clock.set('2026-11-25T05:58:00.000Z');
    await a.more(LIMIT + 2);
    const last = a.tasks.at(-1) ?? '';
    await a.send(a.tasks.slice(0, -1));
    a.at.clock.set('2026-11-25T06:00:00.000Z');
    // The clock of whoever would keep it is behind, so that the digest seems yet to come.
    const behind = { ...sendPorts(a.at), clock: { now: () => '2026-11-25T05:59:00.000Z' } };
    const off = a.at.calls.before(async ({ name }) => {
      if (name !== 'mailer.send') return;
      off();
      expect(await sendAll(behind, [last])).toMatchObject({ sent: 0, failures: [] });
    });
    await a.send([INGRID]);
    expect(a.digests()[0]?.questions).toHaveLength(4);
    expect(await a.pending()).toEqual([]);
    await a.send([last]);
    expect(await a.pending()).toEqual([{ at: '2026-11-26T06:00:00.000Z', for: 'digest-2' }]);
    a.at.clock.advance(DAY);
    await a.send([INGRID]);
    expect(refsOf(a.digests()[1]?.questions ?? [])).toEqual([last]);
  });

  it('is followed by the end of what it asked', async () => {
    await morning();
    await a.over(LIMIT + 3);
    await a.send(a.tasks.slice(LIMIT + 2));
    expect(a.at.sentMatters.at(-1)?.delivery).toMatchObject({
      kind: 'closed',
      of: a.tasks[LIMIT + 2],
    });
  });

  it('is not preceded by the end of what it has yet to ask', async () => {
    await a.over(LIMIT + 3);
    expect(await a.send(a.tasks.slice(LIMIT + 2))).toMatchObject({ sent: 0 });
    expect(a.deliveries().find(({ kind }) => kind === 'closed')).toMatchObject({
      messageId: 'not-needed',
    });
  });
});

describe('very many questions', () => {
  it('fill digests of so many each, all due the same morning', async () => {
    a = await asked(LIMIT + MAX_DIGEST_QUESTIONS + 2);
    while ((await a.send()).rest.length > 0);
    expect((await a.pending()).map((each) => each.for)).toEqual(['digest-1', 'digest-2']);
    a.at.clock.advance(DAY);
    expect(await a.send([INGRID])).toMatchObject({ sent: 2 });
    expect(a.digests().map(({ questions }) => questions.length)).toEqual([MAX_DIGEST_QUESTIONS, 2]);
    expect(await a.pending()).toEqual([]);
  });

  it('are each asked once by two who send them at the same time', async () => {
    a = await asked(LIMIT + 4);
    await Promise.all([a.send(), a.send([...a.tasks].reverse())]);
    a.at.clock.advance(2 * MINUTE);
    await a.send();
    a.at.clock.advance(DAY);
    await a.send([INGRID]);
    const mailed = a.at.sentMatters.map(({ delivery }) => delivery.of);
    const gathered = a
      .digests()
      .flatMap(({ questions }) => questions.map(({ task }) => task.head.ref));
    expect(mailed).toHaveLength(LIMIT);
    expect([...mailed, ...gathered].sort()).toEqual([...a.tasks].sort());
  });
});
