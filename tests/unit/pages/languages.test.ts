import { describe, expect, test } from 'vitest';
import { CHOICES } from '#core/records/approval.ts';
import { countWords, longMoment, shortMoment } from '#functions/pages/format.ts';
import { de } from '#functions/pages/messages/de.ts';
import { en } from '#functions/pages/messages/en.ts';
import { LANGUAGES, languageOf } from '#functions/pages/messages/messages.ts';
import { renderTask } from '#functions/pages/task.tsx';
import { choicesOf, kindWords } from '#functions/pages/task-words.ts';
import { aFullTask, anApprovalTask } from '#tests/support/views.ts';
import { KINDS } from '#workflows/approval/contract.ts';
import { everyMail, everyPage, everyTextBecomes, readable, readBy } from './every-page.ts';
import type { Rewrite } from './rewrite.ts';

/** Every text of a language that is no function, by its path. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${path}/${key}`));
}

/** For a German reader, with that in the place of everything that people typed. */
const germanWith =
  (text: string): Rewrite =>
  (view) =>
    readBy('de')(everyTextBecomes(text)(view));

/** Words that are the same in both: names of things, of people’s languages, of algorithms. */
const SHARED = new Set(['ltr', 'Name', 'Person', 'System', 'SHA-256', 'Organisation']);

describe('a language', () => {
  test('says everything that English says, in words of its own', () => {
    const german = new Map(texts(de));
    for (const [path, text] of texts(en)) {
      expect(german.get(path), path).toMatch(/\S/u);
      if (!SHARED.has(text)) expect(german.get(path), path).not.toBe(text);
    }
  });

  test('addresses people as a board is addressed', () => {
    for (const [path, text] of texts(de)) {
      expect(text, path).not.toMatch(/\b(du|dich|dir|dein|deine|deinen|euch|euer)\b/iu);
      expect(text, path).not.toMatch(/[*:_]innen\b/u);
    }
  });

  test('ends no sentence twice, whatever ends a name or a text', () => {
    for (const rewrite of [everyTextBecomes('N.'), germanWith('N.')]) {
      const pages = Object.entries(everyPage(rewrite)).map(([name, html]) => [
        name,
        readable(html),
      ]);
      const letters = Object.entries(everyMail(rewrite)).map(([name, { text }]) => [name, text]);
      for (const [name, text] of [...pages, ...letters]) {
        expect(text, name).not.toMatch(/[^.]\.\.(?!\.)/u);
      }
    }
  });

  test('says that records stand in their own language where that is mostly another', () => {
    const page = readable(everyPage(readBy('de')).task ?? '');
    expect(page).toContain('Angaben aus den Unterlagen stehen hier in der Sprache');
    expect(readable(everyPage().task ?? '')).not.toContain('in the language');
  });

  test('opens and closes quotation marks as its readers write', () => {
    for (const html of Object.values(everyPage(germanWith('Wort')))) {
      const text = readable(html);
      expect(text).not.toMatch(/”|‘/u);
      expect(text.split('„').length).toBe(text.split('“').length);
    }
  });

  test('prints dates as its readers do', () => {
    const reader = { locale: 'de', timeZone: 'Europe/Berlin' };
    const at = '2026-11-27T16:00:00.000Z';
    expect(longMoment(at, reader)).toBe('Fr., 27. November 2026, 17:00 MEZ');
    expect(shortMoment(at, reader)).toBe('Fr. 27. Nov. 17:00 MEZ');
  });

  test.each(['de', 'de-DE', 'de-AT', 'de-CH'])('is German for %s', (locale) => {
    expect(languageOf(locale).messages).toBe(de);
  });
});

describe.each(Object.entries(everyPage(germanWith('Wort'))))('the page %s in German', (_, html) => {
  test('is German from head to foot', () => {
    expect(html).toMatch(/<html lang="de-DE"/u);
    const text = readable(html);
    for (const [path, english] of texts(en)) {
      if (countWords(english) > 2) expect(text, path).not.toContain(english);
    }
  });

  test('is at most 30 KB', () => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30 * 1024);
  });
});

describe.each(Object.entries(everyMail(germanWith('Wort'))))('the mail %s in German', (_, mail) => {
  test('is German from subject to foot', () => {
    expect(mail.html).toMatch(/<html lang="de-DE"/u);
    for (const [path, english] of texts(en)) {
      if (countWords(english) > 2) expect(mail.text + mail.subject, path).not.toContain(english);
    }
  });
});

describe.each(LANGUAGES.map((name) => [name, languageOf(name).messages] as const))(
  'in %s',
  (locale, t) => {
    test.each(KINDS.map((kind) => [kind.name, kind] as const))(
      'the kind %s has a question, what each answer causes, and a label for each fact',
      (name, kind) => {
        const words = kindWords(name, t);
        expect(words).not.toBe(t.anyKind);
        expect(Object.keys(words.facts).sort()).toEqual(kind.facts.map(({ key }) => key).sort());
        expect(words.question('Credit scoring')).toContain('Credit scoring');
        expect(Object.keys(words.numbers).sort()).toEqual(kind.number.map(({ key }) => key).sort());
        for (const said of Object.values(words.numbers)) {
          expect(new Set([said(0, 9), said(1, 9), said(2, 9)]).size).toBe(3);
        }
        const alone = choicesOf(name, CHOICES, t, { quorum: 1, seats: 1 });
        expect(alone.map(({ value }) => value)).toEqual([...CHOICES]);
        const [yes] = choicesOf(name, CHOICES, t, { quorum: 2, seats: 3 });
        expect(yes?.consequence).toBe(`${t.task.countsFor(2)} ${alone[0]?.consequence}`);
        const counted = kind.number.flatMap(({ key, among = [] }) => [key, ...among]);
        expect(kind.facts.map(({ key }) => key)).toEqual(expect.arrayContaining(counted));
      },
    );

    test.each(KINDS.map(({ name }) => name))(
      'the first screen of %s has at most 150 words, at the second of two stages',
      (kind) => {
        const words = kindWords(kind, t);
        const html = renderTask(
          aFullTask({
            reader: { locale, timeZone: 'Europe/Oslo' },
            question: words.question('Credit scoring of households'),
            // No record says yet in what somebody is competent.
            authority: anAuthority,
            choices: choicesOf(kind, CHOICES, t, { quorum: 2, seats: 3 }),
            ifNobodyAnswers: t.ifNobody.escalates(
              shortMoment('2026-11-26T16:00:00.000Z', READER),
              shortMoment('2026-11-27T16:00:00.000Z', READER),
            ),
          }),
        );
        const start = html.indexOf('<section id="first"');
        const first = readable(html.slice(start, html.indexOf('</section>', start)));
        expect(countWords(first)).toBeLessThanOrEqual(150);
      },
    );

    test('a kind that this software does not know any more still has words', () => {
      expect(kindWords('of-a-former-version', t)).toBe(t.anyKind);
      expect(kindWords('constructor', t)).toBe(t.anyKind);
    });

    test('the first request and every reminder have at most 120 words before the link', () => {
      const asking = Object.entries(everyMail(readBy(locale))).filter(([name]) =>
        /^(request|reminder|question|condition$|digest)/u.test(name),
      );
      expect(asking).toHaveLength(8);
      for (const [name, { text }] of asking) {
        const before = text.slice(0, text.indexOf('https://'));
        expect(countWords(before), name).toBeLessThanOrEqual(120);
      }
    });
  },
);

const { competence: _, ...anAuthority } = anApprovalTask().authority;
const READER = anApprovalTask().reader;
