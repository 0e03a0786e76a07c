import { describe, expect, it } from 'vitest';
import { recordType } from '#core/records/registry.ts';
import { type Given, readExample, readRisks } from '#local/example.ts';

const NOW = new Date('2026-11-24T21:30:00.000Z');
const LATER = new Date('2031-02-28T01:00:00.000Z');
const UUID = '01936b2c-7b1e-7c3a-9f00-000000000002';

const records = [...readExample(NOW), ...(await readRisks(NOW))];
const nameOf = ({ type, id, as }: Given) => `${type} ${id ?? as}`;
const text = (of: unknown) => JSON.stringify(of);
const namesIn = (given: Given) =>
  [...text(given).matchAll(/person\/@([a-z]+)/g)].map(([, name]) => name);

function contentOf(id: string, at = NOW): Record<string, unknown> {
  const found = readExample(at).find((each) => each.id === id);
  if (found === undefined) throw new Error(`The example has no ${id}`);
  return found.content as Record<string, unknown>;
}

describe('the example', () => {
  it.each(records.map((each) => [nameOf(each), each] as const))('has a %s', (_name, given) => {
    const { type, id = UUID, content } = JSON.parse(text(given).replaceAll(/@[a-z]+(?=")/g, UUID));
    const parsed = recordType(type).incoming().safeParse(content);
    expect(parsed.error?.issues).toBeUndefined();
    expect(recordType(type).rules?.(parsed.data, 'draft', id) ?? []).toEqual([]);
  });

  it('names nobody before they are there', () => {
    const known = new Set<string>();
    for (const given of records) {
      for (const name of namesIn(given)) expect(known).toContain(name);
      if (given.as !== undefined) known.add(given.as);
    }
    expect(known.size).toBeGreaterThan(7);
  });

  it('leaves no day to be counted', () => {
    expect(text(records)).not.toMatch(/@(day|instant)/);
  });

  it('counts days from when it is loaded, so that it is never too old', () => {
    const tried = (at: Date) => contentOf('credit-scoring', at).oversight;
    expect(tried(NOW)).toMatchObject({ lastTried: '2026-10-02' });
    expect(tried(LATER)).toMatchObject({ lastTried: '2031-01-06' });
    const { exceptions } = contentOf('ai-system-request-go-live-high', LATER);
    expect(exceptions).toMatchObject([{ until: '2031-08-27T00:00:00.000Z' }]);
  });

  it('has the same days at every hour of a day', async () => {
    const midnight = new Date('2026-11-24T00:00:00.000Z');
    expect([...readExample(midnight), ...(await readRisks(midnight))]).toEqual(records);
  });
});

describe('high risk in the example', () => {
  it('goes live by link for a time only, with the reason', () => {
    const { exceptions, stages } = contentOf('ai-system-request-go-live-high');
    expect(stages).toMatchObject([{ identity: 'link' }, { identity: 'link' }]);
    expect(exceptions).toMatchObject([
      { duty: 'signed-in', reason: expect.stringContaining('identity provider') },
    ]);
  });

  it('is released as a model by whoever signs in, with no exception', () => {
    const { exceptions, stages } = contentOf('model-request-release-high');
    expect(stages).toMatchObject([{ identity: 'signed-in' }]);
    expect(exceptions).toEqual([]);
  });

  it('is decided within days, not seconds', () => {
    for (const { type, content } of records) {
      if (type === 'approval-policy') expect(text(content)).not.toMatch(/seconds"|minutes"/);
    }
  });
});
