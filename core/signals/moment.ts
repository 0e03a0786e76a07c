import { DAY, type Instant, instantOf, millisecondsOf } from '../time.ts';

/** How far an event's own time may be from when it was received: clocks lie. */
export const MAX_CLOCK_ERROR_MS = DAY;

/** How old a replayed event may be: as long as signals are kept. */
export const MAX_REPLAY_AGE_MS = 400 * DAY;

const MAX_CHARS = 64;
const LAST = 253_402_300_799_999;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CLOCK = String.raw`(?<h>\d{1,2}):(?<mi>\d{2}):(?<s>\d{2})(?:[.,](?<f>\d{1,9}))?`;
const ZONE = String.raw`(?<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})`;
const MONTH = `(?<mo>${MONTHS.join('|')})`;

/** What services write, one instance each. A time without a zone is UTC, as AWS means it. */
const FORMS: readonly RegExp[] = [
  // 2026-03-09T09:16:02.231+0000, 2026-03-09T12:59:44.893854735Z, 2026-03-09 09:16:02
  new RegExp(String.raw`^(?<y>\d{4})-(?<mo>\d{2})-(?<d>\d{2})[T ]${CLOCK} ?${ZONE}?$`),
  // Mon Mar 09 16:55:38.411 UTC 2026
  new RegExp(String.raw`^(?:[A-Z][a-z]{2} )?${MONTH} +(?<d>\d{1,2}) ${CLOCK} ${ZONE} (?<y>\d{4})$`),
  // Mon, 9 Mar 2026 06:27:57 GMT (RFC 1123)
  new RegExp(String.raw`^(?:[A-Z][a-z]{2}, )?(?<d>\d{1,2}) ${MONTH} (?<y>\d{4}) ${CLOCK} ${ZONE}$`),
  // Mar 9, 2026, 10:47:53 PM
  new RegExp(
    String.raw`^${MONTH} (?<d>\d{1,2}), (?<y>\d{4}),? ${CLOCK}[ \u202f](?<half>AM|PM)(?: ${ZONE})?$`,
  ),
];

/**
 * Milliseconds since 1970 of a time in whatever form a service writes it: ISO 8601, RFC 1123, two
 * more that AWS has, or an epoch in seconds, milliseconds, micro- or nanoseconds, as a number or as
 * its digits. `undefined` for everything else, for days that do not exist, and before 1970.
 */
export function momentOf(value: unknown): number | undefined {
  const moment = typeof value === 'number' ? ofEpoch(value) : ofText(value);
  return moment === undefined || !(moment >= 0 && moment <= LAST) ? undefined : moment;
}

/** The first of some times that is one. */
export function firstMoment(values: readonly unknown[]): number | undefined {
  for (const value of values) {
    const moment = momentOf(value);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** A time as part of an identity: one text for one moment, whatever its form. */
export function momentPart(value: unknown): string {
  const moment = momentOf(value);
  if (moment !== undefined) return instantOf(moment);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * When something happened, no further from `received` than a clock may be wrong; `claimed` is what
 * it said where that is further. A replayed event may be as old as signals are kept.
 */
export function boundedAt(
  moment: number | undefined,
  received: Instant,
  isReplayed: boolean,
): { readonly at: Instant; readonly claimed?: Instant } {
  if (moment === undefined) return { at: received };
  const now = millisecondsOf(received);
  const least = now - (isReplayed ? MAX_REPLAY_AGE_MS : MAX_CLOCK_ERROR_MS);
  const at = Math.min(Math.max(moment, least), now + MAX_CLOCK_ERROR_MS);
  return { at: instantOf(at), ...(at !== moment && { claimed: instantOf(moment) }) };
}

// Seconds until the year 5138, milliseconds until 5138, and so on: no overlap since 1973.
function ofEpoch(value: number): number | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined;
  if (value < 1e11) return Math.floor(value * 1000);
  if (value < 1e14) return Math.floor(value);
  if (value < 1e17) return Math.floor(value / 1e3);
  return value < 1e20 ? Math.floor(value / 1e6) : undefined;
}

function ofText(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > MAX_CHARS) return undefined;
  const text = value.trim();
  if (/^\d{1,20}(\.\d{1,9})?$/.test(text)) return ofEpoch(Number(text));
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups !== undefined) return ofParts(groups);
  }
  return undefined;
}

function ofParts(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const number = (name: string) => Number(parts[name] ?? 0);
  const month = MONTHS.indexOf(parts.mo ?? '') + 1 || number('mo');
  const hour = parts.half === undefined ? number('h') : (number('h') % 12) + afternoon(parts.half);
  const milliseconds = Math.floor(Number(`0.${parts.f ?? '0'}`) * 1000);
  const date = [number('y'), month - 1, number('d')] as const;
  const clock = [hour, number('mi'), number('s')] as const;
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return undefined;
  const moment = Date.UTC(...date, ...clock, milliseconds);
  // Date.UTC takes the 30th of February for the 2nd of March.
  const day = new Date(moment);
  if (day.getUTCMonth() !== date[1] || day.getUTCDate() !== date[2]) return undefined;
  return moment - offsetOf(parts.zone);
}

const afternoon = (half: string) => (half === 'PM' ? 12 : 0);

function offsetOf(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
