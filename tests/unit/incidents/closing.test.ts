import { beforeEach, describe, expect, it } from 'vitest';
import { approvalContent } from '#core/approvals/ask.ts';
import { closeIncident } from '#core/approvals/questions/close-incident.ts';
import { requestApproval } from '#core/changes/request-approval.ts';
import { openItemOf } from '#core/incidents/causes.ts';
import { whoWorkedOn } from '#core/incidents/involved.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { factsKey } from '#core/store/keys.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { DAY, HOUR } from '#core/time.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';
import { gatherFacts } from '#workflows/approval/contract.ts';
import {
  aPlan,
  BERIT,
  closingPolicy,
  leadTo,
  type Play,
  play,
  SAID,
  SYSTEM,
  TOVE,
} from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
  await p.opened();
});

const state = async () => (await p.theIncident()).version.state;
const theCause = async () => p.contentOf(await p.theIncident()).cause?.digest ?? '';

const PROVED = { applies: 'yes', sent: '2026-11-28 08:00', proof: 'Case 4711' };

const theApproval = async () => {
  const { records } = await p.at.lists.byState('approval', 'open');
  return p.at.store.need(records[0]?.ref ?? '');
};

describe('closing is asked for', () => {
  it('in the name of whoever summed up, of two people who did none of the work', async () => {
    await leadTo(p, 'in-closure');
    const approval = approvalContent(await theApproval());
    expect(approval).toMatchObject({ kind: 'close-incident', requester: BERIT });
    const excluded = new Set(approval.excluded.map(({ person }) => person));
    expect([...excluded].sort()).toEqual([BERIT, TOVE, LARS].sort());
    const seated = approval.stages[0]?.seats.map(({ rounds }) => rounds[0]?.person);
    expect(seated).toEqual([INGRID, ASTRID]);
  });

  it('not before it was decided whether it is to be reported', async () => {
    await leadTo(p, 'correcting');
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', SAID.sumUp);
    expect(await state()).toBe('corrected');
    await p.answer('decide-reportability', SAID.notReportable);
    expect(await state()).toBe('in-closure');
  });

  it('not before every duty to report was met, late as it may be', async () => {
    await leadTo(p, 'correcting');
    p.at.clock.advance(HOUR);
    await p.answer('decide-reportability', {
      reportable: 'yes',
      'duties-gdpr-art33-authority': 'yes',
      aware: '2026-11-24 07:30',
      reason: 'Personal data were wrong',
    });
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', SAID.sumUp);
    expect(await state()).toBe('corrected');
    // Nor by whoever asks for it past its machine.
    const head = await p.theIncident();
    const gather = () => gatherFacts(closeIncident, head, p.at.read, p.at.clock.now());
    const by = { actor: BERIT, via: 'api', reason: 'It is over' } as const;
    const question = { kind: closeIncident.name, gather };
    await expect(
      requestApproval(p.at, head, 'request-closure', question, by),
    ).rejects.toMatchObject({ code: 'Refused', data: { missing: ['reportability'] } });
    await p.pass((4 * DAY) / 60_000);
    const clock = `regulatory-clock/${(await p.theIncident()).version.id}-gdpr-art33-authority`;
    expect((await p.at.store.need(clock)).version.state).toBe('breached');
    await p.answer('prove-notification', PROVED);
    expect((await p.at.store.need(clock)).version.state).toBe('met-late');
    expect(await state()).toBe('in-closure');
  });

  it('of nobody who showed that a duty was met, though another decided that it applies', async () => {
    const { steps } = aPlan();
    const reportability = { ...steps.reportability, escalateTo: 'role/chief-risk-officer' };
    p = await play(aPlan({ steps: { ...steps, reportability } }));
    await p.opened();
    await leadTo(p, 'correcting');
    p.at.clock.advance(HOUR);
    await p.answer('decide-reportability', {
      reportable: 'yes',
      'duties-gdpr-art33-authority': 'yes',
      aware: '2026-11-24 07:30',
      reason: 'Personal data were wrong',
    });
    await p.pass((4 * DAY) / 60_000);
    expect(contentOf(taskType, await p.openTask('prove-notification')).person).toBe(INGRID);
    await p.answer('prove-notification', PROVED);
    expect(await whoWorkedOn(p.at.store, await p.theIncident())).toContain(INGRID);
  });

  it('of nobody without a policy, which is said, and tried again', async () => {
    const { content } = (await p.at.store.need('approval-policy/incident-request-closure-high'))
      .version;
    const policy = { type: 'approval-policy', id: 'incident-request-closure-high', content };
    await given(p.at.store, { ...policy, state: 'suspended' });
    await leadTo(p, 'in-closure');
    expect(await state()).toBe('corrected');
    expect(p.at.nobodyToAsk).toEqual([expect.stringContaining('No approval policy in force')]);
    await given(p.at.store, { ...policy, state: 'in-force', content: closingPolicy() });
    await p.pass(5);
    expect(await state()).toBe('corrected');
    await p.pass(7 * 60);
    expect(await state()).toBe('in-closure');
  });

  it('never by the machine going round: it waits for people', async () => {
    const { content } = (await p.at.store.need('approval-policy/incident-request-closure-high'))
      .version;
    const policy = { type: 'approval-policy', id: 'incident-request-closure-high', content };
    await given(p.at.store, { ...policy, state: 'suspended' });
    await leadTo(p, 'in-closure');
    const rung = p.at.machines.rung.length;
    await p.pass(30);
    await p.pass(30);
    expect(p.at.machines.rung.length).toBe(rung);
  });
});

