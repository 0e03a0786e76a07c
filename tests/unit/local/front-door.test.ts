import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '#local/free-port.ts';
import { openFrontDoor } from '#local/front-door.ts';
import type { LocalServer } from '#local/listen.ts';

const PREFIX = '/_aws/execute-api/abc123/$default';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

let engine: Server;
let door: LocalServer;
let seen: Seen[] = [];

beforeAll(async () => {
  const port = await freePort();
  engine = createServer(async (incoming, answer) => {
    seen.push({
      method: incoming.method,
      url: incoming.url,
      rawHeaders: incoming.rawHeaders,
      body: await textOf(incoming),
    });
    answer.writeHead(207, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Of', 'engine']);
    answer.end('the answer');
  }).listen(port, '127.0.0.1');
  door = await openFrontDoor(await freePort(), `http://127.0.0.1:${port}${PREFIX}`);
});
beforeEach(() => {
  seen = [];
});
afterAll(async () => {
  await door.close();
  engine.close();
});

async function textOf(message: IncomingMessage): Promise<string> {
  message.setEncoding('utf8');
  let text = '';
  for await (const chunk of message) text += chunk;
  return text;
}

/** Sends a request as it stands; `fetch` would tidy the path up. */
function send(path: string, options: { method?: string; headers?: string[]; body?: string } = {}) {
  const { port, host } = new URL(door.url);
  const { method = 'GET', headers = [], body } = options;
  return new Promise<{ status: number | undefined; rawHeaders: string[]; text: string }>(
    (resolve, reject) => {
      const sent = request({
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: ['Host', host, ...headers],
      });
      sent.on('error', reject);
      sent.on('response', async (answer) =>
        resolve({
          status: answer.statusCode,
          rawHeaders: answer.rawHeaders,
          text: await textOf(answer),
        }),
      );
      sent.end(body);
    },
  );
}

describe('the front door', () => {
  it.each([
    '/t',
    '/t%23K7QD-AAAA',
    '/t/%23K7QD?x=%2F&y=a+b',
    '/v1/records/policy?state=draft&cursor=%3D%3D',
    '/v1/a%2Fb//c/../d',
    '/',
  ])('passes the path %s on untouched', async (path) => {
    await send(path);
    expect(seen.map(({ url }) => url)).toEqual([PREFIX + path]);
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('passes on %s', async (method) => {
    await send('/v1/x', { method });
    expect(seen.map((one) => one.method)).toEqual([method]);
  });

  it('passes headers on in order and as often as they come, Host too, those of the hop not', async () => {
    const headers = ['X-A', '1', 'x-a', '2', 'Authorization', 'AWS4 x', 'Connection', 'close'];
    await send('/v1/x', { headers });
    const [request] = seen;
    expect(request?.rawHeaders.slice(0, 8)).toEqual([
      ...['Host', new URL(door.url).host],
      ...['X-A', '1', 'x-a', '2', 'Authorization', 'AWS4 x'],
    ]);
  });

  it('passes a body on, and the answer back with its status and headers', async () => {
    const body = 'é'.repeat(50_000);
    const answer = await send('/t/decide', { method: 'POST', body });
    expect(seen[0]?.body).toBe(body);
    expect(answer).toMatchObject({ status: 207, text: 'the answer' });
    expect(answer.rawHeaders.slice(0, 6)).toEqual([
      ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Of', 'engine'],
    ]);
  });

  it('answers 502 where the engine does not', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}${PREFIX}`;
    const shut = await openFrontDoor(await freePort(), nowhere);
    const answer = await fetch(`${shut.url}/t`);
    expect([answer.status, await answer.text()]).toEqual([
      502,
      'The local engine does not answer.\n',
    ]);
    await shut.close();
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', ''])(
    'answers nothing to a page that calls it %j',
    async (name) => {
      const answer = await rawly(`GET /t HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
      expect(seen).toEqual([]);
    },
  );

  it('is no proxy to elsewhere', async () => {
    const { host } = new URL(door.url);
    const lines = [`GET http://example.com/ HTTP/1.1`, `Host: ${host}`, 'Connection: close'];
    expect(await rawly(`${lines.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(seen).toEqual([]);
  });
});

function rawly(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}
