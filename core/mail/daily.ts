import type { Ref } from '../ids.ts';
import { MAX_DIGEST_QUESTIONS } from '../limits.ts';
import type { Item, Table, Write } from '../ports.ts';
import { mailedKey } from '../store/keys.ts';
import { DAY, HOUR, type Instant, later } from '../time.ts';

/** When a digest goes out, by the clocks of whoever gets it. */
const MORNING_MS = 7 * HOUR;

/** Time that a digest leaves for an answer; where there is less, the question is mailed at once. */
const LEAST_NOTICE_MS = 4 * HOUR;

/** What one person was mailed on their day, and which digest gathers what is beyond it. */
export interface Mailed {
  /** Counts the changes: whoever saw an older state decides again. */
  readonly changes: number;
  /** Questions that were mailed on the day that ends then, by the person's clocks. */
  readonly questions: number;
  readonly ends: Instant;
  readonly digest: number;
  /** Questions that the digest gathers, and when it goes out. */
  readonly held: number;
  readonly due: Instant;
}

const NOTHING: Mailed = { changes: 0, questions: 0, ends: '', digest: 0, held: 0, due: '' };

/** How it stands with a person. */
export async function readMailed(table: Table, person: Ref): Promise<Mailed> {
  const item = await table.get(mailedKey(person));
  return item === undefined ? NOTHING : parseMailed(item);
}

/** Where a question goes: by itself, or into a digest. */
export type Place =
  | { readonly is: 'mail'; readonly next: Mailed }
  | { readonly is: 'digest'; readonly begins: boolean; readonly next: Mailed };

/** A question to a person who lives there, of whom no more than `most` are mailed a day. */
export interface ToPlace {
  readonly zone: string;
  readonly deadline: Instant;
  readonly now: Instant;
  readonly most: number;
}

/**
 * Where the next question to a person goes. Beyond the day's limit it waits for the digest of their
 * next morning, unless its deadline would not wait with it.
 */
export async function placeFor(
  mailed: Mailed,
  { zone, deadline, now, most }: ToPlace,
): Promise<Place> {
  const sameDay = mailed.ends > now;
  const questions = sameDay ? mailed.questions : 0;
  const ends = sameDay ? mailed.ends : await nextTime(now, zone, 0);
  const today = { ...mailed, changes: mailed.changes + 1, ends };
  const mail = { is: 'mail', next: { ...today, questions: questions + 1 } } as const;
  if (questions < most) return mail;
  const due = await nextTime(now, zone, MORNING_MS);
  if (later(due, LEAST_NOTICE_MS) > deadline) return mail;
  const joins = mailed.due > now && mailed.held < MAX_DIGEST_QUESTIONS;
  const next = joins
    ? { ...today, questions, held: mailed.held + 1 }
    : { ...today, questions, digest: mailed.digest + 1, held: 1, due };
  return { is: 'digest', begins: !joins, next };
}

/** When the zone's clocks next show a time of day, in milliseconds since midnight. */
async function nextTime(now: Instant, zone: string, time: number): Promise<Instant> {
  // It brings a library, which few mails need.
  const { clockAt, instantAt } = await import('../calendar/zone-clock.ts');
  const clock = clockAt(now, zone);
  const today = Math.floor(clock / DAY) * DAY + time;
  return instantAt(today > clock ? today : today + DAY, zone);
}

/** Notes it, where nobody else has noted anything since. */
export function noteMailed(person: Ref, before: Mailed, next: Mailed): Write {
  return {
    op: 'put',
    item: { ...mailedKey(person), ...next },
    when: [
      before.changes === 0
        ? { is: 'absent' }
        : { attribute: 'changes', is: '=', value: before.changes },
    ],
  };
}

const parseMailed = (item: Item): Mailed => ({
  changes: Number(item.changes),
  questions: Number(item.questions),
  ends: String(item.ends),
  digest: Number(item.digest),
  held: Number(item.held),
  due: String(item.due),
});
