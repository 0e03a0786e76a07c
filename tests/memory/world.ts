import type { Instant } from '#core/time.ts';
import { type MemoryBell, memoryBell } from './bell.ts';
import { type MemoryBus, memoryBus } from './bus.ts';
import { type Calls, observed, outwardCalls } from './calls.ts';
import { type FixedClock, fixedClock } from './clock.ts';
import { type MemoryMachines, memoryMachines } from './machines.ts';
import { type MemoryMailer, memoryMailer } from './mailer.ts';
import { type MemoryObjects, memoryObjects } from './objects.ts';
import { type SeededRandom, seededRandom } from './random.ts';
import { type MemorySigner, memorySigner } from './signer.ts';
import { type MemoryTable, type MemoryTableOptions, memoryTable } from './table.ts';
import { type MemoryUploads, memoryUploads } from './uploads.ts';

export interface MemoryWorldOptions extends MemoryTableOptions {
  readonly start?: Instant;
  readonly seed?: number;
}

/** Every port in memory; all outward calls go through `calls`, in one count. */
export interface MemoryWorld {
  readonly calls: Calls;
  readonly clock: FixedClock;
  readonly random: SeededRandom;
  readonly table: MemoryTable;
  readonly objects: MemoryObjects;
  readonly uploads: MemoryUploads;
  readonly signer: MemorySigner;
  readonly machines: MemoryMachines;
  readonly mailer: MemoryMailer;
  readonly bell: MemoryBell;
  readonly bus: MemoryBus;
}

export function memoryWorld(options: MemoryWorldOptions = {}): MemoryWorld {
  const calls = outwardCalls();
  const clock = fixedClock(options.start);
  const objects = memoryObjects({ clock });
  return {
    calls,
    clock,
    random: seededRandom(options.seed ?? 1),
    table: observed('table', memoryTable(options), ['get', 'query', 'write'], calls),
    objects: observed(
      'objects',
      objects,
      ['create', 'get', 'replace', 'head', 'list', 'hold', 'prolong'],
      calls,
    ),
    uploads: observed('uploads', memoryUploads(objects, clock), ['presign'], calls),
    signer: observed('signer', memorySigner(), ['publicKey', 'sign'], calls),
    machines: observed('machines', memoryMachines(), ['start', 'ring', 'status'], calls),
    mailer: observed('mailer', memoryMailer(), ['send'], calls),
    bell: observed('bell', memoryBell(), ['ring'], calls),
    bus: observed('bus', memoryBus(), ['put'], calls),
  };
}
