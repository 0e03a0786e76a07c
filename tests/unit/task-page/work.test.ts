import { beforeEach, describe, expect, it } from 'vitest';
import { closeTask } from '#core/approvals/close-tasks.ts';
import { nameKey } from '#core/approvals/read-code.ts';
import { DAY } from '#core/time.ts';
import { pageHeaders } from '#functions/pages/headers.ts';
import { taskDecide } from '#functions/task-decide/routes.ts';
import { taskPage } from '#functions/task-page/routes.ts';
import { readable } from '../pages/every-page.ts';
import { LOOK_INTO, type Piece, piece, TOVE } from '../work/piece.ts';

const ORIGIN = 'halden.example/assent/test';
const GOOD = { 'w-verdict': 'real', 'w-harm-rights': 'yes', 'w-reason': 'The alarm is right' };

let p: Piece;
let code: string;
let pages: ReturnType<typeof taskPage>;
let answers: ReturnType<typeof taskDecide>;

beforeEach(async () => {
  p = await piece();
  await enter();
});

async function enter(): Promise<void> {
  await p.open();
  code = p.codeOf((await p.theTask()).head.ref);
  pages = taskPage({ ...p.at, origin: ORIGIN });
  answers = taskDecide({
    ...p.at,
    origin: ORIGIN,
    checkpoint: async () => undefined,
    sleep: async () => {},
    kindOf: async (name) => (name === LOOK_INTO.name ? LOOK_INTO : undefined),
  });
}

const posted = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

async function said(response: Response | Promise<Response>) {
  const { status, headers, text } = { ...(await partsOf(await response)) };
  for (const [name, value] of Object.entries(pageHeaders)) expect(headers.get(name)).toBe(value);
  return { status, html: text, text: readable(text) };
}

const partsOf = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  text: await response.text(),
});

const open = (typed = code) => said(pages.request('/t/open', posted({ code: typed })));

async function send(changes: Readonly<Record<string, string>> = {}, path = '/t/work') {
  const { content } = await p.theTask();
  const { signature, facts, opened } = await p.formOf();
  const base = { code, facts: content.facts ?? facts, opened, signature, choice: 'submit' };
  return said(answers.request(path, posted({ ...base, ...GOOD, ...changes })));
}

describe('the page of a piece of work', () => {
  it('shows question, facts and form to whoever has the code, and changes nothing', async () => {
    const before = p.at.table.all();
    const { status, html, text } = await open();
    expect(status).toBe(200);
    expect(text).toContain('What do you say on Income drifts?');
    expect(text).toContain('Whether anybody was harmed');
    expect(html).toContain('action="/t/work"');
    expect(p.at.table.all()).toEqual(before);
  });

  it('is made of what lies under the task: no other record is read', async () => {
    const from = p.at.calls.trace.length;
    await open();
    // Code, task, what lies under it, names, and what was typed and not recorded.
    expect(p.at.calls.trace.slice(from).toSorted()).toEqual([
      'table.get',
      'table.get',
      'table.get',
      'table.get',
      'table.query',
    ]);
  });

  it('does not write out the name that signs', async () => {
    expect((await open()).text).not.toContain('Berit Solberg');
  });

  it('speaks the language of whoever is asked', async () => {
    const { head, content } = await p.theTask();
    const key = nameKey(head.ref, content.person);
    const item = await p.at.table.get(key, 'personal');
    await p.at.table.write([
      { op: 'put', table: 'personal', item: { ...key, ...item, language: 'de' } },
    ]);
    const { html, text } = await open();
    expect(html).toContain('<html lang="de-DE"');
    expect(text).toContain('Ihre Antwort');
  });

  it('of a code that is none says the same as of every other', async () => {
    const one = await open('0000-0000-0000-0000-0000');
    expect(one.status).toBe(404);
    expect(await open('nothing')).toEqual(one);
  });

  it('after the deadline says that it is overdue, and still has the form', async () => {
    p.at.clock.advance(DAY);
    const { html, text } = await open();
    expect(text).toContain('This is overdue');
    expect(html).toContain('<form');
  });

  it('of whoever was relieved says that somebody else is asked', async () => {
    await p.pass(4 * 60);
    const { status, text, html } = await open();
    expect([status, html.includes('<form')]).toEqual([200, false]);
    expect(text).toContain('Somebody else was asked');
  });

  it('of somebody erased has no form', async () => {
    const { head, content } = await p.theTask();
    await p.at.table.write([
      { op: 'delete', table: 'personal', key: nameKey(head.ref, content.person) },
    ]);
    expect((await open()).html).not.toContain('<form');
  });
});

describe('an answer to work', () => {
  it('has its receipt at once, and again by the same link', async () => {
    const { status, text } = await send();
    expect(status).toBe(200);
    expect(text).toContain('Your answer is recorded');
    expect(text).toContain('The alarm is right');
    expect((await open()).text).toContain('Your answer is recorded');
  });

  it('with mistakes shows the form with all that was typed, and the way to each', async () => {
    const { status, html, text } = await send({ 'w-reason': '', 'w-actions-2-text': 'Refit' });
    expect(status).toBe(422);
    expect(text).toContain('Not recorded yet');
    expect(html).toContain('href="#w-reason"');
    expect(html).toMatch(/id="w-harm-rights"[^>]*checked/u);
    expect(html).toContain('Refit</textarea>');
  });

  it('that a rule refuses says so at its field', async () => {
    const { status, text } = await send({ 'w-reason': 'Human error' });
    expect(status).toBe(422);
    expect(text).toContain('A mistake of a person explains nothing by itself.');
  });

  it('the same again is the same receipt, a different one a conflict', async () => {
    await send();
    expect((await send()).status).toBe(200);
    const other = await send({ 'w-reason': 'Something else' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Another answer of yours is on record and stands.');
    expect(other.text).toContain('The alarm is right');
  });

  it('that passes it on says to whom', async () => {
    const { status, text } = await send({
      choice: 'pass-on',
      passTo: TOVE,
      comment: 'I am on leave',
    });
    expect(status).toBe(200);
    expect(text).toContain('on to Tove Lie');
  });

  it('to what is over is told what became of it', async () => {
    const { head } = await p.theTask();
    await closeTask(p.at, head.ref, 'no-longer-needed', 'service/assent-step');
    const { status, text } = await send();
    expect(status).toBe(410);
    expect(text).toContain('has gone on without it');
  });

  it('where a link is not enough records nothing', async () => {
    p = await piece({ identity: 'signed-in' });
    await enter();
    expect((await open()).html).not.toContain('<form');
    expect((await send()).status).toBe(403);
    expect((await p.theTask()).content.decision).toBeUndefined();
  });

  it('by the doors of approvals opens nothing', async () => {
    for (const path of ['/t/decide', '/t/ask', '/t/repudiate']) {
      expect((await send({ choice: 'approve' }, path)).status).toBe(404);
    }
    expect((await p.theTask()).content.decision).toBeUndefined();
  });

  it('that meets a fault of ours is kept to be sent again', async () => {
    const off = p.at.calls.before(({ name }) => {
      if (name === 'table.write') throw new Error('The table is away');
    });
    const { status, html } = await send();
    off();
    expect(status).toBe(500);
    expect(html).toContain('action="/t/work"');
    expect(html).toContain('The alarm is right');
    expect((await send()).status).toBe(200);
  });
});
