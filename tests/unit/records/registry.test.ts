import { describe, expect, it } from 'vitest';
import { isTypeName } from '#core/ids.ts';
import { PRODUCTION_RETENTION } from '#core/log/retention.ts';
import { ACTIONS, RETIRED } from '#core/records/define-type.ts';
import { recordType, recordTypes } from '#core/records/registry.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';

const names = recordTypes.map(({ name }) => name);

describe('the registry of record types', () => {
  it('names each type once', () => {
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(recordTypes.map(({ title }) => title)).size).toBe(names.length);
  });

  it('finds each type by its name, and the same one every time', () => {
    for (const type of recordTypes) expect(recordType(type.name)).toBe(type);
  });

  it.each(['unicorn', '', 'Policy', 'policy ', '__proto__', 'constructor', 'toString'])(
    'refuses the unknown type %j, naming those there are',
    async (name) => {
      const error = await expectError((async () => recordType(name))(), 'NotFound');
      expect(error.data.known).toEqual(names);
    },
  );
});

describe.each(recordTypes.map((type) => [type.name, type] as const))('the type %s', (_, type) => {
  const transitions = Object.entries(type.transitions);

  it('has a name that fits keys and paths, and a schema that counts from 1', () => {
    expect(isTypeName(type.name)).toBe(true);
    expect(Number.isInteger(type.schema) && type.schema >= 1).toBe(true);
    expect(Object.keys(PRODUCTION_RETENTION)).toContain(type.retention);
  });

  it('has each state once, begins in one of them and can be retired', () => {
    expect(new Set(type.states).size).toBe(type.states.length);
    expect(type.states).toContain(type.initial);
    expect(type.states).toContain(RETIRED);
    for (const state of type.states) expect(state).toMatch(/^[a-z][a-z-]{0,31}$/);
  });

  it('has transitions between its own states, under names of their own', () => {
    for (const [name, { from, to }] of transitions) {
      expect(name).toMatch(/^[a-z][a-z-]{0,31}$/);
      expect(ACTIONS).not.toContain(name);
      expect(from.length).toBeGreaterThan(0);
      expect(type.states).toEqual(expect.arrayContaining([...from, to]));
      expect([...from, to]).not.toContain(RETIRED);
    }
  });

  it('asks only for transitions that it has, from the state that it is asked in', () => {
    for (const [, { asks, to, by }] of transitions) {
      if (asks === undefined) continue;
      expect(by).toBe('people');
      expect(type.transitions[asks.granted]).toMatchObject({ by: 'approval' });
      expect(type.transitions[asks.granted]?.from).toContain(to);
      expect(type.transitions[asks.refused]).toMatchObject({ by: 'workflow' });
      expect(type.transitions[asks.refused]?.from).toContain(to);
    }
  });

  it('is approved by nothing but an approval', () => {
    for (const state of type.approved ?? []) {
      expect(type.states).toContain(state);
      const ways = transitions.filter(([, { to }]) => to === state);
      expect(ways.map(([, { by }]) => by)).toEqual(ways.map(() => 'approval'));
      expect(ways.length).toBeGreaterThan(0);
      expect(type.initial).not.toBe(state);
    }
  });

  it('never stays approved when it is edited', () => {
    for (const state of type.approved ?? []) {
      const after = type.edited?.[state] ?? state;
      expect(type.approved).not.toContain(after);
    }
    for (const [from, to] of Object.entries(type.edited ?? {})) {
      expect(type.states).toEqual(expect.arrayContaining([from, to]));
      expect(type.approved ?? []).not.toContain(to);
    }
  });

  it('cannot be edited while it asks', () => {
    for (const [, { asks, to }] of transitions) {
      if (asks !== undefined) expect(type.edited?.[to] ?? to).not.toBe(to);
    }
  });

  it('revises only in states of its own that are not approved', () => {
    for (const state of type.revising ?? []) {
      expect(type.states).toContain(state);
      expect(type.approved).not.toContain(state);
    }
  });

  it('links to types that there are', () => {
    for (const [rel, { to, most }] of Object.entries(type.links)) {
      expect(isTypeName(rel)).toBe(true);
      expect(names).toEqual(expect.arrayContaining([...to]));
      if (most !== undefined) expect(most).toBeGreaterThan(0);
    }
  });
});
