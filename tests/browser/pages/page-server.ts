import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pageHeaders } from '#functions/pages/headers.ts';

/** What the browser asked for, in order. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The fields of a form, by name. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface PageServer {
  readonly origin: string;
  readonly asked: Asked[];
  stop(): Promise<void>;
}

/** The page for a request; `undefined` is 404. */
export type Answer = (asked: Asked) => string | undefined;

/** Serves pages with the headers that they really have, on a free port of the loopback. */
export async function servePages(answer: Answer): Promise<PageServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      fields: Object.fromEntries(new URLSearchParams(await bodyOf(request))),
    };
    if (one.path !== '/favicon.ico') asked.push(one);
    const page = answer(one);
    response.writeHead(page === undefined ? 404 : 200, pageHeaders).end(page ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: originOf(server), asked, stop: () => stop(server) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function originOf(server: Server): string {
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
