import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, newPage, phone } from '#tests/browser/support/browser.ts';
import { type Live, startLive } from '#tests/engine/support/live.ts';
import { threadOf } from '#tests/engine/support/thread.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;
let browser: Browser;

beforeAll(async () => {
  [live, browser] = await Promise.all([startLive(), launchBrowser()]);
  thread = threadOf(live);
});
afterAll(async () => {
  await browser?.close();
  await live?.stop();
});

const linkOf = (code: string, before = '/t#') => `${live.door}${before}${code}`;

const question = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name: `Do you approve ${name}` }).waitFor();

/** Where the page and all that it loads ask. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  return asked;
}

/** Presses Tab until the field of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'));
    if (focused === name) return;
  }
  throw new Error(`Tab never reaches the field ${name}`);
}

describe('a person with a phone and the link from a mail', () => {
  test('reads, decides by keyboard and gets the receipt, and nobody else is asked anything', async () => {
    const { approval, task, code } = await thread.asked('Phone policy');
    const page = await newPage(browser, { viewport: phone });
    const asked = requestsOf(page);
    await page.goto(linkOf(code));
    await question(page, 'Phone policy');
    await tabTo(page, 'choice');
    await page.keyboard.press('Space');
    await tabTo(page, 'comment');
    await page.keyboard.type('Read on the train.');
    await tabTo(page, 'signature');
    await page.keyboard.type('Ingrid Solheim');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    const { digest } = await thread.get(task);
    expect(await page.locator('main').innerText()).toContain(digest);
    expect(asked.filter((each) => !each.includes(` ${live.door}/`))).toEqual([]);
    expect(asked.filter((each) => each.includes(code))).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
    await thread.reaches(approval, 'effective');
    const other = await newPage(browser);
    await other.goto(linkOf(code));
    await other.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    await other.context().close();
  });

  test.each(['/t%23', '/t/%23', '/t%2523'])(
    'is let in though a gateway made %s of the link',
    async (before) => {
      const name = `Gateway policy ${before.length}`;
      const { code } = await thread.asked(name);
      const page = await newPage(browser);
      await page.goto(linkOf(code, before));
      await question(page, name);
      expect(page.url()).toBe(`${live.door}/t/open`);
      await page.context().close();
    },
  );

  test('types the code and decides where no script runs', async () => {
    const { approval, code } = await thread.asked('Typed policy');
    const page = await newPage(browser, { script: false });
    await page.goto(linkOf(code));
    await page.getByLabel('Code from your mail').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Open' }).click();
    await question(page, 'Typed policy');
    await page.getByRole('radio', { name: /^Reject/u }).check();
    await page.getByLabel('Comment').fill('Duty 2 cannot be kept.');
    await page.getByLabel('Signature').fill('ingrid  SOLHEIM');
    await page.getByRole('button', { name: 'Record my decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your answer is recorded' }).waitFor();
    await page.context().close();
    await thread.reaches(approval, 'rejected');
  });

  test('learns from a dead link what became of the matter', async () => {
    const { approval, subject, code } = await thread.asked('Dead policy');
    await thread.change(subject, { binds: 'Nobody' });
    await live.sweep();
    await thread.reaches(approval, 'void');
    const page = await newPage(browser);
    await page.goto(linkOf(code));
    const heading = 'The matter changed before it was decided';
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await page.locator('form').count()).toBe(0);
    await page.context().close();
  });

  test('is asked for another code where this one opens nothing', async () => {
    const page = await newPage(browser);
    await page.goto(linkOf('ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ'));
    await page.getByRole('heading', { level: 1, name: 'This code opens nothing' }).waitFor();
    expect(await page.getByLabel('Code from your mail').isVisible()).toBe(true);
    await page.context().close();
  });
});
