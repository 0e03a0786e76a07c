import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { putMail } from '#tests/unit/local/put-mail.ts';
import { axeFindingsInBothSchemes, launchBrowser, newPage } from './support/browser.ts';

const ID = '1795509197685-aaaa';
const folder = mkdtempSync(join(tmpdir(), 'assent-mailbox-'));
const played: string[] = [];
let browser: Browser;
let mailbox: LocalServer;

beforeAll(async () => {
  browser = await launchBrowser();
  putMail(folder, ID);
  mailbox = await openMailbox(await freePort(), folder, async (mail, play) => {
    played.push(`${play} of ${mail.id}`);
  });
});
afterAll(async () => {
  await browser?.close();
  await mailbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a bounce and a complaint are played from the page of a mail', async () => {
  const page = await newPage(browser);
  await page.goto(`${mailbox.url}/mails/${ID}`);
  expect(await axeFindingsInBothSchemes(page)).toEqual([]);
  for (const play of ['bounce', 'complaint']) {
    await page.getByRole('button', { name: `Play: ${play}` }).click();
    await page.getByRole('status').waitFor();
    expect(played.at(-1)).toBe(`${play} of ${ID}`);
  }
  expect(await axeFindingsInBothSchemes(page)).toEqual([]);
  expect(played).toHaveLength(2);
});

test('a page from elsewhere plays nothing', async () => {
  played.length = 0;
  const page = await newPage(browser);
  const form = `<form method="post" action="${mailbox.url}/mails/${ID}/bounce"><button>Go</button></form>`;
  await page.goto(`data:text/html,${encodeURIComponent(form)}`);
  const [answer] = await Promise.all([
    page.waitForResponse(/bounce$/),
    page.getByRole('button').click(),
  ]);
  expect(answer.status()).toBe(403);
  expect(played).toEqual([]);
});
