import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type LocalServer, listen } from './listen.ts';

/** Headers of one hop, which is ours to make (RFC 9110 §7.6.1). */
const HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/**
 * The one address for browsers and tools: passes everything on to the API, method, path, headers
 * and body as they came. Paths are not read, so what a mail gateway made of a link arrives as it
 * would on AWS.
 *
 * @param apiUrl the API's address at the engine
 */
export function openFrontDoor(port: number, apiUrl: string): Promise<LocalServer> {
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, apiUrl).catch(() => {
      if (!outgoing.headersSent) plain(outgoing, 502, 'The local engine does not answer.');
      else outgoing.destroy();
    });
  });
  return listen(server, port);
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, apiUrl: string): Promise<void> {
  const path = incoming.url ?? '/';
  if (!path.startsWith('/')) {
    plain(outgoing, 400, 'This is no proxy.');
    return Promise.resolve();
  }
  const { hostname, port, pathname } = new URL(apiUrl);
  return new Promise((resolve, reject) => {
    const onward = request(
      // Not as a URL, which would rewrite the path.
      { hostname, port, path: pathname + path, method: incoming.method, headers: kept(incoming) },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, kept(answer));
        pipeline(answer, outgoing).then(resolve, reject);
      },
    );
    onward.on('error', reject);
    pipeline(incoming, onward).catch(reject);
  });
}

/** The headers as they came, names repeated where they were, without those of the hop. */
function kept({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)];
    return name !== undefined && !HOP.includes(name.toLowerCase());
  });
}

function plain(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}
