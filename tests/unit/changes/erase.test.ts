import { beforeEach, describe, expect, it } from 'vitest';
import { erase, erasePerson } from '#core/changes/erase.ts';
import { reader } from '#core/mail/reader.ts';
import { type House, house } from '../../support/house.ts';
import { ASTRID, given, givenPeople, givenPolicy, INGRID, SETUP } from '../../support/people.ts';

const WHY = { ...SETUP, reason: 'She asked for it' };

describe('erasing personal values', () => {
  let at: House;

  beforeEach(async () => {
    at = house();
    await givenPeople(at.store);
  });

  it('leaves the digests as they were, and says on record that it was done', async () => {
    const before = await at.store.need(INGRID);
    const erased = await erase(at, before, WHY);
    expect(erased.version).toMatchObject({ action: 'erase', version: 2, previous: before.digest });
    expect(erased.version.content).toEqual(before.version.content);
    expect(await reader(at.store, INGRID)).toBeUndefined();
  });

  it('erases one field and keeps the other', async () => {
    await erase(at, await at.store.need(INGRID), WHY, ['/email']);
    const left = await at.store.personal(INGRID);
    expect(left.map(({ path }) => path)).toEqual(['/name']);
  });

  it('frees the address for another person', async () => {
    const newcomer = {
      type: 'person',
      id: '01936b2c-7b1e-7c3a-9f00-000000000009',
      state: 'active',
      content: {
        name: 'Ida Solheim',
        email: 'ingrid.solheim@halden.example',
        language: 'en',
        zone: 'Europe/Oslo',
      },
    };
    await expect(given(at.store, newcomer)).rejects.toMatchObject({ code: 'Refused' });
    await erase(at, await at.store.need(INGRID), WHY);
    await expect(given(at.store, newcomer)).resolves.toBeDefined();
  });

  it('refuses a path that holds no personal value, and erases nothing', async () => {
    const head = await at.store.need(INGRID);
    await expect(erase(at, head, WHY, ['/language'])).rejects.toMatchObject({ code: 'Invalid' });
    expect(await at.store.personal(INGRID)).toHaveLength(2);
  });

  it('reaches the signature and the names under a person’s tasks', async () => {
    const approval = await at.request(await givenPolicy(at.store), 'request-approval');
    await at.arrive(approval.ref);
    await at.deliverMail();
    const code = at.sentMatters[0]?.code ?? '';
    const facts = at.sentMatters[0]?.task?.content.facts ?? '';
    expect((await at.answer(at.form(code, facts))).is).toBe('recorded');
    await erasePerson(at, await at.store.need(INGRID), WHY);
    const kept = at.table.all('personal').map((item) => JSON.stringify(item));
    expect(kept.filter((text) => text.includes('Ingrid'))).toEqual([]);
    expect(kept.filter((text) => text.includes('Astrid'))).not.toEqual([]);
  });

  it('reaches the name of a requester under the task of somebody else', async () => {
    const approval = await at.request(await givenPolicy(at.store), 'request-approval');
    await at.arrive(approval.ref);
    await at.deliverMail();
    await erasePerson(at, await at.store.need(ASTRID), WHY);
    const kept = at.table.all('personal').map((item) => JSON.stringify(item));
    expect(kept.filter((text) => text.includes('Astrid'))).toEqual([]);
  });
});
