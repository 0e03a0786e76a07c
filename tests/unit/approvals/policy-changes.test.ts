import { describe, expect, it } from 'vitest';
import { edit, take } from '#core/changes/change.ts';
import { erasePerson } from '#core/changes/erase.ts';
import type { Ref } from '#core/ids.ts';
import { DAY, HOUR } from '#core/time.ts';
import type { House } from '#tests/support/house.ts';
import { ASTRID, given, INGRID, LARS, SETUP } from '#tests/support/people.ts';
import { becomes, colleagues, goesTo, holding, JONAS, MARIT, says } from './cast.ts';
import { CRO, DPO, type Matter, matter, TERMS } from './matter.ts';
import { settled } from './settled.ts';

const BY = { ...SETUP, actor: ASTRID, reason: 'It is so' };

/** Everything is looked at once in such a time, also where nobody told. */
const LOOKED_AT = 7 * HOUR;

async function passed(m: Matter, ms = LOOKED_AT): Promise<void> {
  m.at.clock.advance(ms);
  await m.pass(3);
}

const ended = async (m: Matter) => {
  const { state, content } = await m.theApproval();
  return [state, content.outcome?.reason];
};

const rounds = async (m: Matter, seat = 0) =>
  (await m.theApproval()).content.stages[0]?.seats[seat]?.rounds.map(
    ({ why, person }) => `${why} ${person}`,
  );

const mailed = (m: Matter, kind: string) =>
  m.at.sentMatters.filter(({ delivery }) => delivery.kind === kind).map(({ to }) => to.ref);

const opened = async (...how: Parameters<typeof matter>) => {
  const m = await matter(...how);
  await m.open();
  return m;
};

/** Through the doors that people have: a draft, then its adoption. */
async function adopt(m: Matter, changes: object): Promise<void> {
  const before = await m.at.store.need(TERMS);
  const content = { ...before.version.content, ...changes };
  const drafted = await edit(m.at, before, { content, links: [] }, BY);
  await take(m.at, drafted, 'adopt', BY);
}

describe('a policy that is changed while people decide', () => {
  it('voids what was asked under it, and whoever was asked or asks is told why', async () => {
    const m = await opened({ seats: [CRO, DPO], quorum: 2 });
    await says(m, 0);
    await adopt(m, { whyNow: 'Two were too many' });
    await passed(m);
    expect(await ended(m)).toEqual(['void', 'The approval policy has changed']);
    expect((await m.subject()).state).toBe('draft');
    expect(mailed(m, 'closed')).toEqual([LARS]);
    const outcome = m.at.sentMatters.find(({ delivery }) => delivery.kind === 'outcome');
    expect(outcome?.to.ref).toBe(ASTRID);
    expect(outcome?.approval.content.outcome?.reason).toBe('The approval policy has changed');
  });

  it('tells whoever answers by the old one, and records nothing', async () => {
    const m = await opened();
    await adopt(m, { whyNow: 'Another' });
    expect(await m.answer()).toMatchObject({ is: 'moved', what: 'terms' });
    await m.pass(3);
    expect((await ended(m))[0]).toBe('void');
    expect((await m.theTask()).content).not.toHaveProperty('decision');
  });

  it('voids also where it is adopted again, word by word as it was', async () => {
    const m = await opened();
    await adopt(m, {});
    expect(await m.answer()).toMatchObject({ is: 'moved', what: 'terms' });
    expect((await settled(m)).approval).toBe('void');
  });

  it('voids nothing while the change is a draft: what is in force stands', async () => {
    const m = await opened();
    const before = await m.at.store.need(TERMS);
    const content = { ...before.version.content, whyNow: 'Perhaps' };
    await edit(m.at, before, { content, links: [] }, BY);
    await passed(m);
    expect((await ended(m))[0]).toBe('open');
    expect((await m.answer()).is).toBe('recorded');
    expect((await settled(m)).approval).toBe('effective');
  });

  it('voids where it is suspended', async () => {
    const m = await opened();
    await m.changeTerms('suspended');
    expect(await m.answer()).toMatchObject({ is: 'moved', what: 'terms' });
    await m.pass(3);
    expect((await ended(m))[0]).toBe('void');
  });

  it('takes nothing back of what was decided by it in time', async () => {
    const m = await opened();
    await m.answer();
    await adopt(m, { whyNow: 'Too late' });
    expect((await settled(m)).approval).toBe('effective');
  });

  it('is the one by which it is asked again', async () => {
    const m = await opened();
    await adopt(m, { whyNow: 'Another' });
    await passed(m);
    const before = await m.at.store.need('policy/ai-policy');
    const again = await m.at.request(before, 'request-approval');
    const policy = await m.at.store.need(TERMS);
    expect(again.version.content).toMatchObject({ policy: { version: policy.version.version } });
  });
});

