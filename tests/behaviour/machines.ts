import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Machines } from '#core/ports.ts';
import { expectError } from './expect-error.ts';

/** Machines of one workflow, `waiting`, whose executions wait for one ring and end with it. */
export interface MachinesUnderTest {
  readonly machines: Machines;
  /** The token of the execution, once it waits. */
  tokenOf(name: string): Promise<string>;
  /** Resolves when the execution of a rung token has ended. */
  ended(name: string): Promise<void>;
}

const WORKFLOW = 'waiting';
const aName = () => `test-${randomUUID()}`;

/** What every implementation of the port `Machines` does alike. */
export function machinesBehaviour(name: string, make: () => Promise<MachinesUnderTest>): void {
  describe(name, () => {
    let of: MachinesUnderTest;
    let machines: Machines;
    beforeAll(async () => {
      of = await make();
      machines = of.machines;
    });

    test('a started execution runs until it is rung', async () => {
      const execution = aName();
      expect(await machines.start(WORKFLOW, execution, { id: 'x' })).toBe('started');
      expect(await machines.status(WORKFLOW, execution)).toBe('running');
      expect(await machines.ring(await of.tokenOf(execution))).toBe('rung');
      await of.ended(execution);
      expect(await machines.status(WORKFLOW, execution)).toBe('ended');
    });

    test('a name is taken while its execution runs', async () => {
      const execution = aName();
      await machines.start(WORKFLOW, execution, { id: 'x' });
      expect(await machines.start(WORKFLOW, execution, { id: 'y' })).toBe('exists');
    });

    test('a name is taken when its execution has ended', async () => {
      const execution = aName();
      await machines.start(WORKFLOW, execution, { id: 'x' });
      await machines.ring(await of.tokenOf(execution));
      await of.ended(execution);
      expect(await machines.start(WORKFLOW, execution, { id: 'x' })).toBe('exists');
    });

    test('a token that was rung is gone', async () => {
      const execution = aName();
      await machines.start(WORKFLOW, execution, {});
      const token = await of.tokenOf(execution);
      await machines.ring(token);
      await of.ended(execution);
      expect(await machines.ring(token)).toBe('gone');
    });

    test('a token that nobody gave is gone', async () => {
      expect(await machines.ring(randomUUID())).toBe('gone');
    });

    test('of a name that was never started nothing is known', async () => {
      expect(await machines.status(WORKFLOW, aName())).toBe('unknown');
    });

    test.each(['', 'x'.repeat(81), 'with space', 'a/b', 'ü', 'a:b', 'a.b'])(
      'refuses the name %j',
      async (execution) => {
        await expectError(machines.start(WORKFLOW, execution, {}), 'Invalid');
      },
    );

    test('refuses an input beyond 256 KiB', async () => {
      const execution = aName();
      const input = { text: 'x'.repeat(256 * 1024) };
      await expectError(machines.start(WORKFLOW, execution, input), 'TooLarge');
      expect(await machines.status(WORKFLOW, execution)).toBe('unknown');
    });
  });
}
