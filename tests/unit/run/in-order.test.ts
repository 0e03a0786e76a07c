import { describe, expect, it } from 'vitest';
import { inOrder } from '#tests/run/in-order.ts';

interface Job {
  readonly name: string;
  readonly cores: number;
}

/** Runs the jobs, each until it is told to end, and notes what happens. */
function stage(jobs: readonly Job[], cores: number) {
  const notes: string[] = [];
  const ends = new Map<string, (result: string) => void>();
  const fails = new Map<string, (error: Error) => void>();
  const all = inOrder(jobs, cores, (job) => {
    notes.push(`start ${job.name}`);
    return new Promise<string>((resolve, reject) => {
      ends.set(job.name, resolve);
      fails.set(job.name, reject);
    });
  });
  all.catch(() => undefined);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    all,
    notes,
    end: async (name: string) => {
      notes.push(`end ${name}`);
      ends.get(name)?.(name.toUpperCase());
      await settle();
    },
    fail: async (name: string) => {
      fails.get(name)?.(new Error(`${name} broke`));
      await settle();
    },
    settle,
  };
}

const a = { name: 'a', cores: 1 };
const b = { name: 'b', cores: 1 };
const wide = { name: 'wide', cores: 2 };

describe('jobs in order', () => {
  it('start side by side while their cores fit, and not before', async () => {
    const { all, notes, end, settle } = stage([a, b, wide], 2);
    await settle();
    await end('b');
    await end('a');
    await end('wide');
    await expect(all).resolves.toEqual(['A', 'B', 'WIDE']);
    expect(notes).toEqual(['start a', 'start b', 'end b', 'end a', 'start wide', 'end wide']);
  });

  it('never overtake one that waits for more cores', async () => {
    const { notes, end } = stage([a, wide, b], 2);
    await end('a');
    expect(notes).toEqual(['start a', 'end a', 'start wide']);
    await end('wide');
    expect(notes.at(-1)).toBe('start b');
    await end('b');
  });

  it('run one by one where the machine has less than a job asks for', async () => {
    const { all, notes, end } = stage([wide, a], 1);
    await end('wide');
    await end('a');
    await expect(all).resolves.toEqual(['WIDE', 'A']);
    expect(notes).toEqual(['start wide', 'end wide', 'start a', 'end a']);
  });

  it('hand on what a job throws', async () => {
    const { all, fail } = stage([a], 2);
    await fail('a');
    await expect(all).rejects.toThrow('a broke');
  });
});
