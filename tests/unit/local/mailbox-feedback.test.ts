import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SesEvent, verdictOf } from '#core/mail/ses-event.ts';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { PLAYS, playedEvent } from '#local/mailbox/feedback.ts';
import { type Mail, readMail } from '#local/mailbox/mails.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { putMail } from './put-mail.ts';

const ID = '1795509197685-aaaa';
const folder = mkdtempSync(join(tmpdir(), 'assent-plays-'));
const played: string[] = [];
let broken = false;
let mailbox: LocalServer;

beforeAll(async () => {
  putMail(folder, ID);
  mailbox = await openMailbox(await freePort(), folder, async (mail, play) => {
    if (broken) throw new Error('connect ECONNREFUSED');
    played.push(`${play} of ${mail.messageId}`);
  });
});
beforeEach(() => {
  played.length = 0;
  broken = false;
});
afterAll(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, method = 'POST', headers: Record<string, string> = {}) =>
  fetch(mailbox.url + path, { method, headers, redirect: 'manual' });

describe('what is played of a mail', () => {
  const mail = (): Mail => {
    const found = readMail(folder, ID);
    if (found === undefined) throw new Error('No mail');
    return found;
  };

  it.each([
    ['bounce', 'bounced'],
    ['complaint', 'complained'],
  ] as const)(
    'is a %s as SES tells it, of the message id under which it was sent',
    (play, said) => {
      const event = SesEvent.parse(playedEvent(mail(), play, '2026-11-24T09:00:00.000Z'));
      expect(event.mail).toEqual({ timestamp: mail().sent, messageId: mail().messageId });
      expect(verdictOf(event)).toEqual({ is: 'lost', feedback: said });
    },
  );
});

describe('a mail in the mailbox', () => {
  it('has a button for each, in a form that may be sent here alone', async () => {
    const answer = await ask(`/mails/${ID}`, 'GET');
    const html = await answer.text();
    for (const play of PLAYS) {
      expect(html).toContain(`<form method="post" action="/mails/${ID}/${play}">`);
      expect(html).toContain(`Play: ${play}`);
    }
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'");
    const list = await ask('/', 'GET');
    expect(list.headers.get('content-security-policy')).toContain("form-action 'none'");
    const document = await ask(`/mails/${ID}/html`, 'GET');
    expect(document.headers.get('content-security-policy')).toContain("form-action 'none'");
  });

  it('has none where nobody would hear', async () => {
    const deaf = await openMailbox(await freePort(), folder);
    const answer = await fetch(`${deaf.url}/mails/${ID}`);
    expect(await answer.text()).not.toContain('<form');
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'none'");
    expect((await fetch(`${deaf.url}/mails/${ID}/bounce`, { method: 'POST' })).status).toBe(405);
    await deaf.close();
  });

  it.each(PLAYS)('plays a %s, and its page says so', async (play) => {
    const answer = await ask(`/mails/${ID}/${play}`);
    expect(answer.status).toBe(303);
    expect(played).toEqual([`${play} of ${ID}@email.example`]);
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`/mails/${ID}?played=${play}`);
    expect(await (await ask(location, 'GET')).text()).toContain('role="status">Played: ');
  });

  it.each(PLAYS)('plays a %s for a tool', async (play) => {
    const answer = await ask(`/api/mails/${ID}/${play}`);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ played: play, messageId: `${ID}@email.example` });
    expect(played).toHaveLength(1);
  });

  it.each([
    ['another page', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['another port', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
    ['a browser of old, from elsewhere', { origin: 'https://example.com' }],
    ['a browser of old, from nowhere', { origin: 'null' }],
  ])('plays nothing for %s', async (_, headers) => {
    expect((await ask(`/mails/${ID}/bounce`, 'POST', headers)).status).toBe(403);
    expect((await ask(`/api/mails/${ID}/bounce`, 'POST', headers)).status).toBe(403);
    expect(played).toEqual([]);
  });

  it.each([
    ['our own form', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['a browser of old', {}],
  ])('plays for %s', async (_, headers) => {
    expect((await ask(`/mails/${ID}/bounce`, 'POST', headers)).status).toBe(303);
  });

  it.each(['GET', 'HEAD'])('plays nothing on %s', async (method) => {
    expect((await ask(`/mails/${ID}/bounce`, method)).status).toBe(404);
    expect((await ask(`/api/mails/${ID}/bounce`, method)).status).toBe(404);
    expect(played).toEqual([]);
  });

  it.each([
    ['a mail that is not there', '/mails/1795509197685-none/bounce', 404],
    ['a mail that is not there, for a tool', '/api/mails/1795509197685-none/bounce', 404],
    ['something else', `/mails/${ID}/delivery`, 405],
    ['its document', `/mails/${ID}/html`, 405],
    ['the mail itself', `/mails/${ID}`, 405],
    ['all mails', '/api/mails', 405],
    ['a path beside the folder', '/mails/..%2f/bounce', 405],
  ])('plays nothing of %s', async (_, path, status) => {
    expect((await ask(path)).status).toBe(status);
    expect(played).toEqual([]);
  });

  it('says so where the engine does not answer', async () => {
    broken = true;
    expect((await ask(`/api/mails/${ID}/bounce`)).status).toBe(502);
    expect((await ask(`/mails/${ID}/bounce`)).status).toBe(502);
  });

  it.each(['elsewhere', '<script>', ''])('says of nothing that it was played: %j', async (word) => {
    const html = await (await ask(`/mails/${ID}?played=${encodeURIComponent(word)}`, 'GET')).text();
    expect(html).not.toContain('role="status"');
    expect(html).not.toContain('<script>');
  });
});
