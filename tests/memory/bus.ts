import { batchEvents, type EventText } from '#core/outward/batch-events.ts';
import type { Bus } from '#core/ports.ts';
import { type Faults, faults } from './faults.ts';

/** The bus in memory: events as they were put, details as JSON text. */
export interface MemoryBus extends Bus {
  readonly faults: Faults;
  readonly events: readonly EventText[];
}

export function memoryBus(): MemoryBus {
  const events: EventText[] = [];
  const gate = faults();
  return {
    faults: gate,
    events,
    async put(batch) {
      const groups = batchEvents(batch);
      gate.through('bus.put', () => events.push(...groups.flat()));
    },
  };
}
