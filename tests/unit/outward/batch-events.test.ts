import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchEvents, MAX_EVENT_BYTES } from '#core/outward/batch-events.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

test('events stay in order, none is lost, and each group can be sent at once', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const events = lengths.map((length, i) => ({
        type: 'Test',
        detail: { i, text: 'é'.repeat(length) },
      }));
      const groups = batchEvents(events);
      expect(groups.flat()).toEqual(
        events.map(({ type, detail }) => ({ type, detail: JSON.stringify(detail) })),
      );
      for (const group of groups) {
        const bytes = group.reduce((sum, { type, detail }) => sum + bytesOf(type + detail), 0);
        expect(group.length).toBeGreaterThan(0);
        expect(group.length).toBeLessThanOrEqual(10);
        expect(bytes).toBeLessThanOrEqual(MAX_EVENT_BYTES);
      }
    }),
    { numRuns: 50 },
  );
});
