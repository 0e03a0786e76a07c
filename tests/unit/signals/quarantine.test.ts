import { describe, expect, it } from 'vitest';
import { AssentError } from '#core/errors.ts';
import { type Quarantined, quarantineOf } from '#core/signals/quarantine.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { lineText } from '#core/signals/signal.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { anEvent, aSample, sampleNames, signalsOf, terms } from './samples.ts';

/** What becomes of an event that cannot be read. */
async function quarantined(body: string): Promise<Quarantined> {
  const error = await expectError(
    Promise.resolve().then(() => readSignals(body, terms)),
    'Invalid',
  );
  return quarantineOf(body, error, terms.received);
}

describe('an event in quarantine', () => {
  const alarm = (changes: Readonly<Record<string, unknown>>) =>
    JSON.stringify(aSample('cloudwatch-alarm-state-change.alarm', changes));

  it.each([
    ['no JSON', '{"half":', 'unread', undefined],
    ['a list', '[]', 'no-envelope', undefined],
    ['a text', '"hello"', 'no-envelope', undefined],
    ['null', 'null', 'no-envelope', undefined],
    ['no detail', alarm({ '/detail': undefined }), 'no-envelope', '/detail'],
    ['a detail of text', alarm({ '/detail': '{}' }), 'no-envelope', '/detail'],
    ['no source', alarm({ '/source': undefined }), 'malformed', '/source'],
    ['a type of numbers', alarm({ '/detail-type': 7 }), 'malformed', '/detail-type'],
    [
      'no name of its alarm',
      alarm({ '/detail/alarmName': null }),
      'malformed',
      '/detail/alarmName',
    ],
    [
      'a state nobody knows',
      alarm({ '/detail/state/value': 'FINE' }),
      'malformed',
      '/detail/state/value',
    ],
    ['too many levels', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 'too-deep', undefined],
    ['too much of it', JSON.stringify('a'.repeat(1024 * 1024)), 'too-large', undefined],
  ])('with %s says so', async (_, body, reason, where) => {
    const kept = await quarantined(body);
    expect([kept.reason, kept.where]).toEqual([reason, where]);
    expect(kept.system).toBeNull();
    expect(lineText(kept)).toContain(kept.identity);
  });

  it('has the same identity as the same body, and another than any other', async () => {
    const [one, same, other] = await Promise.all(['{', '{', '{{'].map(quarantined));
    expect(one?.identity).toBe(same?.identity);
    expect(one?.identity).not.toBe(other?.identity);
    expect(one?.cause).toBe(other?.cause);
  });

  it('is kept as JSON without the people that its adapter knows', async () => {
    const event = aSample('guardduty-finding', { '/detail/severity': undefined });
    const kept = await quarantined(JSON.stringify(event));
    expect(kept.where).toBe('/detail/severity');
    expect(kept.event).toMatchObject({
      source: 'aws.guardduty',
      detail: { description: '$removed', resource: { accessKeyDetails: '$removed' } },
    });
  });

  it('without envelope is kept without the people that anybody knows', async () => {
    const kept = await quarantined(JSON.stringify([{ userName: 'Ada', x: 'ada@example.com' }]));
    expect(kept.event).toEqual([{ userName: '$removed', x: '$removed' }]);
  });

  it('that is no JSON is kept as text without them', async () => {
    const kept = await quarantined('{"userName":"Ada", "why": "half');
    expect(kept.event).toBe('{"userName":"$removed", "why": "half');
  });

  it('beyond the limit is kept up to it, and says how large it was', async () => {
    const kept = await quarantined(`"${'a'.repeat(2 * 1024 * 1024)}"`);
    expect(kept.bytes).toBe(2 * 1024 * 1024 + 2);
    expect(kept.event).toHaveLength(1024 * 1024);
  });

  it('with half a character is kept', async () => {
    const kept = await quarantined('{"a": "\ud83d');
    expect(kept.event).toBe('{"a": "\ufffd');
  });

  it('for a fault that is none of an event says that an adapter failed', () => {
    const kept = quarantineOf('{}', new TypeError('x is undefined'), terms.received);
    expect(kept.reason).toBe('adapter-failed');
    const strange = new AssentError('Invalid', 'Odd', { reason: 'toString', where: 7 });
    expect(quarantineOf('{}', strange, terms.received)).toMatchObject({ reason: 'adapter-failed' });
  });

  it('is not one with half a character in a text: that is replaced, and read', () => {
    const detail = { title: 'Cut off \ud83d', kind: 'drift' };
    const odd = anEvent('acme', 'Anything', detail);
    const [signal] = signalsOf(odd);
    expect(signal?.event).toMatchObject({ detail: { title: 'Cut off \ufffd' } });
  });

  it.each(sampleNames)('is not the sample %s without what only adorns', (name) => {
    const changes = { '/time': undefined, '/account': undefined, '/region': 7, '/version': null };
    expect(signalsOf(aSample(name, changes))).toHaveLength(1);
  });
});
