import { describe, expect, it } from 'vitest';
import { canonicalText } from '#core/canonical.ts';
import type { Json } from '#core/json.ts';
import { withoutCredentials } from '#core/signals/without-credentials.ts';
import { secretlintCheck } from '#functions/adapters/secretlint-check.ts';
import { aSample, sampleNames, signalOf } from './samples.ts';

// Put together here, so that no file holds what looks like one.
const TOKEN = ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_');
const clean = (...events: readonly Json[]) => withoutCredentials(secretlintCheck, events);

/** A check that counts, and finds a word. */
function counting(word: string) {
  const seen = { calls: 0 };
  const find = async (text: string) => {
    seen.calls++;
    return text.includes(word) ? 'found' : undefined;
  };
  return { seen, find };
}

describe('what looks like a credential', () => {
  it('is replaced where it stands, and nothing else', async () => {
    const event = { detail: { env: { A: 'a', TOKEN }, list: ['x', { deep: TOKEN }] }, id: '1' };
    expect(await clean({ a: 1 }, event, { b: 2 })).toEqual([
      { a: 1 },
      {
        detail: { env: { A: 'a', TOKEN: '$removed' }, list: ['x', { deep: '$removed' }] },
        id: '1',
      },
      { b: 2 },
    ]);
  });

  it('in the middle of a text takes the text with it', async () => {
    expect(await clean({ reason: `failed with ${TOKEN} at 9` })).toEqual([{ reason: '$removed' }]);
  });

  it('as the name of a member takes the object with it', async () => {
    expect(await clean({ detail: { [TOKEN]: 1 }, id: 1 })).toEqual([{ detail: '$removed', id: 1 }]);
  });

  it('that is an event by itself is replaced', async () => {
    expect(await clean(TOKEN, 'fine')).toEqual(['$removed', 'fine']);
  });

  it('is in no sample', async () => {
    const events = sampleNames.map((name) => signalOf(aSample(name)).event);
    const kept = await clean(...events);
    expect(kept.map(canonicalText)).toEqual(events.map(canonicalText));
  });

  it('is looked for once in a batch that has none', async () => {
    const check = counting('secret');
    const events = Array.from({ length: 1000 }, (_, n) => ({ n }));
    expect(await withoutCredentials(check, events)).toBe(events);
    expect(check.seen.calls).toBe(1);
  });

  it('is found by halves, not one by one', async () => {
    const check = counting('secret');
    const events = Array.from({ length: 1024 }, (_, n) => ({ n: n === 700 ? 'secret' : n }));
    const kept = await withoutCredentials(check, events);
    expect(kept[700]).toEqual({ n: '$removed' });
    expect(kept.filter((_, n) => n !== 700)).toEqual(events.filter((_, n) => n !== 700));
    expect(check.seen.calls).toBeLessThan(30);
  });

  it('is not looked for in nothing', async () => {
    const check = counting('');
    expect(await withoutCredentials(check, [])).toEqual([]);
    expect(check.seen.calls).toBe(0);
  });

  it('named __proto__ changes no prototype', async () => {
    const event: Json = JSON.parse(`{"__proto__":{"t":"${TOKEN}"},"id":1}`);
    const [kept] = await clean(event);
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"t":"$removed"},"id":1}');
  });
});
