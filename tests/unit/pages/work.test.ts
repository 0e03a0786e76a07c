import { describe, expect, test } from 'vitest';
import { countWords } from '#functions/pages/format.ts';
import { renderWorkMail } from '#functions/pages/mail/work.ts';
import { languageOf } from '#functions/pages/messages/messages.ts';
import { renderWork } from '#functions/pages/work.tsx';
import { renderWorkReceipt } from '#functions/pages/work-receipt.tsx';
import { LABEL } from '#tests/support/work-of-kinds.ts';
import {
  aPassedReceipt,
  aPlanToCorrect,
  aWork,
  aWorkMail,
  aWorkReceipt,
  aWorkReminder,
  aWorkToCorrect,
} from '#tests/support/work-views.ts';
import { WORK_KINDS } from '#workflows/incident/contract.ts';
import { readable } from './every-page.ts';
import { pageOf } from './render-work.ts';

const LOCALES = ['en', 'de'] as const;
const kinds = WORK_KINDS.map((kind) => [kind.name, kind] as const);

function firstScreen(html: string): string {
  const start = html.indexOf('<section id="first"');
  return readable(html.slice(start, html.indexOf('</section>', start)));
}

const inputsOf = (html: string): readonly string[] =>
  html.match(/<(?:input|textarea|select|button)\b[^>]*>/gu) ?? [];

describe.each(LOCALES)('in %s', (locale) => {
  test.each(kinds)(
    'the page of %s asks in a sentence, within 150 words, within 30 KB',
    async (_, kind) => {
      const html = await pageOf(kind, locale);
      const first = firstScreen(html);
      expect(first).toContain(LABEL);
      expect(countWords(first)).toBeLessThanOrEqual(150);
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30 * 1024);
    },
  );

  test.each(kinds)(
    'the page of %s says each of its facts with source and date',
    async (name, kind) => {
      const t = languageOf(locale).messages;
      const text = readable(await pageOf(kind, locale));
      const required = kind.facts.filter((each) => each.required);
      for (const { key } of required)
        expect([name, text]).toEqual([name, expect.stringContaining(t.work.facts[key] ?? key)]);
      expect(text.split(`${t.task.source}:`).length).toBeGreaterThan(required.length);
    },
  );

  test.each(kinds)(
    'the form of %s has nothing chosen and nothing typed before',
    async (_, kind) => {
      const html = await pageOf(kind, locale);
      const inputs = inputsOf(html);
      expect(inputs.join()).not.toMatch(/\bchecked\b|\bselected\b/u);
      const visible = inputs.filter(
        (each) => each.startsWith('<input') && !each.includes('hidden'),
      );
      for (const each of visible.filter((one) => /type="(text|date|datetime-local)"/u.test(one))) {
        expect(each).toContain('value=""');
      }
    },
  );

  test.each(kinds)('the mail of %s has at most 120 words before the link', (name) => {
    const reader = { locale, timeZone: 'Europe/Oslo' };
    for (const view of [aWorkMail(), aWorkReminder(), aWorkReminder(true)]) {
      const { text } = renderWorkMail({ ...view, kind: name, reader });
      expect(countWords(text.slice(0, text.indexOf('https://')))).toBeLessThanOrEqual(120);
    }
  });
});

describe('a form that must be corrected', () => {
  const html = renderWork(aWorkToCorrect());

  test('says each mistake above, with the way to its field, and again at the field', () => {
    const ways = [...html.matchAll(/<a href="#([^"]+)">/gu)].map(([, id]) => id);
    expect(ways).toEqual(['decide', 'form', 'w-severity-low', 'w-affected', 'signature', 'passTo']);
    for (const id of ways) expect(html).toContain(`id="${id}"`);
    for (const id of ['w-severity-low', 'w-affected', 'signature', 'passTo']) {
      expect(html).toContain(`id="${id}-error"`);
    }
  });

  test('has kept all that was typed and chosen', () => {
    expect(html).toContain('About forty applicants\nof October');
    expect(html).toMatch(/id="w-verdict-confirm"[^>]*checked/u);
    expect(html).toMatch(/id="w-harm-rights"[^>]*checked/u);
    expect(html).not.toMatch(/id="w-harm-financial"[^>]*checked/u);
    expect(html).toMatch(/id="signature"[^>]*value="Ingrid"/u);
  });

  test('is open where something in it is wrong, though nothing there was chosen', () => {
    expect(html).toMatch(/<div class="more shown"/u);
    expect(html).toMatch(/<details class="ask" open/u);
  });

  test('names the row in which something is wrong, and opens it', () => {
    const page = renderWork(aPlanToCorrect());
    expect(readable(page)).toContain('Action 2, By whom: this is missing.');
    expect(readable(page)).toContain('Action 2: Whoever does it does not check its effect.');
    expect(page.match(/<details open/gu)).toHaveLength(2);
  });

  test('says first what a rule says against it', () => {
    expect(readable(html)).toContain('Please correct: Meanwhile this has been answered');
  });
});

