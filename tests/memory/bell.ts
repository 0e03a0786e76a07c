import type { Bell } from '#core/ports.ts';
import { type Faults, faults } from './faults.ts';

export type Ringing = Parameters<Bell['ring']>[0];

/** A ring that was given: the function and its payload. */
export interface MemoryRing {
  readonly fn: Ringing;
  readonly payload: object;
}

/** Bells in memory: nobody hears them until a test takes the rings. */
export interface MemoryBell extends Bell {
  readonly faults: Faults;
  readonly rings: readonly MemoryRing[];
  /** Takes all rings away: to deliver them, to lose them, to deliver them twice. */
  take(): readonly MemoryRing[];
}

export function memoryBell(): MemoryBell {
  const rings: MemoryRing[] = [];
  const gate = faults();
  return {
    faults: gate,
    rings,
    async ring(fn, payload = {}) {
      gate.through('bell.ring', () => rings.push({ fn, payload }));
    },
    take: () => rings.splice(0),
  };
}
