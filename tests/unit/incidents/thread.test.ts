import { beforeEach, describe, expect, it } from 'vitest';
import { openItemOf } from '#core/incidents/causes.ts';
import { contentOf } from '#core/records/content-of.ts';
import { correctiveAction } from '#core/records/corrective-action.ts';
import { task as taskType } from '#core/records/task.ts';
import { ASTRID, INGRID, LARS } from '#tests/support/people.ts';
import { BERIT, type Play, play, SAID, SYSTEM, TOVE } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const state = async () => (await p.theIncident()).version.state;
const theCause = async () => p.contentOf(await p.theIncident()).cause?.digest ?? '';

describe('an incident, from a signal to its closure', () => {
  it('opens once, says what called for it, and asks whoever triages', async () => {
    const head = await p.opened();
    expect(head.version).toMatchObject({ state: 'reported', actor: 'service/assent-sweep' });
    expect(p.contentOf(head)).toMatchObject({
      title: '“Income drifts”',
      cause: { kind: 'drift', by: 'severity' },
      severity: 'high',
      severityBy: 'rule',
      tier: 'high',
      signals: 0,
    });
    expect(head.version.links).toEqual([{ rel: 'concerns', to: SYSTEM }]);
    const task = contentOf(taskType, await p.openTask('triage-incident'));
    expect(task).toMatchObject({ of: head.ref, gate: 'triage', person: BERIT });
    expect(await openItemOf(p.at.table, await theCause())).toMatchObject({
      is: 'open',
      incident: head.ref,
    });
  });

  it('is led through every step by those whom the plan names, and closed by two others', async () => {
    const head = await p.opened();
    expect(await p.answer('triage-incident', SAID.triage)).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('confirmed');
    expect(p.contentOf(await p.theIncident()).owner).toBe(BERIT);
    p.at.clock.advance(30 * 60_000);
    expect(await p.answer('contain-incident', SAID.contain)).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('contained');
    expect(await p.answer('explain-incident', SAID.explain)).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('explained');
    expect(await p.answer('plan-correction', SAID.plan)).toMatchObject({ is: 'recorded' });
    expect(await state()).toBe('correcting');
    await p.answer('decide-reportability', SAID.notReportable);
    await p.answer('carry-out-action', SAID.carryOut);
    expect(await state()).toBe('corrected');
    await p.answer('sum-up-incident', SAID.sumUp);
    expect(await state()).toBe('in-closure');
    await p.decide(INGRID);
    expect(await state()).toBe('in-closure');
    await p.decide(ASTRID);
    expect(await state()).toBe('closed');
    const id = head.version.id;
    expect(p.machines.ended.get(`incident-${id}-1`)).toBe('closed');
    expect(await openItemOf(p.at.table, await theCause())).toBeUndefined();
    const action = await p.at.store.need(`corrective-action/${id}-a1`);
    expect(contentOf(correctiveAction, action).owner).toBe(TOVE);
    expect(await p.isAsked('check-effect')).toBe(false);
  });

  it('asks whether it is to be reported as soon as it is confirmed, beside its containment', async () => {
    await p.opened();
    expect(await p.isAsked('decide-reportability')).toBe(false);
    await p.answer('triage-incident', SAID.triage);
    expect(await p.isAsked('contain-incident')).toBe(true);
    const task = contentOf(taskType, await p.openTask('decide-reportability'));
    expect(task.person).toBe(LARS);
  });
});
