import { sha256Hex } from '#hash';
import { isError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Instant } from '../time.ts';
import { envelopeOf } from './envelope.ts';
import { cleanText, cleanValue } from './personal.ts';
import { MAX_EVENT_BYTES, readJson } from './read-json.ts';
import { adapterFor } from './read-signals.ts';
import { causeOf, identityDigest, type Line } from './signal.ts';
import type { Unfit } from './unfit.ts';

/** An event that could not be read: its line, and what its record says of it. */
export interface Quarantined extends Line {
  readonly reason: Unfit;
  /** Paths of what does not fit, with spaces between; never what stands there. */
  readonly where?: string;
  /** How large it was when it came. */
  readonly bytes: number;
}

/** Characters that are kept of one beyond every limit; its size says that there was more. */
const MOST_CHARS = MAX_EVENT_BYTES;

/**
 * An event in quarantine, for what `readSignals` threw. The event is kept as JSON where it is some,
 * else as text, in both cases without the personal members that are known; the same body has the
 * same identity, replayed or not.
 */
export function quarantineOf(body: string, error: unknown, received: Instant): Quarantined {
  const bytes = encoder.encode(body);
  const reason = reasonOf(error);
  const where = isError(error, 'Invalid') ? error.data.where : undefined;
  return {
    cause: causeOf({ kind: 'quarantine', fingerprint: reason, system: null }).digest,
    event: keptOf(body),
    identity: identityDigest('quarantine', [sha256Hex(encoder.encode(unreplayed(body)))]),
    received,
    system: null,
    reason,
    ...(typeof where === 'string' && { where: where.toWellFormed() }),
    bytes: bytes.length,
  };
}

const encoder = new TextEncoder();

// Begins with no white space, or a mebibyte of it would be gone through from each of its places.
const REPLAY_NAME =
  /,\s*"replay-name"\s*:\s*"(?:[^"\\]|\\.)*"|"replay-name"\s*:\s*"(?:[^"\\]|\\.)*"\s*,?\s*/gs;

/** The text without what a replay adds: read as text, for it may be no JSON. */
const unreplayed = (body: string) => body.replaceAll(REPLAY_NAME, '');

const REASONS: Readonly<Record<Unfit, true>> = {
  unread: true,
  'too-large': true,
  'too-deep': true,
  'no-envelope': true,
  malformed: true,
  'adapter-failed': true,
};
const isReason = (value: unknown): value is Unfit =>
  typeof value === 'string' && Object.hasOwn(REASONS, value);

function reasonOf(error: unknown): Unfit {
  const reason = isError(error, 'Invalid') ? error.data.reason : undefined;
  return isReason(reason) ? reason : 'adapter-failed';
}

function keptOf(body: string): Json {
  let value: Json;
  try {
    value = readJson(body);
  } catch {
    return cleanText(body.slice(0, MOST_CHARS));
  }
  try {
    const envelope = envelopeOf(value);
    return adapterFor(envelope).clean(envelope.event);
  } catch {
    return cleanValue(value);
  }
}
