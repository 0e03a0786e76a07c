import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { incidentReported } from '#core/events/incident-reported.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { lineOf, lineText } from '#core/signals/signal.ts';
import { A_REPORT, aForm, down, NOW } from './form.ts';

const Sent = z.object({
  id: z.string(),
  source: z.literal('assent.report'),
  'detail-type': z.literal('Incident Reported'),
  time: z.string(),
  detail: incidentReported(),
});

const sentBy = (messages: readonly string[]) =>
  messages.map((message) => Sent.parse(JSON.parse(message)));

const NUMBER = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

describe('somebody who reports harm', () => {
  it('sends it in two steps, and gets the number that it is known by', async () => {
    const f = aForm();
    const page = await f.checked();
    expect([page.status, f.sent]).toEqual([200, []]);
    const { status, html } = await f.confirm(page.html);
    expect(status).toBe(200);
    const [report] = sentBy(f.sent);
    expect(report?.detail).toEqual({
      title: 'Refused because of where I live (Loan application on your site)',
      description: expect.stringContaining('I moved one street on'),
      severity: 'high',
      key: expect.stringMatching(NUMBER),
      cause: report?.detail.key,
    });
    expect(html).toContain(report?.detail.key);
    expect(report?.detail.description).toContain(report?.detail.key);
  });

  it('sees before it is sent what will be, word by word', async () => {
    const f = aForm();
    const typed = { ...A_REPORT, harm: 'Me', name: 'Ada Example', contact: 'ada@example.com' };
    const { html } = await f.checked(typed);
    for (const text of Object.values({ ...typed, extent: 'Somebody was harmed' })) {
      expect(html).toContain(text);
    }
  });

  it('leaves name and contact where they can be erased, and nowhere else', async () => {
    const f = aForm();
    const reporter = { name: 'Ada Example', contact: 'ada@example.com' };
    await f.confirm((await f.checked({ ...A_REPORT, ...reporter })).html);
    const [report] = sentBy(f.sent);
    const { reporter: kept, ...rest } = report?.detail ?? { reporter: undefined };
    expect(kept).toEqual(reporter);
    expect(JSON.stringify(rest)).not.toMatch(/Ada|ada@/);
  });

  it('is heard as one signal that calls for an incident, whose line names nobody', async () => {
    const f = aForm();
    const reporter = { name: 'Ada Example', contact: 'ada@example.com' };
    await f.confirm((await f.checked({ ...A_REPORT, ...reporter })).html);
    const signals = f.sent.flatMap((each) => readSignals(each, { received: NOW, rules: [] }));
    expect(signals).toMatchObject([
      { kind: 'incident', state: 'raised', severity: 'high', reporter, cause: { system: null } },
    ]);
    expect(signals.map((each) => lineText(lineOf(each))).join('')).not.toMatch(/Ada|ada@/);
  });

  it('may stay unknown', async () => {
    const f = aForm();
    await f.confirm((await f.checked()).html);
    expect(sentBy(f.sent)[0]?.detail.reporter).toBeUndefined();
  });

  it('says the day, and it stands in the text and dates no signal', async () => {
    const f = aForm();
    await f.confirm((await f.checked({ ...A_REPORT, when: '2026-11-20' })).html);
    const [report] = sentBy(f.sent);
    expect(report?.detail.at).toBeUndefined();
    expect(report?.detail.description).toContain('2026-11-20');
  });

  it.each([
    ['serious', 'critical'],
    ['harm', 'high'],
    ['near-miss', 'medium'],
    ['unsure', 'medium'],
  ])('who calls it %s calls for an incident of severity %s', async (extent, severity) => {
    const f = aForm();
    await f.confirm((await f.checked({ ...A_REPORT, extent })).html);
    expect(sentBy(f.sent)[0]?.detail.severity).toBe(severity);
  });

  it('changes something before it is sent, and loses nothing', async () => {
    const f = aForm();
    const check = await f.checked({ ...A_REPORT, description: 'First line\nSecond <line>' });
    const { status, html } = await f.post({ ...f.left(check.html), step: 'edit' });
    expect([status, f.sent]).toEqual([200, []]);
    expect(html).toContain('First line\nSecond &lt;line&gt;');
    expect(html).toMatch(/value="harm"[^>]*checked/);
  });

  it('presses twice, and reports once: under one number', async () => {
    const f = aForm();
    const { html } = await f.checked();
    const [first, second] = [await f.confirm(html), await f.confirm(html)];
    expect(second.html).toBe(first.html);
    const keys = sentBy(f.sent).map(({ id, detail }) => [id, detail.key]);
    expect(keys[1]).toEqual(keys[0]);
  });

  it('says the same again another day, and that is another report', async () => {
    const f = aForm();
    await f.confirm((await f.checked()).html);
    await f.confirm((await f.checked()).html);
    const [first, second] = sentBy(f.sent);
    expect(second?.detail.key).not.toBe(first?.detail.key);
  });

  it('cannot send another text under a number that was given', async () => {
    const f = aForm();
    const { html } = await f.checked();
    await f.confirm(html);
    await f.confirm(html, { title: 'Something else' });
    const [first, second] = sentBy(f.sent);
    expect(second?.detail.key).not.toBe(first?.detail.key);
  });

  it('reads the pages in German, where the browser asks for it', async () => {
    const german = { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' };
    const f = aForm();
    const opened = await f.get(german);
    expect(opened.html).toMatch(/<html lang="de-AT"/);
    f.wait(60_000);
    const check = await f.post({ ...f.left(opened.html), ...A_REPORT }, german);
    const fields = { ...f.left(check.html), step: 'send', word: 'Senden' };
    const { html } = await f.post(fields, german);
    expect(html).toContain('Ihre Meldung ist gesendet');
    expect(f.sent).toHaveLength(1);
  });
});

describe('nothing is sent', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['without a service', { service: ' ' }, /Which service or product: is missing/],
    ['without a title', { title: '' }, /What happened, in one sentence: is missing/],
    ['without a description', { description: '\r\n' }, /as you saw it: is missing/],
    ['without saying how bad it is', { extent: '' }, /How bad it is: is missing/],
    ['with an answer that is not offered', { extent: 'critical' }, /How bad it is: is missing/],
    ['with too long a description', { description: 'x'.repeat(3001) }, /At most 3000 characters/],
    ['with too long a name', { name: 'x'.repeat(201) }, /Your name: is too long/],
    ['with a title of two lines', { title: 'One\nTwo' }, /cannot be seen/],
    ['with text that turns around', { description: 'safe \u202e evil' }, /cannot be seen/],
    ['with a day that is none', { when: '2026-02-30' }, /is not a date/],
    ['with a day to come', { when: '2026-11-26' }, /is yet to come/],
    [
      'where a machine filled what nobody sees',
      { website: 'https://spam.example' },
      /only machines/,
    ],
  ])('%s', async (_, changes, words) => {
    const f = aForm();
    const { status, html } = await f.checked({ ...A_REPORT, ...changes });
    expect(html).toMatch(words);
    expect([status, f.sent]).toEqual([422, []]);
  });

  it('before somebody could have typed it, and once more is enough', async () => {
    const f = aForm();
    const opened = await f.get();
    f.wait(500);
    const quick = await f.post({ ...f.left(opened.html), ...A_REPORT });
    expect([quick.status, /faster than anybody types/.test(quick.html)]).toEqual([422, true]);
    f.wait(2600);
    const again = await f.post({ ...f.left(quick.html), ...A_REPORT });
    expect([again.status, f.sent]).toEqual([200, []]);
  });

  it.each(['', 'x', '-1', '1e400', '99999999999999', 'NaN'])(
    'where the form was opened at %s, until it was looked at for a while',
    async (opened) => {
      const f = aForm();
      const { status, html } = await f.post({ ...A_REPORT, opened });
      expect(status).toBe(422);
      expect(Number(f.left(html).opened)).toBe(Date.parse(NOW));
    },
  );

  it.each(['', ' ', 'no', 'send it', 'sendd', 'John Doe'])(
    'under the word “%s”, and all that was typed stays',
    async (word) => {
      const f = aForm();
      const { html } = await f.checked();
      const refused = await f.confirm(html, { word });
      expect(refused.status).toBe(422);
      expect(f.left(refused.html)).toMatchObject({ ...A_REPORT, ...onceOf(f.left(html)) });
      expect(f.sent).toEqual([]);
      await f.confirm(refused.html);
      expect(f.sent).toHaveLength(1);
    },
  );

  it.each(['', 'zz', '0'.repeat(31), 'A'.repeat(32)])(
    'without what the page gave it (“%s”): it is shown once more',
    async (once) => {
      const f = aForm();
      const { html } = await f.checked();
      const again = await f.confirm(html, { once });
      expect(again.html).toContain('Is this right?');
      expect(f.sent).toEqual([]);
    },
  );

  it('of what was changed for the worse after it was looked over', async () => {
    const f = aForm();
    const { html } = await f.checked();
    expect((await f.confirm(html, { title: '' })).status).toBe(422);
    expect(f.sent).toEqual([]);
  });

  it('by looking', async () => {
    const f = aForm();
    await f.get();
    await f.app.request('/report', { method: 'HEAD' });
    expect(f.sent).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('by %s', async (method) => {
    const f = aForm();
    const { status } = await f.app.request('/report', { method });
    expect([status, f.sent]).toEqual([405, []]);
  });
});

