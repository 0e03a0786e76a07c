import { createServer } from 'node:http';
import { freePort } from '#local/free-port.ts';
import { type LocalServer, listen } from '#local/listen.ts';

/** A server such as mail gateways and previewers put before a link. */
export interface Wrapper extends LocalServer {
  /** The link as the parameter of a redirector. */
  redirecting(link: string): string;
  /** A page that lets the browser fetch and render the link before anybody asks for it. */
  hinting(link: string): string;
}

export async function openWrapper(): Promise<Wrapper> {
  const server = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const link = searchParams.get('url') ?? '';
    if (pathname === '/redirect') outgoing.writeHead(302, { location: link }).end();
    else outgoing.writeHead(200, { 'content-type': 'text/html' }).end(hints(link));
  });
  const local = await listen(server, await freePort());
  const at = (path: string) => (link: string) =>
    `${local.url}${path}?url=${encodeURIComponent(link)}`;
  return { ...local, redirecting: at('/redirect'), hinting: at('/preview') };
}

const hints = (link: string): string => {
  const rules = {
    prefetch: [{ urls: [link], eagerness: 'immediate' }],
    prerender: [{ urls: [link], eagerness: 'immediate' }],
  };
  return `<!doctype html><title>Preview</title>
<link rel="dns-prefetch" href="${link}"><link rel="preconnect" href="${link}">
<link rel="prefetch" href="${link}"><link rel="prerender" href="${link}">
<link rel="preload" as="fetch" href="${link}">
<script type="speculationrules">${JSON.stringify(rules)}</script>
<a href="${link}">Read the facts and decide</a>
<img src="${link}" alt=""><iframe src="${link}"></iframe><object data="${link}"></object>
<script src="${link}"></script>`;
};
