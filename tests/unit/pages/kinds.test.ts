import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TaskKind } from '#core/approvals/questions/question.ts';
import { CHOICES } from '#core/records/approval.ts';
import type { Head } from '#core/store/items.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { dateOf } from '#functions/pages/format.ts';
import { languageOf } from '#functions/pages/messages/messages.ts';
import { renderTask } from '#functions/pages/task.tsx';
import { choicesOf, factsOf, kindWords, numberOf, unknownOf } from '#functions/pages/task-words.ts';
import { readRecords } from '#functions/shared/read-records.ts';
import { ASTRID, given, LARS } from '#tests/support/people.ts';
import { anApprovalTask } from '#tests/support/views.ts';
import { type Gathering, gatherFacts, KINDS } from '#workflows/approval/contract.ts';
import { readable } from './every-page.ts';
import { aModel, aSystem, world } from './records-of-kinds.ts';

const { at, subjects } = await world();
const read = readRecords(at);
const gather = (kind: TaskKind, subject: Head, now = at.clock.now()): Promise<Gathering> =>
  gatherFacts(kind, subject, read, now);

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('the kind %s', (name, kind) => {
  const subject = subjects[name as keyof typeof subjects];

  test('gathers every fact that it names, and no other', async () => {
    const { facts, missing, stale } = await gather(kind, subject);
    const keys = new Set(facts.facts.map(({ key }) => key));
    expect([...keys].sort()).toEqual(kind.facts.map(({ key }) => key).sort());
    expect({ missing, stale }).toEqual({ missing: [], stale: [] });
  });

  test.each(['en', 'de'])(
    'shows each with its source and date on the page, in %s',
    async (locale) => {
      const { messages: t } = languageOf(locale);
      const reader = { locale, timeZone: 'Europe/Oslo' };
      const speech = { t, reader, names: { [ASTRID]: 'Astrid Nygård', [LARS]: 'Lars Bakke' } };
      const now = at.clock.now();
      const { facts } = await gather(kind, subject);
      const shown = factsOf({ facts, definitions: kind.facts, now }, speech);
      const html = renderTask(
        anApprovalTask({
          reader,
          question: kindWords(name, t).question('Credit scoring'),
          choices: choicesOf(name, CHOICES, t, { quorum: 1, seats: 1 }),
          facts: shown,
          unknown: unknownOf(facts, speech),
        }),
      );
      const text = readable(html);
      expect(shown).toHaveLength(facts.facts.length);
      for (const fact of shown) {
        expect(fact.label, fact.key).not.toBe(fact.key);
        const dated = `${t.task.source}: ${fact.source.label}, ${t.task.asOf} ${dateOf(fact.asOf, reader)}`;
        expect(text.slice(text.indexOf(fact.label)), fact.key).toContain(dated);
      }
      // Nothing of ours is left as the key under which it is frozen.
      expect(text).not.toMatch(/"say"|\[object|undefined/u);
    },
  );

  test('has its number in the facts', async () => {
    const { facts } = await gather(kind, subject);
    const { messages: t } = languageOf('en');
    expect(numberOf(facts, kind.number, t)).toMatch(/\b[1-9]\b/u);
  });

  test('freezes to facts that are read again', async () => {
    const { facts } = await gather(kind, subject);
    expect(parseFacts(JSON.stringify(facts))).toEqual(facts);
  });
});

const kindNamed = (name: string): TaskKind => {
  const kind = KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`No kind ${name}`);
  return kind;
};
const goLive = kindNamed('go-live');
const inEnglish = { t: languageOf('en').messages, reader: anApprovalTask().reader, names: {} };
const english = ({ facts }: Gathering, kind: TaskKind, now = at.clock.now()) =>
  factsOf({ facts, definitions: kind.facts, now }, inEnglish);

/** The system, with other content or links. */
async function changed(content: object, links?: readonly { rel: string; to: string }[]) {
  return given(at.store, {
    type: 'ai-system',
    id: `changed-${JSON.stringify([content, links]).length}`,
    state: 'draft',
    content: aSystem(content),
    links: links ?? [{ rel: 'uses-model', to: 'model/scorecard' }],
  });
}

