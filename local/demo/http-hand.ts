import type { Hand, OpenPage } from './hand.ts';
import { filled, headingOf, linesOf } from './page-text.ts';

/**
 * By HTTP, as the page's own forms would post.
 *
 * @param door address that links lead to, where it is not the one that they name
 */
export function httpHand(door?: string): Hand {
  return {
    async open(link) {
      const url = new URL(link);
      const origin = door ?? url.origin;
      const first = await fetch(new URL(url.pathname, origin));
      if (!first.ok) throw new Error(`The door answered ${first.status}`);
      return posted(origin, '/t/open', { code: url.hash.slice(1) });
    },
    async close() {},
  };
}

async function posted(
  origin: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<OpenPage> {
  const body = new URLSearchParams(fields);
  const response = await fetch(new URL(path, origin), { method: 'POST', body });
  const html = await response.text();
  return {
    status: response.status,
    language: /<html[^>]* lang="([^"]*)"/.exec(html)?.[1] ?? '',
    heading: headingOf(html),
    lines: linesOf(html),
    send: (action, values) => posted(origin, action, filled(html, action, values)),
  };
}
