import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '#core/changes/change.ts';
import { acceptance } from '#core/records/acceptance.ts';
import { evidence } from '#core/records/evidence.ts';
import { incident } from '#core/records/incident.ts';
import { regulatoryClock } from '#core/records/regulatory-clock.ts';
import { risk } from '#core/records/risk.ts';
import { riskCriteria } from '#core/records/risk-criteria.ts';
import { testReport } from '#core/records/test-report.ts';
import { pin } from '#core/store/commit.ts';
import { DAY } from '#core/time.ts';
import { ASTRID, given, SCORING } from '#tests/support/people.ts';
import { BY, CONFIRM, type Play, play, SYSTEM } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const give = (
  { name, example }: { name: string; example: { content: unknown } },
  id: string,
  state: string,
  changes: object,
  links: readonly { rel: string; to: string }[],
) =>
  given(p.at.store, {
    type: name,
    id,
    state,
    content: { ...(example.content as object), ...changes },
    links,
  });

/** What the reviewer is shown, by key. */
async function shown(kind = 'review-record') {
  const facts = await p.factsOf(await p.taskOf(kind));
  const keys = [...new Set(facts.map(({ key }) => key))];
  const of = (key: string) =>
    facts.filter((each) => each.key === key).flatMap(({ value }) => value);
  return { keys, of };
}

const anIncident = (id: string, state: string, changes: object = {}) =>
  give(incident, id, state, { happened: '2026-12-05T08:00:00.000Z', ...changes }, [
    { rel: 'concerns', to: SYSTEM },
  ]);

describe('what a reviewer is shown', () => {
  it('is little where nothing has happened', async () => {
    await p.pass(92);
    const { keys, of } = await shown();
    expect(keys).toEqual(['why-reviewed']);
    expect(of('why-reviewed')).toEqual([{ say: 'review-due', due: '2027-02-23T23:00:00.000Z' }]);
  });

  it('names who has changed the record since, and why', async () => {
    await p.pass(10);
    const content = { ...SCORING, purpose: 'Recommends a limit for all loans' };
    const why = { ...BY, actor: ASTRID, reason: 'Car loans are in scope' };
    await edit(p.at, await p.at.store.need(SYSTEM), { content, links: [] }, why);
    await p.pass(82);
    const { of } = await shown();
    expect(of('versions-since')).toMatchObject([
      { say: 'version-made', version: 2, by: ASTRID, reason: 'Car loans are in scope' },
    ]);
  });

  it('names incidents that are open, and those that were closed since', async () => {
    await anIncident('i-1', 'confirmed', { title: 'Drift', signals: 7 });
    await anIncident('i-2', 'closed', { title: 'Outage', signals: 3 });
    await anIncident('i-3', 'closed', { title: 'Old', happened: '2026-01-05T08:00:00.000Z' });
    await p.pass(92);
    const { of } = await shown();
    expect(of('incidents')).toMatchObject([{ title: 'Drift', state: 'confirmed' }]);
    expect(of('incidents-since')).toMatchObject([
      { say: 'signals', count: 10 },
      { title: 'Outage', state: 'closed' },
    ]);
  });

  it('names duties to report that are not met yet', async () => {
    await anIncident('i-1', 'confirmed');
    const of = [{ rel: 'of', to: 'incident/i-1' }];
    await give(regulatoryClock, 'c-1', 'breached', { regime: 'GDPR' }, of);
    await give(regulatoryClock, 'c-2', 'stopped', { regime: 'DORA' }, of);
    await p.pass(92);
    expect((await shown()).of('clocks')).toMatchObject([{ regime: 'GDPR', state: 'breached' }]);
  });

  it('sets tests that failed apart from those that passed, and leaves out older ones', async () => {
    const tests = [{ rel: 'tests', to: SYSTEM }];
    const ran = '2026-12-10T08:00:00.000Z';
    await give(testReport, 't-1', 'recorded', { suite: 'Drift', ran, failed: 2 }, tests);
    await give(testReport, 't-2', 'recorded', { suite: 'Load', ran, failed: 0 }, tests);
    const before = '2026-10-10T08:00:00.000Z';
    await give(testReport, 't-3', 'recorded', { suite: 'Old', ran: before, failed: 9 }, tests);
    await p.pass(92);
    const { of } = await shown();
    expect(of('failed-tests')).toMatchObject([{ suite: 'Drift', failed: 2 }]);
    expect(of('tests-since')).toMatchObject([{ suite: 'Load', failed: 0 }]);
  });

  it('names evidence that nobody has renewed', async () => {
    const proves = [{ rel: 'proves', to: SYSTEM }];
    const old = { collected: '2026-03-01T00:00:00.000Z', source: 'Validation' };
    await give(evidence, 'e-1', 'stored', old, proves);
    const fresh = { collected: '2026-12-01T00:00:00.000Z', source: 'Monitoring' };
    await give(evidence, 'e-2', 'stored', fresh, proves);
    await p.pass(92);
    expect((await shown()).of('stale-evidence')).toMatchObject([{ source: 'Validation' }]);
  });

  it('names risks above appetite, and acceptances that end soon', async () => {
    const criteria = pin(await give(riskCriteria, 'default', 'in-force', {}, []));
    const threatens = [{ rel: 'threatens', to: SYSTEM }];
    const above = await give(risk, 'r-1', 'above-appetite', { criteria }, threatens);
    await give(risk, 'r-2', 'within-appetite', { criteria, dimension: 'misuse' }, threatens);
    const accepts = [{ rel: 'accepts', to: above.ref }];
    const soon = { criteria, until: '2027-04-01T00:00:00.000Z' };
    await give(acceptance, 'a-1', 'in-force', soon, accepts);
    const late = { criteria, until: '2028-04-01T00:00:00.000Z' };
    await give(acceptance, 'a-2', 'in-force', late, accepts);
    await p.pass(92);
    const { of } = await shown();
    expect(of('above-appetite')).toMatchObject([{ say: 'dimension-level', dimension: 'bias' }]);
    expect(of('ending-soon')).toMatchObject([{ say: 'accepted-until', until: soon.until }]);
  });

  it('tells from the last review on what has changed, and what was found then', async () => {
    await p.pass(92);
    await p.answer('review-record', CONFIRM);
    await p.answer('sign-review', { verdict: 'agree' });
    p.at.clock.advance(DAY);
    const content = { ...SCORING, prohibitedUses: ['Pricing of insurance', 'Hiring'] };
    await edit(p.at, await p.at.store.need(SYSTEM), { content, links: [] }, BY);
    await p.pass(95);
    const { of } = await shown();
    expect(of('changed-since')).toEqual([
      { say: 'since', version: 1, changes: 1 },
      { say: 'added', member: 'prohibitedUses', line: 'Hiring' },
    ]);
    expect(of('versions-since')).toHaveLength(1);
    expect(of('last-found')).toMatchObject([
      { say: 'review-found', what: 'confirmed', by: ASTRID },
      CONFIRM.reason,
    ]);
  });

  it('is shown to whoever signs as well, after what was found', async () => {
    await anIncident('i-1', 'confirmed', { title: 'Drift' });
    await p.pass(92);
    await p.answer('review-record', { found: 'change', reason: 'Its purpose has grown' });
    const { keys, of } = await shown('sign-review');
    expect(keys[0]).toBe('found');
    expect(of('found')).toMatchObject([{ what: 'to-change', by: ASTRID }, 'Its purpose has grown']);
    expect(of('incidents')).toMatchObject([{ title: 'Drift' }]);
  });
});
