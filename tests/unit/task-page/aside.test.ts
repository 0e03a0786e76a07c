import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { missCondition } from '#core/approvals/conditions.ts';
import { DAY } from '#core/time.ts';
import { ASTRID, INGRID } from '#tests/support/people.ts';
import { becomes, colleagues, MARIT, SIGNATURES, sideTask } from '../approvals/cast.ts';
import { aStage, CRO, DPO, type Matter, matter } from '../approvals/matter.ts';
import { settled } from '../approvals/settled.ts';
import { type Door, door } from './door.ts';

const QUESTION = 'Who stops it on a Sunday?';
const CONDITION = {
  'condition-1-text': 'The stop is tried <again>',
  'condition-1-owner': ASTRID,
  'condition-1-due': '2026-12-15',
  'condition-1-lapses': 'The policy binds nobody',
};
const WITH = { choice: 'approve-with-conditions', ...CONDITION };

let start: Matter;
let d: Door;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 1 }, { before: colleagues });
  await start.open();
});
beforeEach(async () => {
  d = await door(start, async () => undefined);
});

const through = async (m: Matter): Promise<void> => {
  d = await door(m, async () => undefined);
};

async function ask(changes: Readonly<Record<string, string>> = {}, seat = 0) {
  const form = { ...d.fieldsOf(await d.m.formOf(seat)), choice: '', question: QUESTION };
  return d.post('/t/ask', { ...form, ...changes });
}

async function answerAside(place: string, changes: Readonly<Record<string, string>> = {}) {
  const { content, code } = await sideTask(d.m, place);
  return d.post('/t/decide', {
    code,
    facts: content.facts,
    opened: '',
    choice: place.startsWith('q') ? 'answer' : 'fulfil',
    comment: 'See the minutes',
    signature: SIGNATURES[content.person] ?? '',
    ...changes,
  });
}

async function disown(code: string, changes: Readonly<Record<string, string>> = {}) {
  const form = { code, comment: 'I was <away>', signature: 'Ingrid Solheim' };
  return d.post('/t/repudiate', { ...form, ...changes });
}

const questions = async () => (await d.m.theApproval()).content.questions;

describe('asking the requester', () => {
  it('says that the question is sent, shows it, and keeps what was typed beside it', async () => {
    const { status, html } = await ask({ comment: 'Half a <reason>' });
    expect(status).toBe(200);
    expect(html).toContain(QUESTION);
    expect(html).toContain('Half a &lt;reason&gt;');
    expect(await questions()).toHaveLength(1);
    expect((await d.m.theTask()).head.version.state).toBe('open');
    expect(html).not.toMatch(/\schecked/);
  });

  it('is shown to everybody asked, with its answer', async () => {
    await ask();
    await answerAside('q1');
    for (const seat of [0, 1]) {
      const { html } = await d.open(await d.m.codeOf(seat));
      expect(html).toContain(QUESTION);
      expect(html).toContain('See the minutes');
    }
  });

  it.each<[string, Readonly<Record<string, string>>, number, RegExp]>([
    ['nothing', { question: ' ' }, 422, /Type your question/],
    ['too much', { question: 'x'.repeat(4001) }, 422, /Shorten the question/],
    ['a credential', { question: 'AKIA1234' }, 422, /password or key/],
    ['no signature', { signature: '' }, 422, /Type your full name/],
    ['a code that opens nothing', { code: 'x' }, 404, /./],
  ])('with %s is not sent', async (_, changes, status, words) => {
    const said = await ask(changes);
    expect([said.status, words.test(said.html)]).toEqual([status, true]);
    expect(await questions()).toEqual([]);
  });

  it('after one’s own answer says what became of it', async () => {
    await d.decide({}, 0);
    expect((await ask()).status).toBe(410);
  });

  it('with the button that decides is not lost: nothing is recorded, and it says so', async () => {
    const { status, html } = await d.decide({ question: QUESTION });
    expect(status).toBe(422);
    expect(html).toContain(QUESTION);
    expect((await d.m.theTask()).head.version.state).toBe('open');
  });

  it('may be sent again after a fault of ours, as it was typed', async () => {
    d.m.at.table.writes.fail(1);
    const { status, html } = await ask({ comment: 'Half' });
    expect(status).toBe(503);
    expect(html).toContain('action="/t/ask"');
    expect(html).toContain(QUESTION);
    expect((await ask()).status).toBe(200);
  });
});

