import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageHeaders } from '#functions/pages/headers.ts';
import { LEAST_MS } from '#functions/report/read-report.ts';
import { formsOf, untouched } from '#tests/bench/scanner/page-forms.ts';
import { A_REPORT } from '#tests/unit/report/form.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { intakeOf } from './support/intake.ts';
import { type Live, startLive } from './support/live.ts';
import { post } from './support/page.ts';
import { waitUntil } from './support/wait-until.ts';

const REPORTER = { name: 'Ada Example', contact: 'ada@example.com' };

let live: Live;
let ports: CorePorts;
let url: string;
beforeAll(async () => {
  live = await startLive({ example: false });
  ports = corePorts(live.assent);
  url = `${live.door}/report`;
});
afterAll(() => live?.stop());

const left = (html: string) => {
  const [form] = formsOf(html);
  if (form === undefined) throw new Error('There is no form');
  return untouched(form);
};

/** The lines of everything that was locked of signals. */
async function lockedLines(): Promise<string> {
  const { paths } = await ports.objects.list('signals/');
  const objects = await Promise.all(paths.map((path) => ports.objects.get(path)));
  return objects.map((each) => new TextDecoder().decode(each?.bytes)).join('');
}

describe('the public report, as it is deployed', () => {
  test('is open to anybody, with the headers of every page', async () => {
    const response = await fetch(url, { headers: { 'accept-language': 'de' } });
    expect(response.status).toBe(200);
    for (const [name, value] of Object.entries(pageHeaders)) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(await response.text()).toContain('Schaden durch ein KI-System melden');
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  test('becomes one signal, sent twice too, whose locked line names nobody', async () => {
    const opened = await (await fetch(url)).text();
    await wait(LEAST_MS);
    const check = await post(url, { ...left(opened), ...A_REPORT, ...REPORTER, step: 'check' });
    expect([check.status, await intakeOf(live.assent).waiting()]).toEqual([200, 0]);
    const sending = { ...left(check.html), step: 'send', word: 'send' };
    const sent = await post(url, sending);
    expect(sent.status).toBe(200);
    const [number = 'no number'] = /\b\w{4}-\w{4}-\w{4}\b/.exec(sent.text) ?? [];
    expect((await post(url, sending)).text).toContain(number);
    await waitUntil('the report to be counted', async () => {
      if ((await intakeOf(live.assent).waiting()) > 0) return undefined;
      return (await lockedLines()).includes(number) || undefined;
    });
    const lines = await lockedLines();
    expect(lines).toContain(A_REPORT.description);
    expect(lines).not.toMatch(/Ada Example|ada@example/);
    const keys = lines.split('\n').filter((line) => line.includes(`"key":"${number}"`));
    const identities = keys.map((line) => JSON.parse(line).identity);
    expect(new Set(identities).size).toBe(1);
  });

  test('is refused in halves, in other forms, and by the wrong word, without a message', async () => {
    const before = (await ports.objects.list('signals/')).paths.length;
    const tries: RequestInit[] = [
      { method: 'POST', body: new URLSearchParams({ ...A_REPORT, step: 'send', word: 'send' }) },
      { method: 'POST', body: JSON.stringify(A_REPORT) },
      { method: 'POST', body: 'x'.repeat(100_000) },
      { method: 'PUT', body: new URLSearchParams(A_REPORT) },
    ];
    for (const each of tries) expect((await fetch(url, each)).status).toBeGreaterThanOrEqual(400);
    expect(await intakeOf(live.assent).waiting()).toBe(0);
    expect((await ports.objects.list('signals/')).paths).toHaveLength(before);
  });
});
