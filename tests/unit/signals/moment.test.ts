import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedAt, momentOf, momentPart } from '#core/signals/moment.ts';
import { DAY, instantOf, later } from '#core/time.ts';

const AT = '2026-03-09T22:58:30.000Z';
const at = (value: unknown) => {
  const moment = momentOf(value);
  return moment === undefined ? undefined : instantOf(moment);
};

describe('a time that a service writes', () => {
  it.each([
    ['ISO 8601', '2026-03-09T22:58:30Z'],
    ['with milliseconds', '2026-03-09T22:58:30.000Z'],
    ['with nanoseconds', '2026-03-09T22:58:30.000854735Z'],
    ["with CloudWatch's zone", '2026-03-09T22:58:30.000+0000'],
    ['east of it', '2026-03-10T04:28:30+05:30'],
    ['west of it', '2026-03-09T14:58:30-08:00'],
    ['with a space', '2026-03-09 22:58:30'],
    ['without a zone', '2026-03-09T22:58:30'],
    ['as Bedrock writes it', 'Mon Mar 09 22:58:30 UTC 2026'],
    ['as Inspector writes it', 'Mon Mar 09 22:58:30.000 UTC 2026'],
    ['RFC 1123', 'Mon, 9 Mar 2026 22:58:30 GMT'],
    ['as Bedrock dates a job', 'Mar 9, 2026, 10:58:30 PM'],
    ['with the narrow space of newer Java', 'Mar 9, 2026, 10:58:30\u202fPM'],
    ['seconds', 1773097110],
    ['seconds with a fraction', 1773097110.0],
    ['milliseconds', 1773097110000],
    ['milliseconds as a float', 1773097110000.25],
    ['milliseconds as text', '1773097110000'],
    ['microseconds', 1773097110000123],
    ['nanoseconds as text, beyond 2^53', '1773097110000123456'],
    ['with space around', ' 2026-03-09T22:58:30Z '],
  ])('%s is read', (_, value) => {
    expect(at(value)).toBe(AT);
  });

  it.each([
    ['midnight of a twelve-hour clock', 'Mar 9, 2026, 12:00:00 AM', '2026-03-09T00:00:00.000Z'],
    ['its noon', 'Mar 9, 2026, 12:00:00 PM', '2026-03-09T12:00:00.000Z'],
    ['a leap day', '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['half a second', 1773097110.5, '2026-03-09T22:58:30.500Z'],
    ['.7 seconds', '2026-03-09T22:58:30.7Z', '2026-03-09T22:58:30.700Z'],
  ])('%s is read', (_, value, wanted) => {
    expect(at(value)).toBe(wanted);
  });

  it.each([
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['a leap day of another year', '2026-02-29T00:00:00Z'],
    ['a thirteenth month', '2026-13-01T00:00:00Z'],
    ['the 25th hour', '2026-03-09T25:00:00Z'],
    ['a 61st minute', '2026-03-09T22:61:30Z'],
    ['a date alone', '2026-03-09'],
    ['a word', 'yesterday'],
    ['a month nobody has', 'Mon, 9 Mrz 2026 22:58:30 GMT'],
    ['five digits of a year', '12026-03-09T22:58:30Z'],
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['a list', [1773097110000]],
    ['an object', { seconds: 1773097110 }],
    ['not a number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['before 1970', -1],
    ['after the year 5138', 2e20],
    ['a very long text', `2026-03-09T22:58:30.${'0'.repeat(100)}Z`],
  ])('%s is none', (_, value) => {
    expect(momentOf(value)).toBeUndefined();
  });

  it('of any kind is a time of this calendar or none', () => {
    const anything = fc.oneof(fc.double(), fc.string(), fc.date().map(String), fc.anything());
    fc.assert(
      fc.property(anything, (value) => {
        const moment = momentOf(value);
        if (moment !== undefined) expect(instantOf(moment)).toHaveLength(24);
      }),
    );
  });
});

describe('a time in an identity', () => {
  it('is one text, however it is written', () => {
    const forms = ['2026-03-09T22:58:30Z', 1773097110000, 'Mon Mar 09 22:58:30 UTC 2026'];
    expect(new Set(forms.map(momentPart))).toEqual(new Set([AT]));
  });

  it('that nobody can read is itself, and nothing where it is no text', () => {
    expect(momentPart('soon')).toBe('soon');
    expect(momentPart({})).toBe('');
  });
});

describe('when something happened', () => {
  const received = '2026-03-10T12:00:00.000Z';

  it.each([
    [-DAY, later(received, -DAY), false],
    [DAY, later(received, DAY), false],
    [-DAY - 1, later(received, -DAY), true],
    [DAY + 1, later(received, DAY), true],
  ])('%i ms off is kept, or bounded and claimed', (off, wanted, isClaimed) => {
    const moment = Date.parse(received) + off;
    const bounded = boundedAt(moment, received, false);
    expect(bounded.at).toBe(wanted);
    expect(bounded.claimed).toBe(isClaimed ? instantOf(moment) : undefined);
  });

  it('replayed, may be as old as signals are kept, and no later than others', () => {
    const old = Date.parse(received) - 399 * DAY;
    expect(boundedAt(old, received, true)).toEqual({ at: instantOf(old) });
    const late = boundedAt(Date.parse(received) + 9 * DAY, received, true);
    expect(late.at).toBe(later(received, DAY));
  });

  it('is when it was received, where nobody says', () => {
    expect(boundedAt(undefined, received, false)).toEqual({ at: received });
  });
});
