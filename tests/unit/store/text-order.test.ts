import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8 } from '#core/store/text-order.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

test('texts are ordered as their UTF-8 bytes are', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (shared, a, b) => {
      const bytes = Buffer.compare(Buffer.from(shared + a), Buffer.from(shared + b));
      expect(Math.sign(compareUtf8(shared + a, shared + b))).toBe(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('a text beyond the basic plane comes behind all others, unlike in UTF-16', () => {
  expect(compareUtf8('\u{1F600}', '\uFFFD')).toBeGreaterThan(0);
  expect('\u{1F600}' < '\uFFFD').toBe(true);
});
