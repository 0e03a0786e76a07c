import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Item, Write } from '#core/ports.ts';
import type { Pending } from '#core/records/define-type.ts';
import { POLICY, TERMS } from '../approvals/matter.ts';
import type { Real } from './hands.ts';
import { KINDS } from './kinds.ts';
import { everySequence, type Start, starts } from './play.ts';

/** Changes what is written on its way to the table: a mistake of whoever wrote it. */
type Slip = (writes: readonly Write[]) => readonly Write[];

const plant =
  (slip: Slip) =>
  ({ at }: Real) => {
    at.calls.before(({ name, args }) => {
      if (name !== 'table.write') return;
      const writes = args[0] as Write[];
      writes.splice(0, writes.length, ...slip(writes));
    });
  };

const pkOf = (ref: string) => `R#${ref.replace('/', '#')}`;
const at = (write: Write) => (write.op === 'put' ? write.item : write.key);
const isOf = (type: string) => (write: Write) => at(write).pk.startsWith(`R#${type}#`);

const without =
  (isLost: (write: Write) => boolean): Slip =>
  (writes) => {
    const rest = writes.filter((write) => !isLost(write));
    // A transaction is never empty.
    return rest.length === 0 ? writes : rest;
  };

const checkOf = (ref: string) => (write: Write) =>
  write.op === 'check' && write.key.pk === pkOf(ref);

/** Without a condition, of two who write at once the second undoes what the first wrote. */
const unconditional: Slip = (writes) =>
  writes.map((write) => {
    if (!isOf('approval')(write) || write.op !== 'put') return write;
    const { when: _, ...rest } = write;
    return rest;
  });

/** Takes something out of what is pending, wherever it is written. */
const neverDue =
  (what: string): Slip =>
  (writes) =>
    writes.map((write): Write => {
      if (write.op === 'put' && typeof write.item.pending === 'string') {
        return { ...write, item: { ...write.item, ...left(write.item.pending, what) } as Item };
      }
      if (write.op === 'update' && typeof write.set?.pending === 'string') {
        return { ...write, set: { ...write.set, ...left(write.set.pending, what) } };
      }
      return write;
    });

const left = (pending: string, what: string) => ({
  pending: JSON.stringify(
    (JSON.parse(pending) as readonly Pending[]).filter((each) => each.for !== what),
  ),
});

const isMissing = (writes: readonly Write[]) =>
  writes.some((write) => write.op === 'put' && write.item.state === 'missed');

const named: Slip = (writes) =>
  writes.map((write) =>
    write.op === 'put' && write.item.sk.startsWith('D#')
      ? { ...write, item: { ...write.item, name: 'Ingrid Solheim' } }
      : write,
  );

const MISTAKES: readonly (readonly [mistake: string, slip: Slip])[] = [
  ['an answer that does not ask whether its subject still stands', without(checkOf(POLICY))],
  ['an answer that does not ask whether its policy still stands', without(checkOf(TERMS))],
  ['a write upon what somebody else has changed', unconditional],
  ['an approval that never lapses', neverDue('deadline')],
  ['a report of a decision that nobody acts on', neverDue('repudiated')],
  ['a condition that is no record', without(isOf('condition'))],
  ['a condition that is never due', neverDue('condition')],
  [
    'a condition that is missed, and what was approved stands',
    (writes) => (isMissing(writes) ? without(isOf('policy'))(writes) : writes),
  ],
  ['a name in the table that everybody reads', named],
];

/** Sequences within which each of these is found, and many times so. */
const RUNS = 600;

describe('a mistake that is planted is found:', () => {
  let from: readonly Start[];
  beforeAll(async () => {
    from = await starts(['approve-policy']);
  });

  it.each(MISTAKES)('%s', async (_, slip) => {
    const property = everySequence(from, { plant: plant(slip) });
    const run = await fc.check(property, { numRuns: RUNS, seed: 42, endOnFailure: true });
    expect(run.failed).toBe(true);
  });

  it.each([KINDS['adopt-approval-policy'], KINDS['release-model']])(
    'one that concerns what is asked about, in $name',
    async ({ name, subject, terms }) => {
      const others = await starts([name]);
      for (const slip of [without(checkOf(subject)), without(checkOf(terms))]) {
        const property = everySequence(others, { plant: plant(slip) });
        const run = await fc.check(property, { numRuns: RUNS, seed: 42, endOnFailure: true });
        expect(run.failed).toBe(true);
      }
    },
  );

  it('with the few commands that lead to it, and the path by which it is found again', async () => {
    const mistake = plant(without(checkOf(POLICY)));
    const first = { numRuns: RUNS, seed: 42 };
    const found = await fc.check(everySequence(from, { plant: mistake }), first);
    const commands = found.counterexample?.[1];
    expect([...(commands ?? [])].length).toBeLessThanOrEqual(3);
    const replayPath = /replayPath="(.+)"/.exec(String(commands))?.[1];
    const then = { seed: 42, path: found.counterexamplePath ?? '', numRuns: 1 };
    const again = everySequence(from, { plant: mistake, replayPath });
    expect((await fc.check(again, then)).failed).toBe(true);
    // Without the mistake the very same sequence contradicts nothing.
    expect((await fc.check(everySequence(from, { replayPath }), then)).failed).toBe(false);
  });

  it('and a code that is written down', async () => {
    const writesCodes = ({ at: house }: Real) => {
      let text = '';
      house.calls.before(({ name, args }) => {
        if (name === 'mailer.send') ({ text } = args[0] as { text: string });
        if (name !== 'table.write' || text === '') return;
        const writes = args[0] as Write[];
        const [first] = writes;
        if (first?.op === 'update') writes[0] = { ...first, set: { ...first.set, text } };
      });
    };
    const run = await fc.check(everySequence(from, { plant: writesCodes }), {
      numRuns: RUNS,
      seed: 42,
      endOnFailure: true,
    });
    expect(String(run.errorInstance)).toContain('A code was written');
  });
});
