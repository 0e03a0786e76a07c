import { describe, expect, it } from 'vitest';
import { costOfKeeping, costOfUse, type Use } from '#infra/cost-of-use.ts';

const nothing: Use = {
  transitions: 0,
  invocations: 0,
  lambdaGbSeconds: 0,
  readUnits: 0,
  writeUnits: 0,
  s3Puts: 0,
  s3Lists: 0,
  s3Gets: 0,
  signatures: 0,
  mails: 0,
  events: 0,
  httpRequests: 0,
  logGb: 0,
};

const bill = (changes: Partial<Use>) =>
  costOfUse({ ...nothing, ...changes }).filter(({ dollars }) => dollars !== 0);

describe('the bill of a use', () => {
  it('is nothing for nothing', () => {
    expect(bill({})).toEqual([]);
  });

  it.each([
    ['transitions', 'state machine', 4000, 0.1],
    ['invocations', 'functions', 1e6, 0.2],
    ['lambdaGbSeconds', 'functions', 1e6, 13.3334],
    ['readUnits', 'table', 1e6, 0.125],
    ['writeUnits', 'table', 1e6, 0.625],
    ['s3Puts', 'bucket', 1000, 0.005],
    ['s3Lists', 'bucket', 1000, 0.005],
    ['s3Gets', 'bucket', 1000, 0.0004],
    ['signatures', 'signatures', 10_000, 0.15],
    ['mails', 'mail', 1000, 0.1],
    ['events', 'events', 1e6, 1],
    ['httpRequests', 'requests', 1e6, 1],
    ['logGb', 'logs', 1, 0.5],
  ] as const)('has %s under "%s" at their list price', (member, what, amount, dollars) => {
    expect(bill({ [member]: amount })).toEqual([{ what, dollars: expect.closeTo(dollars, 9) }]);
  });
});

describe('the bill of keeping', () => {
  it('is that of storage and recovery for items, of storage for objects', () => {
    const month = { bytes: 1e9, days: 30.4375 };
    expect(costOfKeeping([month], [])).toBeCloseTo(0.45, 9);
    expect(costOfKeeping([], [month])).toBeCloseTo(0.023, 9);
    expect(costOfKeeping([], [])).toBe(0);
  });
});
