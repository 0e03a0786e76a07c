import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssentError, transient } from '#core/errors.ts';
import { takeBatch } from '#functions/ingest/batch.ts';
import { BOUNCED_ADDRESS } from '#tests/support/ses-events.ts';

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const level of ['info', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  }
});
afterEach(() => vi.restoreAllMocks());

const batch = (...bodies: string[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    receiptHandle: 'r',
    body,
    attributes: { ApproximateReceiveCount: '1' },
    eventSource: 'aws:sqs',
  })),
});

const failures = async (event: unknown, take: (body: string) => Promise<object>) =>
  (await takeBatch(event, async (body) => ({ ...(await take(body)) }))).batchItemFailures;

const failAt = (bad: string, error: unknown) => async (body: string) => {
  if (body === bad) throw error;
  return { kind: body };
};

describe('a batch of messages', () => {
  it('gives back none of those that were taken', async () => {
    expect(await failures(batch('a', 'b'), async () => ({}))).toEqual([]);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ event: 'ingested', taken: 2, failed: 0 });
  });

  it.each([
    ['cannot be taken by anybody', new AssentError('Invalid', 'no', { reason: 'unknown' })],
    ['is worth another try', transient('table.get', 'none')],
    ['fails as nobody thought', new TypeError('undefined is no function')],
  ])('gives back the one that %s, and goes on with those behind it', async (_, error) => {
    const taken: string[] = [];
    const take = async (body: string) => {
      const answer = await failAt('b', error)(body);
      taken.push(body);
      return answer;
    };
    expect(await failures(batch('a', 'b', 'c'), take)).toEqual([{ itemIdentifier: 'm2' }]);
    expect(taken).toEqual(['a', 'c']);
  });

  it('says why a message is kept, in words of ours', async () => {
    const data = { reason: 'malformed', where: '/mail', body: BOUNCED_ADDRESS };
    await failures(batch('b'), failAt('b', new AssentError('Invalid', 'no', data)));
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      event: 'not ingested',
      message: 'm1',
      reason: 'malformed',
      where: '/mail',
      error: 'Invalid',
      code: 'Invalid',
    });
  });

  it('never says what a message says', async () => {
    const take = async (body: string) => {
      throw new Error(`cannot read ${body}`);
    };
    await failures(batch(BOUNCED_ADDRESS), take);
    expect(lines.join()).not.toContain('@');
  });

  it.each([
    ['no records', {}],
    ['a record without its id', { Records: [{ body: 'a' }] }],
    ['a record without a body', { Records: [{ messageId: 'm1' }] }],
    ['an empty id, which gives back the whole batch', { Records: [{ messageId: '', body: 'a' }] }],
  ])('is refused as a whole with %s', async (_, event) => {
    await expect(takeBatch(event, async () => ({}))).rejects.toThrow();
  });
});
