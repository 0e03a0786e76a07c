import * as z from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { once } from '../once.ts';
import { readShape, unfit } from './unfit.ts';

/** An event as EventBridge delivers it, as far as it is read; `event` is all of it. */
export interface Envelope {
  readonly id: string | undefined;
  readonly source: string;
  readonly type: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly time: Json;
  readonly resources: readonly string[];
  readonly isReplayed: boolean;
  readonly detail: JsonObject;
  readonly event: JsonObject;
}

const MOST_CHARS = 300;
const MOST_RESOURCES = 50;
const MOST_ARN_CHARS = 2048;

const shape = once(() =>
  z.object({
    id: z.string().min(1).max(MOST_CHARS).nullish().catch(undefined),
    source: z.string().min(1).max(MOST_CHARS),
    'detail-type': z.string().min(1).max(MOST_CHARS),
    account: z.string().max(MOST_CHARS).nullish().catch(undefined),
    region: z.string().max(MOST_CHARS).nullish().catch(undefined),
    time: z.unknown().optional(),
    resources: z.array(z.unknown()).nullish().catch(undefined),
    'replay-name': z.unknown().optional(),
  }),
);

/**
 * The envelope of an event. Source, type and detail must be there; whatever else is missing or
 * damaged counts as missing.
 *
 * @throws Invalid, `no-envelope`, `malformed`
 */
export function envelopeOf(value: Json): Envelope {
  if (!isObject(value)) throw unfit('no-envelope', 'An event is no JSON object');
  const { detail } = value;
  if (!isObject(detail)) throw unfit('no-envelope', 'An event has no detail', '/detail');
  const read = readShape(shape(), value, '');
  return {
    id: read.id ?? undefined,
    source: read.source.toWellFormed(),
    type: read['detail-type'].toWellFormed(),
    account: read.account?.toWellFormed(),
    region: read.region?.toWellFormed(),
    time: value.time ?? null,
    resources: (read.resources ?? []).filter(isShortText).slice(0, MOST_RESOURCES),
    isReplayed: typeof read['replay-name'] === 'string',
    detail,
    event: value,
  };
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isShortText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MOST_ARN_CHARS;
