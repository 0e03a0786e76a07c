import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Locks } from '#core/ports.ts';
import { expectError } from './expect-error.ts';
import type { ObjectsUnderTest } from './objects.ts';

/** A bucket that a suite works on, and what keeps its objects. */
export interface LocksUnderTest extends ObjectsUnderTest {
  readonly locks: Locks;
}

const SOON = '2098-01-01T00:00:00.000Z';
const LATE = '2099-01-01T00:00:00.000Z';
const plain = { contentType: 'text/plain; charset=utf-8' };
const bytes = new TextEncoder().encode('x');
const aPath = () => `test/${randomUUID()}/a`;

/** What every implementation of the port `Locks` does alike. */
export function locksBehaviour(name: string, make: () => Promise<LocksUnderTest>): void {
  holding(name, make);
  prolonging(name, make);
}

function holding(name: string, make: () => Promise<LocksUnderTest>): void {
  describe(`${name}: legal holds`, () => {
    let bucket: LocksUnderTest;
    beforeAll(async () => {
      bucket = await make();
    });

    test('what is held cannot be destroyed, and can be once the hold is lifted', async () => {
      const { objects, locks, destroy } = bucket;
      const path = aPath();
      await objects.create(path, bytes, plain);
      expect(await locks.hold(path, true)).toBe(true);
      await expect(destroy(path)).rejects.toThrow();
      expect((await objects.get(path))?.bytes).toEqual(bytes);
      expect(await locks.hold(path, false)).toBe(true);
      await destroy(path);
      expect(await objects.get(path)).toBeUndefined();
    });

    test('a hold that is lifted leaves the lock as it was', async () => {
      const { objects, locks, destroy, inspect } = bucket;
      const path = aPath();
      await objects.create(path, bytes, { ...plain, retainUntil: SOON });
      await locks.hold(path, true);
      await locks.hold(path, false);
      expect((await inspect(path)).retainUntil).toBe(SOON);
      await expect(destroy(path)).rejects.toThrow();
    });

    test('the same again changes nothing', async () => {
      const { objects, locks, inspect } = bucket;
      const path = aPath();
      await objects.create(path, bytes, plain);
      expect(await locks.hold(path, false)).toBe(true);
      expect((await inspect(path)).held).toBe(false);
      expect(await locks.hold(path, true)).toBe(true);
      expect(await locks.hold(path, true)).toBe(true);
      expect(await inspect(path)).toMatchObject({ held: true, versions: 1 });
    });

    test('what is not there, or hidden, cannot be held', async () => {
      const { objects, locks, hide } = bucket;
      const path = aPath();
      expect(await locks.hold(path, true)).toBe(false);
      await objects.create(path, bytes, plain);
      await hide(path);
      expect(await locks.hold(path, true)).toBe(false);
      await expectError(locks.hold('/a', true), 'Invalid');
    });
  });
}

function prolonging(name: string, make: () => Promise<LocksUnderTest>): void {
  describe(`${name}: prolonging locks`, () => {
    let bucket: LocksUnderTest;
    beforeAll(async () => {
      bucket = await make();
    });

    test('a lock is prolonged, and never shortened', async () => {
      const { objects, locks, inspect, destroy } = bucket;
      const path = aPath();
      await objects.create(path, bytes, { ...plain, retainUntil: SOON });
      expect(await locks.prolong(path, LATE)).toBe(true);
      expect((await inspect(path)).retainUntil).toBe(LATE);
      expect(await locks.prolong(path, SOON)).toBe(true);
      expect(await inspect(path)).toMatchObject({ retainUntil: LATE, versions: 1 });
      await expect(destroy(path)).rejects.toThrow();
    });

    test('what has no lock gets one', async () => {
      const { objects, locks, inspect } = bucket;
      const path = aPath();
      await objects.create(path, bytes, plain);
      expect(await locks.prolong(path, SOON)).toBe(true);
      expect((await inspect(path)).retainUntil).toBe(SOON);
    });

    test('what is not there, or hidden, cannot be locked', async () => {
      const { objects, locks, hide } = bucket;
      const path = aPath();
      expect(await locks.prolong(path, SOON)).toBe(false);
      await objects.create(path, bytes, plain);
      await hide(path);
      expect(await locks.prolong(path, SOON)).toBe(false);
    });

    test.each([
      ['a moment that is past', '2001-01-01T00:00:00.000Z'],
      ['no instant', '2099-01-01'],
    ])('refuses to lock until %s', async (_, until) => {
      await expectError(bucket.locks.prolong(aPath(), until), 'Invalid');
    });
  });
}
