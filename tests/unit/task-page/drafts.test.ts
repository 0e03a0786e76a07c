import { beforeEach, describe, expect, it } from 'vitest';
import { erasePerson } from '#core/changes/erase.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { draftKey } from '#core/store/keys.ts';
import { unanswered } from '#core/work/look-after-work.ts';
import { taskDecide } from '#functions/task-decide/routes.ts';
import { taskPage } from '#functions/task-page/routes.ts';
import { workKind } from '#workflows/risk-assessment/contract.ts';
import { type Play, play } from '../risk/play.ts';

let p: Play;
let task: Head;
let pages: ReturnType<typeof taskPage>;
let answers: ReturnType<typeof taskDecide>;

const ORIGIN = 'halden.example/assent/test';

beforeEach(async () => {
  p = await play();
  await p.start();
  task = await p.assessTask('privacy');
  pages = taskPage({ ...p.at, origin: ORIGIN });
  answers = taskDecide({
    ...p.at,
    origin: ORIGIN,
    checkpoint: async () => undefined,
    sleep: async () => {},
    kindOf: async (name) => workKind(name),
  });
});

const posted = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

const save = (fields: Readonly<Record<string, string>>) =>
  answers.request('/t/draft', posted({ code: p.codeOf(task.ref), ...fields }));

const shown = async () =>
  (await pages.request('/t/open', posted({ code: p.codeOf(task.ref) }))).text();

const kept = () => p.at.table.get(draftKey(task.ref), 'personal');

const TYPED = { 'w-cause': 'A join of two exports', 'w-likelihood': '3' };

describe('what is typed into a long form', () => {
  it('is saved half-way, and stands in the form when the link is opened again', async () => {
    expect(await shown()).toContain('formaction="/t/draft"');
    const response = await save(TYPED);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('and not recorded yet');
    const page = await shown();
    expect(page).toContain('A join of two exports');
    expect(page).toMatch(/id="w-likelihood-3"[^>]*checked/u);
    expect((await p.at.store.need(task.ref)).version.version).toBe(1);
  });

  it('is what was saved last', async () => {
    await save(TYPED);
    await save({ 'w-cause': 'Another thought' });
    const page = await shown();
    expect(page).toContain('Another thought');
    expect(page).not.toContain('A join of two exports');
  });

  it('holds neither code nor signature, and lies with what can be erased', async () => {
    await save({ ...TYPED, signature: 'Frida Moen', choice: 'submit' });
    const item = await kept();
    expect(JSON.parse(String(item?.posted))).toEqual(TYPED);
    expect(p.at.table.all().some((each) => each.sk === 'DRAFT')).toBe(false);
  });

  it('is gone once it is answered', async () => {
    await save(TYPED);
    expect(await p.assess('privacy')).toMatchObject({ is: 'recorded' });
    expect(await kept()).toBeUndefined();
  });

  it('is gone once it is asked no more, and saves nothing from then on', async () => {
    await save(TYPED);
    await p.start();
    expect(await kept()).toBeUndefined();
    expect((await save(TYPED)).status).toBe(410);
    expect(await kept()).toBeUndefined();
  });

  it('is gone once its person is erased, and somebody else is asked without it', async () => {
    await save(TYPED);
    const { person } = contentOf(taskType, task);
    const by = { actor: 'service/setup', via: 'api', reason: 'They asked for it' } as const;
    await erasePerson(p.at, await p.at.store.need(person), by);
    expect(await kept()).toBeUndefined();
    expect((await save(TYPED)).status).toBe(410);
  });

  it('is not saved of somebody who is erased at this very moment', async () => {
    const { person } = contentOf(taskType, task);
    const by = { actor: 'service/setup', via: 'api', reason: 'They asked for it' } as const;
    let isErased = false;
    const off = p.at.calls.before(async ({ name }) => {
      if (isErased || name !== 'table.write') return;
      isErased = true;
      await erasePerson(p.at, await p.at.store.need(person), by);
    });
    await save(TYPED);
    off();
    expect(isErased).toBe(true);
    expect(await kept()).toBeUndefined();
  });

  it('is saved also where it is put on record at this very moment that it is overdue', async () => {
    let isOverdue = false;
    const off = p.at.calls.before(async ({ name }) => {
      if (isOverdue || name !== 'table.write') return;
      isOverdue = true;
      await unanswered(p.at, await p.at.store.need(task.ref), p.at.clock.now());
    });
    const response = await save(TYPED);
    off();
    expect((await p.at.store.need(task.ref)).version).toMatchObject({ action: 'miss', version: 2 });
    expect(response.status).toBe(200);
    expect(await shown()).toContain('A join of two exports');
  });

  it('is not taken from a code that is none', async () => {
    expect((await save({ ...TYPED, code: 'ABCD' })).status).toBe(404);
  });

  it('is put back as it was typed, whatever is in it', async () => {
    await save({ 'w-cause': '<script>alert(1)</script>', 'w-what-is-this': 'x' });
    const page = await shown();
    expect(page).not.toContain('<script>alert(1)');
    expect(page).toContain('&lt;script&gt;alert(1)');
  });
});
