import { beforeEach, expect, it } from 'vitest';
import { edit } from '#core/changes/change.ts';
import { erase } from '#core/changes/erase.ts';
import { isError } from '#core/errors.ts';
import { type House, house } from '#tests/support/house.ts';
import { given, givenPeople, INGRID, SETUP } from '#tests/support/people.ts';

const WHY = { ...SETUP, reason: 'She asked for it' };
let at: House;
beforeEach(async () => {
  at = house();
  await givenPeople(at.store);
});

/** Erases a field, again from the start where the record has moved. */
async function persist(of: House, path: string): Promise<void> {
  for (let tries = 0; tries < 5; tries++) {
    try {
      await erase(of, await of.store.need(INGRID), WHY, [path]);
      return;
    } catch (error) {
      if (!isError(error, 'Conflict')) throw error;
    }
  }
}

it('brings nothing back where two erase at once, one between any two steps of the other', async () => {
  let points = 0;
  for (let n = 1; n <= 12; n++) {
    const fresh = house();
    await givenPeople(fresh.store);
    const from = fresh.calls.trace.length;
    let done = false;
    const off = fresh.calls.before(async ({ n: call }) => {
      if (done || call !== from + n) return;
      done = true;
      points += 1;
      await persist(fresh, '/name');
    });
    await persist(fresh, '/email');
    off();
    if (!done) await persist(fresh, '/name');
    expect([n, await fresh.store.personal(INGRID)]).toEqual([n, []]);
  }
  expect(points).toBeGreaterThanOrEqual(5);
});

it('takes no address from the person who has it now', async () => {
  const before = await at.store.need(INGRID);
  const content = (email: string) => ({
    name: 'Ingrid Solheim',
    email,
    language: 'en',
    zone: 'Europe/Oslo',
  });
  const old = 'ingrid.solheim@halden.example';
  const { links } = before.version;
  const moved = await edit(at, before, { content: content('is@halden.example'), links }, SETUP);
  const newcomer = (id: string, email: string) =>
    given(at.store, { type: 'person', id, state: 'active', content: content(email) });
  await newcomer('01936b2c-7b1e-7c3a-9f00-000000000009', old);
  await erase(at, moved, WHY);
  await expect(newcomer('01936b2c-7b1e-7c3a-9f00-00000000000a', old)).rejects.toMatchObject({
    code: 'Refused',
  });
  await newcomer('01936b2c-7b1e-7c3a-9f00-00000000000b', 'is@halden.example');
});

it('does what is left to do where it was killed between record and deed', async () => {
  let killed = false;
  const off = at.calls.after(({ name }) => {
    if (name !== 'table.write' || killed) return;
    killed = true;
    throw new Error('killed');
  });
  await expect(erase(at, await at.store.need(INGRID), WHY)).rejects.toThrow('killed');
  off();
  expect(await at.store.personal(INGRID)).toHaveLength(2);
  await erase(at, await at.store.need(INGRID), WHY);
  expect(await at.store.personal(INGRID)).toEqual([]);
});
