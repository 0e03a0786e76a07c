import { SATURDAY_AND_SUNDAY } from '#core/calendar/deadline-terms.ts';
import type { Holidays } from '#core/ports.ts';

export interface MemoryHolidays extends Holidays {
  /** The regions that were asked for, in order. */
  readonly asked: readonly string[];
}

/** The regions given, each with its holidays (`YYYY-MM-DD`), and no other. */
export function memoryHolidays(
  regions: Readonly<Record<string, readonly string[]>> = {},
): MemoryHolidays {
  const asked: string[] = [];
  return {
    asked,
    async daysOff(region) {
      asked.push(region);
      const days = regions[region];
      if (days === undefined) return undefined;
      return { weekend: SATURDAY_AND_SUNDAY, isHoliday: (day) => days.includes(day) };
    },
  };
}
