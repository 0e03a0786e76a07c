import { beforeEach, describe, expect, it } from 'vitest';
import type { Head } from '#core/store/items.ts';
import { versionKey } from '#core/store/keys.ts';
import { type House, house } from '../../support/house.ts';
import { aPolicy, given, givenPeople } from '../../support/people.ts';

describe('the version in force', () => {
  let at: House;

  beforeEach(async () => {
    at = house();
    await givenPeople(at.store);
  });

  const policy = (state: string, name: string): Promise<Head> =>
    given(at.store, { type: 'policy', id: 'ai-policy', state, content: aPolicy({ name }) });

  const readsOf = async (act: () => Promise<unknown>) => {
    const before = at.calls.trace.length;
    await act();
    return at.calls.trace.length - before;
  };

  it('is the head, of which nothing is read again', async () => {
    const head = await policy('approved', 'First');
    expect(await readsOf(() => at.store.inForce(head))).toBe(0);
    expect(await at.store.inForce(head)).toEqual(await at.store.version(head.ref, 1));
  });

  it('is the one approved before while a revision is under way', async () => {
    await policy('approved', 'First');
    const head = await policy('draft', 'Second');
    expect(await readsOf(() => at.store.inForce(head))).toBe(1);
    const found = await at.store.inForce(head);
    expect(found?.version).toMatchObject({ version: 1, content: { name: 'First' } });
  });

  it('is none before the first approval', async () => {
    expect(await at.store.inForce(await policy('draft', 'First'))).toBeUndefined();
  });

  it('cannot be missing from the table', async () => {
    const first = await policy('approved', 'First');
    const head = await policy('draft', 'Second');
    await at.table.write([{ op: 'delete', key: versionKey(head.ref, first.version.time) }]);
    await expect(at.store.inForce(head)).rejects.toMatchObject({ code: 'Corrupt' });
  });
});