describe('an AI system that asks to go live', () => {
  test('without a model is returned for want of that fact', async () => {
    const { missing } = await gather(goLive, await changed({}, []));
    expect(missing.map(({ key }) => key)).toEqual(['models']);
  });

  test('whose stop was tried too long ago is returned with that fact as stale', async () => {
    const oversight = { ...aSystem().oversight, lastTried: '2026-01-02' };
    const { missing, stale } = await gather(goLive, await changed({ oversight }));
    expect(missing).toEqual([]);
    expect(stale.map(({ key }) => key)).toEqual(['stop-tried']);
  });

  test('whose stop was never tried says so among what speaks against it', async () => {
    const { lastTried: _, ...oversight } = aSystem().oversight;
    const found = await gather(goLive, await changed({ oversight }));
    const fact = english(found, goLive).find(({ key }) => key === 'stop-tried');
    expect(fact).toMatchObject({ value: 'Never tried', unfavourable: true });
    expect(found.stale).toEqual([]);
  });

  test('says failed tests, what is open, limits and an unreleased model first', async () => {
    const facts = english(await gather(goLive, subjects['go-live']), goLive);
    const against = facts.filter(({ unfavourable }) => unfavourable === true);
    expect(against.map(({ key }) => key)).toEqual([
      'tests-failed',
      'risks-above',
      'incidents',
      'conditions',
      'conditions',
      'limits',
      'models',
    ]);
    expect(against[0]?.value).toEqual([
      {
        text: 'Approval rate, women: 0.78 (threshold: at least 0.80 of men’s); failed on 12 Nov 2026',
      },
    ]);
  });

  test('says what was promised for it and for its model, and what went wrong', async () => {
    const facts = english(await gather(goLive, subjects['go-live']), goLive);
    const said = (wanted: string) =>
      facts.filter(({ key }) => key === wanted).map(({ value, source }) => [value, source.label]);
    expect(said('conditions')).toEqual([
      [
        'Scorecard 14: Promise b-c1; missed; it was due on 15 Dec 2026',
        'Condition b-c1, version 1',
      ],
      ['Credit scoring: Promise a-c1; due on 15 Dec 2026', 'Condition a-c1, version 1'],
    ]);
    expect(said('incidents')).toEqual([
      [
        expect.stringMatching(/high severity, of 24 Nov 2026; contained, not explained yet$/u),
        'Incident drift, version 1',
      ],
    ]);
  });

  test('has as its number how many tests failed, or whom it affects where there are none', async () => {
    const number = async (subject: Head) =>
      numberOf((await gather(goLive, subject)).facts, goLive.number, inEnglish.t);
    expect(await number(subjects['go-live'])).toBe('1 of 2 tests failed.');
    expect(await number(await changed({}, []))).toBe('It affects 1 group of people.');
  });

  test('says what is not on record, each once, beside what its owner does not know', async () => {
    const full = unknownOf((await gather(goLive, subjects['go-live'])).facts, inEnglish);
    expect(full).toEqual([
      'Income from several countries',
      'Behaviour in a recession',
      expect.stringMatching(/^Not on record here: open findings .*; monitoring/u),
    ]);
    const bare = await changed({ unknowns: [] }, []);
    const [line] = unknownOf((await gather(goLive, bare)).facts, inEnglish);
    expect(line).toContain('an impact assessment; test results; origin of the training data');
  });

  test('names a person by what may be shown, and nobody where nothing may', async () => {
    const found = await gather(goLive, subjects['go-live']);
    const owner = english(found, goLive).find(({ key }) => key === 'owner');
    expect(owner?.value).toBe('somebody');
  });
});

describe('what changed since a version that was approved', () => {
  test('is told member by member, each with what happened to it', async () => {
    await given(at.store, { type: 'model', id: 'older', state: 'released', content: aModel() });
    const before = await given(at.store, {
      type: 'ai-system',
      id: 'revised',
      state: 'live',
      content: aSystem({ prohibitedUses: ['Pricing of insurance', 'Hiring'], tier: 'limited' }),
      links: [{ rel: 'uses-model', to: 'model/older' }],
    });
    const now = await given(at.store, {
      type: 'ai-system',
      id: 'revised',
      state: 'draft',
      content: aSystem({ purpose: 'x'.repeat(300) }),
      links: [{ rel: 'uses-model', to: 'model/scorecard' }],
    });
    const found = await gatherFacts(
      goLive,
      now,
      { ...read, approvedBefore: async () => before },
      at.clock.now(),
    );
    expect(english(found, goLive).find(({ key }) => key === 'changed')?.value).toEqual([
      { text: 'Since version 1, which was approved:' },
      { mark: 'Removed', text: 'Prohibited uses: Hiring' },
      { mark: 'Reworded', text: 'Purpose' },
      { mark: 'Changed', text: 'Risk tier: was “limited risk”, now “high risk”' },
      { mark: 'Removed', text: 'Model: Model older' },
      { mark: 'Added', text: 'Model: Model scorecard' },
    ]);
  });
});

describe('facts that were frozen by an older version', () => {
  const folder = join(import.meta.dirname, '../../fixtures/golden/0.1.0/bucket/evidence/sha256');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

  test.each(texts)('are shown as they stand, under the labels of today (%#)', (text) => {
    const facts = parseFacts(text);
    const { facts: definitions } = kindNamed(facts.kind);
    const shown = factsOf({ facts, definitions, now: at.clock.now() }, inEnglish);
    const value = (key: string) => shown.find((each) => each.key === key);
    expect(value('changed')).toMatchObject({
      label: 'Changed',
      value: [{ text: 'Never approved before' }],
    });
    expect(value('effective')?.value).toBe('2027-01-01');
    expect(unknownOf(facts, inEnglish)).toContain(
      'How the supervisor will read Annex III for small household loans',
    );
  });

  test('whose sayings are not known any more are shown as they stand', () => {
    const [text = ''] = texts;
    const facts = parseFacts(text);
    const [first, ...rest] = facts.facts;
    if (first === undefined) throw new Error('The fixture has facts');
    const of = { ...facts, facts: [{ ...first, value: { say: 'of-tomorrow', n: 1 } }, ...rest] };
    const shown = factsOf({ facts: of, definitions: [], now: at.clock.now() }, inEnglish);
    expect(shown[0]?.value).toBe('{"say":"of-tomorrow","n":1}');
  });
});

describe('facts that moved', () => {
  test('are marked with what they were; what is gone is said to be gone', async () => {
    const { facts } = await gather(goLive, subjects['go-live']);
    const moved = facts.facts
      .filter(({ key }) => key !== 'data')
      .map((each) => (each.key === 'purpose' ? { ...each, value: 'Decides alone' } : each));
    const now = '2026-11-25T09:00:00.000Z';
    const shown = factsOf(
      {
        facts: { ...facts, facts: moved },
        was: { facts, at: now },
        definitions: goLive.facts,
        now,
      },
      inEnglish,
    );
    const marked = shown.filter((each) => each.moved !== undefined);
    expect(marked.map(({ key }) => key)).toEqual(['purpose', 'data']);
    expect(marked[0]).toMatchObject({
      value: 'Decides alone',
      moved: { was: 'Recommends a limit for household loans', at: now },
    });
    expect(marked[1]).toMatchObject({ value: 'No longer on record.', unfavourable: true });
  });
});
