import { describe, expect, it } from 'vitest';
import { wakeGoverned } from '#core/approvals/wake-governed.ts';
import { edit, take } from '#core/changes/change.ts';
import { refOf } from '#core/ids.ts';
import { later, MINUTE } from '#core/time.ts';
import { ASTRID, anApprovalPolicy, aPolicy, given, SETUP } from '#tests/support/people.ts';
import { says } from './cast.ts';
import { type Matter, matter, play, TERMS } from './matter.ts';

const BY = { ...SETUP, actor: ASTRID, reason: 'It is so' };
const GUARD = 'approval-policy-request-adoption';

/** An approval that waits with nobody answering: its regular look is hours away. */
async function waiting(): Promise<Matter> {
  const m = await matter();
  await m.open();
  expect(await looksAt(m)).toBe(false);
  return m;
}

/** Whether the look at its machine is due at this moment. */
async function looksAt({ at, ref }: Pick<Matter, 'at' | 'ref'>): Promise<boolean> {
  const { pending } = await at.store.need(ref);
  const now = at.clock.now();
  return pending.some((each) => each.for.startsWith('execution-') && each.at <= now);
}

async function draftOther({ at }: Matter): Promise<void> {
  const before = await at.store.need(TERMS);
  const content = { ...before.version.content, whyNow: 'One was too few' };
  await edit(at, before, { content, links: [] }, BY);
}

/** The changed policy asks to come into force, by a policy that guards that. */
async function asksToBeAdopted(m: Matter): Promise<Matter> {
  const applies = { type: 'approval-policy', transition: 'request-adoption' };
  const content = anApprovalPolicy({ applies });
  await given(m.at.store, { type: 'approval-policy', id: GUARD, state: 'in-force', content });
  await draftOther(m);
  const asked = await m.at.request(await m.at.store.need(TERMS), 'request-adoption');
  const adoption = play(m.at, asked);
  await adoption.open();
  return adoption;
}

async function concluded(m: Matter, answer = {}): Promise<void> {
  await says(m, 0, answer);
  await m.runMachines();
  await m.at.deliverMail();
}

/** Another policy of the same kind, asked about under the terms that are in force now. */
async function asksNow(m: Matter, id: string): Promise<Matter> {
  const subject = await given(m.at.store, {
    type: 'policy',
    id,
    state: 'draft',
    content: aPolicy({ name: id }),
  });
  const asked = play(m.at, await m.at.request(subject, 'request-approval'));
  await asked.open();
  return asked;
}

describe('an approval that nobody answers, and whose policy changes', () => {
  it('is looked at at once where another is adopted directly, and ends void', async () => {
    const m = await waiting();
    await draftOther(m);
    await take(m.at, await m.at.store.need(TERMS), 'adopt', BY);
    expect(await looksAt(m)).toBe(true);
    await m.pass(1);
    expect((await m.theApproval()).state).toBe('void');
  });

  it('is looked at at once where another is adopted by approval, and ends void', async () => {
    const m = await waiting();
    const adoption = await asksToBeAdopted(m);
    expect(await looksAt(m)).toBe(false);
    await concluded(adoption);
    expect((await m.at.store.need(TERMS)).version.state).toBe('in-force');
    expect(await looksAt(m)).toBe(true);
    await m.pass(1);
    expect((await m.theApproval()).state).toBe('void');
  });

  it('is left alone where the adoption is refused', async () => {
    const m = await waiting();
    const adoption = await asksToBeAdopted(m);
    await concluded(adoption, { choice: 'reject', comment: 'One is enough' });
    expect((await adoption.theApproval()).state).toBe('rejected');
    expect(await looksAt(m)).toBe(false);
  });

  it('is left alone while the change is a draft', async () => {
    const m = await waiting();
    await draftOther(m);
    expect(await looksAt(m)).toBe(false);
  });

  it('is left alone where another policy than its own is adopted', async () => {
    const m = await waiting();
    const content = anApprovalPolicy({
      applies: { type: 'ai-system', transition: 'request-go-live' },
    });
    const id = 'ai-system-request-go-live';
    const draft = await given(m.at.store, { type: 'approval-policy', id, state: 'draft', content });
    await take(m.at, draft, 'adopt', BY);
    expect(await looksAt(m)).toBe(false);
  });

  it('is looked at at once where its policy is suspended for a promise that was missed', async () => {
    const m = await waiting();
    const adoption = await asksToBeAdopted(m);
    const conditions = [{ text: 'Try it', owner: ASTRID, due: '2026-11-26', lapses: 'All' }];
    await concluded(adoption, { choice: 'approve-with-conditions', conditions });
    await m.pass(1);
    m.at.clock.set('2026-11-26T22:30:00.000Z');
    const asked = await asksNow(m, 'data-policy');
    m.at.clock.set('2026-11-26T23:30:00.000Z');
    await m.at.sweep();
    expect((await m.at.store.need(TERMS)).version.state).toBe('suspended');
    expect(await looksAt(asked)).toBe(true);
  });

  it('is looked at at once where its policy is suspended for a decision that was disowned', async () => {
    const m = await waiting();
    const adoption = await asksToBeAdopted(m);
    await concluded(adoption);
    const asked = await asksNow(m, 'data-policy');
    await m.at.store.setPending(await m.at.store.need(adoption.ref), [
      { at: m.at.clock.now(), for: 'repudiated' },
    ]);
    await m.at.sweep();
    expect((await m.at.store.need(TERMS)).version.state).toBe('suspended');
    expect(await looksAt(asked)).toBe(true);
  });
});

describe('waking what a policy governed', () => {
  it('passes over what was asked under the version that is in force now', async () => {
    const m = await waiting();
    await draftOther(m);
    await take(m.at, await m.at.store.need(TERMS), 'adopt', BY);
    await m.pass(1);
    const again = await asksNow(m, 'data-policy');
    await wakeGoverned(m.at, TERMS);
    expect(await looksAt(again)).toBe(false);
  });

  it('reads one page of the open ones, whatever their number', async () => {
    const m = await waiting();
    await draftOther(m);
    const asked: (number | undefined)[] = [];
    const byState: typeof m.at.lists.byState = (type, state, options) => {
      asked.push(options?.limit);
      return m.at.lists.byState(type, state, { ...options, limit: 1 });
    };
    await asksNow(m, 'data-policy');
    await take(
      { ...m.at, lists: { ...m.at.lists, byState } },
      await m.at.store.need(TERMS),
      'adopt',
      BY,
    );
    expect(asked[0]).toBe(100);
    const woken = await Promise.all(
      (await m.at.lists.byState('approval', 'open')).records.map(({ ref }) =>
        looksAt({ at: m.at, ref }),
      ),
    );
    expect(woken.sort()).toEqual([false, true]);
  });

  it('leaves to the regular look what the index does not show', async () => {
    const m = await waiting();
    const byState = async () => ({ records: [], cursor: undefined });
    await draftOther(m);
    await take(
      { ...m.at, lists: { ...m.at.lists, byState } },
      await m.at.store.need(TERMS),
      'adopt',
      BY,
    );
    expect(await looksAt(m)).toBe(false);
    m.at.clock.set(later(m.at.clock.now(), 6 * 60 * MINUTE));
    await m.pass(1);
    expect((await m.theApproval()).state).toBe('void');
  });

  it('reads nothing for what is no approval policy', async () => {
    const m = await waiting();
    let calls = 0;
    m.at.calls.before(() => {
      calls++;
    });
    await wakeGoverned(m.at, refOf('policy', 'ai-policy'));
    expect(calls).toBe(0);
  });
});