describe('the requester’s page of a question', () => {
  beforeEach(async () => {
    await ask();
  });

  it('shows who asks what, and until when, and changes nothing', async () => {
    const { code } = await sideTask(d.m, 'q1');
    const effects = d.effects().length;
    const { status, html } = await d.open(code);
    expect(status).toBe(200);
    expect(html).toContain(QUESTION);
    expect(html).toContain('Astrid N. (Head of AI)');
    expect(html).not.toContain('Nygård');
    expect(html).toContain('value="answer"');
    expect(html).not.toContain('value="approve"');
    expect(d.effects()).toHaveLength(effects);
  });

  it('gives a receipt for the answer, which cannot be disowned like a vote', async () => {
    const { status, html } = await answerAside('q1');
    expect(status).toBe(200);
    expect(html).toContain('See the minutes');
    expect(html).not.toContain('action="/t/repudiate"');
    expect((await answerAside('q1')).html).toBe(html);
    expect((await answerAside('q1', { comment: 'No' })).status).toBe(409);
  });

  it('asks again where a mistake was made, with what was typed', async () => {
    const { status, html } = await answerAside('q1', { signature: 'Somebody', comment: 'A <b>' });
    expect(status).toBe(422);
    expect(html).toContain('A &lt;b&gt;');
    expect((await answerAside('q1', { comment: '' })).status).toBe(422);
  });

  it('says that the answer is wanted no more once the approval has ended', async () => {
    const { code } = await sideTask(d.m, 'q1');
    await d.decide({}, 0);
    await settled(d.m);
    const { html } = await d.open(code);
    expect(html).toMatch(/no longer needed/i);
    expect((await answerAside('q1')).status).toBe(410);
  });
});

describe('a yes with conditions', () => {
  it('gives a receipt that names them, and what happens with them', async () => {
    const { status, html } = await d.decide(WITH);
    expect(status).toBe(200);
    expect(html).toContain('The stop is tried &lt;again&gt;');
    expect(html).toContain('Astrid Nygård');
    expect((await d.decide(WITH)).html).toBe(html);
  });

  it('is asked again row by row, and no row is lost', async () => {
    const typed = { ...WITH, 'condition-1-due': 'soon', 'condition-3-text': 'Another' };
    const { status, html } = await d.decide(typed);
    expect(status).toBe(422);
    expect(html).toContain('is not a date');
    expect(html).toContain('The stop is tried &lt;again&gt;');
    expect(html).toContain('Another');
  });

  it('is not taken for a plain yes where the conditions were chosen away', async () => {
    const { status } = await d.decide({ ...CONDITION, choice: 'approve' });
    expect(status).toBe(422);
    expect((await d.m.theApproval()).state).toBe('open');
  });
});

describe('the owner’s page of a condition', () => {
  beforeEach(async () => {
    await d.decide(WITH);
    await d.m.at.conclude(d.m.ref);
  });

  it('shows what was demanded, by whom, and what lapses', async () => {
    const { html } = await d.open((await sideTask(d.m, 'c1')).code);
    expect(html).toContain('The stop is tried &lt;again&gt;');
    expect(html).toContain('The policy binds nobody');
    expect(html).toContain('value="fulfil"');
  });

  it('gives a receipt once it is fulfilled', async () => {
    const { status, html } = await answerAside('c1');
    expect(status).toBe(200);
    expect(html).toContain('The condition counts as met.');
    const { html: again } = await d.open((await sideTask(d.m, 'c1')).code);
    expect(again).toContain('See the minutes');
  });

  it('says that it was missed, and still takes the word that it is done', async () => {
    const { code } = await sideTask(d.m, 'c1');
    d.m.at.clock.advance(30 * DAY);
    const head = await d.m.at.store.need(`condition/${d.m.ref.slice('approval/'.length)}-c1`);
    await missCondition(d.m.at, head, d.m.at.clock.now());
    const { html } = await d.open(code);
    expect(html).toContain('value="fulfil"');
    expect((await answerAside('c1')).html).toContain('but late');
  });
});

