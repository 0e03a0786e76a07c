import { describe, expect, it } from 'vitest';
import { publishedEvents } from '#core/events/published.ts';
import type { JsonObject } from '#core/json.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { wordsOf } from '#core/signals/signal.ts';
import { anEvent, changed, signalOf, signalsOf, terms } from './samples.ts';

/** The example of an event, sent by somebody. */
function sent(type: string, changes: Readonly<Record<string, unknown>> = {}): JsonObject {
  const example = publishedEvents.find((each) => each.type === type)?.example;
  const detail: JsonObject = JSON.parse(JSON.stringify(example));
  return changed(anEvent('acme.scoring', type, detail), changes);
}
const soon = { received: '2026-11-24T09:00:00.000Z' };

describe.each(['Incident Reported', 'Monitoring Signal', 'Test Report'])('an event %s', (type) => {
  const first = signalOf(sent(type), soon);
  const other = { '/id': '00000000-0000-4000-8000-00000000eeee', '/time': '2026-03-10T11:59:59Z' };

  it('names its system and model itself, before every rule', () => {
    expect(first.cause.system).toBe('ai-system/credit-scoring');
    expect(first.refs.model).toBe('model/credit-scorecard');
    const rules = [{ when: { source: '*' }, system: 'ai-system/other' }];
    expect(signalOf(sent(type), { rules }).cause.system).toBe('ai-system/credit-scoring');
  });

  it('is mapped by a rule where it names none', () => {
    const rules = [{ when: { source: 'acme.*' }, system: 'ai-system/other' }];
    const bare = sent(type, { '/detail/system': undefined });
    expect(signalOf(bare, { rules }).cause.system).toBe('ai-system/other');
    expect(signalOf(bare).cause.system).toBeNull();
  });

  it('sent twice under one key is one, by two senders two', () => {
    expect(signalOf(sent(type, other)).identity).toBe(first.identity);
    expect(signalOf(sent(type, { '/source': 'acme.lending' })).identity).not.toBe(first.identity);
  });

  it('without a key is as many as were sent', () => {
    const keyless = { '/detail/key': undefined };
    const [one, two] = [keyless, { ...keyless, ...other }].map((each) =>
      signalOf(sent(type, each)),
    );
    expect(one?.identity).not.toBe(two?.identity);
    expect(one?.cause).toEqual(two?.cause);
  });

  it.each([
    ['a member that nobody knows', { '/detail/sytem': 'ai-system/x' }, '/detail'],
    ['a system that is a vendor', { '/detail/system': 'vendor/acme' }, '/detail/system'],
    ['a time that is none', { '/detail/at': 'yesterday' }, '/detail/at'],
    ['a time without a zone', { '/detail/at': '2026-11-24T06:00:00' }, '/detail/at'],
    ['an empty key', { '/detail/key': '' }, '/detail/key'],
    ['a key of two lines', { '/detail/key': 'a\nb' }, '/detail/key'],
  ])('with %s is quarantined', (_, changes, where) => {
    expect(() => signalsOf(sent(type, changes))).toThrow(
      expect.objectContaining({ data: { reason: 'malformed', where } }),
    );
  });
});

describe('an incident', () => {
  it('is raised, as grave as its reporter says', () => {
    expect(signalOf(sent('Incident Reported'), soon)).toMatchObject({
      kind: 'incident',
      state: 'raised',
      severity: 'high',
      at: '2026-11-23T16:20:00.000Z',
      title: 'Applications refused for living in one postcode',
    });
  });

  it.each(['title', 'description', 'severity'])('without %s is none', (name) => {
    const event = sent('Incident Reported', { [`/detail/${name}`]: undefined });
    expect(() => signalsOf(event)).toThrow();
  });

  it('of the same cause is counted with it', () => {
    const [one, two] = ['a', 'b'].map((title) =>
      signalOf(sent('Incident Reported', { '/detail/title': title, '/detail/cause': 'postcode' })),
    );
    expect(one?.cause.digest).toBe(two?.cause.digest);
  });
});

