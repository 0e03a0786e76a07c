import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '#workflows/approval/contract.ts';
import { leadsTo, machinesOf, statesOf } from './support/machines.ts';
import { production } from './support/synthesise.ts';

const machines = machinesOf(production.app);
const DAY = 24 * 60 * 60;

describe('the lint of state machines', () => {
  it('finds a definition that begins nowhere', () => {
    expect(validate({ StartAt: 'Nowhere', States: { End: { Type: 'Succeed' } } }).isValid).toBe(
      false,
    );
  });
});

describe.each(machines)('the machine $name', (machine) => {
  const states = statesOf(machine);
  const tasks = states.filter(([, state]) => state.Type === 'Task');
  const choices = states.filter(([, state]) => state.Type === 'Choice');
  const waits = tasks.filter(([, state]) => state.Resource?.endsWith('.waitForTaskToken'));
  const typeOf = (name: string) => machine.definition.States[name]?.Type;

  it('is a valid definition', () => {
    const { isValid, errorsText } = validate(machine.definition);
    expect(isValid ? '' : errorsText('\n')).toBe('');
  });

  it('ends every task in time', () => {
    const open = tasks.filter(([, { TimeoutSeconds }]) => !(Number(TimeoutSeconds) > 0));
    expect(open.map(([name]) => name)).toEqual([]);
  });

  it('tries again what is transient, in every task', () => {
    for (const [name, { Retry }] of tasks) {
      const retried = Retry?.flatMap((one) => one.ErrorEquals) ?? [];
      expect([name, retried]).toEqual([name, expect.arrayContaining(['Transient'])]);
      expect(retried).not.toContain('States.ALL');
    }
  });

  it('catches whatever else fails, in every task, and keeps nothing of it', () => {
    for (const [name, { Catch }] of tasks) {
      expect([name, Catch?.at(-1)?.ErrorEquals]).toEqual([name, ['States.ALL']]);
      // Causes hold messages and stacks: an execution carries ids only.
      expect(Catch?.map((one) => one.ResultPath)).toEqual(Catch?.map(() => null));
    }
  });

  it('refuses an outcome that no choice knows', () => {
    expect(choices.length).toBeGreaterThan(0);
    for (const [name, { Default }] of choices) {
      expect([name, typeOf(Default ?? 'nothing')]).toEqual([name, 'Fail']);
    }
  });

  it('never succeeds but by a choice', () => {
    const others = states.filter(([, state]) => state.Type !== 'Choice');
    const ends = others.flatMap(([, state]) => leadsTo(state)).map(typeOf);
    expect(ends).not.toContain('Succeed');
  });

  it('leads only to states that there are, and leaves none out', () => {
    const reached = new Set([machine.definition.StartAt, ...states.flatMap(([, s]) => leadsTo(s))]);
    expect([...reached].sort()).toEqual(states.map(([name]) => name).sort());
  });

  it('waits for no more than 100 days, and then waits again', () => {
    expect(waits.length).toBeGreaterThan(0);
    for (const [name, { TimeoutSeconds, Catch }] of waits) {
      expect(TimeoutSeconds).toBe(100 * DAY);
      expect(Catch?.[0]).toMatchObject({ ErrorEquals: ['States.Timeout'], Next: name });
    }
  });

  it('trusts nothing that comes with a ring', () => {
    expect(waits.map(([, state]) => state.ResultPath)).toEqual(waits.map(() => null));
  });

  it('marks its record stalled before it fails', () => {
    const faults = tasks.flatMap(([, state]) => state.Catch?.at(-1)?.Next ?? []);
    const marks = tasks.filter(([, state]) => state.Parameters?.Payload.fault === true);
    expect(marks).toHaveLength(1);
    const [mark] = marks.map(([name]) => name);
    expect(faults.filter((name) => name !== mark).map(typeOf)).toEqual(['Fail']);
  });

  it('says in every call which contract and which record', () => {
    for (const [, { Parameters }] of tasks) {
      expect(Parameters?.Payload).toMatchObject({
        contract: expect.stringMatching(/^[a-z-]+@[1-9]\d*$/),
        'type.$': '$.type',
        'id.$': '$.id',
      });
    }
  });

  it('keeps to plain paths', () => {
    const text = JSON.stringify(machine.definition);
    const paths = [...text.matchAll(/"(\$[.$][^"]*)"/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !/^\${1,2}(\.[A-Za-z]+)+$/.test(path ?? ''))).toEqual([]);
    expect(text).not.toMatch(/States\.(?!ALL|Timeout)[A-Z]/);
    expect(text).not.toContain('HeartbeatSeconds');
  });
});

describe('the straight way of an approval', () => {
  const [approval] = machines.filter(({ name }) => name.endsWith('-approval'));

  it('is four states, of which two call a function', () => {
    const way: string[] = [];
    let at: string | undefined = approval?.definition.StartAt;
    while (at !== undefined) {
      way.push(at);
      const state = approval?.definition.States[at];
      const yes = state?.Choices?.find((one) => one.StringEquals === 'effective');
      at = yes?.Next ?? state?.Next;
    }
    expect(way).toEqual(['Await', 'Conclude', 'Outcome', 'Approved']);
  });

  const choices = approval?.definition.States.Outcome?.Choices ?? [];

  it('has a choice for every outcome of its contract', () => {
    expect(choices.map((one) => one.StringEquals).sort()).toEqual([...OUTCOMES].sort());
  });

  it.each(OUTCOMES.filter((one) => one !== 'effective'))('is not taken by %s', (outcome) => {
    const taken = choices.find((one) => one.StringEquals === outcome);
    expect(taken?.Next).toBe(outcome === 'wait' ? 'Await' : 'NotApproved');
  });
});