describe('passing on', () => {
  it('gives a receipt that says who is asked instead, and until when all else goes there', async () => {
    const away = { choice: 'pass-on', passTo: MARIT, absentUntil: '2026-12-31', comment: 'Leave' };
    const { status, html } = await d.decide(away);
    expect(status).toBe(200);
    expect(html).toContain('Marit Holm (Chief Risk Officer) is asked in your place');
    expect(html).toContain('Until ');
  });

  it('to whoever asked is refused with the reason, and nothing is lost', async () => {
    const { status, html } = await d.decide({
      ...{ choice: 'pass-on', passTo: ASTRID, comment: 'My <reason>' },
    });
    expect(status).toBe(422);
    expect(html).toContain('My &lt;reason&gt;');
    expect(html).toContain('asked for, edited or owns');
  });

  it('says to whoever opens the old link that it was passed on', async () => {
    const code = await d.m.codeOf();
    await d.decide({ choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await d.m.pass(1);
    const { html } = await d.open(code);
    expect(html).toContain('conflict of interest');
    expect(html).not.toContain('name="choice"');
  });
});

describe('“that was not me”', () => {
  it('is said from the receipt, which then says so', async () => {
    const code = await d.m.codeOf();
    const receipt = await d.decide();
    expect(receipt.html).toContain('action="/t/repudiate"');
    const { status, html } = await disown(code);
    expect(status).toBe(200);
    expect(html).not.toContain('action="/t/repudiate"');
    const { head } = await d.m.theTask();
    expect(await d.m.at.store.load(`repudiation/${head.version.id}`)).toBeDefined();
    expect((await disown(code)).status).toBe(200);
  });

  it('is asked again where a mistake was made, with what was typed', async () => {
    const code = await d.m.codeOf();
    await d.decide();
    const { status, html } = await disown(code, { signature: 'Lars Bakke' });
    expect(status).toBe(422);
    expect(html).toContain('I was &lt;away&gt;');
    expect(html).toContain('not your name');
  });

  it('is not taken before anything was decided, nor with a code that opens nothing', async () => {
    expect((await disown(await d.m.codeOf())).status).toBe(410);
    expect((await disown('x')).status).toBe(404);
    expect(d.effects()).toEqual([]);
  });
});

describe('a question that wants whoever decides signed in', () => {
  it('is shown with its facts and without a form, and every post is refused', async () => {
    const signedIn = await matter({ identity: 'signed-in' });
    await signedIn.open();
    await through(signedIn);
    const { status, html } = await d.open(await d.m.codeOf());
    expect(status).toBe(200);
    expect(html).toContain('Reporting unexpected behaviour within a day');
    expect(html).not.toContain('name="signature"');
    expect((await d.decide()).status).toBe(403);
    expect((await ask()).status).toBe(403);
    expect(d.effects()).toEqual([]);
  });
});

describe('somebody who may answer no more', () => {
  it('who has left is told so by whoever takes the answer', async () => {
    await becomes(d.m.at, INGRID, 'left');
    const { status, html } = await d.decide();
    expect(status).toBe(403);
    expect(html).toContain('On record you have left');
  });

  it('who was erased is told so before they type', async () => {
    const code = await d.m.codeOf();
    d.m.at.table.restore([], 'personal');
    const { html } = await d.open(code);
    expect(html).toContain('On record you have left');
    expect(html).not.toContain('name="signature"');
  });
});

describe('what others said', () => {
  const SECRET = 'Between us: duty 1 is weak';

  it('shows once one has answered oneself, with their reasons', async () => {
    const two = await matter({ seats: [CRO, DPO], quorum: 2 });
    await two.open();
    await through(two);
    await d.decide({ comment: SECRET }, 1);
    expect((await d.open(await d.m.codeOf(0))).html).not.toContain(SECRET);
    const receipt = await d.decide({}, 0);
    expect(receipt.html).toContain(SECRET);
    expect((await d.decide({}, 0)).html).toBe(receipt.html);
  });

  it.each([
    ['nothing', [false, false]],
    ['choices', [true, false]],
    ['choices-and-comments', [true, true]],
  ])('of an earlier stage shows as the policy has it: %s', async (shows, [choice, comment]) => {
    const m = await matter(
      {},
      { stages: [aStage({ seats: [CRO] }), aStage({ name: 'Board', seats: [DPO], shows })] },
    );
    await m.open();
    await through(m);
    await d.decide({ comment: SECRET }, 0);
    await d.m.pass(2);
    const { html } = await d.open(await d.m.codeOf(1));
    expect(html).toContain('Stage 1, ');
    expect([html.includes('answered “Approve”'), html.includes(SECRET)]).toEqual([choice, comment]);
    expect(html.includes('Ingrid Solheim (Chief Risk Officer)')).toBe(choice);
  });

  it('is no longer wanted where their stage is over and another is asked', async () => {
    const stages = [
      aStage({ seats: [CRO, DPO], quorum: 1 }),
      aStage({ name: 'Board', seats: [{ role: 'role/chief-risk-officer', count: 1 }] }),
    ];
    const m = await matter({}, { before: colleagues, stages });
    await m.open();
    await through(m);
    await d.decide({}, 0);
    const { status, html } = await d.decide({}, 1);
    expect(status).toBe(410);
    expect(html).toMatch(/no longer needed/i);
  });
});

describe('what the page of strangers reads', () => {
  it('is codes, tasks and approvals, whatever is shown', async () => {
    await ask();
    await answerAside('q1');
    const codes = [await d.m.codeOf(0), (await sideTask(d.m, 'q1')).code];
    await d.decide(WITH);
    await d.m.at.conclude(d.m.ref);
    codes.push((await sideTask(d.m, 'c1')).code);
    const read: string[] = [];
    d.m.at.calls.before(({ name, args }) => {
      const [first] = args as [{ pk?: string; partition?: string }];
      if (name.startsWith('table.')) read.push(first.pk ?? first.partition ?? '');
    });
    for (const code of codes) expect((await d.open(code)).status).toBe(200);
    expect(read.length).toBeGreaterThan(10);
    for (const partition of read) expect(partition).toMatch(/^(K#|R#task#|R#approval#)/);
  });
});
