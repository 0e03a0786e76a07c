import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Matter, matter } from '../approvals/matter.ts';
import type { Door } from './door.ts';

/** A language is read when its first reader comes: each test is the first to need one. */

let start: Matter;
let d: Door;
beforeAll(async () => {
  start = await matter();
  await start.open();
});
beforeEach(async () => {
  vi.resetModules();
  const { door } = await import('./door.ts');
  d = await door(start, async () => undefined);
  await readsGerman();
});

/** As if whoever is asked read German when the mail was sent. */
async function readsGerman() {
  const names = d.m.at.table.all('personal').filter(({ sk }) => sk.startsWith('NAME#'));
  expect(names.length).toBeGreaterThan(0);
  for (const item of names) {
    await d.m.at.table.write([
      { op: 'put', table: 'personal', item: { ...item, language: 'de-AT' } },
    ]);
  }
}

const asked = async () => ({ ...d.fieldsOf(await d.m.formOf(0)), choice: '' });

describe('a page speaks the language of its reader, whatever needs it first', () => {
  it('a question that is opened', async () => {
    const { html } = await d.open(await d.m.codeOf());
    expect(html).toContain('<html lang="de-AT"');
    expect(html).toContain('Was dagegen spricht');
  });

  it('a receipt', async () => {
    expect((await d.decide()).html).toContain('Ihre Antwort ist erfasst');
  });

  it('a form to correct', async () => {
    const { status, html } = await d.decide({ signature: '' });
    expect([status, html.includes('Geben Sie zur Unterschrift')]).toEqual([422, true]);
  });

  it('a question that is put', async () => {
    const { html } = await d.post('/t/ask', { ...(await asked()), question: 'Wer prüft das?' });
    expect(html).toContain('Ihre Frage ist erfasst');
  });

  it('a report that is refused', async () => {
    await d.m.answer(0);
    const code = await d.m.codeOf();
    const { status, html } = await d.post('/t/repudiate', { code, comment: '', signature: '' });
    expect([status, html.includes('Noch nicht erfasst')]).toEqual([422, true]);
  });

  it('a mail', async () => {
    const { renderMail } = await import('#functions/mail/render.ts');
    const [matter] = d.m.at.sentMatters;
    if (matter === undefined) throw new Error('A mail was sent');
    const to = { ...matter.to, language: 'de' };
    const mail = await renderMail({ ...matter, to }, { base: 'https://ai.example', origin: 'o' });
    expect(mail.subject).toMatch(/^Richtlinie freigeben: AI policy, Version 2, bis /u);
  });
});

describe('a page that knows nobody', () => {
  const german = { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' };
  const WRONG = { code: '0000-0000-0000-0000-0000', signature: 'x', comment: 'x' };

  it.each(['/t/decide', '/t/ask', '/t/repudiate', '/t/else'])(
    'speaks the language of the browser at %s',
    async (path) => {
      const response = await d.decisions.request(path, d.posted(WRONG, german));
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('Zu diesem Code gibt es nichts');
    },
  );

  it('speaks the language of the browser where a dead link is opened', async () => {
    for (const code of [WRONG.code, '', 'x']) {
      const response = await d.pages.request('/t/open', d.posted({ code }, german));
      expect(response.status).toBe(404);
      const html = await response.text();
      expect(html).toContain('<html lang="de-DE"');
      expect(html).toContain('Zu diesem Code gibt es nichts');
    }
  });

  it.each([undefined, 'fr', 'de;q=0', 'en, de'])('speaks English to %s', async (wanted) => {
    const headers = wanted === undefined ? {} : { 'accept-language': wanted };
    const response = await d.pages.request('/t/open', d.posted({ code: '' }, headers));
    expect(await response.text()).toContain('This code opens nothing');
  });

  it('tells a fault of ours in the language of the browser', async () => {
    const headers = { ...german, 'content-type': 'multipart/form-data' };
    const response = await d.pages.request('/t/open', { method: 'POST', headers, body: 'x' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Bei uns ist etwas fehlgeschlagen');
  });
});
