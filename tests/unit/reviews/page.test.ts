import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '#core/changes/change.ts';
import { incident } from '#core/records/incident.ts';
import type { Head } from '#core/store/items.ts';
import { countWords } from '#functions/pages/format.ts';
import { renderWorkMail } from '#functions/pages/mail/work.ts';
import { taskPage } from '#functions/task-page/routes.ts';
import { given, LARS, SCORING } from '#tests/support/people.ts';
import { aWorkMail, aWorkReminder } from '#tests/support/work-views.ts';
import { readable } from '#tests/unit/pages/every-page.ts';
import { WORK_KINDS } from '#workflows/review/contract.ts';
import { BY, CONFIRM, type Play, play, SYSTEM } from './play.ts';

const FOLLOW = {
  'follow-1-text': 'Train the two new case workers',
  'follow-1-owner': LARS,
  'follow-1-due': '2027-04-15',
};

/** A system to which much has happened since it was looked at. */
async function eventful(p: Play): Promise<void> {
  for (let n = 1; n <= 12; n++) {
    const head = await p.at.store.need(SYSTEM);
    const content = { ...SCORING, purpose: `Recommends a limit for loans of kind ${n}` };
    await edit(p.at, head, { content, links: [] }, { ...BY, reason: `Loans of kind ${n}` });
    await given(p.at.store, {
      type: incident.name,
      id: `i-${n}`,
      state: n % 2 === 0 ? 'closed' : 'confirmed',
      content: { ...(incident.example.content as object), happened: '2026-12-05T08:00:00.000Z' },
      links: [{ rel: 'concerns', to: SYSTEM }],
    });
  }
}

let p: Play;
beforeEach(async () => {
  p = await play();
  await eventful(p);
  await p.pass(92);
});

async function pageOf(task: Head): Promise<string> {
  const body = new URLSearchParams({ code: p.codeOf(task.ref) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const pages = taskPage({ ...p.at, origin: 'https://assent.halden.example' });
  const answer = await pages.request('/t/open', { method: 'POST', headers, body });
  return answer.text();
}

function firstScreen(html: string): string {
  const start = html.indexOf('<section id="first"');
  return readable(html.slice(start, html.indexOf('</section>', start)));
}

/** Each kind of task, with the answers before it. */
const TASKS: Readonly<Record<string, () => Promise<unknown>>> = {
  'review-record': async () => undefined,
  'sign-review': () => p.answer('review-record', { ...CONFIRM, ...FOLLOW }),
  'follow-up': async () => {
    await p.answer('review-record', { ...CONFIRM, ...FOLLOW });
    await p.answer('sign-review', { verdict: 'agree' });
    await p.pass();
  },
};

describe('the page of a review of an eventful record', () => {
  it.each(Object.entries(TASKS))('asks in 150 words, within 30 KB: %s', async (kind, before) => {
    await before();
    const html = await pageOf(await p.taskOf(kind));
    expect(firstScreen(html)).toContain('Credit scoring');
    expect(countWords(firstScreen(html))).toBeLessThanOrEqual(150);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30 * 1024);
  });

  it('says in words who has changed what and why, and how many more', async () => {
    const text = readable(await pageOf(await p.taskOf('review-record')));
    expect(text).toContain('Version 13, changed, by Lars Bakke on 24 Nov 2026: Loans of kind 12');
    expect(text).toContain('Due on 24 Feb 2027, for the first time');
    expect(text).toMatch(/4 more/u);
    expect(text).not.toMatch(/undefined|\[object/u);
  });

  it('names who is to do what was found forgotten', async () => {
    await TASKS['sign-review']?.();
    const text = readable(await pageOf(await p.taskOf('sign-review')));
    expect(text).toContain('Train the two new case workers (Lars Bakke, until 15 Apr 2027)');
    expect(text).toContain('It still holds, says Astrid Nygård on 24 Feb 2027');
  });
});

describe.each(['en', 'de'] as const)('the mails of a review, in %s', (locale) => {
  it.each(WORK_KINDS.map(({ name }) => name))('say %s in 120 words before the link', (kind) => {
    const reader = { locale, timeZone: 'Europe/Oslo' };
    for (const view of [aWorkMail(), aWorkReminder(), aWorkReminder(true)]) {
      const { text } = renderWorkMail({ ...view, kind, reader });
      expect(countWords(text.slice(0, text.indexOf('https://')))).toBeLessThanOrEqual(120);
    }
  });
});
