import { date, line, text } from '#core/records/fields.ts';
import type { Instant } from '#core/time.ts';
import {
  EXTENTS,
  REPORT_FIELDS,
  REPORT_MORE,
  type ReportField,
  type ReportMistake,
  type ReportProblem,
  type TypedReport,
} from '../pages/report-views.ts';
import { MOST_CHARS } from '../pages/report-words.ts';

type Posted = Readonly<Record<string, string>>;

/** Faster than that nobody reads the form and types three answers. */
export const LEAST_MS = 3000;

const REQUIRED: readonly ReportField[] = ['service', 'title', 'description', 'extent'];
const LINES: readonly ReportField[] = ['service', 'title', 'name', 'contact'];

/** The fields of the form as they were typed, line breaks as everybody has them. */
export function typedIn(posted: Posted): TypedReport {
  return Object.fromEntries(
    REPORT_FIELDS.flatMap((field) => {
      const value = (posted[field] ?? '').replaceAll('\r\n', '\n').trim();
      return value === '' ? [] : [[field, value]];
    }),
  );
}

/** When the form says that it was shown; now, where it says nothing that can be. */
export function openedIn(posted: Posted, now: Instant): number {
  const claimed = Number(posted[REPORT_MORE.opened] || Number.NaN);
  const latest = Date.parse(now);
  return Number.isSafeInteger(claimed) && claimed > 0 && claimed <= latest ? claimed : latest;
}

/** What is wrong with it, in the order of the page. */
export function problemsOf(posted: Posted, now: Instant): readonly ReportProblem[] {
  const problems: ReportProblem[] = [];
  if ((posted[REPORT_MORE.trap] ?? '') !== '') problems.push({ field: 'trap', is: 'filled' });
  const typed = typedIn(posted);
  for (const field of REPORT_FIELDS) {
    const is = mistakeIn(field, typed[field], now);
    if (is !== undefined) problems.push({ field, is });
  }
  const tooFast = Date.parse(now) - openedIn(posted, now) < LEAST_MS;
  // Whoever corrects something is slow enough the next time.
  if (problems.length === 0 && tooFast) problems.push({ field: 'service', is: 'too-fast' });
  return problems;
}

function mistakeIn(
  field: ReportField,
  value: string | undefined,
  now: Instant,
): ReportMistake | undefined {
  if (value === undefined) return REQUIRED.includes(field) ? 'missing' : undefined;
  if (value.length > MOST_CHARS[field]) return 'too-long';
  if (field === 'extent') return EXTENTS.some((each) => each === value) ? undefined : 'missing';
  if (field === 'when') return mistakeInDay(value, now);
  const shape = LINES.includes(field) ? line() : text();
  return shape.safeParse(value).success ? undefined : 'unreadable';
}

/** A day that has begun somewhere on earth. */
function mistakeInDay(value: string, now: Instant): ReportMistake | undefined {
  if (!date().safeParse(value).success) return 'not-a-date';
  const HOURS_AHEAD = 14;
  const newest = new Date(Date.parse(now) + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 10);
  return value > newest ? 'ahead' : undefined;
}
