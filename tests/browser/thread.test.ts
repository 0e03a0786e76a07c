import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn, type EngineHouse, POLICY, startHouse } from '../engine/support/assent.ts';
import { launchBrowser, newPage, phone } from './support/browser.ts';

let at: EngineHouse;
let browser: Browser;
let code: string;
let approval: string;

beforeAll(async () => {
  [at, browser] = await Promise.all([startHouse(), launchBrowser()]);
  approval = (await at.ask()).ref;
  code = codeIn(await at.mail(/^Approve policy/));
});
afterAll(async () => {
  await browser.close();
  await at.stop();
});

const stateOf = async () => (await at.read(`/v1/records/${approval}`)).version.state;

describe('a link in a mail, in a browser', () => {
  it('decides nothing for a scanner that follows it and presses everything', async () => {
    for (const method of ['HEAD', 'GET']) {
      for (const path of ['/t', `/t%23${code}`, `/t/%23${code}`, `/t?${code}`]) {
        expect((await fetch(at.url + path, { method })).status).toBe(200);
      }
    }
    const page = await newPage(browser);
    await page.goto(`${at.url}/t#${code}`);
    await page.waitForSelector('form#decide');
    for (const reverse of [false, true]) {
      const radios = await page.locator('input[type=radio]').all();
      for (const radio of reverse ? radios.toReversed() : radios) await radio.check();
      await page.locator('textarea').fill('Lorem ipsum dolor sit amet');
      await page.locator('[name=signature]').fill('John Smith');
      await page.locator('form#decide button').first().click();
      await page.waitForLoadState();
      await page.waitForSelector('form#decide');
    }
    expect(await stateOf()).toBe('open');
    await page.context().close();
  });

  it('opens where a mail gateway made %23 of the #, and keeps the code out of the address', async () => {
    const page = await newPage(browser, { viewport: phone });
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(at.url)) foreign.push(request.url());
    });
    await page.goto(`${at.url}/t%23${code}`);
    await page.waitForSelector('form#decide');
    expect(page.url()).not.toContain(code);
    expect(foreign).toEqual([]);
    await page.context().close();
  });

  it('opens without script when the code is typed', async () => {
    const page = await newPage(browser, { script: false });
    await page.goto(`${at.url}/t`);
    await page.locator('[name=code]').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.locator('button[type=submit]').click();
    await page.waitForSelector('form#decide');
    await page.context().close();
  });

  it('is decided by keyboard alone, and shows the receipt on any device afterwards', async () => {
    const page = await newPage(browser);
    await page.goto(`${at.url}/t#${code}`);
    await page.waitForSelector('form#decide');
    await page.locator('input[value=approve]').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Read in full');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ingrid Solheim');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Your answer is recorded');
    await at.state(`/v1/records/${approval}`, 'effective', at.sweep);
    expect((await at.read(POLICY)).version.state).toBe('approved');
    const other = await newPage(browser, { viewport: phone });
    await other.goto(`${at.url}/t#${code}`);
    await other.waitForSelector('text=Your answer is recorded');
  });

  it('says no more than that it opens nothing, for a code that never was', async () => {
    const page = await newPage(browser);
    await page.goto(`${at.url}/t#0000-0000-0000-0000-0000`);
    await page.waitForSelector('text=This code opens nothing');
  });
});
