import type { HolidaysTypes } from 'date-holidays';
import type { DaysOff, Holidays } from '#core/ports.ts';
import { DAY, HOUR, instantOf, millisecondsOf } from '#core/time.ts';

declare global {
  namespace Intl {
    interface Locale {
      // Node has it; TypeScript's own words for it would bring Temporal, which Node 24 lacks.
      getWeekInfo(): { readonly weekend: readonly number[] };
    }
  }
}

const known = new Map<string, DaysOff | undefined>();

/**
 * Holidays from the package date-holidays, weekends from the CLDR that Node carries. Loaded on
 * first use: it is large, and few policies count in working days.
 */
export const dateHolidays: Holidays = {
  async daysOff(region) {
    if (!known.has(region)) known.set(region, await find(region));
    return known.get(region);
  },
};

async function find(region: string): Promise<DaysOff | undefined> {
  const { default: Library } = await import('date-holidays');
  const [country = '', state] = region.split('-');
  const library = new Library();
  if (!Object.hasOwn(library.getCountries(), country)) return undefined;
  if (state === undefined) library.init(country);
  else if (Object.hasOwn(library.getStates(country) ?? {}, state)) library.init(country, state);
  else return undefined;
  const years = new Map<string, ReadonlySet<string>>();
  return {
    weekend: new Intl.Locale(`und-${country}`).getWeekInfo().weekend,
    isHoliday(day) {
      const year = day.slice(0, 4);
      const days = years.get(year) ?? new Set(daysOfYear(Number(year), library));
      years.set(year, days);
      return days.has(day);
    },
  };
}

type Library = { getHolidays(year: number): HolidaysTypes.Holiday[] };

// With the year before: some holidays of several days begin in December.
const daysOfYear = (year: number, library: Library): string[] =>
  [...library.getHolidays(year - 1), ...library.getHolidays(year)]
    .filter(({ type }) => type === 'public')
    .flatMap(wholeDays);

// "2026-12-24 13:00:00" begins in the afternoon: that day is worked on.
function wholeDays({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [day = '', time] = date.split(' ');
  if (time !== '00:00:00') return [];
  // Clocks may be changed in between, by at most an hour.
  const days = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
  const first = millisecondsOf(`${day}T00:00:00.000Z`);
  return Array.from({ length: days }, (_, index) => instantOf(first + index * DAY).slice(0, 10));
}
