import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssentError } from '#core/errors.ts';
import type { Json } from '#core/json.ts';
import { commitmentsIn, detach, opens, type PersonalEntry } from '#core/records/detach.ts';
import { PersonalValue } from '#core/records/personal.ts';
import { seededRandom } from '#tests/memory/random.ts';

const NOTHING: ReadonlyMap<string, string> = new Map();
const personal = (value: Json) => new PersonalValue(value);

/** Writes a content as the version after one that holds what `before` does. */
function next(content: unknown, before: unknown = {}, known: readonly PersonalEntry[] = []) {
  return detach(content, known, commitmentsIn(before), seededRandom(known.length + 1));
}

const first = next({ name: personal('Ada Example'), email: personal('ada@example.com'), n: 1 });

describe('detaching personal values', () => {
  it('puts a commitment in the place of each value, and gives value and salt apart', () => {
    expect(JSON.stringify(first.content)).not.toContain('Ada');
    expect(first.added.map(({ path, value }) => [path, value])).toEqual([
      ['/name', 'Ada Example'],
      ['/email', 'ada@example.com'],
    ]);
    for (const entry of first.added) expect(opens(entry)).toBe(true);
    expect([...commitmentsIn(first.content)]).toEqual(
      first.added.map(({ commitment, path }) => [commitment, path]),
    );
  });

  it('salts each value by itself, so that equal ones do not show', () => {
    const { added } = next({ name: personal('A'), email: personal('A') });
    expect(new Set(added.map(({ salt }) => salt)).size).toBe(2);
    expect(new Set(added.map(({ commitment }) => commitment)).size).toBe(2);
  });

  it('keeps the commitment of a value that has not changed', () => {
    const again = next(
      { name: personal('Ada Example'), email: personal('ada@example.com'), n: 2 },
      first.content,
      first.added,
    );
    expect(again.added).toEqual([]);
    expect(commitmentsIn(again.content)).toEqual(commitmentsIn(first.content));
  });

  it('gives a changed value a new commitment, and the others none', () => {
    const again = next(
      { name: personal('Ada Other'), email: personal('ada@example.com'), n: 1 },
      first.content,
      first.added,
    );
    expect(again.added.map(({ path }) => path)).toEqual(['/name']);
  });

  it('salts anew what went away and came back', () => {
    const without = next({ email: personal('ada@example.com') }, first.content, first.added);
    const back = next(
      { name: personal('Ada Example'), email: personal('ada@example.com') },
      without.content,
      first.added,
    );
    expect(back.added.map(({ path }) => path)).toEqual(['/name']);
    expect(back.added[0]?.commitment).not.toBe(first.added[0]?.commitment);
  });

  it('carries a commitment on, also where its value was erased', () => {
    const again = next(first.content, first.content, []);
    expect(again).toEqual({ content: first.content, added: [] });
  });

  it('carries commitments of a list on when one before them goes', () => {
    const list = next({ contacts: [personal('A'), personal('B')] });
    const [, second] = (list.content as { contacts: Json[] }).contacts;
    const again = next({ contacts: [second] }, list.content, []);
    expect(again.content).toEqual({ contacts: [second] });
    const typed = next({ contacts: [personal('B')] }, list.content, list.added);
    expect(typed).toEqual({ content: { contacts: [second] }, added: [] });
  });

  it('escapes names in paths', () => {
    expect(next({ 'a/b~c': personal('A') }).added[0]?.path).toBe('/a~1b~0c');
  });

  const others = detach({ name: personal('Ada Example') }, [], NOTHING, seededRandom(99));
  const { name, email } = first.content as { name: Json; email: Json };
  it.each<[string, unknown, unknown]>([
    ['a commitment where no version was before', { name }, {}],
    ['a commitment of another record', { name }, others.content],
    ['a commitment that the version before dropped', { name }, { email }],
    ['the commitment of another member', { name: email, email }, first.content],
    ['a commitment outside of a list that holds it', { a: name }, { a: [name] }],
    ['a name with $', { $set: 1 }, {}],
    ['a name with $ further in', { a: [{ $detached: 1 }] }, {}],
  ])('refuses %s', (_, content, before) => {
    expect(() => next(content, before)).toThrow(AssentError);
  });

  it.each([
    ['a lone surrogate', '\ud800'],
    ['no number', Number.NaN],
  ])('refuses %s as a value', (_, value) => {
    expect(() => next({ name: personal(value) })).toThrow(AssentError);
  });

  it('hides any value, opens for it, and for no other', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.integer(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(value, value, (one, other) => {
        const { content, added } = detach({ x: personal(one) }, [], NOTHING, seededRandom(1));
        const [entry] = added;
        if (entry === undefined) throw new Error('nothing added');
        expect(content).toEqual({ x: { $detached: entry.commitment } });
        expect(opens(entry)).toBe(true);
        expect(opens({ ...entry, value: other })).toBe(one === other);
      }),
      { numRuns: 200 },
    );
  });
});
