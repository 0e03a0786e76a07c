import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { blamesAPersonAlone } from '#core/incidents/human-error.ts';
import { contentOf } from '#core/records/content-of.ts';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { DAY, HOUR } from '#core/time.ts';
import { given, INGRID } from '#tests/support/people.ts';
import { aPlan, BERIT, leadTo, type Play, play, SAID, SYSTEM, TOVE } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
  await p.opened();
});

const state = async () => (await p.theIncident()).version.state;

/** What an answer was refused for, and that it left everything as it was. */
async function refusal(kind: string, fields: Record<string, string>) {
  const before = await state();
  const answered = await p.answer(kind, fields);
  expect(await state()).toBe(before);
  expect(await p.isAsked(kind)).toBe(true);
  return answered.is === 'problems' ? answered.problems.refused : answered.is;
}

describe('triage', () => {
  it('makes whoever confirms it lead it, and counts their judgement over the signals', async () => {
    await p.answer('triage-incident', { ...SAID.triage, severity: 'low' });
    expect(p.contentOf(await p.theIncident())).toMatchObject({
      severity: 'low',
      severityBy: 'triage',
      owner: BERIT,
      triage: { harm: ['discrimination'], use: 'continues' },
    });
  });

  it('dismisses it, and frees its cause for another', async () => {
    await p.answer('triage-incident', { verdict: 'dismiss', reason: 'A test of the alarm' });
    expect(await state()).toBe('dismissed');
    expect([...p.machines.ended.values()]).toEqual(['dismissed']);
    p.at.clock.advance(HOUR);
    await p.opened();
    expect(await p.incidents()).toHaveLength(2);
  });

  it('takes its system out of use where whoever triages says so, and holds what it concerns', async () => {
    await p.answer('triage-incident', { ...SAID.triage, use: 'suspended' });
    const incident = await p.theIncident();
    const system = await p.at.store.need(SYSTEM);
    expect(system.version).toMatchObject({ state: 'suspended', action: 'suspend', actor: BERIT });
    expect(system.version.reason).toContain(incident.ref);
    const hold = await p.at.store.need(`legal-hold/${incident.version.id}`);
    expect(hold.version.state).toBe('in-force');
  });

  it('takes it out of use by the plan, whatever whoever triages says of it', async () => {
    p = await play(aPlan({ suspends: ['critical', 'high'] }));
    await p.opened();
    await p.answer('triage-incident', SAID.triage);
    expect((await p.at.store.need(SYSTEM)).version.state).toBe('suspended');
    expect(p.contentOf(await p.theIncident()).triage?.use).toBe('suspended');
  });

  it.each(['suspended', 'retired'])(
    'confirms it all the same where nothing of its system stands: %s',
    async (standing) => {
      const system = await p.at.store.need(SYSTEM);
      const { content } = system.version;
      await given(p.at.store, {
        type: 'ai-system',
        id: 'credit-scoring',
        state: standing,
        content,
      });
      await p.answer('triage-incident', { ...SAID.triage, use: 'suspended' });
      expect(await state()).toBe('confirmed');
      expect((await p.at.store.need(SYSTEM)).version.state).toBe(standing);
    },
  );

  it('stops what stands of its system, also where a revision is on its way', async () => {
    const { content } = (await p.at.store.need(SYSTEM)).version;
    await given(p.at.store, { type: 'ai-system', id: 'credit-scoring', state: 'draft', content });
    await p.answer('triage-incident', { ...SAID.triage, use: 'suspended' });
    const system = await p.at.store.need(SYSTEM);
    expect(system.version.state).toBe('suspended');
    expect(system.standing).toBeUndefined();
  });

  it('stops its system also where that goes live at this very moment', async () => {
    const { content } = (await p.at.store.need(SYSTEM)).version;
    const system = { type: 'ai-system', id: 'credit-scoring', content };
    await given(p.at.store, { ...system, state: 'suspended' });
    let isLive = false;
    const off = p.at.calls.before(async ({ name }) => {
      if (isLive || name !== 'table.write') return;
      isLive = true;
      await given(p.at.store, { ...system, state: 'live' });
    });
    await p.answer('triage-incident', { ...SAID.triage, use: 'suspended' });
    off();
    expect(isLive).toBe(true);
    expect((await p.at.store.need(SYSTEM)).version.state).toBe('suspended');
  });

  it('says when it really began, though its signal claimed another moment', async () => {
    const { detected } = p.contentOf(await p.theIncident());
    await p.answer('triage-incident', { ...SAID.triage, happened: '2026-11-23 14:00' });
    expect(p.contentOf(await p.theIncident())).toMatchObject({
      happened: '2026-11-23T13:00:00.000Z',
      detected,
    });
  });

  it('says of no incident that it began after it was known of', async () => {
    p.at.clock.advance(HOUR);
    const late = { ...SAID.triage, happened: '2026-11-24 07:30' };
    expect(await refusal('triage-incident', late)).toMatchObject({
      say: 'after-it-was-detected',
      field: 'happened',
    });
  });

  it('offers no merging where there is nothing to merge into', async () => {
    expect(await refusal('triage-incident', { verdict: 'merge', reason: 'Same' })).toBeUndefined();
  });
});