describe('a role that is emptied while people decide', () => {
  it('changes nothing for whoever sits there already', async () => {
    const m = await opened();
    const before = await m.at.store.need(INGRID);
    await edit(m.at, before, { content: before.version.content, links: [] }, BY);
    await passed(m);
    expect(await rounds(m)).toEqual([`seated ${INGRID}`]);
    expect((await m.answer()).is).toBe('recorded');
    expect((await settled(m)).approval).toBe('effective');
  });

  it('ends it void, with the reason, once nobody can take a seat that was given up', async () => {
    const m = await opened({}, { before: (at: House) => holding(at, MARIT, 'chief-risk-officer') });
    await holding(m.at, MARIT);
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(3);
    const [state, reason] = await ended(m);
    expect(state).toBe('void');
    expect(reason).toContain('s1 conflict: nobody else can be asked');
    expect(mailed(m, 'outcome')).toEqual([ASTRID]);
  });

  it('goes on where the quorum can be reached without that seat', async () => {
    const m = await opened({ seats: [CRO, DPO], quorum: 1 });
    await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
    await m.pass(3);
    expect((await ended(m))[0]).toBe('open');
    expect((await says(m, 1)).is).toBe('recorded');
    expect((await settled(m)).approval).toBe('effective');
  });

  it('is told to whoever owns the policy, once a day', async () => {
    const m = await opened();
    await take(m.at, await m.at.store.need(INGRID), 'leave', BY);
    await m.pass(3);
    expect(m.at.sentOthers).toMatchObject([{ about: 'policy', to: { ref: ASTRID } }]);
  });
});

describe('everybody is absent', () => {
  it('who could be asked: those who sit are asked all the same, and it lapses in time', async () => {
    const before = async (at: House) => {
      await colleagues(at);
      await goesTo(at, INGRID, MARIT);
      await goesTo(at, MARIT, JONAS);
      await goesTo(at, JONAS, INGRID);
    };
    const m = await opened({}, { before });
    expect(await rounds(m)).toEqual([`seated ${INGRID}`]);
    expect(mailed(m, 'request')).toEqual([INGRID]);
    await passed(m, 5 * DAY);
    expect(await ended(m)).toEqual(['lapsed', 'Nobody decided by the deadline']);
    expect((await settled(m)).subject.at(-1)).toBe('send-back');
  });

  it('for good: it ends void, and says so', async () => {
    const m = await opened({}, { before: colleagues });
    for (const person of [INGRID, MARIT, JONAS]) await becomes(m.at, person, 'left');
    await passed(m);
    const [state, reason] = await ended(m);
    expect(state).toBe('void');
    expect(reason).toContain('s1 left: nobody else can be asked');
  });

  it('from the beginning: it is not even asked', async () => {
    const nobody = (at: House) => becomes(at, INGRID, 'left');
    await expect(matter({}, { before: nobody })).rejects.toThrow('nobody holds');
  });
});

describe('a person who is erased while their task is open', () => {
  const erase = async (m: Matter, who: Ref) =>
    erasePerson(m.at, await m.at.store.need(who), { ...BY, reason: 'They asked for it' });

  it('has their seat filled anew, at the next sweep', async () => {
    const m = await opened({}, { before: colleagues });
    await erase(m, INGRID);
    await m.pass(3);
    expect(await rounds(m)).toEqual([`seated ${INGRID}`, `left ${MARIT}`]);
    expect((await says(m, 0)).is).toBe('recorded');
    expect((await settled(m)).approval).toBe('effective');
  });

  it('answers no more by the old link, and is told so', async () => {
    const m = await opened({}, { before: colleagues });
    const form = await m.formOf();
    await erase(m, INGRID);
    expect((await m.at.answer(form)).is).toBe('left');
    await m.pass(3);
    expect((await m.at.answer(form)).is).toBe('closed');
  });

  it('ends it void where nobody else can be asked, and hangs nowhere', async () => {
    const m = await opened();
    await erase(m, INGRID);
    const end = await settled(m);
    expect(end.approval).toBe('void');
    expect(end.tasks).toEqual(['closed void']);
  });

  it('and had answered, has their answer counted: no name is needed for that', async () => {
    const m = await opened({ seats: [CRO, DPO], quorum: 2 });
    await says(m, 0);
    await erase(m, INGRID);
    await says(m, 1);
    expect((await settled(m)).approval).toBe('effective');
  });

  it('and asked for the approval, does not stop it', async () => {
    const m = await opened();
    await erase(m, ASTRID);
    expect((await m.answer()).is).toBe('recorded');
    await m.pass(5);
    expect((await ended(m))[0]).toBe('effective');
  });

  it('and owned a promise that was made, cannot keep it: what rests on it is suspended', async () => {
    const m = await opened();
    const conditions = [{ text: 'Try it', owner: ASTRID, due: '2026-12-01', lapses: 'All' }];
    await m.answer(0, { choice: 'approve-with-conditions', conditions });
    await m.pass(3);
    await erase(m, ASTRID);
    await passed(m, 8 * DAY);
    expect((await m.subject()).state).toBe('suspended');
  });
});

it('a role that is filled again while a seat is empty takes it', async () => {
  const m = await opened({ seats: [CRO, DPO], quorum: 1 });
  await says(m, 0, { choice: 'conflict-of-interest', comment: 'My sister sells it' });
  await m.pass(3);
  expect(await rounds(m)).toEqual([`seated ${INGRID}`]);
  await given(m.at.store, {
    type: 'person',
    id: MARIT.slice('person/'.length),
    state: 'active',
    content: { name: 'Marit Holm', email: 'm@halden.example', language: 'en', zone: 'UTC' },
    links: [{ rel: 'holds', to: CRO.role }],
  });
  await passed(m);
  expect(await rounds(m)).toEqual([`seated ${INGRID}`, `conflict ${MARIT}`]);
});
