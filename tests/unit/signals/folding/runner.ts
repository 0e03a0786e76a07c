import { expect } from 'vitest';
import type { JsonObject } from '#core/json.ts';
import { SIGNALS_PREFIX } from '#core/log/paths.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import { CauseMemory } from '#core/signals/folding/cause-memory.ts';
import { type FoldPorts, fold } from '#core/signals/folding/fold.ts';
import type { EventMessage } from '#core/signals/folding/read-messages.ts';
import { DEFAULT_TERMS, type FoldingTerms } from '#core/signals/folding/terms.ts';
import { signalSettings } from '#core/signals/settings.ts';
import { lists } from '#core/store/lists.ts';
import { recordStore } from '#core/store/record-store.ts';
import { retryingTable } from '#core/store/retrying.ts';
import { type Instant, later } from '#core/time.ts';
import { type MemoryWorld, type MemoryWorldOptions, memoryWorld } from '#tests/memory/world.ts';
import { auditSignals } from '#tests/support/audit-signals.ts';

export const NOW: Instant = '2026-11-24T06:08:00.000Z';

/** One process that folds: it forgets what it remembered when it dies. */
export interface Runner extends FoldPorts {
  fold: (messages: readonly EventMessage[]) => ReturnType<typeof fold>;
}

/** Ports in memory that several runners may share. */
export const aWorld = (options: MemoryWorldOptions = {}): MemoryWorld =>
  memoryWorld({ start: NOW, ...options });

export function aRunner(world: MemoryWorld, terms: FoldingTerms = DEFAULT_TERMS): Runner {
  const { clock, random, objects } = world;
  const table = retryingTable(world.table, { sleep: async () => {}, random });
  const credentials = {
    find: async (text: string) => (text.includes('AKIA') ? 'an AWS access key' : undefined),
  };
  const ports: FoldPorts = {
    table,
    objects,
    clock,
    credentials,
    store: recordStore({ table, clock, random, credentials }),
    retention: PRODUCTION_RETENTION,
    settings: async () => ({ rules: [], termsOf: () => terms, isSystem: async () => true }),
    memory: new CauseMemory(),
  };
  return { ...ports, fold: (messages) => fold(ports, messages) };
}

/** One that goes by the records, as they stand with each batch. */
export function aRunnerByRecords(world: MemoryWorld): Runner {
  const runner = aRunner(world);
  const settings = () => signalSettings({ store: runner.store, lists: lists(world.table) });
  const ports = { ...runner, settings };
  return { ...ports, fold: (messages) => fold(ports, messages) };
}

/** What is counted, held to the locked objects, each of which is locked. */
export function audit({ table, objects }: MemoryWorld) {
  const versions = objects.versions().filter(({ path }) => path.startsWith(SIGNALS_PREFIX));
  expect(versions.filter(({ retainUntil }) => retainUntil === undefined)).toEqual([]);
  return auditSignals(table.all(), versions);
}

/** A monitoring signal as EventBridge delivers it. */
export function anEvent(key: string, changes: JsonObject = {}): JsonObject {
  return {
    version: '0',
    id: `id-of-${key}`,
    source: 'credit.monitoring',
    'detail-type': 'Monitoring Signal',
    account: '111122223333',
    region: 'eu-north-1',
    time: '2026-11-24T06:07:00Z',
    resources: [],
    detail: {
      kind: 'drift',
      title: 'Income drifts',
      system: 'ai-system/credit-scoring',
      severity: 'low',
      at: '2026-11-24T06:07:00Z',
      key,
      cause: 'income',
      ...changes,
    },
  };
}

/** A message of the queue. */
export const aMessage = (
  id: string,
  event: JsonObject | string,
  received: Instant = NOW,
): EventMessage => ({
  id,
  body: typeof event === 'string' ? event : JSON.stringify(event),
  received,
});

/** So many signals of a cause, each in a message of its own. */
export const someMessages = (count: number, changes: JsonObject = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const key = `${changes.cause ?? 'income'}-${from + index}`;
    return aMessage(`m-${key}`, anEvent(key, changes), later(NOW, -index));
  });
