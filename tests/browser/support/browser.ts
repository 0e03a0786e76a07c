import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where a Chromium is looked for, in this order. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing of the browser's own reaches out: a request that a test sees is the page's. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Sizes that pages are looked at. */
export const phone = { width: 390, height: 844 };
export const narrow = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };

export type Scheme = 'light' | 'dark';

export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly scheme?: Scheme;
  readonly script?: boolean;
}

/** Starts Chromium; whoever starts it closes it. @throws where none is installed */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error(`No Chromium: install one at ${PLACES.join(' or ')}`);
  return await chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A page in a context of its own: no cookie, no cache, as on a new device. */
export async function newPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: options.viewport ?? desktop,
    colorScheme: options.scheme ?? 'light',
    javaScriptEnabled: options.script ?? true,
  });
  return await context.newPage();
}

/** Takes the page from top to bottom, or the first screen alone. */
export async function screenshot(page: Page, path: string, fullPage = true): Promise<void> {
  await page.screenshot({ path, fullPage });
}

/** Rules of axe to ask: by set (`wcag2aa`) or one by one. Absent: all. */
export interface AxeRules {
  readonly tags?: readonly string[];
  readonly rules?: readonly string[];
}

/** What axe finds wrong, one line each: rule, where. Empty is clean. */
export async function axeFindings(page: Page, { tags, rules }: AxeRules = {}): Promise<string[]> {
  // The pages have no frames, so axe needs no second page to gather its findings in.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (tags !== undefined) builder.withTags([...tags]);
  if (rules !== undefined) builder.withRules([...rules]);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id} at ${target.join(' ')}: ${html}`),
  );
}

/** What axe finds in light, and what of the colours in dark. */
export async function axeFindingsInBothSchemes(page: Page, rules?: AxeRules): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axeFindings(page, rules);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFindings(page, { rules: ['color-contrast', 'link-in-text-block'] });
  return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}
