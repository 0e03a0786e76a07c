import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Anything that answers requests, as the apps of functions do. */
interface App {
  request(path: string, init: RequestInit): Response | Promise<Response>;
}

/** Serves the app of a function to a browser, on a free port of the loopback. */
export async function serveApp(app: App) {
  const asked: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    if (url !== '/favicon.ico') asked.push(`${method} ${url}`);
    const body = await bodyOf(incoming);
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    const init = { method, headers: Object.fromEntries(headers), ...(body === '' ? {} : { body }) };
    const answer = await app.request(url, init);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(await answer.text());
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
