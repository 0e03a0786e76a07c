import fc from 'fast-check';

/** What is done to one member of an event. */
export interface Damage {
  readonly at: number;
  readonly to: (before: unknown) => unknown;
}

const DROPPED = Symbol('dropped');

const nested = (depth: number, key?: string): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = key === undefined ? [value] : { [key]: value };
  return value;
};

const hostile: readonly string[] = [
  '',
  ' ',
  'a'.repeat(3_000),
  'aa@'.repeat(1_000),
  '\u0000\u0007\u001b[31m',
  '\u202egnihton\u2066',
  'half an emoji \ud83d',
  '__proto__',
  'toString',
  '$removed',
  '"}],"detail":{"alarmName":"other"}}',
  "'; drop table signals; --",
  '<script>alert(1)</script>',
  '../../log/checkpoint',
  'arn:aws:iam::111122223333:user/ada',
  'line\nfeed\u2028',
  '9007199254740993',
  '-1',
  'NaN',
  '2026-02-30T00:00:00Z',
  '99999-01-01T00:00:00Z',
];

const wrong: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [null],
  [[]],
  { toString: 1, constructor: null },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  JSON.parse('{"constructor": {"prototype": {"polluted": true}}}'),
];

const asOther = (before: unknown): unknown => {
  if (typeof before === 'number') return String(before);
  if (typeof before === 'string') return Number(before) || before.length;
  return Array.isArray(before) ? { ...before } : [before];
};

/** Drops, wrong types, numbers as texts and texts as numbers, hostile text, nesting, crowds. */
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  to: fc.oneof(
    { weight: 3, arbitrary: fc.constant(() => DROPPED) },
    { weight: 3, arbitrary: fc.constant(asOther) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...wrong).map((value) => () => structuredClone(value)),
    },
    { weight: 3, arbitrary: fc.constantFrom(...hostile).map((value) => () => value) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'binary', maxLength: 50 }).map((text) => () => text),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(3, 90, 150, 400), fc.constantFrom(undefined, 'a', 'tags'))
        .map(
          ([depth, key]) =>
            () =>
              nested(depth, key),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 2, max: 12 })
        .map((count) => (before: unknown) => Array.from({ length: count }, () => before)),
    },
  ),
});

/** Some damages at once. */
export const damages = fc.array(damage, { minLength: 1, maxLength: 4 });

/** A value with its members damaged, each place counted through the tree. */
export function damaged(value: unknown, list: readonly Damage[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const { at, to } of list) {
    const places = placesIn(copy);
    const place = places[at % places.length];
    if (place === undefined) break;
    const { of, name } = place;
    const after = to(of[name]);
    if (after === DROPPED) delete of[name];
    else Object.defineProperty(of, name, { value: after, ...PLAIN });
  }
  return copy;
}

const PLAIN = { enumerable: true, configurable: true, writable: true };

interface Place {
  readonly of: Record<string, unknown>;
  readonly name: string;
}

// Without recursion, since nests are deep; the top ones come first, and most damage hits those.
function placesIn(value: unknown): readonly Place[] {
  const places: Place[] = [];
  const left = [value];
  while (places.length < 500) {
    const next = left.shift();
    if (next === undefined) break;
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, member] of Object.entries(next)) {
      places.push({ of: next as Record<string, unknown>, name });
      left.push(member);
    }
  }
  return places;
}

/** A text cut off, or with characters flipped, dropped or put in. */
export const textDamage = fc
  .record({
    at: fc.nat(),
    cut: fc.boolean(),
    drop: fc.integer({ min: 0, max: 5 }),
    insert: fc.oneof(
      fc.constantFrom('', '{', ']', ',', '"', '\\', '\u0000', '\ufeff', '\ud800', '['.repeat(5000)),
      fc.string({ unit: 'binary', maxLength: 10 }),
    ),
  })
  .map(({ at, cut, drop, insert }) => (text: string) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + insert + (cut ? '' : text.slice(place + drop));
  });
