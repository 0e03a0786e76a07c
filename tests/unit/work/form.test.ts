import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayEndsIn } from '#core/approvals/form.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Field } from '#core/work/field.ts';
import { readWork } from '#core/work/form.ts';
import type { ReadTerms } from '#core/work/form-shape.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';

const NOW = '2026-11-24T09:30:20.000Z';
const days = await dayEndsIn(['2026-11-24'], 'Europe/Oslo');
const terms: ReadTerms = {
  days,
  now: NOW,
  people: [INGRID, ASTRID],
  isName: (text) => text === 'Ingrid Solheim',
};

const read = (field: Field, posted: Record<string, string>) => readWork([field], posted, terms);
const problem = (of: string, changes: object = {}) => ({
  problems: [{ field: 'a', problem: of, ...changes }],
});
const answer = (value: unknown) => ({ answers: { a: value } });
const none = { answers: {} };

const text: Field = { kind: 'text', key: 'a', required: true, most: 10, lines: 4 };
const oneOf: Field = { kind: 'one-of', key: 'a', required: true, options: [{ value: 'x' }] };
const someOf: Field = {
  kind: 'some-of',
  key: 'a',
  required: true,
  options: [{ value: 'x' }, { value: 'y' }],
};
const person: Field = { kind: 'person', key: 'a', required: true };
const past: Field = { kind: 'moment', key: 'a', required: true, when: 'past' };
const ahead: Field = { kind: 'moment', key: 'a', required: true, when: 'future' };
const day: Field = { kind: 'day', key: 'a', required: true, when: 'future' };
const pastDay: Field = { kind: 'day', key: 'a', required: true, when: 'past' };
const evidence: Field = { kind: 'evidence', key: 'a', required: true, most: 2 };
const rows: Field = {
  kind: 'rows',
  key: 'a',
  required: true,
  most: 2,
  of: [
    { kind: 'text', key: 't', required: true, most: 10, lines: 2 },
    { kind: 'person', key: 'p', required: false },
  ],
};

describe('a field that is not answered', () => {
  it.each([text, oneOf, someOf, person, past, day, evidence, rows])(
    'is missing where it is needed: $kind',
    (field) => {
      expect(read(field, {})).toEqual(problem('missing'));
      expect(read(field, { 'w-a': ' \r\n ' })).toEqual(problem('missing'));
    },
  );

  it.each([text, oneOf, someOf, person, past, day, evidence, rows])(
    'is left out where it is not: $kind',
    (field) => {
      expect(read({ ...field, required: false }, {})).toEqual(none);
    },
  );

  it('is not asked for where another answer stands', () => {
    const only = { key: 'b', is: ['yes'] };
    expect(read({ ...text, only }, { 'w-b': 'no', 'w-a': 'typed' })).toEqual(none);
    expect(read({ ...text, only }, { 'w-a': 'typed' })).toEqual(none);
    expect(read({ ...text, only }, { 'w-b': 'yes' })).toEqual(problem('missing'));
    expect(read({ ...text, only }, { 'w-b': 'yes', 'w-a': 'typed' })).toEqual(answer('typed'));
  });
});

describe('a field that is answered', () => {
  it.each<[string, Field, Record<string, string>, unknown]>([
    ['a text, its line ends as records keep them', text, { 'w-a': ' a\r\nb ' }, 'a\nb'],
    ['a text of as many characters as may be', text, { 'w-a': 'x'.repeat(10) }, 'x'.repeat(10)],
    ['a text of one line, on one line', { ...text, lines: 1 }, { 'w-a': 'a \r\n b' }, 'a b'],
    ['one of its options', oneOf, { 'w-a': 'x' }, 'x'],
    ['some of its options, in their order', someOf, { 'w-a-y': 'yes', 'w-a-x': 'yes' }, ['x', 'y']],
    ['somebody who is offered', person, { 'w-a': ASTRID }, ASTRID],
    [
      'a time by the reader’s clock',
      past,
      { 'w-a': '2026-11-24T10:30' },
      '2026-11-24T09:30:00.000Z',
    ],
    ['a time with a space', past, { 'w-a': '2026-11-24 10:30' }, '2026-11-24T09:30:00.000Z'],
    ['the running minute, until now', past, { 'w-a': '2026-11-24T10:31' }, NOW],
    ['a time ahead', ahead, { 'w-a': '2026-11-24T10:31' }, '2026-11-24T09:31:00.000Z'],
    ['a day ahead, to its end', day, { 'w-a': '2026-11-25' }, '2026-11-25T22:59:59.999Z'],
    ['today, to its end', day, { 'w-a': '2026-11-24' }, '2026-11-24T22:59:59.999Z'],
    ['a day that is over, its end', pastDay, { 'w-a': '2026-11-23' }, '2026-11-23T22:59:59.999Z'],
    ['the running day, until now', pastDay, { 'w-a': '2026-11-24' }, NOW],
    [
      'evidence, each once',
      evidence,
      { 'w-a': 'e1\r\nevidence/e1\n\ne2' },
      ['evidence/e1', 'evidence/e2'],
    ],
    [
      'rows, those that were filled in',
      rows,
      { 'w-a-2-t': 'b', 'w-a-2-p': INGRID },
      [{ t: 'b', p: INGRID }],
    ],
    ['rows without what is not needed', rows, { 'w-a-1-t': 'b' }, [{ t: 'b' }]],
  ])('is recorded as %s', (_, field, posted, expected) => {
    expect(read(field, posted)).toEqual(answer(expected));
  });
});

