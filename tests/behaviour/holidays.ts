import { describe, expect, test } from 'vitest';
import type { Holidays } from '#core/ports.ts';

/** What every implementation of the port `Holidays` does alike, once it knows Norway in 2026. */
export function holidaysBehaviour(name: string, holidays: Holidays): void {
  describe(name, () => {
    test.each(['2026-01-01', '2026-04-02', '2026-04-06', '2026-05-14', '2026-05-17', '2026-12-26'])(
      'knows a holiday: %s in Norway',
      async (day) => {
        const norway = await holidays.daysOff('NO');
        expect(norway?.isHoliday(day)).toBe(true);
      },
    );

    test.each(['2026-01-02', '2026-04-07', '2026-05-18', '2026-12-24', '2026-12-31', '2027-01-02'])(
      'knows a day that is none: %s in Norway',
      async (day) => {
        const norway = await holidays.daysOff('NO');
        expect(norway?.isHoliday(day)).toBe(false);
      },
    );

    test('knows the weekend', async () => {
      expect((await holidays.daysOff('NO'))?.weekend).toEqual([6, 7]);
    });

    test.each(['XX', 'NO-XYZ', 'no', 'Norway', '', 'NO-', 'NO-03-X', '__proto__', 'constructor'])(
      'knows nothing of a region that there is not: "%s"',
      async (region) => {
        expect(await holidays.daysOff(region)).toBeUndefined();
      },
    );
  });
}
