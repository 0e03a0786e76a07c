import type { Instant } from '#core/time.ts';
import { languageOf } from './messages/messages.ts';
import type { Reader } from './views.ts';

/** `Fri 4 December 2026, 17:00 CET`: on pages, where a deadline or a decision is said. */
export function longMoment(at: Instant, reader: Reader): string {
  const day = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return `${print(at, reader, day).replace(/^(\p{L}+),/u, '$1')}, ${clock(at, reader)}`;
}

/** `Fri 4 Dec 17:00 CET`: in subjects. */
export function shortMoment(at: Instant, reader: Reader): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return `${print(at, reader, day).replaceAll(',', '')} ${clock(at, reader)}`;
}

/**
 * `18 Nov 2026`: the date of a fact. A calendar date (`2026-11-18`) is that day in every zone; what
 * is no date is said as it stands.
 */
export function dateOf(at: string, reader: Reader): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  if (Number.isNaN(Date.parse(at))) return at;
  const zoned = isDay ? { ...reader, timeZone: 'UTC' } : reader;
  return print(at, zoned, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** The first 16 digits of a digest in groups of four: enough to compare by eye. */
export function fingerprint(digest: string): string {
  return groups(digest.slice(0, 16));
}

/** How many words a reader reads: runs of anything but white space. */
export function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

function groups(text: string): string {
  return text.match(/.{1,4}/gu)?.join(' ') ?? '';
}

function clock(at: Instant, reader: Reader): string {
  return print(at, reader, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
}

/**
 * A reader whose locale or zone Intl does not know still gets a page: in the language's own locale
 * and in UTC, which the text names.
 */
function print(at: string, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const date = new Date(at);
  const locale = languageOf(reader.locale).locale;
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: reader.timeZone }).format(date);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date);
  }
}
