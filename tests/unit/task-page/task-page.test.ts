import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '#core/time.ts';
import { renderDoor } from '#functions/pages/door.tsx';
import { type Matter, matter } from '../approvals/matter.ts';
import { type Door, door } from './door.ts';

let start: Matter;
let d: Door;
beforeAll(async () => {
  start = await matter();
  await start.open();
});
beforeEach(async () => {
  d = await door(start, async () => undefined);
});

const UNKNOWN = '0000-0000-0000-0000-0000';

describe('the door', () => {
  const PATHS = [
    '/t',
    '/t/',
    '/t/anything',
    '/t/K7QD-3M9X-V2HT-8RWB-5ZNE',
    '/t%23K7QD-3M9X-V2HT-8RWB-5ZNE',
    '/t%2523K7QD-3M9X-V2HT-8RWB-5ZNE',
    '/t#K7QD-3M9X-V2HT-8RWB-5ZNE',
    '/t?code=K7QD-3M9X-V2HT-8RWB-5ZNE',
    '/t/open',
    '/t/decide',
    '/t/open?choice=approve',
    '/t;x=1',
    '/t/%E0%A4%A',
    '/t/%00',
    '/T',
  ];

  it.each(PATHS)('gives GET %s the same bytes as to everybody, and does nothing', async (path) => {
    const headers = {
      cookie: 'a=b',
      'accept-language': 'de',
      'user-agent': 'scanner',
      host: 'evil',
    };
    const { status, html } = await d.said(await d.pages.request(path, { headers }));
    expect([status, html]).toEqual([200, renderDoor()]);
    expect(d.calls()).toEqual([]);
  });

  it.each(PATHS)('gives HEAD %s the same head, and does nothing', async (path) => {
    const { status, html } = await d.said(await d.pages.request(path, { method: 'HEAD' }));
    expect([status, html]).toEqual([200, '']);
    expect(d.calls()).toEqual([]);
  });

  it('is the same with a true code in its path', async () => {
    const code = await d.m.codeOf();
    const before = d.calls().length;
    for (const path of [`/t%23${code}`, `/t/${code}`, `/t?${code}`]) {
      expect((await d.said(await d.pages.request(path))).html).toBe(renderDoor());
    }
    expect(d.calls()).toHaveLength(before);
  });

  it.each(['/', '/tasks', '/x/t', '/v1/records', '/favicon.ico'])('is not at %s', async (path) => {
    const { status } = await d.said(await d.pages.request(path));
    expect(status).toBe(404);
    expect(d.calls()).toEqual([]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('takes no %s', async (method) => {
    const { status } = await d.said(await d.pages.request('/t', { method }));
    expect(status).toBe(405);
    expect(d.calls()).toEqual([]);
  });

  it('takes no post but that of a code', async () => {
    const { status } = await d.said(await d.pages.request('/t', d.posted({ code: UNKNOWN })));
    expect(status).toBe(405);
  });
});

describe('opening a code', () => {
  it('shows the question, in whatever way it was typed, and changes nothing', async () => {
    const code = await d.m.codeOf();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code} `]) {
      const { status, html } = await d.open(typed);
      expect(status).toBe(200);
      expect(html).toContain('Do you approve AI policy as a policy of the organisation?');
      expect(html).toContain('Ingrid S.');
      expect(html).toContain((await d.m.theTask()).content.facts);
    }
    expect(d.effects()).toEqual([]);
  });

  it('can be done any number of times, and uses nothing up', async () => {
    const code = await d.m.codeOf();
    const pages = await Promise.all(Array.from({ length: 5 }, () => d.open(code)));
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    expect((await d.decide()).status).toBe(200);
  });

  it('preselects nothing, and has nobody’s name typed', async () => {
    const { html } = await d.open(await d.m.codeOf());
    expect(html).not.toMatch(/\schecked/);
    expect(html).toMatch(/<input[^>]*name="signature"[^>]*>/);
    expect(html).not.toMatch(/name="signature"[^>]*value="[^"]/);
  });

  it('is answered alike for whatever opens nothing', async () => {
    const code = await d.m.codeOf();
    const tampered = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    const wrong = [
      ...['', ' ', 'x', UNKNOWN, tampered, `${code}0`, code.slice(1), '<script>', 'a'.repeat(5000)],
      ...['../t', '\u0000', '%23', "' OR 1=1", '\ud83d\ude00'.repeat(10)],
    ];
    const pages = await Promise.all(wrong.map(d.open));
    for (const { status, html } of pages) expect([status, html]).toEqual([404, pages[0]?.html]);
    const missing = await d.said(await d.pages.request('/t/open', d.posted({ kode: code })));
    expect(missing).toEqual(pages[0]);
    expect(d.effects()).toEqual([]);
  });

  it('shows the receipt of a task that is decided, to every code that it ever had', async () => {
    const code = await d.m.codeOf();
    await d.decide();
    const { status, html } = await d.open(code);
    expect(status).toBe(200);
    expect(html).toContain('Your answer is recorded');
    expect(html).toContain((await d.m.theTask()).head.digest);
  });

  it.each<[string, (m: Matter) => Promise<unknown>, RegExp]>([
    [
      'lapsed',
      async (m) => {
        m.at.clock.advance(5 * DAY);
        await m.at.conclude(m.ref);
      },
      /The time to answer is over/,
    ],
    [
      'lapsed, though nobody has said so yet',
      async (m) => m.at.clock.advance(5 * DAY),
      /The time to answer is over/,
    ],
    [
      'void',
      async (m) => {
        await m.editSubject();
        await m.at.conclude(m.ref);
      },
      /changed|void/i,
    ],
  ])('says what became of a matter that is %s', async (_, end, words) => {
    const code = await d.m.codeOf();
    await end(d.m);
    const effects = d.effects().length;
    const { status, html } = await d.open(code);
    expect(status).toBe(200);
    expect(html).toMatch(words);
    expect(html).not.toContain('name="signature"');
    expect(d.effects()).toHaveLength(effects);
  });

  it('opens nothing any more once the code’s own time is over', async () => {
    const code = await d.m.codeOf();
    d.m.at.clock.advance(96 * DAY);
    d.m.at.table.expire(d.m.at.clock.now());
    expect((await d.open(code)).status).toBe(404);
  });
});

describe('what no form of ours posts', () => {
  it.each([
    ['JSON', 'application/json', '{"code":"x"}', 400],
    ['multipart', 'multipart/form-data; boundary=x', '--x--', 400],
    ['text', 'text/plain', 'code=x', 400],
    ['no type', '', 'code=x', 400],
    ['64 KB and one', 'application/x-www-form-urlencoded', `code=${'x'.repeat(65_532)}`, 413],
  ])('is refused: %s', async (_, type, body, status) => {
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    expect((await d.said(await d.pages.request('/t/open', init))).status).toBe(status);
    expect((await d.said(await d.decisions.request('/t/decide', init))).status).toBe(status);
    expect(d.calls()).toEqual([]);
  });

  it('counts a field once that stands twice, and passes over those it does not know', async () => {
    const code = await d.m.codeOf();
    const body = `code=${UNKNOWN}&x=1&__proto__=2&code=${code}`;
    const init = { ...d.posted({}), body };
    expect((await d.said(await d.pages.request('/t/open', init))).status).toBe(200);
  });
});

describe('where something of ours fails', () => {
  it('keeps the code to be sent again, and says that nothing is lost', async () => {
    const code = await d.m.codeOf();
    d.m.at.table.reads.fail(1);
    const { status, html } = await d.open(code);
    expect(status).toBe(503);
    expect(html).toContain('nothing is lost');
    expect(html).toContain(`name="code" value="${code}"`);
  });
});