describe('a field with a mistake', () => {
  it.each<[string, Field, Record<string, string>, object]>([
    ['a text that is too long', text, { 'w-a': 'x'.repeat(11) }, problem('too-long')],
    ['a text that cannot be seen', text, { 'w-a': 'a\u202eb' }, problem('unreadable')],
    ['half a character', text, { 'w-a': '\ud800' }, problem('unreadable')],
    [
      'the name that signs',
      { ...text, most: 99 },
      { 'w-a': 'Ingrid Solheim' },
      problem('only-name'),
    ],
    ['what is not offered', oneOf, { 'w-a': 'y' }, problem('not-offered')],
    ['what every object has', oneOf, { 'w-a': 'constructor' }, problem('not-offered')],
    ['options that are not there', someOf, { 'w-a-z': 'yes' }, problem('missing')],
    ['options that are not chosen', someOf, { 'w-a-x': 'on' }, problem('missing')],
    ['somebody who is not offered', person, { 'w-a': LARS }, problem('not-offered')],
    ['a time that is none', past, { 'w-a': 'yesterday' }, problem('not-a-moment')],
    ['a day where a time is asked for', past, { 'w-a': '2026-11-24' }, problem('not-a-moment')],
    ['a time that lies ahead', past, { 'w-a': '2026-11-24T10:32' }, problem('future')],
    ['a time that is over', ahead, { 'w-a': '2026-11-24T10:30' }, problem('past')],
    ['a time where a day is asked for', day, { 'w-a': '2026-11-25T10:00' }, problem('not-a-date')],
    ['a day that is none', day, { 'w-a': '2026-02-30' }, problem('not-a-date')],
    ['a day that is over', day, { 'w-a': '2026-11-23' }, problem('past')],
    ['a day in ten years', day, { 'w-a': '2036-11-24' }, problem('too-far')],
    ['a day that has not begun', pastDay, { 'w-a': '2026-11-25' }, problem('future')],
    ['what is no id', evidence, { 'w-a': 'Minutes of Monday' }, problem('not-evidence')],
    ['an id of something else', evidence, { 'w-a': 'policy/ai' }, problem('not-evidence')],
    ['too much evidence', evidence, { 'w-a': 'a\nb\nc' }, problem('too-many')],
    [
      'a row that lacks something',
      rows,
      { 'w-a-2-p': INGRID },
      problem('missing', { row: 2, sub: 't' }),
    ],
    [
      'a row that names somebody else',
      rows,
      { 'w-a-1-t': 'b', 'w-a-1-p': LARS },
      problem('not-offered', { row: 1, sub: 'p' }),
    ],
    ['a row beyond the last', rows, { 'w-a-3-t': 'b' }, problem('missing')],
  ])('says so: %s', (_, field, posted, expected) => {
    expect(read(field, posted)).toEqual(expected);
  });
});

describe('whatever is posted', () => {
  const incoming = taskType.incoming();
  const pinned = { type: 'response-plan', id: 'default', version: 1, digest: 'b'.repeat(64) };
  const aDecision = {
    choice: 'submit',
    facts: 'c'.repeat(64),
    policy: pinned,
    signature: 'Ingrid Solheim',
    subject: pinned,
  };
  const all = [text, oneOf, someOf, person, past, day, evidence, rows].map((field, n) => ({
    ...field,
    key: `f${n}`,
  }));
  const names = fc.oneof(
    fc.string(),
    fc.constantFrom(...all.map(({ key }) => `w-${key}`), 'w-f2-x', 'w-f7-1-t', 'w-f7-1-p'),
  );
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('x', 'yes', INGRID, '2026-11-24T10:00', '2026-11-25', 'evidence/a', 'word'),
  );

  it('is answers that a task can keep, or mistakes that say where', () => {
    const { content } = taskType.example;
    const decided = (answers: unknown) => ({
      ...Object(content),
      decision: { ...aDecision, answers },
    });
    fc.assert(
      fc.property(fc.dictionary(names, values), (posted) => {
        const result = readWork(all, posted, terms);
        if ('answers' in result)
          expect(() => incoming.parse(decided(result.answers))).not.toThrow();
        else for (const { field } of result.problems) expect(field).toMatch(/^f[0-7]$/);
      }),
      { numRuns: 500 },
    );
  });
});
