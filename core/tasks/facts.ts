import * as z from 'zod';
import { sha256Hex } from '#hash';
import { canonicalText } from '../canonical.ts';
import type { Json } from '../json.ts';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import { DAY, type Instant, millisecondsOf } from '../time.ts';
import { type Said, type SaidKey, saidIn } from './said.ts';

/** What a task shows: gathered once, frozen, digested, the same for everyone asked (bytes.md). */
const factsSchema = once(() =>
  z.strictObject({
    facts: z.array(
      z.strictObject({
        /** When the fact was true: the time of the version, or of the reading. */
        asOf: f.instant(),
        key: f.typeName(),
        source: z.union([f.pinned(), z.strictObject({ url: z.url() })]),
        value: z.json(),
      }),
    ),
    format: z.literal('assent/facts/v1'),
    gathered: f.instant(),
    kind: f.typeName(),
    subject: f.pinned(),
    /** As somebody typed it, or as we say it. */
    unknown: z.array(z.union([z.string(), z.record(z.string(), z.json())])),
  }),
);

export type Facts = z.output<ReturnType<typeof factsSchema>>;
export type Fact = Facts['facts'][number];

export interface FrozenFacts {
  readonly facts: Facts;
  readonly text: string;
  /** Hex SHA-256 of the text: names the object under `evidence/sha256/`. */
  readonly digest: string;
}

/** Freezes facts: their one text and its digest. */
export function freezeFacts(facts: Facts): FrozenFacts {
  // What the schema gives is JSON; zod's own type for it is wider.
  const text = canonicalText(factsSchema().parse(facts) as unknown as Json);
  return { facts, text, digest: sha256Hex(new TextEncoder().encode(text)) };
}

/** Facts as they were frozen. @throws where the text is none */
export function parseFacts(text: string): Facts {
  return factsSchema().parse(JSON.parse(text));
}

/** A fact that a task's kind names, and whether the task goes out without it. */
export interface FactDefinition {
  readonly key: string;
  readonly required: boolean;
  /** Bad news comes first on the page. */
  readonly unfavourable?: boolean | ((value: Fact['value']) => boolean);
  /** Found by who points to the subject, so that nothing shown says whether more has come. */
  readonly found?: boolean;
  /** Stale once so many days old, where that makes it a weaker fact. */
  readonly staleAfterDays?: number;
}

/** Whether a fact speaks against what is asked. */
export function speaksAgainst({ unfavourable }: FactDefinition, { value }: Fact): boolean {
  return typeof unfavourable === 'function' ? unfavourable(value) : unfavourable === true;
}

/** Whether a fact is older than its kind may be. */
export function isStale({ staleAfterDays }: FactDefinition, { asOf }: Fact, now: Instant): boolean {
  return (
    staleAfterDays !== undefined &&
    millisecondsOf(now) - millisecondsOf(asOf) > staleAfterDays * DAY
  );
}

/** Whether a value is that saying of ours. */
export function isSaying<K extends SaidKey>(
  value: unknown,
  key: K,
): value is Extract<Said, { say: K }> {
  return saidIn(value)?.say === key;
}
