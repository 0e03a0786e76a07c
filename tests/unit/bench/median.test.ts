import { describe, expect, it } from 'vitest';
import { median } from '#tests/bench/support/median.ts';

describe('the median', () => {
  it.each([
    [[], Number.NaN],
    [[7], 7],
    [[9, 1], 5],
    [[10, 9, 1], 9],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