describe('containment', () => {
  it('before it is said to have happened shows that it happened by then', async () => {
    const { detected } = p.contentOf(await p.theIncident());
    await leadTo(p, 'confirmed');
    await p.answer('contain-incident', { ...SAID.contain, contained: '2026-11-23 07:00' });
    expect(p.contentOf(await p.theIncident())).toMatchObject({
      happened: '2026-11-23T06:00:00.000Z',
      detected,
      containment: { at: '2026-11-23T06:00:00.000Z' },
    });
  });

  it('within the minute in which it happened moves nothing: people tell minutes', async () => {
    const { happened } = p.contentOf(await p.theIncident());
    await leadTo(p, 'confirmed');
    await p.answer('contain-incident', { ...SAID.contain, contained: '2026-11-24 07:08' });
    expect(p.contentOf(await p.theIncident()).happened).toBe(happened);
  });

  it('is not still to come', async () => {
    await leadTo(p, 'confirmed');
    const ahead = { ...SAID.contain, contained: '2026-11-25 07:00' };
    expect(await refusal('contain-incident', ahead)).toBeUndefined();
  });

  it('names no evidence that is not on record', async () => {
    await leadTo(p, 'confirmed');
    p.at.clock.advance(HOUR);
    const evidence = 'evidence/01936b2c-7b1e-7c3a-9f00-0000000000e9';
    expect(await refusal('contain-incident', { ...SAID.contain, evidence })).toMatchObject({
      say: 'no-such-evidence',
      field: 'evidence',
    });
  });
});

describe('a cause', () => {
  it.each([
    'Human error',
    'human error.',
    'The cause was human error',
    'It was caused by an operator error',
    'User mistake',
    "Somebody's mistake",
    'Carelessness of staff',
    'Menschliches Versagen',
    'Es war menschliches Versagen',
    'Bedienfehler',
    'Erreur humaine',
    'Error humano',
    'Menneskelig svikt',
    'HUMAN  ERROR!!!',
    '…',
  ])('is not whose mistake it was: %s', (cause) => {
    expect(blamesAPersonAlone(cause)).toBe(true);
  });

  it.each([
    'Human error: the form shows two fields of the same name, and nothing compares them',
    'The operator mistook the test system for the live one; both look the same',
    'Menschliches Versagen, weil die Maske beide Felder gleich benennt',
    'A form counts the 13th salary twice',
    'Feil i skjemaet',
    'error rate above 5 %',
  ])('is what made it possible: %s', (cause) => {
    expect(blamesAPersonAlone(cause)).toBe(false);
  });

  it('is refused with what to ask instead, and nothing typed is lost', async () => {
    await leadTo(p, 'contained');
    expect(await refusal('explain-incident', { ...SAID.explain, cause: 'Human error' })).toEqual({
      say: 'human-error-alone',
      text: expect.stringContaining('what made it possible'),
      field: 'cause',
    });
  });

  it('can be any text, however odd, without a crash', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof blamesAPersonAlone(text)).toBe('boolean');
      }),
    );
  });
});

