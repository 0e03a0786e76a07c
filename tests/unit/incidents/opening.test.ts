import { describe, expect, it } from 'vitest';
import { openItemOf } from '#core/incidents/causes.ts';
import { openIncident } from '#core/incidents/open.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { reporterKey } from '#core/store/keys.ts';
import { DAY } from '#core/time.ts';
import { given } from '#tests/support/people.ts';
import { aMessage, anEvent, aRunnerByRecords } from '../signals/folding/runner.ts';
import { aPlan, leadTo, type Play, play } from './play.ts';

async function causeIn(p: Play): Promise<string> {
  return p.contentOf(await p.theIncident()).cause?.digest ?? '';
}

/** An incident that somebody reports, with their name. */
async function reported(p: Play, changes: Record<string, unknown> = {}): Promise<void> {
  const event = {
    ...anEvent('k'),
    'detail-type': 'Incident Reported',
    detail: {
      title: 'Refused for a postcode',
      description: 'Nine of ten were refused on Monday.',
      severity: 'high',
      system: 'ai-system/credit-scoring',
      key: 'desk-4711',
      reporter: { name: 'Ada Example', contact: 'ada@example.com' },
      ...changes,
    },
  };
  const { wanted } = await aRunnerByRecords(p.at).fold([aMessage('m', event, p.at.clock.now())]);
  await p.pass(0, wanted);
}

describe('what signals want is opened', () => {
  it('once, by however many sweeps at once', async () => {
    const p = await play();
    const causes = await p.signal();
    const swept = await Promise.all(Array.from({ length: 5 }, () => p.at.sweep({ causes })));
    expect(swept.flatMap(({ opened }) => opened)).toHaveLength(1);
    expect(await p.incidents()).toHaveLength(1);
    expect(p.at.machines.executions.filter(({ workflow }) => workflow === 'incident')).toHaveLength(
      1,
    );
  });

  it('by the next sweep where nobody heard the bell', async () => {
    const p = await play();
    await p.signal();
    await p.pass(5);
    expect(await p.incidents()).toHaveLength(1);
  });

  it('once a cause: whatever else comes of it counts on the same', async () => {
    const p = await play();
    await p.opened();
    expect(await p.signal()).toEqual([]);
    await p.pass(5);
    expect(await p.incidents()).toHaveLength(1);
  });

  it('apart for each cause', async () => {
    const p = await play();
    await p.opened();
    await p.opened({ cause: 'age' });
    expect(await p.incidents()).toHaveLength(2);
  });

  it('not where nothing is wanted', async () => {
    const p = await play();
    expect(await openIncident(p.at, 'a'.repeat(64))).toBeUndefined();
    await p.opened();
    expect(await openIncident(p.at, await causeIn(p))).toBeUndefined();
  });

  it('again at the next sweep where it got worse at that moment', async () => {
    const p = await play();
    const [cause = ''] = await p.signal({ severity: 'medium' });
    let worse = false;
    p.at.calls.before(async ({ name, args }) => {
      if (worse || name !== 'table.write' || !JSON.stringify(args).includes('"reported"')) return;
      worse = true;
      await p.signal({ severity: 'critical' });
    });
    expect(await openIncident(p.at, cause)).toBeUndefined();
    await p.pass(5);
    expect(p.contentOf(await p.theIncident()).severity).toBe('critical');
  });

  it('without a system where none of that name is on record, and is asked about all the same', async () => {
    const p = await play();
    await p.opened({ system: 'ai-system/unheard-of', severity: 'critical' });
    expect((await p.theIncident()).version.links).toEqual([]);
    expect(await p.isAsked('triage-incident')).toBe(true);
  });

  it('with its model in the version that is released', async () => {
    const p = await play();
    await given(p.at.store, {
      type: 'model',
      id: 'scorecard',
      state: 'registered',
      content: { name: 'S', release: '14', kind: 'classical', intendedUse: 'x', limitations: [] },
    });
    const model = await p.at.store.need('model/scorecard');
    await p.opened({ model: 'model/scorecard' });
    const link = (await p.theIncident()).version.links.find(({ rel }) => rel === 'of-model');
    expect(link).toEqual({ rel: 'of-model', to: model.ref, version: 1, digest: model.digest });
  });
});