const onceOf = ({ once = '' }) => ({ once });

describe('a fault of ours', () => {
  it('loses nothing: one button posts it again, under the same number', async () => {
    let isDown = true;
    const taken: string[] = [];
    const f = aForm({
      send: async (message) => (isDown ? down(message) : void taken.push(message)),
    });
    const { html } = await f.checked({ ...A_REPORT, name: 'Ada "<Example>"' });
    const failed = await f.confirm(html);
    expect(failed.status).toBe(503);
    isDown = false;
    const { status } = await f.post(f.left(failed.html));
    expect(status).toBe(200);
    expect(sentBy(taken)[0]?.detail.reporter?.name).toBe('Ada "<Example>"');
  });

  it.each<[string, RequestInit, number]>([
    ['no form', { body: '{}', headers: { 'content-type': 'application/json' } }, 400],
    ['too large', { body: `x=${'x'.repeat(70_000)}` }, 413],
  ])('is not what is %s, and that is said without a trace of it', async (_, how, status) => {
    const f = aForm();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await f.app.request('/report', { method: 'POST', headers, ...how });
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('href="/report"');
    expect(f.sent).toEqual([]);
  });
});

describe('two reports in the same words', () => {
  it('are two incidents, each with who reported it', async () => {
    const f = aForm();
    for (const name of ['Ada', 'Grace']) {
      await f.confirm((await f.checked({ ...A_REPORT, name })).html);
    }
    const signals = f.sent.flatMap((each) => readSignals(each, { received: NOW, rules: [] }));
    expect(new Set(signals.map(({ cause }) => cause.digest)).size).toBe(2);
  });
});

describe('hostile text', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE x; --",
    '{{7*7}} #{7*7}',
    '=cmd|calc',
  ];

  it.each(HOSTILE)('%s is text on every page, and in the event', async (text) => {
    const f = aForm();
    const fields = { service: text, title: text, description: text, name: text, contact: text };
    const pages = [(await f.checked({ ...fields, extent: 'x' })).html];
    const check = await f.checked({ ...fields, extent: 'unsure', harm: text });
    pages.push(check.html, (await f.confirm(check.html)).html);
    for (const html of pages) {
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<img');
    }
    const [report] = sentBy(f.sent);
    expect(report?.detail).toMatchObject({ title: `${text} (${text})`, harm: text });
  });

  it('makes no page heavier than 30 KB, unless somebody writes a long report', async () => {
    const f = aForm();
    const check = await f.checked();
    const pages = [(await f.get()).html, check.html, (await f.confirm(check.html)).html];
    for (const html of pages) expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30 * 1024);
  });

  it('names no organisation but ours', async () => {
    expect((await aForm().get()).html).toContain('Halden &lt;Bank&gt;');
  });
});
