import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AssentError } from '#core/errors.ts';
import type { JsonObject } from '#core/json.ts';
import { contentOf } from '#core/records/content-of.ts';
import { defineType, type TypeDefinition } from '#core/records/define-type.ts';
import { seal } from '#core/records/version.ts';

interface Thing {
  readonly title: string;
  readonly tags: readonly string[];
}

const thing = (changes: Partial<TypeDefinition<Thing>> = {}) =>
  defineType<Thing>({
    name: 'thing',
    title: 'Thing',
    about: 'A thing.',
    schema: 3,
    retention: 'record',
    writtenBy: 'people',
    content: () => z.strictObject({ title: z.string(), tags: z.array(z.string()) }),
    states: ['active', 'retired'],
    initial: 'active',
    transitions: {},
    links: {},
    summary: ({ title }) => ({ label: title }),
    upcasters: {
      1: ({ name, ...rest }) => ({ ...rest, title: name ?? 'untitled' }),
      2: (content) => ({ ...content, tags: [] }),
    },
    example: { id: 'a', content: { title: 'A', tags: [] }, links: [] },
    ...changes,
  });

const stored = (schema: number, content: JsonObject, type = 'thing') =>
  seal({
    action: 'create',
    actor: 'service/setup',
    content,
    format: 'assent/version/v1',
    id: 'a',
    links: [],
    previous: null,
    reason: null,
    schema,
    state: 'active',
    time: '2026-11-24T06:08:00.000Z',
    type,
    version: 1,
    via: 'system',
  });

const messageOf = (act: () => unknown): string => {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return error instanceof AssentError ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('content as its type has it today', () => {
  it('is that of the version where the schema is the same', () => {
    const content = { title: 'A', tags: ['x'] };
    expect(contentOf(thing(), stored(3, content))).toEqual(content);
  });

  it('is brought up step by step from the schema that it was written with', () => {
    expect(contentOf(thing(), stored(1, { name: 'A' }))).toEqual({ title: 'A', tags: [] });
    expect(contentOf(thing(), stored(2, { title: 'A' }))).toEqual({ title: 'A', tags: [] });
  });

  it('leaves the version as it was stored', () => {
    const sealed = stored(1, { name: 'A' });
    contentOf(thing(), sealed);
    expect(sealed.version.content).toEqual({ name: 'A' });
  });

  it.each<[string, () => unknown, string]>([
    [
      'of another type',
      () => contentOf(thing(), stored(3, { title: 'A', tags: [] }, 'other')),
      'Corrupt: other/a is no thing',
    ],
    [
      'of a schema that this software does not know yet',
      () => contentOf(thing(), stored(4, { title: 'A', tags: [] })),
      'Corrupt: thing/a was written with schema 4; this software knows 3',
    ],
    [
      'where a step is missing',
      () => contentOf(thing({ upcasters: { 1: (content) => content } }), stored(1, { name: 'A' })),
      'Corrupt: thing: no way up from schema 2',
    ],
    [
      'that does not fit after all steps',
      () => contentOf(thing(), stored(2, { name: 'A' })),
      'Corrupt: thing/a does not fit its schema',
    ],
    [
      'that does not fit today’s schema',
      () => contentOf(thing(), stored(3, { title: 1, tags: [] })),
      'Corrupt: thing/a does not fit its schema',
    ],
  ])('refuses content %s', (_, act, message) => {
    expect(messageOf(act)).toBe(message);
  });
});
