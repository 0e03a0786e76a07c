import { takeBatch } from '#functions/ingest/batch.ts';
import type { MemoryWorld } from '#tests/memory/world.ts';
import { auditSignals } from '#tests/support/audit-signals.ts';
import type { Runner } from '#tests/unit/signals/folding/runner.ts';

/** A storm as the queue hands it out. */
export interface Storm {
  readonly messages: number;
  readonly causes: number;
  /** Of all messages, how many repeat an earlier one. */
  readonly duplicates: number;
  /** Of all messages, how many cannot be read. */
  readonly malformed: number;
  /** Messages of a batch. */
  readonly batch: number;
}

/** What came of it. */
export interface Weathered {
  readonly batches: number;
  readonly failures: number;
  readonly tableCalls: number;
  readonly puts: number;
  readonly incidents: number;
  /** Counted signals of each cause, without those in quarantine. */
  readonly totals: readonly number[];
  readonly quarantined: number;
  readonly quarantineRecords: number;
}

const MILLISECONDS_APART = 5;
const FIRST = 1_764_000_000_000;

/** Hands a storm to the handler in batches over ports in memory, and audits what was counted. */
export async function weather(world: MemoryWorld, runner: Runner, storm: Storm) {
  const { ours, now } = { ours: () => undefined, now: () => world.clock.now() };
  let failures = 0;
  let batches = 0;
  const all = messagesOf(storm);
  world.clock.set(new Date(FIRST + all.length * MILLISECONDS_APART).toISOString());
  for (let at = 0; at < all.length; at += storm.batch) {
    const Records = all.slice(at, at + storm.batch);
    const answer = await takeBatch({ Records }, { ours, now, fold: runner.fold });
    failures += answer.batchItemFailures.length;
    batches += 1;
  }
  return { batches, failures, ...outcomeOf(world) };
}

function outcomeOf({ table, objects, calls }: MemoryWorld) {
  const called = (port: string) => calls.trace.filter((name) => name.startsWith(port)).length;
  const tableCalls = called('table.');
  const puts = called('objects.');
  const items = table.all();
  const causes = auditSignals(items, objects.versions());
  const isQuarantine = ({ kind }: { kind: string }) => kind === 'quarantine';
  return {
    tableCalls,
    puts,
    incidents: items.filter(({ sk }) => sk === 'OPEN').length,
    totals: causes.filter((each) => !isQuarantine(each)).map(({ total }) => total),
    quarantined: causes.filter(isQuarantine).reduce((sum, { total }) => sum + total, 0),
    quarantineRecords: items.filter(({ pk, sk }) => pk.startsWith('R#quarantine#') && sk === 'H')
      .length,
  };
}

/** Messages as SQS hands them out: causes by turns, what repeats far from what it repeats. */
function messagesOf({ messages, causes, duplicates, malformed }: Storm) {
  const fresh = messages - duplicates - malformed;
  const bodies = [
    ...Array.from({ length: fresh }, (_, n) => bodyOf(n, causes)),
    // Each another one, from all over what came.
    ...Array.from({ length: duplicates }, (_, n) => bodyOf((n * 7919) % fresh, causes)),
    ...Array.from({ length: malformed }, (_, n) => bodyOf(n, causes).replace('"raised"', `${n}`)),
  ];
  const step = 7907;
  return bodies.map((_, n) => ({
    messageId: `m-${n}`,
    body: bodies[(n * step) % bodies.length] ?? '',
    attributes: { SentTimestamp: String(FIRST + n * MILLISECONDS_APART) },
  }));
}

function bodyOf(n: number, causes: number): string {
  const cause = n % causes;
  const at = new Date(FIRST + n * MILLISECONDS_APART).toISOString();
  return JSON.stringify({
    version: '0',
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    'detail-type': 'Monitoring Signal',
    source: 'credit.monitoring',
    account: '111122223333',
    time: at,
    region: 'eu-north-1',
    resources: [],
    detail: {
      kind: 'drift',
      title: `Measure ${cause} drifts`,
      state: 'raised',
      severity: 'low',
      system: 'ai-system/credit-scoring',
      cause: `measure-${cause}`,
      at,
      key: `signal-${n}`,
    },
  });
}
