import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bus } from '#core/ports.ts';
import { expectError } from './expect-error.ts';

export interface BusUnderTest {
  readonly bus: Bus;
  /** So many events of that type, as soon as they have come; details in any order. */
  received(type: string, count: number): Promise<readonly unknown[]>;
}

const aType = () => `Test ${randomUUID()}`;

/** What every implementation of the port `Bus` does alike. */
export function busBehaviour(name: string, make: () => Promise<BusUnderTest>): void {
  describe(name, () => {
    let of: BusUnderTest;
    beforeAll(async () => {
      of = await make();
    });

    test('brings an event with its type and detail', async () => {
      const type = aType();
      const detail = { id: 'a', nested: { list: [1, 'ü', null] } };
      await of.bus.put([{ type, detail }]);
      expect(await of.received(type, 1)).toEqual([detail]);
    });

    test('brings more than it can send at once', async () => {
      const type = aType();
      const details = Array.from({ length: 23 }, (_, i) => ({ i: 100 + i }));
      await of.bus.put(details.map((detail) => ({ type, detail })));
      const received = await of.received(type, 23);
      expect(received.map((detail) => JSON.stringify(detail)).toSorted()).toEqual(
        details.map((detail) => JSON.stringify(detail)),
      );
    });

    test('nothing to put is no error', async () => {
      await expect(of.bus.put([])).resolves.toBeUndefined();
    });

    test('refuses an event beyond 256 KiB, and those beside it', async () => {
      const type = aType();
      const detail = { text: 'x'.repeat(256 * 1024) };
      await expectError(
        of.bus.put([
          { type, detail: {} },
          { type, detail },
        ]),
        'TooLarge',
      );
      // Whatever had been sent would come before this one.
      await of.bus.put([{ type, detail: { last: true } }]);
      expect(await of.received(type, 1)).toEqual([{ last: true }]);
    });

    test.each(['', 'x'.repeat(129)])('refuses the type %j', async (type) => {
      await expectError(of.bus.put([{ type, detail: {} }]), 'Invalid');
    });
  });
}
