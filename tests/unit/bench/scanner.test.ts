import { describe, expect, it } from 'vitest';
import { filledWith, formsOf, untouched } from '#tests/bench/scanner/page-forms.ts';
import { isClean, report } from '#tests/bench/scanner/report.ts';
import type { Scanned } from '#tests/bench/scanner/scanner.ts';
import { changesBetween, NO_CHANGES, type Truth } from '#tests/bench/scanner/truth.ts';
import { nameInAddress, ofAddress, ownWords } from '#tests/bench/scanner/words.ts';

describe('a name that is written out on a page', () => {
  it.each([
    ['beside a field', '<p>Type your full name, Ingrid Solheim, to sign your answer.</p>'],
    ['with its capacity', '<b>Ingrid Solheim, Chief Risk Officer</b>'],
    ['in a sentence', '<p>It was read by Ingrid Solheim of Halden yesterday</p>'],
    ['in an attribute', '<input placeholder="Ingrid Solheim">'],
    ['in a list', '<option value="1">Ingrid Solheim – Risk</option>'],
    ['on a line of a mail', 'Hello\nBy: Ingrid Solheim\nWhen: today'],
    ['in quotes', '<p>Sign as “Ingrid Solheim”.</p>'],
  ])('is found %s', (_, text) => {
    expect(ownWords(text)).toContain('Ingrid Solheim');
  });

  it('is not found where it is not', () => {
    const words = ownWords('<p>Sign with your full name: Ingrid S., each part written out.</p>');
    expect(words).toContain('Ingrid S.');
    expect(words.join('\n')).not.toContain('Solheim');
  });

  it('is made of most addresses, and never is the address', () => {
    expect(nameInAddress('ingrid.solheim@halden.example')).toBe('Ingrid Solheim');
    expect(ofAddress('ingrid.solheim@halden.example')).not.toContain('Ingrid Solheim');
  });
});

describe('a form whose buttons say what is chosen', () => {
  const [form] = formsOf(`<form action="/t/work"><input type="radio" name="a" value="x"/>
    <input type="checkbox" name="b" value="yes"/><input type="text" name="c" value=""/>
    <button type="submit" name="choice" value="submit">Record</button>
    <button type="submit" name="choice" value="pass-on">Pass on</button></form>`);

  it('is sent by either, with its boxes ticked', () => {
    if (form === undefined) throw new Error('no form');
    const rest = { a: 'x', b: 'yes', c: 'test' };
    expect(filledWith(form, 'test')).toEqual({ ...rest, choice: 'submit' });
    expect(filledWith(form, 'test', 'pass-on')).toEqual({ ...rest, choice: 'pass-on' });
  });
});

describe('a form, as a machine fills it', () => {
  const [form] = formsOf(`<form method="post" action="/t/decide">
    <input type="hidden" name="code" value="K7QD"/>
    <input type="radio" name="choice" value="approve" required=""/>
    <input type="radio" name="choice" value="reject"/>
    <select name="passTo"><option value="">Choose</option><option value="person/1">A</option></select>
    <input type="date" name="until" value=""/><textarea name="comment">\n</textarea>
    <button type="submit">Record</button>
    <button type="submit" formaction="/t/ask" formnovalidate="">Ask</button></form>`);

  it('leads to wherever its buttons lead', () => {
    expect(form?.actions).toEqual(['/t/decide', '/t/ask']);
  });

  it('is posted without an answer where nobody touches it', () => {
    if (form === undefined) throw new Error('no form');
    expect(untouched(form)).toEqual({ code: 'K7QD', until: '', comment: '' });
  });

  it('is filled in every field', () => {
    if (form === undefined) throw new Error('no form');
    expect(filledWith(form, 'John Doe', 'reject')).toEqual({
      code: 'K7QD',
      choice: 'reject',
      passTo: 'person/1',
      until: '2030-01-31',
      comment: 'John Doe',
    });
  });
});

const item = (action: string) => JSON.stringify({ body: { S: JSON.stringify({ action }) } });
const truth = (items: Readonly<Record<string, string>>, mails = 0): Truth => ({
  items: new Map(Object.entries(items)),
  mails,
});

describe('what changed in the tables', () => {
  const before = truth({ 'main R#task#1 H': 'open', 'main R#task#1 V#1': item('create') });

  it.each([
    ['a decision', { 'main R#task#1 V#2': item('decide') }, { decisions: 1, versions: 1 }],
    ['a question', { 'main R#approval#1 V#2': item('ask') }, { questions: 1, versions: 1 }],
    ['a report', { 'main R#repudiation#1 V#1': item('create') }, { reports: 1, versions: 1 }],
    ['what is not content', { 'main R#task#1 H': 'due' }, { versions: 0, decisions: 0 }],
    ['a name', { 'personal R#task#1 NAME#person/1': 'X' }, { versions: 0 }],
  ])('is seen where it is %s', (_, more, changes) => {
    const now = truth({ ...Object.fromEntries(before.items), ...more });
    expect(changesBetween(before, now)).toMatchObject({ ...changes, entries: 1 });
  });

  it('is seen where something is gone, or a mail went out', () => {
    const now = truth({ 'main R#task#1 V#1': item('create') }, 1);
    expect(changesBetween(before, now)).toMatchObject({ entries: 1, mails: 1 });
  });

  it('is nothing where nothing is', () => {
    expect(changesBetween(before, before)).toEqual(NO_CHANGES);
  });
});

describe('the table of what was tried', () => {
  const one = { by: 'HTTP', what: 'The link opened', times: 1200, changes: NO_CHANGES } as const;
  const done = [{ is: 'vote', did: 'approved', taken: true }] as const;
  const scanned = (changes: Partial<typeof NO_CHANGES>): Scanned => ({
    targets: [],
    tried: [one],
    changes: { ...NO_CHANGES, ...changes },
  });

  it('says how often, and that no decision was made', () => {
    expect(report(scanned({}), done)).toContain(
      '| All together    |      | 1,200 |              0 |',
    );
    expect(isClean(scanned({}), done)).toBe(true);
  });

  it('shouts where one was, and is not clean', () => {
    expect(report(scanned({ decisions: 1 }), done)).toContain('Decisions made: **1**');
    expect(isClean(scanned({ decisions: 1 }), done)).toBe(false);
    expect(isClean(scanned({ entries: 1 }), done)).toBe(false);
  });

  it('is not clean where a person was not taken at their word, or nobody tried', () => {
    expect(isClean(scanned({}), [{ is: 'vote', did: 'approved', taken: false }])).toBe(false);
    expect(isClean(scanned({}), [])).toBe(false);
  });
});
