import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { StopError } from './stop-error.ts';

/** A server on the loopback interface. */
export interface LocalServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Ends it, open connections too. */
  close(): Promise<void>;
}

/**
 * Lets the server listen on 127.0.0.1, for requests that name this very address: a page from
 * elsewhere whose host name was made to point here gets nothing. @throws StopError
 */
export async function listen(server: Server, port: number): Promise<LocalServer> {
  const url = `http://127.0.0.1:${port}`;
  guard(server, url);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new StopError(`Nobody can listen on ${url}: ${error.message}`)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function guard(server: Server, url: string): void {
  const handlers = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (`http://${incoming.headers.host}` === url) {
      for (const handle of handlers) handle.call(server, incoming, outgoing);
      return;
    }
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    outgoing.writeHead(421, headers).end(`This is ${url} and answers to no other name.\n`);
  });
}
