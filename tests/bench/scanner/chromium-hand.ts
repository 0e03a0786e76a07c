import type { Locator, Page, Request } from 'playwright-core';
import { newPage, type PageOptions } from '#tests/browser/support/browser.ts';
import type { Reach } from './attempt.ts';

/** How long a machine waits for a page that its press leads to. */
const LOAD_MS = 30_000;

/** Things that are pressed or chosen. */
const CONTROLS = 'input[type=radio], input[type=checkbox], summary, button, [role=button], a[href]';

/** A fresh browser without cookie or cache, whose requests are kept for replay. */
export async function withPage<T>(
  reach: Reach,
  does: (page: Page) => Promise<T>,
  options?: PageOptions,
): Promise<T> {
  const page = await newPage(reach.browser, options);
  page.setDefaultTimeout(LOAD_MS);
  page.on('request', (request) => keep(reach, request));
  try {
    return await does(page);
  } finally {
    await page.context().close();
  }
}

function keep({ recorded, door }: Reach, request: Request): void {
  const url = request.url();
  if (!url.startsWith(door)) return;
  recorded.push({ url, method: request.method(), body: request.postData() ?? '' });
}

/** Goes there as a machine does: what fails to load is left. */
export async function visit(page: Page, link: string): Promise<void> {
  await page.goto(link, { waitUntil: 'load' }).catch(() => undefined);
  await settled(page);
}

/** The door's script posts the code: waits until the page behind it is there. */
export async function settled(page: Page): Promise<void> {
  for (let looked = 0; looked < SETTLE_LOOKS; looked++) {
    // Fails while one page gives way to the next.
    const isThere = await page.evaluate(hasSettled).catch(() => false);
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
}

const SETTLE_MS = 20;
const SETTLE_LOOKS = 1000;

// With a code in its field the door is about to post it.
const hasSettled = () => {
  const code = document.querySelector('#code');
  const posts = location.pathname === '/t' && code instanceof HTMLInputElement && code.value !== '';
  return document.readyState === 'complete' && !posts;
};

/**
 * Puts a text into every field that takes one, hidden ones too, a day into every date, and chooses
 * what each list offers first; opens whatever is folded.
 */
export async function fillAll(page: Page, text: string): Promise<void> {
  await page.evaluate((typed) => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
    for (const field of document.querySelectorAll('input, textarea, select')) {
      if (field instanceof HTMLSelectElement)
        field.selectedIndex = field.options.length > 1 ? 1 : 0;
      else if (field instanceof HTMLTextAreaElement) field.value = typed;
      else if (field instanceof HTMLInputElement) {
        if (field.type === 'date') field.value = '2030-01-31';
        else if (field.type === 'text' && field.name !== 'code') field.value = typed;
      }
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, text);
}

/** How many things there are to press. */
export const countControls = (page: Page): Promise<number> => page.locator(CONTROLS).count();

/**
 * Presses one of them, seen or not, and waits for where it leads.
 *
 * @returns whether there was something to press
 */
export async function press(page: Page, index: number): Promise<boolean> {
  return pressOne(page, page.locator(CONTROLS).nth(index));
}

export async function pressOne(page: Page, control: Locator): Promise<boolean> {
  if ((await control.count()) === 0) return false;
  const leads = await control.evaluate((element) => {
    if (!(element instanceof HTMLButtonElement)) return false;
    const { form, formNoValidate } = element;
    return form !== null && (formNoValidate || form.checkValidity());
  });
  const left = leads ? page.waitForEvent('domcontentloaded') : Promise.resolve();
  // By script, as machines do it: nothing has to be in view.
  await control.evaluate((element) => element instanceof HTMLElement && element.click());
  await left;
  return true;
}

/** Presses Enter in a field, and waits for where that leads. */
export async function enter(page: Page, field: Locator): Promise<boolean> {
  if ((await field.count()) === 0) return false;
  const leads = await field.evaluate((element) => {
    if (element instanceof HTMLElement) element.focus();
    return element instanceof HTMLInputElement && element.form?.checkValidity() === true;
  });
  const timeout = ENTER_MS;
  const left = leads ? page.waitForEvent('domcontentloaded', { timeout }) : Promise.resolve();
  // Not every field sends its form so.
  const over = left.catch(() => undefined);
  await page.keyboard.press('Enter');
  await over;
  return true;
}

const ENTER_MS = 3000;

/** Sends every form past all that the browser would check before. @returns how many */
export async function sendUnchecked(page: Page, action?: string): Promise<number> {
  const forms = await page.locator('form').count();
  if (forms === 0) return 0;
  const left = page.waitForEvent('domcontentloaded');
  await page.evaluate((to) => {
    const form = document.forms[document.forms.length - 1];
    if (form === undefined) return;
    if (to !== undefined) form.action = to;
    form.submit();
  }, action);
  await left;
  return 1;
}
