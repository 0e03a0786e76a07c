import { beforeEach, describe, expect, it } from 'vitest';
import { giveSystem } from '#core/incidents/give-system.ts';
import { triageIncident } from '#core/incidents/kinds/triage-incident.ts';
import { contentOf } from '#core/records/content-of.ts';
import { legalHold } from '#core/records/legal-hold.ts';
import type { Head } from '#core/store/items.ts';
import { HOUR } from '#core/time.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { aPlan, type Play, play, SAID, SYSTEM } from './play.ts';

const AUTHOR = { actor: ASTRID, via: 'api', reason: 'Its alarm is that of the score' } as const;
const OFFERS = { people: [], duties: [], incidents: [] };

let p: Play;
beforeEach(async () => {
  p = await play(aPlan({ suspends: ['critical', 'high'] }));
  await p.opened({ system: 'ai-system/nowhere' });
});

const useOf = async () => p.contentOf(await p.theIncident()).triage?.use;
const system = () => p.at.store.need(SYSTEM);
const map = async () => giveSystem(p.at, (await p.theIncident()).ref, await system(), AUTHOR);
const asksUse = (incident: Head) =>
  triageIncident.form(incident, OFFERS).some(({ key }) => key === 'use');

describe('an incident of which no system is known', () => {
  it('asks nobody whether a system is used on', async () => {
    expect(asksUse(await p.theIncident())).toBe(false);
    p.at.clock.advance(HOUR);
    expect(asksUse(await p.opened({ cause: 'age' }))).toBe(true);
  });

  it.each([
    ['the plan says so', {}],
    ['somebody has sent it so', { use: 'suspended' }],
  ])('never says that a system is suspended, though %s', async (_, sent) => {
    const { use: _use, ...said } = SAID.triage;
    await p.answer('triage-incident', { ...said, ...sent });
    expect((await p.theIncident()).version.state).toBe('confirmed');
    expect(await useOf()).toBe('continues');
    expect((await system()).version.state).toBe('live');
  });
});

describe('a system that an incident is given', () => {
  it('is suspended at once where the incident is confirmed and the plan says so', async () => {
    await p.answer('triage-incident', SAID.triage);
    expect(await map()).toBe(true);
    expect(await useOf()).toBe('suspended');
    const { version } = await system();
    expect(version).toMatchObject({ state: 'suspended', action: 'suspend', actor: ASTRID });
    const { id } = (await p.theIncident()).version;
    expect(version.reason).toContain(id);
    const hold = contentOf(legalHold, await p.at.store.need(`legal-hold/${id}`));
    expect(hold.holds).toContain(SYSTEM);
  });

  it('is suspended by triage, and no sooner, where that is still to come', async () => {
    await map();
    expect((await system()).version.state).toBe('live');
    await p.answer('triage-incident', SAID.triage);
    expect((await system()).version.state).toBe('suspended');
    expect(await useOf()).toBe('suspended');
  });

  it('is used on where the plan does not stop it for such an incident', async () => {
    await p.answer('triage-incident', { ...SAID.triage, severity: 'low' });
    expect(await map()).toBe(true);
    expect((await system()).version.state).toBe('live');
    expect(await useOf()).toBe('continues');
  });

  it('is used on where the incident was dismissed before', async () => {
    await p.answer('triage-incident', { verdict: 'dismiss', reason: 'A test of the alarm' });
    expect(await map()).toBe(false);
    expect((await system()).version.state).toBe('live');
  });

  it('is suspended once, also where it moves at this very moment', async () => {
    await p.answer('triage-incident', SAID.triage);
    const { content } = (await system()).version;
    let hasMoved = false;
    const off = p.at.calls.before(async ({ name }) => {
      if (hasMoved || name !== 'table.write') return;
      hasMoved = true;
      await given(p.at.store, { type: 'ai-system', id: 'credit-scoring', state: 'live', content });
    });
    expect(await map()).toBe(true);
    off();
    expect((await system()).version.state).toBe('suspended');
    expect(await map()).toBe(false);
  });
});
