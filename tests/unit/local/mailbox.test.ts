import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { listMails, readMail } from '#local/mailbox/mails.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { temporaryFolder } from './fake-python.ts';
import { putMail } from './put-mail.ts';

const OLD = '1795509197685-aaaa';
const NEW = '1795509197686-bbbb';
const HOSTILE = '1795509197600-cccc';

describe('the folder of mails', () => {
  it('is listed newest first', () => {
    const folder = temporaryFolder();
    for (const id of [OLD, NEW]) putMail(folder, id);
    expect(listMails(folder).map(({ id }) => id)).toEqual([NEW, OLD]);
    expect(listMails(folder)[1]).toEqual({
      id: OLD,
      from: '"Assent" <assent@a.example>',
      to: ['ada@a.example'],
      subject: `Mail ${OLD}`,
      sent: '2026-11-24T08:33:17.685Z',
    });
  });

  it('may be empty or absent', () => {
    expect(listMails(temporaryFolder())).toEqual([]);
    expect(listMails(join(temporaryFolder(), 'absent'))).toEqual([]);
  });

  it('holds nothing that is not a mail: a file half written, another file', () => {
    const folder = temporaryFolder();
    for (const name of [`${OLD}.json.part`, 'notes.json', '.json', 'README']) {
      writeFileSync(join(folder, name), '{');
    }
    expect(listMails(folder)).toEqual([]);
  });

  it('is left by no id', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'mails'));
    putMail(folder, OLD);
    expect(readMail(join(folder, 'mails'), `../${OLD}`)).toBeUndefined();
  });

  it('may hold a mail without HTML', () => {
    const folder = temporaryFolder();
    putMail(folder, OLD, { BodyHtml: null });
    expect(readMail(folder, OLD)).toMatchObject({ html: '', text: 'Plain' });
  });
});

describe('the mailbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-mailbox-'));
  let mailbox: LocalServer;
  const get = async (path: string, method = 'GET') => {
    const answer = await fetch(mailbox.url + path, { method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  beforeAll(async () => {
    for (const id of [OLD, NEW]) putMail(folder, id);
    putMail(folder, HOSTILE, {
      Subject: '<script>alert(1)</script>',
      To: ['"><img src=x>@a.example'],
      BodyText: '</pre><script>alert(2)</script>',
      ReplyTo: ['<b>@a.example'],
    });
    mailbox = await openMailbox(await freePort(), folder);
  });
  afterAll(async () => {
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the mails for people, newest first, each with its link', async () => {
    const { status, text } = await get('/');
    expect(status).toBe(200);
    const links = [...text.matchAll(/href="\/mails\/([^"]+)"/g)].map(([, id]) => id);
    expect(links).toEqual([NEW, OLD, HOSTILE]);
  });

  it('says that there is no mail yet', async () => {
    const empty = await openMailbox(await freePort(), temporaryFolder());
    expect(await (await fetch(empty.url)).text()).toContain('No mail yet');
    await empty.close();
  });

  it('shows a mail in a frame that runs nothing, and as text', async () => {
    const { text } = await get(`/mails/${OLD}`);
    expect(text).toMatch(/<iframe src="\/mails\/\S+\/html"[^>]*\ssandbox="allow-popups allow-p/);
    expect(text).not.toContain('allow-scripts');
    expect(text).not.toContain('allow-same-origin');
    expect(text).toContain('<pre>Plain</pre>');
  });

  it("serves the mail's own HTML, links in a tab of their own, scripts and forms shut off", async () => {
    const { text, headers } = await get(`/mails/${OLD}/html`);
    expect(text).toContain('<head><base target="_blank"><title>');
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-popups');
    expect(policy).not.toContain('allow-scripts');
    expect(policy).not.toContain('script-src');
  });

  it('shows what a mail says as text, whatever it is', async () => {
    for (const path of ['/', `/mails/${HOSTILE}`]) {
      const { text } = await get(path);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<img');
      expect(text).not.toContain('<b>@');
    }
  });

  it('gives tools the list and a mail as JSON', async () => {
    const list = JSON.parse((await get('/api/mails')).text);
    expect(list).toHaveLength(3);
    const mail = JSON.parse((await get(`/api/mails/${OLD}`)).text);
    expect(mail).toMatchObject({ id: OLD, subject: `Mail ${OLD}`, text: 'Plain', replyTo: [] });
  });

  it.each(['/mails/1795509197685-none', '/api/mails/nothing', '/elsewhere', '/mails/', '/..%2f'])(
    'has nothing at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it.each(['POST', 'DELETE', 'PUT'])('takes no %s', async (method) => {
    expect((await get('/', method)).status).toBe(405);
  });

  it('lets nothing be kept or told elsewhere', async () => {
    for (const path of ['/', `/mails/${OLD}`, `/mails/${OLD}/html`, '/api/mails']) {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
