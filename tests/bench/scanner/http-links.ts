import type { Attempt, Reach } from './attempt.ts';
import { some } from './attempt.ts';
import { linkOf, rewritten, spelt } from './rewritten.ts';
import type { Target } from './targets.ts';

/** What is done to a link by plain HTTP, before any page of a task is there. */

const AGENTS: readonly Readonly<Record<string, string>>[] = [
  { 'sec-purpose': 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { purpose: 'prefetch', 'x-moz': 'prefetch' },
  { 'user-agent': 'Mozilla/5.0 (compatible; LinkScanner/1.0)', from: 'scanner@example.com' },
  { range: 'bytes=0-99' },
  { 'x-http-method-override': 'POST', cookie: 'session=1', 'x-forwarded-for': '192.0.2.1' },
];

/** Asks as a machine does: whatever comes of it, on with the next. @returns 1, to be counted */
export async function ask(url: string, how: RequestInit = {}): Promise<number> {
  try {
    const answer = await fetch(url, how);
    await answer.arrayBuffer();
  } catch {
    // No such protocol, no such address: a machine tries it nevertheless.
  }
  return 1;
}

/** One after the other over every target. @returns how many there were */
export async function each(
  { targets }: Reach,
  does: (target: Target) => Promise<number>,
): Promise<number> {
  let times = 0;
  for (const target of targets) times += await does(target);
  return times;
}

async function asked(urls: readonly string[], hows: readonly RequestInit[]): Promise<number> {
  let times = 0;
  for (const url of urls) for (const how of hows) times += await ask(url, how);
  return times;
}

const methods = (...names: readonly string[]): RequestInit[] => names.map((method) => ({ method }));

const looks: Attempt = {
  by: 'HTTP',
  what: 'HEAD, GET, OPTIONS of the link, as sent and as rewritten',
  run: (reach) =>
    each(reach, ({ code }) => {
      const links = some(reach, rewritten(reach.door, code), 4);
      return asked(links, methods('HEAD', 'GET', 'OPTIONS'));
    }),
};

const hinted: Attempt = {
  by: 'HTTP',
  what: 'The link with headers of prefetchers and scanners',
  run: (reach) =>
    each(reach, ({ code }) => {
      const urls = [`${reach.door}/t%23${code}`, `${reach.door}/t/${code}`];
      return asked(
        some(reach, urls, 1),
        AGENTS.map((headers) => ({ headers })),
      );
    }),
};

const wrapped: Attempt = {
  by: 'HTTP',
  what: 'The link through a redirector, as its parameter',
  run: (reach) =>
    each(reach, ({ code }) => {
      const links = some(reach, rewritten(reach.door, code), 3);
      return asked(links.map(reach.wrapper.redirecting), methods('HEAD', 'GET'));
    }),
};

const secured: Attempt = {
  by: 'HTTP',
  what: 'The link by https, and at other addresses',
  run: (reach) =>
    each(reach, ({ code }) => {
      const { host } = new URL(reach.door);
      const bare = code.replaceAll('-', '');
      const others = [
        linkOf(`https://${host}`, code),
        `https://${host}/t%23${code}`,
        `${reach.door}/${code}`,
        `${reach.door}/t/open/${bare}`,
        `${reach.door}/t/decide/${code}`,
        `${reach.door}/favicon.ico`,
        `${reach.door}/robots.txt`,
        `${reach.door}/.well-known/security.txt`,
      ];
      return asked(some(reach, others, 2), methods('GET'));
    }),
};

const NAMES_THEMSELVES = { choice: 'approve', comment: 'Approved' };

const otherMethods: Attempt = {
  by: 'HTTP',
  what: 'Every other method at every address, the answer in the query',
  run: (reach) =>
    each(reach, ({ code, name }) => {
      // Even with the name that signs: the query is none of the ways in.
      const answer = new URLSearchParams({ code, ...NAMES_THEMSELVES, signature: name });
      const addresses = ['/t', '/t/open', '/t/decide', '/t/ask', '/t/repudiate'];
      const urls = addresses.map((path) => `${reach.door}${path}?${answer}`);
      const all = methods('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
      return asked(some(reach, urls, 3), some(reach, all, 3));
    }),
};

const opened: Attempt = {
  by: 'HTTP',
  what: 'The code opened, in every spelling, once and again',
  run: (reach) =>
    each(reach, ({ code }) => {
      const bodies = some(reach, spelt(code), 3).map((each) => new URLSearchParams({ code: each }));
      const posts = [...bodies, ...bodies].map((body) => ({ method: 'POST', body }));
      return asked([`${reach.door}/t/open`], posts);
    }),
};

export const linkAttempts: readonly Attempt[] = [
  looks,
  hinted,
  wrapped,
  secured,
  otherMethods,
  opened,
];