describe('the correction', () => {
  beforeEach(() => leadTo(p, 'explained'));

  it.each([
    [
      'is checked by somebody else than does it',
      { 'actions-1-effectBy': TOVE },
      { say: 'same-person', field: 'actions', row: 1 },
    ],
    [
      'has its effect checked after it is due',
      { 'actions-1-effectDue': '2026-12-01' },
      { say: 'effect-before-due', field: 'actions', row: 1 },
    ],
  ])('%s', async (_, changes, expected) => {
    const refused = await refusal('plan-correction', { ...SAID.plan, ...changes });
    expect(refused).toMatchObject(expected);
  });

  it('is a record each, whose owners are asked', async () => {
    await p.answer('plan-correction', {
      ...SAID.plan,
      'actions-2-text': 'Compare both forms monthly',
      'actions-2-owner': INGRID,
      'actions-2-due': '2026-12-02',
      'actions-2-effectDue': '2027-01-15',
      'actions-2-effectBy': TOVE,
      'actions-2-shownBy': 'No difference for three months',
    });
    const { id } = (await p.theIncident()).version;
    const actions = [1, 2].map((n) => `corrective-action/${id}-a${n}`);
    for (const ref of actions) expect((await p.at.store.need(ref)).version.state).toBe('open');
    await p.answer('carry-out-action', SAID.carryOut, actions[0]);
    expect(await state()).toBe('correcting');
    await p.answer('carry-out-action', SAID.carryOut, actions[1]);
    expect(await state()).toBe('corrected');
  });

  it('is overdue on record, and is still to be done', async () => {
    await p.answer('plan-correction', SAID.plan);
    const ref = `corrective-action/${(await p.theIncident()).version.id}-a1`;
    await p.pass((8 * DAY) / 60_000);
    expect((await p.at.store.need(ref)).version.state).toBe('overdue');
    await p.answer('carry-out-action', SAID.carryOut, ref);
    expect(await state()).toBe('corrected');
  });

  it('that had no effect is planned anew by whoever leads it, and done before it is closed', async () => {
    await p.answer('plan-correction', SAID.plan);
    await p.answer('decide-reportability', SAID.notReportable);
    await p.answer('carry-out-action', SAID.carryOut);
    await p.pass((60 * DAY) / 60_000);
    await p.answer('check-effect', { effect: 'ineffective', found: 'Income drifts as before' });
    await p.pass(5);
    await p.answer('plan-correction', later(SAID.plan));
    expect(await state()).toBe('correcting');
    const { id } = (await p.theIncident()).version;
    const first = await p.at.store.need(`corrective-action/${id}-a1`);
    expect(first.version.state).toBe('ineffective');
    expect(contentOf(correctiveAction, first).checked?.found).toBe('Income drifts as before');
    await p.answer('carry-out-action', SAID.carryOut, `corrective-action/${id}-a2`);
    expect(await state()).toBe('corrected');
    expect(await p.isAsked('sum-up-incident')).toBe(true);
  });
});

/** A plan whose days lie in the year after. */
const later = (plan: Readonly<Record<string, string>>) => ({
  ...plan,
  'actions-1-due': '2027-12-01',
  'actions-1-effectDue': '2028-01-15',
});

describe('texts at their limits', () => {
  const SIGN = '\u{1F6A8}';

  it('are cut where what follows from them has less room, and never within a character', async () => {
    const reason = `${'x'.repeat(3952)}${SIGN} and more`;
    await p.answer('triage-incident', { ...SAID.triage, use: 'suspended', reason });
    expect((await p.at.store.need(SYSTEM)).version.reason).toMatch(/x\ufffd$/);
    p.at.clock.advance(HOUR);
    await p.answer('contain-incident', SAID.contain);
    await p.answer('explain-incident', SAID.explain);
    const rows = Object.entries(SAID.plan).map(([key, value]) => [key.replace('1', '2'), value]);
    await p.answer('plan-correction', {
      ...SAID.plan,
      ...Object.fromEntries(rows),
      'actions-1-text': 'x'.repeat(500),
      'actions-2-text': `${'x'.repeat(497)}${SIGN}`,
    });
    expect((await p.theIncident()).version.reason).toMatch(/x\ufffd$/);
  });
});