describe('what whoever decides on closing sees', () => {
  it('holds every fact of the kind, with its times, its duties and its actions', async () => {
    await leadTo(p, 'in-closure');
    const task = contentOf(taskType, await p.openTask('close-incident'));
    const { records } = await p.at.lists.byPerson(INGRID);
    const item = await p.at.table.get(factsKey(records[0]?.ref ?? ''));
    const facts = parseFacts(String(item?.facts));
    expect(task.kind).toBe('close-incident');
    const said = new Map(facts.facts.map(({ key, value }) => [key, value]));
    expect(said.get('summary')).toBe(SAID.sumUp.summary);
    expect(said.get('reportability')).toEqual([
      { say: 'reportable', duties: 0 },
      SAID.notReportable.reason,
    ]);
    expect(said.get('reassess')).toEqual([
      { say: 'reassess', asked: true },
      SAID.explain.reassessReason,
    ]);
    expect(said.get('actions')).toMatchObject({ say: 'action', state: 'done', owner: TOVE });
  });
});

describe('a closing that is refused', () => {
  beforeEach(async () => {
    await leadTo(p, 'in-closure');
    await p.decide(INGRID, 'reject');
  });

  it('goes back, and is summed up anew by a task of its own', async () => {
    expect(await state()).toBe('corrected');
    expect(await p.isAsked('sum-up-incident')).toBe(true);
    expect(await openItemOf(p.at.table, await theCause())).toMatchObject({ is: 'open' });
  });

  it('is asked for again once it was summed up anew, and not before', async () => {
    await p.pass(7 * 60);
    expect(await state()).toBe('corrected');
    await p.answer('sum-up-incident', { ...SAID.sumUp, told: 'All 120 by letter, sent today' });
    expect(await state()).toBe('in-closure');
    await p.decide(INGRID);
    await p.decide(ASTRID);
    expect(await state()).toBe('closed');
    expect(p.contentOf(await p.theIncident()).closing?.told).toBe('All 120 by letter, sent today');
  });
});

describe('a closed incident', () => {
  it('stays closed while signals still come, and those open another', async () => {
    await leadTo(p, 'in-closure');
    await p.signal();
    await p.decide(INGRID);
    await p.signal();
    await p.decide(ASTRID);
    expect(await state()).toBe('closed');
    p.at.clock.advance(60_000);
    await p.opened();
    expect(await p.incidents()).toHaveLength(2);
    expect(await state()).toBe('closed');
  });

  it('is closed against what was counted at that very moment', async () => {
    await leadTo(p, 'in-closure');
    await p.decide(INGRID);
    let came = 0;
    const off = p.at.calls.before(async ({ name, args }) => {
      if (came > 2 || name !== 'table.write' || !JSON.stringify(args).includes('"closed"')) return;
      came += 1;
      await p.signal();
    });
    await p.decide(ASTRID);
    off();
    expect(came).toBeGreaterThan(1);
    expect(await state()).toBe('closed');
    expect(await openItemOf(p.at.table, await theCause())).toBeUndefined();
  });

  it('leaves its system suspended until that is approved anew', async () => {
    const again = await play();
    p = again;
    await p.opened();
    await p.answer('triage-incident', { ...SAID.triage, use: 'suspended' });
    p.at.clock.advance(HOUR);
    await p.answer('contain-incident', SAID.contain);
    await p.answer('explain-incident', SAID.explain);
    await p.answer('plan-correction', SAID.plan);
    await p.answer('decide-reportability', SAID.notReportable);
    await p.answer('carry-out-action', SAID.carryOut);
    await p.answer('sum-up-incident', SAID.sumUp);
    const { id } = (await p.theIncident()).version;
    await p.decide(INGRID);
    expect((await p.at.store.need(`legal-hold/${id}`)).version.state).toBe('in-force');
    await p.decide(ASTRID);
    expect(await state()).toBe('closed');
    expect((await p.at.store.need(SYSTEM)).version.state).toBe('suspended');
    expect((await p.at.store.need(`legal-hold/${id}`)).version.state).toBe('lifted');
  });

  it('asks for a new action where one had no effect, and stays closed', async () => {
    await leadTo(p, 'closed');
    await p.pass((60 * DAY) / 60_000);
    await p.answer('check-effect', { effect: 'ineffective', found: 'It drifts as before' });
    await p.pass(5);
    await p.answer('plan-correction', {
      ...SAID.plan,
      'actions-1-due': '2027-12-01',
      'actions-1-effectDue': '2028-01-15',
    });
    await p.pass(5);
    expect(await state()).toBe('closed');
    const { id } = (await p.theIncident()).version;
    await p.answer('carry-out-action', SAID.carryOut, `corrective-action/${id}-a2`);
    expect((await p.at.store.need(`corrective-action/${id}-a2`)).version.state).toBe('done');
  });
});
