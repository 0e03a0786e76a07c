import { expect } from 'vitest';
import { AssentError } from '#core/errors.ts';
import { pageHeaders } from '#functions/pages/headers.ts';
import { type ReportPorts, reportForm } from '#functions/report/routes.ts';
import { type Fields, formsOf, untouched } from '#tests/bench/scanner/page-forms.ts';

export const NOW = '2026-11-24T09:00:00.000Z';

/** A report as somebody types it. */
export const A_REPORT = {
  service: 'Loan application on your site',
  title: 'Refused because of where I live',
  description: 'I moved one street on, and the same application was accepted.',
  extent: 'harm',
} as const;

/** The page, over a queue in memory. */
export function aForm(changes: Partial<ReportPorts> = {}) {
  const sent: string[] = [];
  let at = NOW;
  let minted = 0;
  const app = reportForm({
    clock: { now: () => at },
    random: { bytes: (length) => new Uint8Array(length).fill(++minted) },
    organisation: 'Halden <Bank>',
    send: async (message) => {
      sent.push(message);
    },
    ...changes,
  });

  async function said(response: Response) {
    for (const [name, value] of Object.entries(pageHeaders)) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(response.headers.get('set-cookie')).toBeNull();
    return { status: response.status, html: await response.text() };
  }

  const get = async (headers: Record<string, string> = {}) =>
    said(await app.request('/report', { headers }));

  const post = async (fields: Fields, headers: Record<string, string> = {}) =>
    said(
      await app.request('/report', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    );

  /** What the only form of a page posts where nobody touches it. */
  const left = (html: string): Fields => {
    const [form] = formsOf(html);
    return form === undefined ? {} : untouched(form);
  };

  const wait = (milliseconds: number) => {
    at = new Date(Date.parse(at) + milliseconds).toISOString();
  };

  /** The form opened, read and filled in: what is to be confirmed. */
  async function checked(typed: Fields = A_REPORT) {
    const opened = await get();
    wait(60_000);
    return post({ ...left(opened.html), ...typed, step: 'check' });
  }

  const confirm = async (html: string, changed: Fields = {}) =>
    post({ ...left(html), step: 'send', word: 'send', ...changed });

  return { app, get, post, left, wait, checked, confirm, sent };
}

export const down: ReportPorts['send'] = async () => {
  throw new AssentError('Transient', 'queue.send: ECONNREFUSED', { outcome: 'unknown' });
};
