import { SATURDAY_AND_SUNDAY } from '#core/calendar/deadline-terms.ts';
import type { Holidays } from '#core/ports.ts';

export interface MemoryHolidays extends Holidays {
  /** The regions that were asked for, in order. */
  readonly asked: readonly string[];
}

/** Norway in 2026, by its law; what counts as a region where a test names none. */
export const NORWAY_2026 = [
  '2026-01-01',
  '2026-04-02',
  '2026-04-03',
  '2026-04-05',
  '2026-04-06',
  '2026-05-01',
  '2026-05-14',
  '2026-05-17',
  '2026-05-24',
  '2026-05-25',
  '2026-12-25',
  '2026-12-26',
] as const;

/** The regions given, each with its holidays (`YYYY-MM-DD`), and no other. */
export function memoryHolidays(
  regions: Readonly<Record<string, readonly string[]>> = { NO: NORWAY_2026 },
): MemoryHolidays {
  const known = new Map(Object.entries(regions));
  const asked: string[] = [];
  return {
    asked,
    async daysOff(region) {
      asked.push(region);
      const days = known.get(region);
      if (days === undefined) return undefined;
      return { weekend: SATURDAY_AND_SUNDAY, isHoliday: (day) => days.includes(day) };
    },
  };
}
