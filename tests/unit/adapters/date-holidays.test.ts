import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { dateHolidays, LAST_YEAR_OF_HOLIDAYS } from '#functions/adapters/date-holidays.ts';
import { holidaysBehaviour } from '#tests/behaviour/holidays.ts';
import { NORWAY_2026 } from '#tests/memory/holidays.ts';

holidaysBehaviour('holidays from date-holidays', dateHolidays);

async function holidaysOf(region: string, year: number): Promise<readonly string[]> {
  const of = await dateHolidays.daysOff(region);
  const days = Array.from({ length: 366 }, (_, index) =>
    new Date(Date.UTC(year, 0, index + 1)).toISOString().slice(0, 10),
  );
  return days.filter((day) => day.startsWith(String(year)) && of?.isHoliday(day));
}

describe('holidays from date-holidays', () => {
  test('are those of the law, and no other day of the year', async () => {
    expect(await holidaysOf('NO', 2026)).toEqual(NORWAY_2026);
  });

  test('are those of a part of a country', async () => {
    const [germany, bavaria] = await Promise.all([
      holidaysOf('DE', 2026),
      holidaysOf('DE-BY', 2026),
    ]);
    expect(germany).not.toContain('2026-01-06');
    expect(bavaria.filter((day) => !germany.includes(day))).toEqual([
      '2026-01-06',
      '2026-06-04',
      '2026-11-01',
    ]);
  });

  test.each([
    ['a day in lieu of one on a Saturday', 'GB', '2026-12-28'],
    ['a movable one far ahead', 'NO', '2044-04-14'],
    ['a day on which the clocks change', 'NO', '2027-03-28'],
    ['the last of several days', 'TR', '2026-03-22'],
    ['one begun in the year before', 'SZ', '2027-01-02'],
  ])('%s is one', async (_, region, day) => {
    expect(await holidaysOf(region, Number(day.slice(0, 4)))).toContain(day);
  });

  test.each([
    ['a day that is off from noon', 'IS', '2026-12-24'],
    ['the last half of several days', 'TR', '2026-03-23'],
    ['a bank holiday', 'DE', '2026-12-24'],
    ['a day that is only observed', 'NO', '2026-02-08'],
  ])('%s is none', async (_, region, day) => {
    expect(await holidaysOf(region, Number(day.slice(0, 4)))).not.toContain(day);
  });

  test.each([
    ['SA', [5, 6]],
    ['US-NY', [6, 7]],
  ])('come with the weekend of the country: %s', async (region, weekend) => {
    expect((await dateHolidays.daysOff(region))?.weekend).toEqual(weekend);
  });

  test('are refused for years whose Islamic holidays nobody has computed', async () => {
    const of = await dateHolidays.daysOff('SA');
    expect(of?.isHoliday(`${LAST_YEAR_OF_HOLIDAYS}-08-30`)).toBe(true);
    expect(() => of?.isHoliday(`${LAST_YEAR_OF_HOLIDAYS + 1}-01-01`)).toThrow('known until 2076');
  });

  test.each(['Pacific/Apia', 'Pacific/Niue', 'America/New_York'])(
    'are the same days on a machine in %s',
    (TZ) => {
      const script = `
        const { dateHolidays } = await import('#functions/adapters/date-holidays.ts');
        const of = await dateHolidays.daysOff('NO');
        const days = ['2026-05-16', '2026-05-17', '2026-05-18'];
        console.log(days.filter((day) => of.isHoliday(day)).join());`;
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', script],
        { env: { ...process.env, TZ }, encoding: 'utf8' },
      );
      expect([stdout.trim(), stderr]).toEqual(['2026-05-17', '']);
    },
  );
});
