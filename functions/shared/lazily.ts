import { once } from '#core/once.ts';
import type { Bell, Bus, Locks, Machines, Objects, Uploads } from '#core/ports.ts';

/**
 * Ports whose adapter is loaded with their first call, for a client of the SDK that most
 * invocations of a function never need: it costs nothing at a cold start. What every invocation
 * needs is loaded at the start all the same, since a start has a whole processor.
 */

export function lazyObjects(load: () => Promise<Objects>): Objects {
  const port = once(load);
  return {
    create: async (...given) => (await port()).create(...given),
    get: async (...given) => (await port()).get(...given),
    replace: async (...given) => (await port()).replace(...given),
    head: async (...given) => (await port()).head(...given),
    list: async (...given) => (await port()).list(...given),
  };
}

export function lazyLocks(load: () => Promise<Locks>): Locks {
  const port = once(load);
  return {
    hold: async (...given) => (await port()).hold(...given),
    prolong: async (...given) => (await port()).prolong(...given),
  };
}

export function lazyUploads(load: () => Promise<Uploads>): Uploads {
  const port = once(load);
  return { presign: async (...given) => (await port()).presign(...given) };
}

export function lazyMachines(load: () => Promise<Machines>): Machines {
  const port = once(load);
  return {
    start: async (...given) => (await port()).start(...given),
    ring: async (...given) => (await port()).ring(...given),
    status: async (...given) => (await port()).status(...given),
  };
}

export function lazyBus(load: () => Promise<Bus>): Bus {
  const port = once(load);
  return { put: async (...given) => (await port()).put(...given) };
}

export function lazyBell(load: () => Promise<Bell>): Bell {
  const port = once(load);
  return { ring: async (...given) => (await port()).ring(...given) };
}