describe('a signal of your own', () => {
  const signal = (changes = {}) => signalOf(sent('Monitoring Signal', changes));

  it('has the kind that it names, and one cause for one measure', () => {
    expect(signal()).toMatchObject({ kind: 'drift', state: 'raised', severity: 'medium' });
    const moved = { '/detail/measure/value': 0.5, '/detail/title': 'Worse' };
    expect(signal(moved).cause).toEqual(signal().cause);
    const another = { '/detail/measure/name': 'missing values' };
    expect(signal(another).cause).not.toEqual(signal().cause);
  });

  it.each([
    [{ '/detail/state': undefined, '/detail/severity': undefined }, 'raised', 'medium'],
    [{ '/detail/state': 'cleared', '/detail/severity': undefined }, 'cleared', 'info'],
    [{ '/detail/state': 'info', '/detail/severity': undefined }, 'info', 'info'],
    [{ '/detail/severity': 'critical' }, 'raised', 'critical'],
  ])('with %j is %s, %s', (changes, state, severity) => {
    expect(signal(changes)).toMatchObject({ state, severity });
  });

  it.each([
    [{ '/detail/kind': 'Drift!' }],
    [{ '/detail/kind': undefined }],
    [{ '/detail/state': 'worse' }],
    [{ '/detail/measure/value': '0.5' }],
    [{ '/detail/measure/value': Number.MAX_VALUE.toString() }],
    [{ '/detail/title': 'a'.repeat(201) }],
  ])('with %j is none', (changes) => {
    expect(() => signalsOf(sent('Monitoring Signal', changes))).toThrow();
  });
});

describe('a report of tests', () => {
  const report = (changes = {}) => signalOf(sent('Test Report', changes));

  it.each([
    [{}, 'raised', 'high'],
    [{ '/detail/kind': 'red-team' }, 'raised', 'high'],
    [{ '/detail/kind': 'evaluation' }, 'raised', 'medium'],
    [{ '/detail/failed': 0 }, 'cleared', 'info'],
  ])('with %j is %s, %s', (changes, state, severity) => {
    expect(report(changes)).toMatchObject({ kind: 'test-report', state, severity });
  });

  it('that fails and passes again is of one cause', () => {
    expect(report({ '/detail/failed': 0 }).cause).toEqual(report().cause);
    expect(report().title).toBe('1 of 42 tests of “Equal treatment by age band” failed');
  });

  it('may lie in a bucket', () => {
    const lies = { s3: 's3://amzn-s3-demo-bucket/a.xml', sha256: 'a'.repeat(64), size: 9 };
    expect(report({ '/detail/report': lies }).event).toMatchObject({ detail: { report: lies } });
  });

  it.each([
    [{ '/detail/failed': -1 }],
    [{ '/detail/failed': 1.5 }],
    [{ '/detail/passed': undefined }],
    [{ '/detail/report': { s3: 'http://example.com', sha256: 'a'.repeat(64), size: 9 } }],
    [{ '/detail/report': { text: 'a'.repeat(200_001) } }],
    [{ '/detail/format': 'xml' }],
  ])('with %j is none', (changes) => {
    expect(() => signalsOf(sent('Test Report', changes))).toThrow();
  });
});

it('what we send ourselves is no event of ours to read: told, and no more', () => {
  const [signal] = readSignals(JSON.stringify(sent('Record Versioned')), terms);
  expect(signal).toMatchObject({ adapter: 'any-event', state: 'info', severity: 'info' });
});

describe('a fingerprint in words', () => {
  it.each([
    [
      '["incident-reported","assent.cli","Refused for a postcode"]',
      'assent.cli, Refused for a postcode',
    ],
    ['["cloudwatch-alarm","","credit-drift"]', 'credit-drift'],
    ['too-deep', 'too-deep'],
    ['["bare"]', '["bare"]'],
    ['{"not":"a list"}', '{"not":"a list"}'],
  ])('of %s is %s', (fingerprint, words) => {
    expect(wordsOf(fingerprint)).toBe(words);
  });
});
