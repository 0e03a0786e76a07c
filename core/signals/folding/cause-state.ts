import * as z from 'zod';
import { AssentError } from '../../errors.ts';
import { once } from '../../once.ts';
import type { Item } from '../../ports.ts';
import * as f from '../../records/fields.ts';
import { causeKey } from '../../store/keys.ts';
import { SEVERITIES } from '../severity.ts';
import { kind, MAX_FINGERPRINT_CHARS } from '../signal.ts';
import { aboutShape } from './about.ts';

const counts = () => z.record(z.string(), z.int().min(0));

/** How a cause stands: what its thresholds are judged by, and what an incident says of it. */
const shape = once(() =>
  z.object({
    /** Counts writes: whoever writes has seen the one before. */
    rev: z.int().min(1),
    kind: kind(),
    fingerprint: z.string().max(MAX_FINGERPRINT_CHARS),
    system: f.ref('ai-system').nullable(),
    /** Of the newest signal. */
    title: z.string(),
    model: f.ref('model').optional(),
    arn: z.string().optional(),
    /** Of the newest, while it belongs to no system that has a record. */
    about: aboutShape().optional(),
    /** When the first and the last signal happened. */
    first: f.instant(),
    last: f.instant(),
    /** All that were ever counted. */
    total: z.int().min(1),
    /** The worst that was ever raised. */
    worst: z.enum(SEVERITIES).optional(),
    /** What was raised before counts for no incident any more: the last one was closed then. */
    armed: f.instant().optional(),
    is: z.enum(['quiet', 'raised', 'cleared']),
    /** When it was last raised or cleared, and the times before. */
    turns: z.array(f.instant()).max(8),
    /** Raised signals that count, by window and by minute: the newest of each. */
    hours: counts(),
    minutes: counts(),
  }),
);

export type CauseState = z.output<ReturnType<typeof shape>>;

/** Partition of index `by-state` in which causes stand that belong to no system on record. */
export const UNMAPPED = 'CAUSE#unmapped';

/** @throws Corrupt for an item that is none */
export function parseCause(item: Item): CauseState {
  const parsed = shape().safeParse({ ...item, system: item.system ?? null });
  if (parsed.success) return parsed.data;
  throw new AssentError('Corrupt', `Not how a cause stands: ${item.pk} / ${item.sk}`);
}

/** The item; `ttl` in seconds since 1970. */
export function causeItem(digest: string, { system, ...state }: CauseState, ttl: number): Item {
  const { model, arn, about, worst, armed, ...always } = state;
  return {
    ...causeKey(digest),
    ...always,
    ...(system !== null && { system }),
    ...(model !== undefined && { model }),
    ...(arn !== undefined && { arn }),
    // By when it was first seen: the index is written once, not with every signal.
    ...(about !== undefined && { about, g2p: UNMAPPED, g2s: `${state.first}#${digest}` }),
    ...(worst !== undefined && { worst }),
    ...(armed !== undefined && { armed }),
    ttl,
  };
}

/** The cause when its incident is closed: what came before opens no other. */
export function rearmed(state: CauseState, at: string): CauseState {
  return { ...state, rev: state.rev + 1, armed: at, hours: {}, minutes: {} };
}
