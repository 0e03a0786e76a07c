import { expect } from 'vitest';
import type { Form } from '#core/approvals/form-shape.ts';
import { pageHeaders } from '#functions/pages/headers.ts';
import { taskDecide } from '#functions/task-decide/routes.ts';
import { taskPage } from '#functions/task-page/routes.ts';
import { again, type Matter } from '../approvals/matter.ts';

/** What a page said: its status and its text, tags and all. */
export interface Said {
  readonly status: number;
  readonly html: string;
}

export const ORIGIN = 'halden.example/assent/test';

/** A copy of a matter, with the two functions that strangers reach, as a browser would. */
export async function door(start: Matter, checkpoint: () => Promise<string | undefined>) {
  const m = await again(start);
  const pages = taskPage({ ...m.at, origin: ORIGIN });
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
  };
  const decisions = taskDecide({
    ...m.at,
    origin: ORIGIN,
    checkpoint,
    sleep,
    kindOf: () => undefined,
  });

  async function said(response: Response): Promise<Said> {
    for (const [name, value] of Object.entries(pageHeaders)) {
      expect([name, response.headers.get(name)]).toEqual([name, value]);
    }
    expect(response.headers.get('set-cookie')).toBeNull();
    return { status: response.status, html: await response.text() };
  }

  /** The form's fields as a browser posts them: one name and one text each. */
  const fieldsOf = ({ conditions = [], ...form }: Form): Readonly<Record<string, string>> => ({
    ...form,
    ...Object.fromEntries(
      conditions.flatMap((row, index) =>
        Object.entries(row).map(([name, typed]) => [`condition-${index + 1}-${name}`, typed]),
      ),
    ),
  });

  const posted = (fields: Readonly<Record<string, string>>, headers = {}): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });

  const open = async (code: string) => said(await pages.request('/t/open', posted({ code })));

  /** The form as the page posts it; every field is a text. */
  async function decide(changes: Readonly<Record<string, string>> = {}, seat = 0): Promise<Said> {
    const form = { ...fieldsOf(await m.formOf(seat)), ...changes };
    return said(await decisions.request('/t/decide', posted(form)));
  }

  /** Any form of ours, as a browser posts it. */
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<Said> =>
    said(await decisions.request(path, posted(fields)));

  const before = m.at.calls.trace.length;
  /** Outward calls since, and those among them that do something. */
  const calls = () => m.at.calls.trace.slice(before);
  const effects = () => calls().filter((name) => !['table.get', 'table.query'].includes(name));

  return { m, fieldsOf, pages, decisions, said, posted, open, post, decide, slept, calls, effects };
}

export type Door = Awaited<ReturnType<typeof door>>;
