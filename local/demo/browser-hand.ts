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
  // A choice is a field of the form, or the button that is pressed.
  const { choice = '', ...rest } = fields;
  const pressed = form.locator(`button[name=choice][value="${choice}"]`);
  const isPressed = (await pressed.count()) > 0;
  // First: it shows the fields that it needs.
  if (choice !== '' && !isPressed) await choose(form, 'choice', choice);
  for (const [name, value] of Object.entries(rest)) await fill(page, form, name, value);
  const own = form.locator(`button[formaction="${action}"]`);
  const plain = form.locator('button[type=submit]:not([formaction])');
  const answered = page.waitForResponse((each) => each.url().endsWith(action));
  await (isPressed ? pressed : (await own.count()) > 0 ? own : plain).click();
  return shown(page, await answered);
}

const SECONDS = /T\d\d:\d\d:\d\d$/;

const choose = (form: Locator, name: string, value: string) =>
  form.locator(`input[name="${name}"][value="${value}"]`).check();

async function fill(page: Page, form: Locator, name: string, value: string): Promise<void> {
  const field = form.locator(`[name="${name}"]`);
  const within = page.locator(`[name="${name}"]`);
  const folded = page.locator('details:not([open])').filter({ has: within });
  if ((await folded.count()) > 0) await folded.locator('summary').click();
  const { tag, type } = await field.first().evaluate((element) => ({
    tag: element.tagName,
    type: element.getAttribute('type'),
  }));
  if (type === 'radio' || type === 'checkbox') await choose(form, name, value);
  else if (tag === 'SELECT') await field.selectOption(value);
  else {
    // These take days alone, and minutes; a browser that knows no dates has a line of text there.
    const isFiner = type === 'date' ? value.includes('T') : SECONDS.test(value);
    if (isFiner && (type === 'date' || type === 'datetime-local')) {
      await field.evaluate((element) => element.setAttribute('type', 'text'));
    }
    await field.fill(value);
  }
}
