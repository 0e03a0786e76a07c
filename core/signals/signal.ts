import * as z from 'zod';
import { sha256Hex } from '#hash';
import { canonicalBytes, canonicalText } from '../canonical.ts';
import type { Ref } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { once } from '../once.ts';
import * as f from '../records/fields.ts';
import { SEVERITIES, STATES } from './severity.ts';

/** What personal values, file names and credentials of an event are replaced by (bytes.md). */
export const REMOVED = '$removed';

/** Characters of one part of an identity or of a fingerprint; beyond, its digest stands for it. */
export const MAX_PART_CHARS = 300;

/** Characters of a fingerprint: eight parts, each character escaped. */
export const MAX_FINGERPRINT_CHARS = 8 * 6 * MAX_PART_CHARS;

/** A kind of signals: one word for what they are about. Adapters use those of `kinds.ts`. */
export const kind = () => z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'is not a kind such as drift');

/**
 * One observation from outside, as its adapter understood it. Only the members of its line are
 * kept in the batch (`signalLine`); the rest is for folding, and for what an incident says.
 */
export const signalShape = once(() =>
  z.strictObject({
    /** Which adapter read it. */
    adapter: z.string().min(1).max(40),
    kind: kind(),
    /** Hex; the same for every event that tells of the same happening. */
    identity: f.hex(),
    /** What the identity is the digest of, after the adapter's name. */
    parts: z.array(z.string().max(MAX_PART_CHARS)).min(1).max(12),
    cause: z.strictObject({
      /** Hex; the key of everything that is counted together. */
      digest: f.hex(),
      kind: kind(),
      /** Canonical text of an array; unambiguous, without personal values. */
      fingerprint: z.string().min(1).max(MAX_FINGERPRINT_CHARS),
      /** Absent from no cause: `null` until a rule maps it. */
      system: f.ref('ai-system').nullable(),
    }),
    severity: z.enum(SEVERITIES),
    state: z.enum(STATES),
    /** When it happened, at most a day from `received` (a replayed one: earlier, too). */
    at: f.instant(),
    /** When it says that it happened, where that is further off. */
    claimed: f.instant().optional(),
    received: f.instant(),
    /** Words of ours, in English. */
    title: f.line(200),
    refs: z.strictObject({
      /** `source` and `detail-type` of the envelope. */
      source: z.string().min(1).max(MAX_PART_CHARS),
      type: z.string().min(1).max(MAX_PART_CHARS),
      /** What it is about, where that has one. */
      arn: z.string().max(2048).optional(),
      account: z.string().max(MAX_PART_CHARS).optional(),
      region: z.string().max(MAX_PART_CHARS).optional(),
      model: f.ref('model').optional(),
    }),
    /** The event as it is kept: without personal values; credentials are looked for afterwards. */
    event: z.custom<Json>((value) => value !== undefined),
    /** Who reported an incident. Personal: for its record's detached members, never for a line. */
    reporter: z
      .strictObject({ name: z.string().optional(), contact: z.string().optional() })
      .optional(),
  }),
);

export type Signal = z.output<ReturnType<typeof signalShape>>;
export type Cause = Signal['cause'];

/** `hex SHA-256(canonical([adapter, …parts]))` (bytes.md, Signals). */
export function identityDigest(adapter: string, parts: readonly string[]): string {
  return sha256Hex(canonicalBytes([adapter, ...parts]));
}

/** A cause with its digest, `hex SHA-256(canonical({fingerprint, kind, system}))` (bytes.md). */
export function causeOf(of: {
  readonly kind: string;
  readonly fingerprint: string;
  readonly system: Ref | null;
}): Cause {
  const { fingerprint, kind, system } = of;
  return { digest: sha256Hex(canonicalBytes({ fingerprint, kind, system })), ...of };
}

/** A fingerprint in words: its parts without the adapter's name, which comes first. */
export function wordsOf(fingerprint: string): string {
  try {
    const parts = z.array(z.string()).parse(JSON.parse(fingerprint)).slice(1);
    return parts.filter((part) => part !== '').join(', ') || fingerprint;
  } catch {
    // That of a quarantine is a word.
    return fingerprint;
  }
}

/** What stands in a batch for one signal, or for one event in quarantine. */
export interface Line {
  readonly cause: string;
  readonly event: Json;
  readonly identity: string;
  readonly received: string;
  readonly system: Ref | null;
}

/** The line of a signal: what is kept of it. */
export function lineOf(signal: Signal): Line {
  const { cause, event, identity, received } = signal;
  return { cause: cause.digest, event, identity, received, system: cause.system };
}

/** A line as it stands in an object of `signals/`, with its line feed. */
export function lineText({ cause, event, identity, received, system }: Line): string {
  const line: JsonObject = { cause, event, identity, received, system };
  return `${canonicalText(line)}\n`;
}
