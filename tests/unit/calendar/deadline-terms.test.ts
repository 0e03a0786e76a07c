import { describe, expect, test } from 'vitest';
import { deadlineTerms, regionIssues } from '#core/calendar/deadline-terms.ts';
import { after } from '#core/calendar/deadlines.ts';
import type { Holidays } from '#core/ports.ts';
import { approvalPolicy } from '#core/records/approval-policy.ts';
import type { Span } from '#core/records/fields.ts';
import { holidaysBehaviour } from '#tests/behaviour/holidays.ts';
import { memoryHolidays } from '#tests/memory/holidays.ts';

holidaysBehaviour('holidays in memory', memoryHolidays());

const DAYS: Span = { amount: 5, unit: 'days' };
const WORKING_DAYS: Span = { amount: 5, unit: 'working-days' };

const example = approvalPolicy.stored().parse(approvalPolicy.example.content);

const policy = (changes: object, ...stages: readonly object[]) => ({
  ...example,
  stages: stages.flatMap((stage) => example.stages.map((each) => ({ ...each, ...stage }))),
  ...changes,
});

/** As when the library cannot be loaded. */
const unavailable: Holidays = {
  daysOff: async () => {
    throw new Error('no holidays today');
  },
};

describe('the calendar of a policy', () => {
  test('has its zone, and the holidays of its region', async () => {
    const holidays = memoryHolidays();
    const terms = await deadlineTerms(
      policy({ zone: 'Europe/Oslo', holidays: 'NO' }, { deadline: WORKING_DAYS }),
      holidays,
    );
    // Ascension is on Thursday: the fifth working day after Tuesday is Wednesday.
    expect(after('2026-05-12T10:00:00.000Z', WORKING_DAYS, terms)).toBe('2026-05-20T10:00:00.000Z');
    expect(holidays.asked).toEqual(['NO']);
  });

  test('has every Saturday and Sunday off where the policy names no region', async () => {
    const terms = await deadlineTerms(policy({}, { deadline: WORKING_DAYS }), unavailable);
    expect(after('2026-05-12T10:00:00.000Z', WORKING_DAYS, terms)).toBe('2026-05-19T10:00:00.000Z');
  });

  test('looks up no holidays where nothing is counted in working days', async () => {
    const { reminders, escalation } = {
      reminders: [DAYS],
      escalation: { before: DAYS, to: 'x/y' },
    };
    const terms = await deadlineTerms(
      policy({ holidays: 'NO' }, { deadline: DAYS, reminders, escalation }),
      unavailable,
    );
    expect(after('2026-05-12T10:00:00.000Z', DAYS, terms)).toBe('2026-05-17T10:00:00.000Z');
    expect(() => after('2026-05-12T10:00:00.000Z', WORKING_DAYS, terms)).toThrow('not looked up');
  });

  test.each([
    ['deadline', { deadline: WORKING_DAYS }],
    ['reminder', { reminders: [DAYS, WORKING_DAYS] }],
    ['escalation', { escalation: { before: WORKING_DAYS, to: 'role/board' } }],
  ])('looks them up for a %s in working days, in whichever stage', async (_, stage) => {
    const holidays = memoryHolidays();
    await deadlineTerms(policy({ holidays: 'NO' }, { deadline: DAYS }, stage), holidays);
    expect(holidays.asked).toEqual(['NO']);
  });

  test('is refused where nothing is known of the region', async () => {
    const unknown = policy({ holidays: 'QQ' }, { deadline: WORKING_DAYS });
    await expect(deadlineTerms(unknown, memoryHolidays())).rejects.toMatchObject({
      code: 'Invalid',
      message: 'Working days cannot be counted: no holidays are known of a region QQ',
    });
  });

  test('is not guessed where the holidays cannot be loaded', async () => {
    const given = policy({ holidays: 'NO' }, { deadline: WORKING_DAYS });
    await expect(deadlineTerms(given, unavailable)).rejects.toThrow('no holidays today');
  });
});

describe('a policy that is saved', () => {
  test('is told of a region of which nothing is known', async () => {
    expect(await regionIssues({ holidays: 'QQ' }, memoryHolidays())).toEqual([
      { path: '/holidays', message: 'no holidays are known of a region QQ' },
    ]);
  });

  test.each(['NO', undefined])('may name a known region, or none: %s', async (holidays) => {
    expect(await regionIssues({ holidays }, memoryHolidays())).toEqual([]);
  });
});
