import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineType } from '#core/records/define-type.ts';
import { line } from '#core/records/fields.ts';
import { recordTypes } from '#core/records/registry.ts';
import {
  type Pinnable,
  type Pins,
  print,
  readPins,
  shapeProblems,
  shapeText,
} from '#tests/fixtures/shapes/shapes.ts';

const aType = (
  changes: Partial<Pinnable>,
  shape: z.ZodType = z.strictObject({ name: line() }),
) => ({
  ...defineType<unknown>({
    name: 'thing',
    title: 'Thing',
    about: 'A thing.',
    schema: 1,
    retention: 'record',
    writtenBy: 'people',
    content: () => shape,
    states: ['active', 'retired'],
    initial: 'active',
    transitions: {},
    links: {},
    summary: () => ({}),
    example: { id: 'a', content: { name: 'A' }, links: [] },
  }),
  ...changes,
});

const FIRST = shapeText(aType({}));
const pins = (
  shapes: Record<string, string> = { 'thing.1': FIRST },
  contents: Record<string, string> = { 'thing.1': print({ name: 'A' }) },
): Pins => ({
  shapes: new Map(Object.entries(shapes)),
  contents: new Map(Object.entries(contents)),
});

describe('stored shapes', () => {
  it('are those that are pinned, for every type', () => {
    expect(shapeProblems(recordTypes, readPins())).toEqual([]);
  });

  it('pass where nothing has changed', () => {
    expect(shapeProblems([aType({})], pins())).toEqual([]);
  });

  it.each([
    ['a member more', z.strictObject({ name: line(), note: line().optional() })],
    ['a member less', z.strictObject({})],
    ['a longer text', z.strictObject({ name: line(201) })],
    ['an open object', z.looseObject({ name: line() })],
  ])('fail with the sentence for %s without a new schema', (_, shape) => {
    expect(shapeProblems([aType({}, shape)], pins())).toContain(
      'thing: its JSON Schema has changed without a new schema and an upcaster',
    );
  });

  const longer = z.strictObject({ name: line(), kind: line() });
  const second = {
    'thing.1': FIRST,
    'thing.2': shapeText(aType({ schema: 2 }, longer)),
  };
  const contents = {
    'thing.1': print({ name: 'A' }),
    'thing.2': print({ name: 'A', kind: 'B' }),
  };

  it('may change with a new schema and an upcaster', () => {
    const type = aType({ schema: 2, upcasters: { 1: (old) => ({ ...old, kind: 'old' }) } }, longer);
    expect(shapeProblems([type], pins(second, contents))).toEqual([]);
  });

  it('fail for a new schema without an upcaster from the one before', () => {
    expect(shapeProblems([aType({ schema: 2 }, longer)], pins(second, contents))).toContain(
      'thing: schema 1 has no upcaster',
    );
  });

  it('fail for an upcaster that does not lead to what is stored now', () => {
    const type = aType({ schema: 2, upcasters: { 1: (old) => old } }, longer);
    expect(shapeProblems([type], pins(second, contents))).toEqual([
      expect.stringMatching(/^thing\.1: what it stored is no longer read/),
    ]);
  });

  it('fail for a schema that nobody has pinned', () => {
    const type = aType({ schema: 2, upcasters: { 1: (old) => ({ ...old, kind: 'old' }) } }, longer);
    expect(shapeProblems([type], pins())).toContain(
      'thing: schema 2 is not pinned (npm run shapes)',
    );
  });

  it('fail for a type, and for a schema, that went away', () => {
    const stray = 'pinned, and this software knows no such schema: versions of it stay';
    expect(shapeProblems([], pins())).toEqual([`thing.1: ${stray}`]);
    expect(shapeProblems([aType({})], pins(second, contents))).toEqual([`thing.2: ${stray}`]);
  });

  it('show no refinement, but a pinned content that it refuses is told', () => {
    const tighter = z.strictObject({ name: line().refine((name) => name !== 'A', 'is A') });
    const type = aType({}, tighter);
    expect(shapeText(type)).toBe(FIRST);
    expect(shapeProblems([type], pins())).toEqual([
      expect.stringMatching(/^thing\.1: what it stored is no longer read/),
    ]);
  });
});
