import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AssentError, transient } from '#core/errors.ts';
import type { Folded } from '#core/signals/folding/fold.ts';
import type { EventMessage } from '#core/signals/folding/read-messages.ts';
import { type Takers, takeBatch } from '#functions/ingest/batch.ts';
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
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1764000000123' },
    eventSource: 'aws:sqs',
  })),
});

const NOW = '2026-11-24T06:08:00.000Z';
const folded: Folded = {
  path: 'signals/2026-11-24/a.jsonl',
  counted: 0,
  duplicates: 0,
  quarantined: 0,
  testReports: 0,
  wanted: [],
  failed: new Set(),
  uncounted: [],
};
const takers = (changes: Partial<Takers>): Takers => ({
  ours: () => undefined,
  fold: async () => folded,
  now: () => NOW,
  ...changes,
});

/** What is given back of messages that are all about our own. */
const failures = async (event: unknown, take: (body: string) => Promise<object>) => {
  const ours = (body: string) => async () => ({ ...(await take(body)) });
  return (await takeBatch(event, takers({ ours }))).batchItemFailures;
};

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
    await expect(takeBatch(event, takers({}))).rejects.toThrow();
  });
});

describe('messages that may hold signals', () => {
  const isOurs = (body: string) => (body.startsWith('ours') ? async () => ({}) : undefined);

  it('are folded together, beside those about our own', async () => {
    const seen: (readonly EventMessage[])[] = [];
    const fold = async (messages: readonly EventMessage[]) => {
      seen.push(messages);
      return { ...folded, failed: new Set(['m4']) };
    };
    const event = batch('a', 'ours', 'b', 'c');
    expect(await takeBatch(event, takers({ ours: isOurs, fold }))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm4' }],
    });
    const received = '2025-11-24T16:00:00.123Z';
    expect(seen).toEqual([
      [
        { id: 'm1', body: 'a', received },
        { id: 'm3', body: 'b', received },
        { id: 'm4', body: 'c', received },
      ],
    ]);
  });

  it('are received now where the queue does not say when', async () => {
    const seen: EventMessage[] = [];
    const fold = async (messages: readonly EventMessage[]) => {
      seen.push(...messages);
      return folded;
    };
    await takeBatch({ Records: [{ messageId: 'm1', body: 'a' }] }, takers({ fold }));
    expect(seen).toEqual([{ id: 'm1', body: 'a', received: NOW }]);
  });

  it('are all given back where nothing could be folded, and no message of ours with them', async () => {
    const fold = async () => {
      throw new TypeError('no such thing');
    };
    const { batchItemFailures } = await takeBatch(
      batch('a', 'ours', 'b'),
      takers({ ours: isOurs, fold }),
    );
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm1' }, { itemIdentifier: 'm3' }]);
    expect(lines.join()).not.toContain('no such thing');
  });

  it('are not folded where there are none', async () => {
    const fold = async () => {
      throw new Error('There is nothing to fold');
    };
    const event = batch('ours');
    expect((await takeBatch(event, takers({ ours: isOurs, fold }))).batchItemFailures).toEqual([]);
  });

  it('leave counts and causes in the log, and nothing that they say', async () => {
    const fold = async () => ({
      ...folded,
      counted: 3,
      wanted: ['cause-1'],
      uncounted: [{ error: new Error(BOUNCED_ADDRESS), signals: 2 }],
    });
    await takeBatch(batch(BOUNCED_ADDRESS), takers({ fold }));
    expect(lines.map((line) => JSON.parse(line).event)).toEqual([
      'folded',
      'incident wanted',
      'not counted',
      'ingested',
    ]);
    expect(lines.join()).not.toContain('@');
  });
});
