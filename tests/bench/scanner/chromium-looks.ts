import type { Page } from 'playwright-core';
import { type Attempt, type Reach, some } from './attempt.ts';
import { settled, visit, withPage } from './chromium-hand.ts';
import { each } from './http-links.ts';
import { linkOf, rewritten } from './rewritten.ts';

/** What is done in Chromium to a link, without touching what the page asks. */

const opened = (script: boolean): Attempt => ({
  by: 'Chromium',
  what: `The link and its rewritten forms opened, script ${script ? 'on' : 'off'}`,
  run: (reach) =>
    each(reach, ({ code }) => {
      const links = some(reach, rewritten(reach.door, code), script ? 2 : 1);
      return visited(reach, links, script);
    }),
});

function visited(reach: Reach, links: readonly string[], script: boolean): Promise<number> {
  const all = async (page: Page) => {
    for (const link of links) await visit(page, link);
    return links.length;
  };
  return withPage(reach, all, { script });
}

const wrapped: Attempt = {
  by: 'Chromium',
  what: 'The link behind a redirector, and by https',
  run: (reach) =>
    each(reach, ({ code }) => {
      const link = linkOf(reach.door, code);
      const links = [reach.wrapper.redirecting(link), link.replace(/^http:/, 'https:')];
      return visited(reach, some(reach, links, 1), true);
    }),
};

const hinted: Attempt = {
  by: 'Chromium',
  what: 'Prefetched, prerendered, framed, hovered over',
  run: (reach) =>
    each(reach, ({ code }) =>
      withPage(reach, async (page) => {
        const links = [linkOf(reach.door, code), `${reach.door}/t%23${code}`];
        for (const link of some(reach, links, 1)) {
          await visit(page, reach.wrapper.hinting(link));
          await page.getByRole('link').hover();
          await settled(page);
        }
        return some(reach, links, 1).length;
      }),
    ),
};

const followed: Attempt = {
  by: 'Chromium',
  what: 'Every link on the page followed, back, forward, loaded again',
  run: (reach) =>
    each(reach, ({ code }) =>
      withPage(reach, async (page) => {
        await visit(page, linkOf(reach.door, code));
        const links = await page.getByRole('link').count();
        for (let index = 0; index < links; index++) {
          await page.getByRole('link').nth(index).click({ force: true });
        }
        await page.reload();
        await page.goBack().catch(() => undefined);
        await page.goForward().catch(() => undefined);
        return links + 3;
      }),
    ),
};

const twoAtOnce: Attempt = {
  by: 'Chromium',
  what: 'Forwarded: two other browsers at once, one of them slow',
  run: (reach) =>
    each(reach, async ({ code }) => {
      const link = linkOf(reach.door, code);
      const quick = withPage(reach, (page) => visit(page, link));
      const slow = withPage(reach, async (page) => {
        await page.route('**', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
          await route.continue();
        });
        await visit(page, link);
      });
      await Promise.all([quick, slow]);
      return 2;
    }),
};

const SLOW_MS = 300;

export const lookAttempts: readonly Attempt[] = [
  opened(true),
  opened(false),
  wrapped,
  hinted,
  followed,
  twoAtOnce,
];
