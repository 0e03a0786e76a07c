import type { Browser, Locator, Page, Response } from 'playwright-core';
import type { Action, Hand, OpenPage } from './hand.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** In Chromium, by looking, choosing and typing. */
export async function browserHand(): Promise<Hand> {
  const { chromium } = await import('playwright-core');
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  return {
    async open(link) {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      const opened = page.waitForResponse((each) => each.url().endsWith('/t/open'));
      await page.goto(link);
      return shown(page, await opened);
    },
    close: () => browser.close(),
  };
}

async function shown(page: Page, response: Response): Promise<OpenPage> {
  await response.finished();
  await page.waitForLoadState();
  const text = await page.locator('main').innerText();
  return {
    status: response.status(),
    language: (await page.locator('html').getAttribute('lang')) ?? '',
    heading: await page.locator('h1').first().innerText(),
    lines: text.split('\n').filter((line) => line.trim() !== ''),
    send: (action, fields) => send(page, action, fields),
  };
}

async function send(
  page: Page,
  action: Action,
  fields: Readonly<Record<string, string>>,
): Promise<OpenPage> {
  const form = page.locator(`form[action="${action}"], form:has([formaction="${action}"])`);
  const own = form.locator(`button[formaction="${action}"]`);
  const button =
    (await own.count()) > 0 ? own : form.locator('button[type=submit]:not([formaction])');
  // A choice first: it shows the fields that it needs.
  const { choice, ...rest } = fields;
  if (choice !== undefined) await form.locator(`input[name=choice][value="${choice}"]`).check();
  for (const [name, value] of Object.entries(rest)) await type(page, form, name, value);
  const answered = page.waitForResponse((each) => each.url().endsWith(action));
  await button.click();
  return shown(page, await answered);
}

async function type(page: Page, form: Locator, name: string, value: string): Promise<void> {
  const field = form.locator(`[name="${name}"]`);
  const within = page.locator(`[name="${name}"]`);
  const folded = page.locator('details:not([open])').filter({ has: within });
  if ((await folded.count()) > 0) await folded.locator('summary').click();
  const tag = await field.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await field.selectOption(value);
  else {
    // This field takes days alone; a browser that knows no dates has a line of text there.
    if (value.includes('T') && (await field.getAttribute('type')) === 'date') {
      await field.evaluate((element) => element.setAttribute('type', 'text'));
    }
    await field.fill(value);
  }
}