describe('the page', () => {
  test('says who passed it on, and why', () => {
    expect(firstScreen(renderWork(aWork()))).toContain(
      'Jonas Berge passed this on to you: I am on leave from tomorrow.',
    );
  });

  test('says that it is overdue, and no more what silence brings', () => {
    const text = firstScreen(renderWork(aWork({ late: true })));
    expect(text).toContain('This is overdue. It is still to be done.');
    expect(text).not.toContain('If nobody answers');
  });

  test('promises that others are asked only where the plan says so', () => {
    expect(firstScreen(renderWork(aWork()))).toContain('somebody else is asked instead');
    const { escalates: _, ...stays } = aWork();
    expect(firstScreen(renderWork({ ...stays, escalates: false }))).toContain('still to be done');
  });

  test('offers nobody to pass it on to where there is nobody', () => {
    const html = renderWork(aWork({ colleagues: [] }));
    expect(html).not.toContain('value="pass-on"');
    expect(firstScreen(html)).not.toContain('pass it on');
  });

  test('has no form where a link is not enough', () => {
    const html = renderWork(aWork({ identity: 'signed-in' }));
    expect(html).not.toContain('<form');
    expect(readable(html)).toContain('not connected here yet');
  });

  test('of a kind that this software does not know any more still has a form', () => {
    const html = renderWork(aWork({ kind: 'of-a-former-version' }));
    expect(readable(html)).toContain('What do you say on Income of applicants drifts?');
    expect(html).toContain('name="w-verdict"');
  });

  test('demands nothing of a browser that may be hidden, or it would send no form', () => {
    const html = renderWork(aWork());
    const nested = html.slice(html.indexOf('<div class="more"'), html.indexOf('id="w-reason"'));
    expect(inputsOf(nested).length).toBeGreaterThan(3);
    const hidden = inputsOf(nested).filter((each) => /w-(severity|affected|merge)/u.test(each));
    expect(hidden.join()).not.toContain('required');
  });
});

describe('a receipt', () => {
  test('says what was answered, what happens now, and what proves it', () => {
    const text = readable(renderWorkReceipt(aWorkReceipt()));
    expect(text).toContain('What is it? It is real');
    expect(text).toContain('whoever decides on duties to report are asked now');
    expect(text).toContain('entry 418 of halden.example/assent/production');
  });

  test('of passing on says to whom, and why', () => {
    const text = readable(renderWorkReceipt(aPassedReceipt()));
    expect(text).toContain('on to Jonas Berge.');
    expect(text).toContain('I am on leave from tomorrow');
  });
});

describe('a mail', () => {
  test('asks by a subject with verb, object and deadline, and by one link', () => {
    const { subject, text } = renderWorkMail(aWorkMail());
    expect(subject).toBe(
      'Look into incident: Income of applicants drifts, by Tue 24 Nov 14:01 CET',
    );
    expect(text).toContain('https://assent.halden.example/t#K7QD-3M9X-V2HT-8RWB-5ZNE');
    expect(text).toContain('Signals counted: 1204 signals in hours that are over');
  });

  test('reminds under the same subject, and says what comes next', () => {
    const { subject, text } = renderWorkMail(aWorkReminder());
    expect(subject).toMatch(/^Re: Look into incident/u);
    expect(text).toContain('Without your answer somebody else is asked on');
  });

  test('says that it is overdue', () => {
    expect(renderWorkMail(aWorkReminder(true)).text).toContain(
      'is overdue. It is still to be done.',
    );
  });

  test('promises no reply where nobody reads it', () => {
    const { replyTo: _, ...view } = aWorkMail();
    expect(renderWorkMail(view).text).not.toContain('reply');
  });
});
