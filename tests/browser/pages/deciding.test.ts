import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { renderDoor } from '#functions/pages/door.tsx';
import { renderReceipt } from '#functions/pages/receipt.tsx';
import { renderTask } from '#functions/pages/task.tsx';
import { launchBrowser, newPage } from '#tests/browser/support/browser.ts';
import { anApprovalTask, aReceipt } from '#tests/support/views.ts';
import { type Asked, type PageServer, servePages } from './page-server.ts';

const CODE = 'K7QD-3M9X-V2HT-8RWB-5ZNE';

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await servePages(answer);
});

afterEach(() => {
  server.asked.length = 0;
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** As the functions do: the door for every GET, the task for a code, the receipt for an answer. */
function answer({ method, path, fields }: Asked): string | undefined {
  if (method === 'GET') return path.startsWith('/t') ? renderDoor() : undefined;
  if (path === '/t/open') return renderTask(anApprovalTask());
  if (path !== '/t/decide') return undefined;
  const missing = fields.choice === 'reject' && fields.comment === '';
  if (!missing) return renderReceipt(aReceipt());
  return renderTask(anApprovalTask({ problems: ['comment-missing'], entered: fields }));
}

function posts(path: string): Asked[] {
  return server.asked.filter((one) => one.method === 'POST' && one.path === path);
}

async function openTask(script = true): Promise<Page> {
  const page = await newPage(browser, { script });
  await page.goto(`${server.origin}/t`);
  await page.getByLabel('Code from your mail').fill(CODE);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('heading', { level: 1, name: /AI policy/u }).waitFor();
  return page;
}

describe('a link', () => {
  test.each(['/t#', '/t%23', '/t/%23', '/t/#', '/t%2523'])(
    'that came as %s opens the task by posting the code',
    async (form) => {
      const page = await newPage(browser);
      await page.goto(`${server.origin}${form}${CODE}`);
      await page.getByRole('heading', { level: 1, name: /AI policy/u }).waitFor();
      expect(posts('/t/open').map(({ fields }) => fields)).toEqual([{ code: CODE }]);
      expect(page.url()).toBe(`${server.origin}/t/open`);
      await page.context().close();
    },
  );

  test('sends its code nowhere but in the posted form', async () => {
    const page = await newPage(browser);
    await page.goto(`${server.origin}/t#${CODE}`);
    await page.getByRole('heading', { level: 1, name: /AI policy/u }).waitFor();
    expect(server.asked.map(({ path }) => path)).toEqual(['/t', '/t/open']);
    await page.context().close();
  });

  test('leaves no code in the history: there is nothing to go back to that holds it', async () => {
    const page = await newPage(browser);
    await page.goto(`${server.origin}/t/%23${CODE}`);
    await page.getByRole('heading', { level: 1, name: /AI policy/u }).waitFor();
    await page.goBack();
    expect(page.url()).not.toContain('K7QD');
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await page.context().close();
  });

  test('without a code waits for one to be typed', async () => {
    const page = await newPage(browser);
    await page.goto(`${server.origin}/t#decide`);
    expect(await page.getByLabel('Code from your mail').isVisible()).toBe(true);
    expect(posts('/t/open')).toEqual([]);
    await page.context().close();
  });
});

describe('the decision form', () => {
  test('is used by keyboard alone, from the first field to the receipt', async () => {
    const page = await openTask();
    await tabTo(page, 'choice');
    await page.keyboard.press('Space');
    await tabTo(page, 'comment');
    await page.keyboard.type('Settle clause 4.2 first.');
    await tabTo(page, 'signature');
    await page.keyboard.type('Ingrid Solheim');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    const [posted, ...more] = posts('/t/decide').map(({ fields }) => typedIn(fields));
    expect(more).toEqual([]);
    expect(posted).toEqual({
      code: CODE,
      facts: anApprovalTask().factsDigest,
      opened: anApprovalTask().opened,
      choice: 'approve',
      comment: 'Settle clause 4.2 first.',
      signature: 'Ingrid Solheim',
    });
    await page.context().close();
  });

  test('is used without script', async () => {
    const page = await openTask(false);
    await page.locator('[value=approve]').check();
    await page.getByLabel('Signature').fill('Ingrid Solheim');
    await page.getByRole('button', { name: 'Record my decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    expect(posts('/t/decide')).toHaveLength(1);
    await page.context().close();
  });

  test('is not sent without a choice, nor without a signature', async () => {
    const page = await openTask();
    const submit = page.getByRole('button', { name: 'Record my decision' });
    await submit.click();
    await page.locator('[value=approve]').check();
    await submit.click();
    expect(page.url()).toBe(`${server.origin}/t/open`);
    expect(posts('/t/decide')).toEqual([]);
    await page.context().close();
  });

  test('comes back with what was typed, at the field to correct', async () => {
    const page = await openTask();
    await page.getByRole('radio', { name: /^Reject/u }).check();
    await page.getByLabel('Signature').fill('Ingrid Solheim');
    await page.getByRole('button', { name: 'Record my decision' }).click();
    await page.getByRole('alert').waitFor();
    const comment = page.getByLabel('Comment');
    expect(await comment.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByRole('radio', { name: /^Reject/u }).isChecked()).toBe(true);
    expect(await page.getByLabel('Signature').inputValue()).toBe('Ingrid Solheim');
    await comment.fill('Clause 4.2 clashes with data retention.');
    await page.getByRole('button', { name: 'Record my decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    await page.context().close();
  });

  test('shows where the keyboard is, at every stop', async () => {
    const page = await openTask();
    await page.locator('[value=approve-with-conditions]').check();
    await page.mouse.click(0, 0);
    const fields =
      'a, summary, input:not([type=hidden]):not([type=radio]), textarea, select, button';
    // What only another choice asks for is not shown, and no stop. Of all choices one is a stop.
    const stops = (await page.locator(fields).filter({ visible: true }).count()) + 1;
    for (let stop = 0; stop < stops - 1; stop++) {
      await page.keyboard.press('Tab');
      expect(await outlineOfFocus(page)).toMatch(/solid/u);
    }
    await page.context().close();
  });
});

/** What of a form was not left empty. */
function typedIn(fields: Asked['fields']): Asked['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Presses Tab until the field of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'));
    if (focused === name) return;
  }
  throw new Error(`Tab never reaches the field ${name}`);
}

/** The outline around what has the focus: its own, or its option's. */
function outlineOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const shown = element.closest('.option') ?? element;
    return getComputedStyle(shown).outlineStyle;
  });
}
