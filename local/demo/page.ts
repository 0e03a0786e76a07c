import type { Browser, Page } from 'playwright-core';

/** The page as a person has it: opened by its link, answered by its form. */
export interface OpenPage {
  readonly question: string;
  readonly lines: readonly string[];
  decide(choice: string, comment: string, signature: string): Promise<Receipt>;
}

export interface Receipt {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
}

export interface Hand {
  open(link: string): Promise<OpenPage>;
  close(): Promise<void>;
}

/** By HTTP, as the page's own form would post. */
export function httpHand(): Hand {
  return {
    async open(link) {
      const url = new URL(link);
      const door = await fetch(new URL(url.pathname, url.origin));
      if (!door.ok) throw new Error(`The door answered ${door.status}`);
      const post = async (path: string, fields: Record<string, string>) => {
        const response = await fetch(new URL(path, url.origin), {
          method: 'POST',
          body: new URLSearchParams(fields),
        });
        return { status: response.status, html: await response.text() };
      };
      const { html } = await post('/t/open', { code: url.hash.slice(1) });
      return {
        question: headingOf(html),
        lines: linesOf(html),
        async decide(choice, comment, signature) {
          const hidden = hiddenFields(html);
          const answer = await post('/t/decide', { ...hidden, choice, comment, signature });
          return {
            ...answer,
            heading: headingOf(answer.html),
            text: linesOf(answer.html).join('\n'),
          };
        },
      };
    },
    async close() {},
  };
}

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
      await page.goto(link);
      await page.waitForSelector('form#decide');
      return {
        question: await page.locator('h1').first().innerText(),
        lines: (await page.locator('main').innerText()).split('\n'),
        decide: (choice, comment, signature) => decideIn(page, choice, comment, signature),
      };
    },
    close: () => browser.close(),
  };
}

async function decideIn(page: Page, choice: string, comment: string, signature: string) {
  await page.locator(`input[name=choice][value=${choice}]`).check();
  await page.locator('[name=comment]').fill(comment);
  await page.locator('[name=signature]').fill(signature);
  const [response] = await Promise.all([
    page.waitForResponse((each) => each.url().endsWith('/t/decide')),
    page.locator('form#decide button[type=submit]').click(),
  ]);
  await page.waitForLoadState();
  return {
    status: response.status(),
    heading: await page.locator('h1').first().innerText(),
    text: await page.locator('main').innerText(),
  };
}

function headingOf(html: string): string {
  return textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '');
}

function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    if (name !== undefined) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
  }
  return fields;
}

function linesOf(html: string): string[] {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? html;
  return main
    .replace(/<\/(p|li|dt|dd|h\d|div|summary|legend|label)>/g, '\n')
    .split('\n')
    .map(textOf)
    .filter((line) => line !== '');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