describe('an incident that somebody reports', () => {
  it('has their words, and their name where it can be erased', async () => {
    const p = await play();
    await reported(p);
    const head = await p.theIncident();
    expect(p.contentOf(head)).toMatchObject({
      description: 'Nine of ten were refused on Monday.',
      reporter: { name: { $detached: expect.any(String) } },
    });
    expect(head.body).not.toContain('Ada');
    const values = await p.at.store.personal(head.ref);
    expect(values.map(({ value }) => value).sort()).toEqual(['Ada Example', 'ada@example.com']);
    expect(await p.at.table.get(reporterKey(await causeIn(p)), 'personal')).toBeUndefined();
  });

  it('keeps their name through every later version', async () => {
    const p = await play();
    await reported(p);
    const before = p.contentOf(await p.theIncident()).reporter;
    await leadTo(p, 'explained');
    expect(p.contentOf(await p.theIncident()).reporter).toEqual(before);
  });
});

describe('an incident of a cause that had one before', () => {
  async function closedOnce() {
    const p = await play();
    await p.opened();
    await leadTo(p, 'closed');
    const first = await p.theIncident();
    return { p, first };
  }

  it('says that it comes again, and counts from what came since', async () => {
    const { p, first } = await closedOnce();
    p.at.clock.advance(10 * DAY);
    const second = await p.opened();
    expect(second.version.links).toContainEqual({ rel: 'recurs-from', to: first.ref });
    expect(p.contentOf(second).happened > p.contentOf(first).happened).toBe(true);
  });

  it('says nothing of one that was closed more than a year ago', async () => {
    const { p } = await closedOnce();
    p.at.clock.advance(366 * DAY);
    const second = await p.opened();
    expect(second.version.links.map(({ rel }) => rel)).toEqual(['concerns']);
  });
});

describe('an incident for which nobody can be asked', () => {
  it('waits, says so, and asks once a plan is there', async () => {
    const p = await play();
    const plan = await p.at.store.need('response-plan/default');
    const retired = { type: 'response-plan', id: 'default', content: aPlan() };
    await given(p.at.store, { ...retired, state: 'retired' });
    await p.opened();
    expect(p.at.nobodyToAsk).toEqual([expect.stringContaining('no response plan in force')]);
    expect(await p.isAsked('triage-incident')).toBe(false);
    await given(p.at.store, { ...retired, state: 'in-force' });
    await p.pass(7 * 60);
    expect(await p.isAsked('triage-incident')).toBe(true);
    expect(plan.version.version).toBe(1);
  });

  it('goes by the plan of its own system before the one for all', async () => {
    const p = await play();
    await given(p.at.store, {
      type: 'response-plan',
      id: 'credit-scoring',
      state: 'in-force',
      content: aPlan({ name: 'Of its own' }),
    });
    await p.opened();
    const { policy } = contentOf(taskType, await p.openTask('triage-incident'));
    expect(policy.id).toBe('credit-scoring');
  });

  it('names the role that nobody holds', async () => {
    const plan = aPlan();
    const triage = { ...plan.steps.triage, role: 'role/nobody', escalateTo: undefined };
    const p = await play({ ...plan, steps: { ...plan.steps, triage } });
    await p.opened();
    expect(p.at.nobodyToAsk.join()).toMatch(/triage: nobody else can be asked who is role\/nobody/);
  });
});

it('a cause whose incident is open names it, so that there is at most one', async () => {
  const p = await play();
  const head = await p.opened();
  const open = await openItemOf(p.at.table, await causeIn(p));
  expect(open).toMatchObject({ is: 'open', incident: head.ref });
});
