import { beforeEach, describe, expect, it } from 'vitest';
import { withdraw } from '#core/approvals/withdraw.ts';
import type { Head } from '#core/store/items.ts';
import { type House, house } from '../../support/house.ts';
import { ASTRID, givenPeople, givenPolicy, INGRID } from '../../support/people.ts';

describe('taking a request back', () => {
  let at: House;
  let approval: Head;
  const by = (actor: string) => ({ actor, via: 'api', reason: 'Written too early' }) as const;

  beforeEach(async () => {
    at = house();
    await givenPeople(at.store);
    approval = await at.request(await givenPolicy(at.store), 'request-approval');
    await at.arrive(approval.ref);
    await at.deliverMail();
  });

  it('sends the subject back and closes what was asked, once the machine has looked', async () => {
    await withdraw(at, approval.ref, by(ASTRID));
    expect((await at.store.need('policy/ai-policy')).version).toMatchObject({
      state: 'draft',
      actor: ASTRID,
      reason: 'Written too early',
    });
    await at.sweep();
    await at.deliverMail();
    expect(at.sentMatters.map(({ delivery }) => delivery.kind)).toContain('closed');
    const code = at.sentMatters[0]?.code ?? '';
    const facts = at.sentMatters[0]?.task?.content.facts ?? '';
    expect((await at.answer(at.form(code, facts))).is).toBe('closed');
  });

  it('is refused to anybody but whoever asked', async () => {
    await expect(withdraw(at, approval.ref, by(INGRID))).rejects.toMatchObject({ code: 'Refused' });
    expect((await at.store.need(approval.ref)).version.state).toBe('open');
  });

  it('is refused once it is decided', async () => {
    const code = at.sentMatters[0]?.code ?? '';
    const facts = at.sentMatters[0]?.task?.content.facts ?? '';
    await at.answer(at.form(code, facts));
    await expect(withdraw(at, approval.ref, by(ASTRID))).rejects.toMatchObject({ code: 'Refused' });
    expect(await at.conclude(approval.ref)).toBe('effective');
  });
});
