import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeFindingsInBothSchemes,
  desktop,
  launchBrowser,
  narrow,
  newPage,
  type PageOptions,
} from '#tests/browser/support/browser.ts';
import { everyMail, everyPage, everyTextBecomes, readBy } from '#tests/unit/pages/every-page.ts';
import { type PageServer, servePages } from './page-server.ts';

const pages = everyPage();
const mails = Object.fromEntries(
  Object.entries(everyMail()).map(([name, { html }]) => [name, html]),
);
const hostilePages = everyPage(everyTextBecomes('W'.repeat(4000)));
const hostileMails = Object.fromEntries(
  Object.entries(everyMail(everyTextBecomes('W'.repeat(4000)))).map(([name, { html }]) => [
    name,
    html,
  ]),
);

let browser: Browser;
let server: PageServer;

beforeAll(async () => {
  browser = await launchBrowser();
  const german = everyPage(readBy('de'));
  const sets: Record<string, Record<string, string>> = {
    page: pages,
    german,
    hostile: hostilePages,
  };
  server = await servePages(({ path }) => {
    const [, set = '', name = ''] = decodeURIComponent(path).split('/');
    return sets[set]?.[name];
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens one page; what it asked of other origins and what the console said is handed along. */
async function show(name: string, options: PageOptions, set = 'page') {
  const page = await newPage(browser, options);
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.origin)) complaints.push(request.url());
  });
  await page.goto(`${server.origin}/${set}/${encodeURIComponent(name)}`);
  return { page, complaints };
}

/** A mail as a mail program shows it: a document without our headers. */
async function showMail(html: string, options: PageOptions): Promise<Page> {
  const page = await newPage(browser, options);
  await page.setContent(html);
  return page;
}

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe.each(Object.keys(pages))('the page %s', (name) => {
  test('has nothing that axe finds, in light and in dark, and loads nothing', async () => {
    const { page, complaints } = await show(name, {});
    await openAll(page);
    expect(await axeFindingsInBothSchemes(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('fits 360 pixels, and 200 % zoom, without scrolling sideways', async () => {
    const { page } = await show(name, { viewport: narrow });
    await openAll(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: desktop.width / 2, height: desktop.height / 2 });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test('fits 360 pixels with a word of 4,000 characters in every place', async () => {
    const { page } = await show(name, { viewport: narrow }, 'hostile');
    await openAll(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

async function openAll(page: Page): Promise<void> {
  const conditions = page.locator('[value=approve-with-conditions]');
  if ((await conditions.count()) > 0) await conditions.check();
  // Boxes that are open already stay so.
  const closed = page.locator('details:not([open]) > summary').filter({ visible: true });
  while ((await closed.count()) > 0) await closed.first().click();
}

describe.each(Object.keys(mails))('the mail %s', (name) => {
  test('can be read by everybody, in light and in dark', async () => {
    const page = await showMail(mails[name] ?? '', {});
    // Landmarks are a page's; a mail stands within the mail program's.
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
    expect(await axeFindingsInBothSchemes(page, { tags })).toEqual([]);
    await page.context().close();
  });

  test('fits 360 pixels, with endless words too', async () => {
    const page = await showMail(mails[name] ?? '', { viewport: narrow });
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.setContent(hostileMails[name] ?? '');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

describe('on paper', () => {
  const PRINTED = [
    'task',
    'task with everything',
    'task with a moved fact',
    'task to sign in for',
    'receipt',
    'receipt with everything',
    'clarification',
    'fulfilment',
  ];

  test.each(['page', 'german'])(
    'every page that is printed is one clean sheet (%s)',
    async (set) => {
      for (const name of PRINTED) {
        const { page } = await show(name, {}, set);
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
        expect(pdf.match(/\/Type \/Page\b/gu), name).toHaveLength(1);
        await page.context().close();
      }
    },
  );

  test('a task shows no form to fill in, and both digests in full', async () => {
    const { page } = await show('task', {});
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await page.locator('.foot code').count()).toBe(2);
    expect(await page.getByText('Printed for reading.').isVisible()).toBe(true);
    expect(await page.getByText('not on paper: Approve · Approve with').isVisible()).toBe(true);
    expect(await page.getByText('Put it to Astrid Vik below').isVisible()).toBe(false);
    await page.context().close();
  });
});
