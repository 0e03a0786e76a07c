import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aForm } from '#tests/unit/report/form.ts';
import {
  axeFindingsInBothSchemes,
  desktop,
  launchBrowser,
  narrow,
  newPage,
  phone,
} from './support/browser.ts';
import { serveApp } from './support/serve-app.ts';

const WCAG = { tags: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

let browser: Browser;
let form: ReturnType<typeof aForm>;
let server: Awaited<ReturnType<typeof serveApp>>;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  await server?.stop();
  form = aForm();
  server = await serveApp(form.app);
});
afterAll(async () => {
  await server?.stop();
  await browser?.close();
});

async function opened(options: Parameters<typeof newPage>[1] = {}): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto(`${server.origin}/report`);
  // Whoever reads it takes a while.
  form.wait(60_000);
  return page;
}

async function fill(page: Page): Promise<void> {
  await page.getByLabel('Which service or product').fill('Loan application');
  await page.getByLabel('What happened, in one sentence').fill('Refused for my postcode');
  await page.getByLabel('What happened, as you saw it').fill('One street on,\nit was accepted.');
  await page.getByRole('radio', { name: /treated unfairly/ }).check();
}

const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

const toTheCheck = async (page: Page) => {
  await fill(page);
  await page.getByRole('button', { name: 'Look it over' }).click();
  await heading(page, 'Is this right?');
};

describe('somebody from outside', () => {
  test.each([true, false])('reports harm by keyboard and pointer (script: %s)', async (script) => {
    const page = await opened({ viewport: phone, script });
    await toTheCheck(page);
    await page.getByLabel('Type the word “send”').fill('Send');
    await page.keyboard.press('Enter');
    await heading(page, 'Your report was sent');
    const { key } = JSON.parse(form.sent[0] ?? '{}').detail;
    expect(await page.locator('main').innerText()).toContain(key);
    expect(await page.context().cookies()).toEqual([]);
    expect(new Set(server.asked)).toEqual(new Set(['GET /report', 'POST /report']));
    await page.context().close();
  });

  test('changes something first, and finds each word where it was', async () => {
    const page = await opened();
    await toTheCheck(page);
    await page.getByRole('button', { name: 'Change something' }).click();
    await heading(page, 'Report harm by an AI system');
    const description = page.getByLabel('What happened, as you saw it');
    expect(await description.inputValue()).toBe('One street on,\nit was accepted.');
    expect(await page.getByRole('radio', { name: /treated unfairly/ }).isChecked()).toBe(true);
    expect(form.sent).toEqual([]);
    await page.context().close();
  });

  test('sees no field that people are not to fill, and meets none by Tab', async () => {
    const page = await opened();
    const names = new Set<string>();
    for (let pressed = 0; pressed < 25; pressed++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => document.activeElement?.getAttribute('name'));
      if (typeof name === 'string') names.add(name);
    }
    expect([...names].sort()).toEqual([
      ...['contact', 'description', 'extent', 'harm', 'name'],
      ...['service', 'step', 'title', 'when'],
    ]);
    await page.context().close();
  });
});

describe('a machine that fills every field and presses every button', () => {
  const PHRASES = ['test', 'John Doe', 'test@example.com', 'yes'];

  test.each(PHRASES)('with “%s” reports nothing', async (text) => {
    const page = await opened();
    for (let round = 0; round < 3; round++) {
      for (const field of await page.locator('input[type=text], textarea').all()) {
        await field.fill(text, { force: true, timeout: 2000 }).catch(() => undefined);
      }
      for (const field of await page.locator('input[type=radio]').all()) await field.check();
      const buttons = await page.locator('button').count();
      await page
        .locator('button')
        .nth(round % buttons)
        .click();
      await page.waitForLoadState();
    }
    expect(form.sent).toEqual([]);
    await page.context().close();
  });

  test('is stopped by the field that people do not see, and told so', async () => {
    const page = await opened();
    await fill(page);
    await page.locator('#trap').evaluate((field) => field.setAttribute('value', 'spam'));
    await page.getByRole('button', { name: 'Look it over' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Leave this field empty').isVisible()).toBe(true);
    await page.getByLabel('Leave this field empty').fill('');
    await page.getByRole('button', { name: 'Look it over' }).click();
    await heading(page, 'Is this right?');
    await page.context().close();
  });
});

describe.each(Object.entries({ phone, narrow, desktop }))('on a %s', (_, viewport) => {
  test('every page of the report is accessible, and nothing runs out of it', async () => {
    const page = await opened({ viewport });
    const look = async (what: string) => {
      expect(await axeFindingsInBothSchemes(page, WCAG), what).toEqual([]);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, what).toBe(0);
    };
    await look('the form');
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    // What the browser itself would hold back is posted as by one that does not.
    await page.locator('form').evaluate((found) => found.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'Look it over' }).click();
    await page.getByRole('alert').waitFor();
    await look('the form with mistakes');
    await toTheCheck(page);
    await look('the check');
    await page.getByLabel('Type the word “send”').fill('no');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.getByRole('alert').waitFor();
    await look('the check with a mistake');
    await page.getByLabel('Type the word “send”').fill('send');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await heading(page, 'Your report was sent');
    await look('the receipt');
    await page.context().close();
  });
});
