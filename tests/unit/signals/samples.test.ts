import { describe, expect, it } from 'vitest';
import { canonicalText, parseCanonical } from '#core/canonical.ts';
import type { JsonObject } from '#core/json.ts';
import { momentOf } from '#core/signals/moment.ts';
import { readSignals } from '#core/signals/read-signals.ts';
import { lineOf, lineText, signalShape } from '#core/signals/signal.ts';
import { DAY, later, millisecondsOf } from '#core/time.ts';
import { sha256Hex } from '#hash';
import { expected } from './expected.ts';
import { aSample, sampleNames, sampleText, signalOf, terms } from './samples.ts';

/** A sample, received an hour after it happened. */
const soon = (name: string) => ({
  received: later(expected[name]?.at ?? '', 60 * 60 * 1000),
});
const utf8 = (text: string) => new TextEncoder().encode(text);
/** Sent anew: another id, some seconds later. */
const sentAnew = { '/id': '00000000-0000-4000-8000-00000000eeee', '/time': '2026-03-24T19:50:00Z' };

it('every sample has its row, and no other', () => {
  expect(Object.keys(expected).toSorted()).toEqual([...sampleNames].sort());
});

const isTime = (value: unknown) =>
  momentOf(value) !== undefined && (Number.isNaN(Number(value)) || Number(value) > 1.6e9);

/** An event without the members that are times. */
const timeless = (event: JsonObject): JsonObject =>
  JSON.parse(JSON.stringify(event), (_, value) => (isTime(value) ? undefined : value));

describe.each(Object.entries(expected))('the sample %s', (name, wanted) => {
  const [signal, ...others] = readSignals(sampleText(name), { ...terms, ...soon(name) });
  if (signal === undefined) throw new Error('No signal');

  it('is one signal of its kind, severity and state, at its own time', () => {
    expect(others).toEqual([]);
    expect(signalShape().parse(signal)).toEqual(signal);
    const { adapter, kind, severity, state, at, title } = signal;
    expect({ adapter, kind, is: [severity, state], at, title }).toEqual({
      adapter: wanted.adapter,
      kind: wanted.kind,
      is: wanted.is,
      at: wanted.at,
      title: wanted.title,
    });
    expect(signal.claimed).toBeUndefined();
    expect(signal.cause.system).toBe(wanted.system);
    expect(signal.cause.kind).toBe(wanted.kind);
  });

  it('has identity and cause as bytes of their parts', () => {
    expect(signal.identity).toBe(sha256Hex(utf8(canonicalText([signal.adapter, ...signal.parts]))));
    const { fingerprint, kind, system, digest } = signal.cause;
    expect(digest).toBe(sha256Hex(utf8(canonicalText({ fingerprint, kind, system }))));
  });

  it('is a line of five members in canonical form', () => {
    const text = lineText(lineOf(signal));
    expect(text.endsWith('}\n')).toBe(true);
    const line = parseCanonical(utf8(text.slice(0, -1)));
    expect(Object.keys(line ?? {})).toEqual(['cause', 'event', 'identity', 'received', 'system']);
  });

  it('delivered or told twice is the same signal of the same cause', () => {
    const twin = signalOf(aSample(name, { ...sentAnew, ...wanted.same }));
    expect(twin.identity).toBe(signal.identity);
    expect(twin.cause).toEqual(signal.cause);
  });

  it('happening again is another signal of the same cause', () => {
    const next = signalOf(aSample(name, { ...sentAnew, ...wanted.again }));
    expect(next.identity).not.toBe(signal.identity);
    expect(next.cause).toEqual(signal.cause);
  });

  it('of a clock that lies is no further off than a day, and says what it claimed', () => {
    const early = signalOf(aSample(name), { received: later(signal.at, -3 * DAY) });
    expect(millisecondsOf(early.at) - millisecondsOf(early.received)).toBe(DAY);
    expect(early.claimed).toBe(signal.at);
    const late = signalOf(aSample(name), { received: later(signal.at, 3 * DAY) });
    expect(millisecondsOf(late.at) - millisecondsOf(late.received)).toBe(-DAY);
    expect(late.claimed).toBe(signal.at);
    expect([early.identity, late.identity]).toEqual([signal.identity, signal.identity]);
  });

  it('replayed from the archive is at its own time, however late', () => {
    const replayed = aSample(name, { '/replay-name': 'march' });
    const again = signalOf(replayed, { received: later(signal.at, 90 * DAY) });
    expect(again.at).toBe(signal.at);
    expect(again.identity).toBe(signal.identity);
  });

  it('without any time happened when it was received', () => {
    const blind = signalOf(timeless(aSample(name)), soon(name));
    expect(blind.at).toBe(blind.received);
  });
});

describe('samples in pairs', () => {
  it('an alarm and its end are of one cause', () => {
    const [raised, cleared] = ['alarm', 'ok'].map((state) =>
      signalOf(aSample(`cloudwatch-alarm-state-change.${state}`)),
    );
    expect(raised?.cause).toEqual(cleared?.cause);
    expect(raised?.identity).not.toBe(cleared?.identity);
  });

  it('no two are the same happening', () => {
    const identities = sampleNames.map((name) => signalOf(aSample(name)).identity);
    expect(new Set(identities).size).toBe(sampleNames.length);
  });
});
