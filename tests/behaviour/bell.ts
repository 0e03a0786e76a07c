import { beforeAll, describe, expect, test } from 'vitest';
import type { Bell } from '#core/ports.ts';

export interface BellUnderTest {
  readonly bell: Bell;
  /** What the function has heard, once it has heard so much. */
  heard(fn: 'mail' | 'log', count: number): Promise<readonly unknown[]>;
}

/** What every implementation of the port `Bell` does alike. */
export function bellBehaviour(name: string, make: () => Promise<BellUnderTest>): void {
  describe(name, () => {
    let of: BellUnderTest;
    beforeAll(async () => {
      of = await make();
    });

    test('rings the function, with what it was given', async () => {
      await of.bell.ring('mail', { task: 'task/x' });
      expect(await of.heard('mail', 1)).toEqual([{ task: 'task/x' }]);
    });

    test('rings with nothing to say', async () => {
      await of.bell.ring('log');
      expect(await of.heard('log', 1)).toEqual([{}]);
    });
  });
}
