import type { Browser, Page } from 'playwright-core';
import { hiddenFields, post } from '#tests/engine/support/page.ts';
import { newPage } from './browser.ts';

/** What a machine types into a field that it must fill: plausible, and nobody's name here. */
const PLAUSIBLE = ['Approved', 'John Smith', 'ingrid.solheim@halden.example', 'yes'];

/** So long a scanner waits for a page that its press may have led to. */
const PRESS_MS = 5000;

/**
 * Does to a link in a browser what mail scanners do: loads it with its scripts, fills every field,
 * and presses every radio, box and button, in order and in reverse. How many were pressed.
 */
export async function scan(browser: Browser, link: string): Promise<number> {
  let pressed = 0;
  for (const [turn, text] of PLAUSIBLE.entries()) {
    const page = await newPage(browser);
    await page.goto(link);
    await page.locator('form#decide').waitFor();
    const controls = await page.locator(CONTROLS).count();
    const order = Array.from({ length: controls }, (_, index) => index);
    for (const index of turn % 2 === 0 ? order : order.reverse()) {
      await fillAll(page, text);
      const control = page.locator(CONTROLS).nth(index);
      if (!(await control.isVisible())) continue;
      await control.click({ timeout: PRESS_MS });
      await page.waitForLoadState();
      pressed += 1;
    }
    await page.context().close();
  }
  return pressed;
}

const CONTROLS = 'input[type=radio], input[type=checkbox], summary, button, input[type=submit]';

async function fillAll(page: Page, text: string): Promise<void> {
  for (const field of await page.locator('textarea, input[type=text]').all())
    await field.fill(text);
}

/**
 * Does the same by plain HTTP: asks for the link as gateways rewrite it, and posts the form with
 * every choice. What the doors answered.
 */
export async function scanByHttp(base: string, code: string): Promise<readonly string[]> {
  const doors: string[] = [];
  for (const path of ['/t', `/t%23${code}`, `/t/%23${code}`, `/t?${code}`, `/t/${code}`]) {
    await fetch(`${base}${path}`, { method: 'HEAD' });
    doors.push(await (await fetch(`${base}${path}`)).text());
  }
  const page = await post(`${base}/t/open`, { code });
  for (const choice of ['', 'approve', 'reject', 'pass-on', 'conflict', 'yes', 'APPROVE']) {
    for (const text of ['', ...PLAUSIBLE]) {
      const typed = { choice, comment: text, signature: text };
      await post(`${base}/t/decide`, { ...hiddenFields(page), ...typed });
    }
  }
  return doors;
}
