import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LocalServer, listen } from '../listen.ts';
import { PLAYS, type Play, type PlayFeedback } from './feedback.ts';
import { listMails, readMail } from './mails.ts';
import { listPage, mailDocument, mailPage, missingPage } from './pages.ts';
import { hashOf, script, style } from './style.ts';

const COMMON = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const pagePolicy = (forms: string) =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    `form-action ${forms}`,
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
  /** Where the browser goes on. */
  readonly location?: string;
}

/**
 * Opens the mailbox over a folder of sent mails: `/` and `/mails/<id>` for people, `/api/mails`
 * and `/api/mails/<id>` for tools. Where `play` is given, both can let the system hear of a mail
 * what a mail service would tell: by POST to the same path with `/bounce` or `/complaint`.
 */
export function openMailbox(
  port: number,
  folder: string,
  play?: PlayFeedback,
): Promise<LocalServer> {
  const look = (url: URL): Answer => answerTo(url, folder, play !== undefined);
  const server = createServer((incoming, outgoing) => {
    const { method, url = '/' } = incoming;
    const at = new URL(url, 'http://127.0.0.1');
    const wanted = played(at.pathname);
    if (method === 'GET' || method === 'HEAD') void send(outgoing, look(at));
    else if (method !== 'POST' || wanted === undefined || play === undefined) {
      outgoing.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (!isOurs(incoming)) {
      void send(outgoing, json(403, { error: 'Not from another page' }));
    } else void playIt(wanted, folder, play).then((answer) => send(outgoing, answer));
  });
  return listen(server, port);
}

interface Wanted {
  readonly forTools: boolean;
  readonly id: string;
  readonly play: Play;
}

function played(path: string): Wanted | undefined {
  const [, api, id = '', last] = /^(\/api)?\/mails\/([A-Za-z0-9-]+)\/([a-z]+)$/.exec(path) ?? [];
  const play = PLAYS.find((one) => one === last);
  return play && { forTools: api !== undefined, id, play };
}

/**
 * Whether no page from elsewhere, open in the same browser, has sent it. A browser says so itself:
 * our own forms come without an origin, because our pages give no referrer.
 */
function isOurs({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

async function playIt({ forTools, id, play }: Wanted, folder: string, by: PlayFeedback) {
  const mail = readMail(folder, id);
  if (!mail) return forTools ? json(404, { error: 'No such mail' }) : page(404, missingPage());
  try {
    await by(mail, play);
  } catch {
    return json(502, { error: 'The local engine does not answer' });
  }
  const answer = json(202, { played: play, messageId: mail.messageId });
  return forTools ? answer : { ...answer, status: 303, location: `/mails/${id}?played=${play}` };
}

function answerTo({ pathname: path, searchParams }: URL, folder: string, plays: boolean): Answer {
  if (path === '/') return page(200, listPage(listMails(folder)));
  if (path === '/api/mails') return json(200, listMails(folder));
  const [, api, id = '', document] = /^(\/api)?\/mails\/([A-Za-z0-9-]+)(\/html)?$/.exec(path) ?? [];
  const mail = readMail(folder, id);
  if (api) return mail ? json(200, mail) : json(404, { error: 'No such mail' });
  if (!mail) return page(404, missingPage());
  if (document) return { ...page(200, mailDocument(mail)), policy: MAIL_POLICY };
  const done = PLAYS.find((one) => one === searchParams.get('played'));
  const shown = page(200, mailPage(mail, plays ? PLAYS : [], done));
  return plays ? { ...shown, policy: pagePolicy("'self'") } : shown;
}

async function send(outgoing: ServerResponse, answer: Answer) {
  const { status, type, body, policy, location } = answer;
  const headers = {
    'content-type': type,
    ...(policy && { 'content-security-policy': policy }),
    ...(location && { location }),
  };
  outgoing.writeHead(status, { ...COMMON, ...headers }).end(String(await body));
}

function page(status: number, body: Answer['body']): Answer {
  return { status, type: 'text/html; charset=utf-8', body, policy: pagePolicy("'none'") };
}

function json(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
