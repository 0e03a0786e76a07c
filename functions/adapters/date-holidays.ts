import type { HolidaysTypes } from 'date-holidays';
import { invalid } from '#core/errors.ts';
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

/** Beyond it the package knows no Islamic year, and would leave its holidays out. */
export const LAST_YEAR_OF_HOLIDAYS = 2076;

const known = new Map<string, DaysOff>();

/**
 * Holidays from the package date-holidays, weekends from the CLDR that Node carries. Loaded on
 * first use: it is large, and few policies count in working days.
 *
 * Of a region, `isHoliday` throws Invalid beyond `LAST_YEAR_OF_HOLIDAYS`.
 */
export const dateHolidays: Holidays = {
  async daysOff(region) {
    const found = known.get(region) ?? (await find(region));
    if (found !== undefined) known.set(region, found);
    return found;
  },
};

async function find(region: string): Promise<DaysOff | undefined> {
  const { default: Library } = await import('date-holidays');
  const [country = '', state, ...rest] = region.split('-');
  const library = new Library();
  if (!Object.hasOwn(library.getCountries(), country) || rest.length > 0) return undefined;
  if (state === undefined) library.init(country);
  else if (Object.hasOwn(library.getStates(country) ?? {}, state)) library.init(country, state);
  else return undefined;
  return {
    weekend: new Intl.Locale(`und-${country}`).getWeekInfo().weekend,
    isHoliday: among(library),
  };
}

function among(library: { getHolidays(year: number): HolidaysTypes.Holiday[] }) {
  const years = new Map<number, ReadonlySet<string>>();
  function begunIn(year: number): ReadonlySet<string> {
    const days = years.get(year) ?? new Set(library.getHolidays(year).flatMap(wholeDays));
    years.set(year, days);
    return days;
  }
  return (day: string): boolean => {
    const year = Number(day.slice(0, 4));
    if (year > LAST_YEAR_OF_HOLIDAYS) {
      throw invalid(`Holidays are known until ${LAST_YEAR_OF_HOLIDAYS}, and not of ${day}`);
    }
    // Some last several days, from December into January.
    return begunIn(year).has(day) || begunIn(year - 1).has(day);
  };
}

// On a day that is off from noon, "2026-12-24 13:00:00", people work.
function wholeDays({ date, start, end, type }: HolidaysTypes.Holiday): string[] {
  const [day = '', time] = date.split(' ');
  if (type !== 'public' || time !== '00:00:00') return [];
  // Clocks may be changed in between, by an hour at most.
  const days = Math.floor((end.getTime() - start.getTime() + HOUR) / DAY);
  const first = millisecondsOf(`${day}T00:00:00.000Z`);
  return Array.from({ length: days }, (_, index) => instantOf(first + index * DAY).slice(0, 10));
}
