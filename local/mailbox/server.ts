import { createServer, type ServerResponse } from 'node:http';
import { type LocalServer, listen } from '../listen.ts';
import { listMails, readMail } from './mails.ts';
import { listPage, mailDocument, mailPage, missingPage } from './pages.ts';
import { hashOf, script, style } from './style.ts';

const COMMON = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail is a stranger's text: it may look as it likes and do nothing but open links. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Promise<string>;
  readonly policy?: string;
}

/**
 * Opens the mailbox over a folder of sent mails: `/` and `/mails/<id>` for people, `/api/mails`
 * and `/api/mails/<id>` for tools.
 */
export function openMailbox(port: number, folder: string): Promise<LocalServer> {
  const server = createServer(({ url = '/', method }, outgoing) => {
    if (method !== 'GET' && method !== 'HEAD') {
      outgoing.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    void send(outgoing, answerTo(new URL(url, 'http://127.0.0.1').pathname, folder));
  });
  return listen(server, port);
}

function answerTo(path: string, folder: string): Answer {
  if (path === '/') return page(200, listPage(listMails(folder)));
  if (path === '/api/mails') return json(200, listMails(folder));
  const [, api, id = '', document] = /^(\/api)?\/mails\/([A-Za-z0-9-]+)(\/html)?$/.exec(path) ?? [];
  const mail = readMail(folder, id);
  if (api) return mail ? json(200, mail) : json(404, { error: 'No such mail' });
  if (!mail) return page(404, missingPage());
  if (!document) return page(200, mailPage(mail));
  return { ...page(200, mailDocument(mail)), policy: MAIL_POLICY };
}

async function send(outgoing: ServerResponse, { status, type, body, policy }: Answer) {
  const headers = { 'content-type': type, ...(policy && { 'content-security-policy': policy }) };
  outgoing.writeHead(status, { ...COMMON, ...headers }).end(String(await body));
}

function page(status: number, body: Answer['body']): Answer {
  return { status, type: 'text/html; charset=utf-8', body, policy: PAGE_POLICY };
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
