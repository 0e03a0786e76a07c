import { sha256Hex } from '#hash';
import { AssentError } from '../../errors.ts';
import { signalsPath } from '../../log/paths.ts';
import { type RetentionDays, retainUntil } from '../../log/retention.ts';
import type { Clock, Objects } from '../../ports.ts';
import type { Instant } from '../../time.ts';
import { lineText } from '../signal.ts';
import type { Counted } from './counted.ts';

export interface BatchPorts {
  readonly objects: Pick<Objects, 'create' | 'head'>;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

/** The locked object of a batch. */
export interface Batch {
  /** Hex. */
  readonly sha256: string;
  readonly path: string;
}

const encoder = new TextEncoder();

/**
 * Puts the lines of some signals as one locked object, sorted by identity (bytes.md, Signals): the
 * same lines are the same object, so putting it again changes nothing.
 *
 * @throws Transient; Corrupt where other bytes stand at its path
 */
export async function putBatch(ports: BatchPorts, signals: readonly Counted[]): Promise<Batch> {
  const { objects, clock, retention } = ports;
  const lines = signals
    .toSorted((a, b) => (a.identity < b.identity ? -1 : 1))
    .map(({ line }) => lineText(line));
  const bytes = encoder.encode(lines.join(''));
  const sha256 = sha256Hex(bytes);
  const path = signalsPath(dayOf(signals), sha256);
  const outcome = await objects.create(path, bytes, {
    contentType: 'application/jsonl',
    retainUntil: retainUntil('signal', clock.now(), retention),
  });
  if (outcome === 'created') return { sha256, path };
  const there = await objects.head(path);
  if (there?.sha256 === sha256) return { sha256, path };
  throw new AssentError('Corrupt', `Other bytes stand at ${path} than it is named by`, { path });
}

/** The day on which the last was received: said by the messages, so the same at every try. */
function dayOf(signals: readonly Counted[]): string {
  const last = signals.reduce<Instant>((a, { received }) => (received > a ? received : a), '');
  return last.slice(0, 10);
}
