import { beforeEach, describe, expect, it } from 'vitest';
import { openWanted } from '#core/incidents/open.ts';
import type { JsonObject } from '#core/json.ts';
import { aiSystem } from '#core/records/ai-system.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident as incidentType } from '#core/records/incident.ts';
import { CauseMemory } from '#core/signals/folding/cause-memory.ts';
import { parseCause } from '#core/signals/folding/cause-state.ts';
import { fold } from '#core/signals/folding/fold.ts';
import { signalSettings } from '#core/signals/settings.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import { aMessage, anEvent } from '../signals/folding/runner.ts';
import { aSample } from '../signals/samples.ts';
import { type Ask, CALLERS, type Desk, desk, problemOf } from './desk.ts';

const CREDIT = 'ai-system/credit-scoring';
const MAPPING = 'signal-mapping/mapped-by-command';

let d: Desk;
let messages = 0;

beforeEach(async () => {
  d = await desk();
  await given(d.at.store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: { ...(aiSystem.example.content as object), owner: ASTRID },
  });
});

const folded = (...events: readonly (JsonObject | string)[]) =>
  fold(
    {
      ...d.at,
      credentials: { find: async () => undefined },
      settings: () => signalSettings(d.at),
      memory: new CauseMemory(),
    },
    events.map((event) => aMessage(`m-${messages++}`, event)),
  );
const alarm = (name: string, changes: JsonObject = {}): JsonObject => {
  const sample = aSample('cloudwatch-alarm-state-change.clarify-bias-drift');
  const arn = `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`;
  const detail = { ...(sample.detail as JsonObject), alarmName: name, ...changes };
  return { ...sample, id: `id-${messages++}`, resources: [arn], detail };
};
const again = (name: string) =>
  alarm(name, { state: { value: 'ALARM', timestamp: '2026-03-11T04:05:06.000+0000' } });
const list = async (query = '') => {
  const { status, json } = await d.ask('GET', `/v1/signals/unmapped${query}`);
  expect(status).toBe(200);
  return json as { causes: { digest: string; title: string }[]; cursor: string | null };
};
const digests = async () => (await list()).causes.map(({ digest }) => digest);
const map = (body: object, more: Ask = { of: ASTRID }) =>
  d.ask('POST', '/v1/signals/mappings', {
    body: { system: CREDIT, reason: 'The credit team runs it', ...body },
    ...more,
  });
const counted = () =>
  d.at.table
    .all()
    .filter(({ pk, sk }) => pk.startsWith('C#') && sk === 'H')
    .map(parseCause)
    .map(({ system, total }) => [system, total]);

describe('signals that belong to no system', () => {
  it('are listed by cause, with what they are told by', async () => {
    await folded(alarm('scorecard-bias'), again('scorecard-bias'));
    await openWanted(d.at);
    expect((await list()).causes).toMatchObject([
      {
        kind: 'bias',
        names: null,
        about: { source: 'aws.cloudwatch', alarm: 'scorecard-bias' },
        arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:scorecard-bias',
        signals: 2,
        incident: expect.stringMatching(/^incident\//),
      },
    ]);
  });

  it('are listed page by page, the newest first', async () => {
    for (let n = 0; n < 5; n++) await folded(alarm(`alarm-${n}`));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.causes.length).toBeLessThanOrEqual(2);
      seen.push(...page.causes.map(({ digest }) => digest));
      cursor = page.cursor;
    }
    expect(new Set(seen).size).toBe(5);
  });

  it('are listed with the system that they name where that has no record', async () => {
    await folded(anEvent('a', { system: 'ai-system/misspelt' }));
    expect((await list()).causes).toMatchObject([{ names: 'ai-system/misspelt' }]);
    await given(d.at.store, {
      type: 'ai-system',
      id: 'misspelt',
      state: 'draft',
      content: { ...(aiSystem.example.content as object), owner: ASTRID },
    });
    expect(await digests()).toEqual([]);
  });

  it('are listed no more once a rule that somebody wrote covers them', async () => {
    await folded(alarm('scorecard-bias'), alarm('other-bias'));
    const rules = [{ when: { alarm: 'scorecard-*', source: 'aws.*' }, system: CREDIT }];
    await d.made('signal-mapping', { id: 'credit', content: { name: 'Credit', rules } });
    expect((await list()).causes).toMatchObject([{ about: { alarm: 'other-bias' } }]);
  });

  it('are shown to nobody who does not sign', async () => {
    problemOf(await d.ask('GET', '/v1/signals/unmapped', { as: null }), 403, 'unauthorised');
  });
});

describe('a cause that is mapped', () => {
  it('counts for its system from then on; what was counted stays', async () => {
    await folded(alarm('scorecard-bias'));
    const [cause] = await digests();
    expect((await map({ causes: [cause] })).status).toBe(200);
    const head = await d.at.store.need(MAPPING);
    expect(head.version).toMatchObject({ actor: ASTRID, via: 'api', state: 'in-force' });
    await folded(again('scorecard-bias'), alarm('scorecard-bias'));
    expect(counted()).toEqual(
      expect.arrayContaining([
        [null, 1],
        [CREDIT, 1],
      ]),
    );
    expect(await digests()).toEqual([]);
  });

  it('has its open incident concern the system', async () => {
    await folded(alarm('scorecard-bias'));
    const { opened } = await openWanted(d.at);
    const { json } = await map({ causes: await digests() });
    expect(json.incidents).toEqual(opened);
    const incident = await d.at.store.need(String(opened[0]));
    expect(incident.version).toMatchObject({
      action: 'edit',
      state: 'reported',
      actor: ASTRID,
      links: expect.arrayContaining([{ rel: 'concerns', to: CREDIT }]),
    });
    expect(contentOf(incidentType, incident).tier).toBe(
      (aiSystem.example.content as JsonObject).tier,
    );
    // It goes on being looked after.
    expect(incident.pending.map((each) => each.for)).toEqual(
      expect.arrayContaining(['execution-1', 'window']),
    );
  });

  it('twice is one rule, and one version', async () => {
    await folded(alarm('scorecard-bias'));
    const causes = await digests();
    await map({ causes });
    await map({ causes });
    expect((await d.at.store.need(MAPPING)).version.version).toBe(1);
  });

  it('by two at once is two rules', async () => {
    await folded(alarm('one'), alarm('two'));
    const [one, two] = await digests();
    const answers = await Promise.all([map({ causes: [one] }), map({ causes: [two] })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await d.at.store.need(MAPPING)).version.content.rules).toHaveLength(2);
  });

  it('may be told to matter more', async () => {
    await folded(alarm('scorecard-bias'));
    await map({ causes: await digests(), severity: 'critical', kind: 'fairness' });
    await folded(again('scorecard-bias'));
    const kinds = d.at.table
      .all()
      .filter(({ sk }) => sk === 'H')
      .map(({ kind }) => kind);
    expect(kinds).toContain('fairness');
  });
});

describe('a pattern that is mapped', () => {
  it('covers all that fits, and their incidents', async () => {
    await folded(alarm('claims-a'), alarm('claims-b'), alarm('other'));
    const { opened } = await openWanted(d.at);
    expect(opened).toHaveLength(3);
    const { json } = await map({ when: { alarm: 'claims-*' } });
    expect(json.incidents).toHaveLength(2);
    expect((await list()).causes).toMatchObject([{ about: { alarm: 'other' } }]);
  });

  it('leaves alone what its sender maps itself', async () => {
    await folded(anEvent('a', { system: 'ai-system/misspelt', severity: 'high' }));
    await openWanted(d.at);
    expect((await map({ when: { source: '*' } })).json.incidents).toEqual([]);
    expect(await digests()).toHaveLength(1);
  });
});

describe('an incident that keeps what it concerns', () => {
  it.each(['dismissed', 'merged', 'closed', 'in-closure'])('is one that is %s', async (state) => {
    await folded(alarm('scorecard-bias'));
    const { opened } = await openWanted(d.at);
    const before = await d.at.store.need(String(opened[0]));
    const { id, content, links } = before.version;
    await given(d.at.store, { type: 'incident', id, state, content, links });
    expect((await map({ causes: await digests() })).json.incidents).toEqual([]);
  });
});

describe('what cannot be mapped', () => {
  const NOWHERE = 'f'.repeat(64);

  it.each([
    ['a cause that is not there', { causes: [NOWHERE] }, 404, 'not-found'],
    ['a system that is not there', { causes: [NOWHERE], system: 'ai-system/x' }, 404, 'not-found'],
    ['to what is no system', { causes: [NOWHERE], system: 'role/head-of-ai' }, 422, 'invalid'],
    ['nothing', {}, 422, 'invalid'],
    ['two things at once', { causes: [NOWHERE], when: { alarm: 'x' } }, 422, 'invalid'],
    ['everything', { when: {} }, 422, 'invalid'],
    ['a half digest', { causes: ['abc'] }, 422, 'invalid'],
    ['without a reason', { causes: [NOWHERE], reason: '' }, 422, 'invalid'],
    ['with a member that nobody knows', { causes: [NOWHERE], systems: CREDIT }, 422, 'invalid'],
    ['with a credential', { when: { alarm: 'AKIAIOSFODNN7EXAMPLE' } }, 422, 'invalid'],
  ])('%s', async (_what, body, status, code) => {
    problemOf(await map(body), status, code);
    expect(await d.at.store.load(MAPPING)).toBeUndefined();
  });

  it('a cause whose sender names its system', async () => {
    await folded(anEvent('a', { system: 'ai-system/misspelt' }));
    problemOf(await map({ causes: await digests() }), 403, 'refused');
  });

  it('what could not be read', async () => {
    await folded('{"broken');
    const pk = d.at.table.all().find(({ kind }) => kind === 'quarantine')?.pk ?? '';
    problemOf(await map({ causes: [pk.slice(2)] }), 403, 'refused');
  });

  it('to a system that is retired', async () => {
    await folded(alarm('scorecard-bias'));
    await given(d.at.store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'retired',
      content: { ...(aiSystem.example.content as object), owner: ASTRID },
    });
    problemOf(await map({ causes: await digests() }), 403, 'refused');
  });

  it('more than one record holds', async () => {
    await folded(alarm('scorecard-bias'));
    const rules = Array.from({ length: 200 }, (_, n) => ({
      when: { alarm: `a-${n}` },
      system: CREDIT,
    }));
    const id = 'mapped-by-command';
    await d.made('signal-mapping', { id, content: { name: 'Mapped by command', rules } });
    problemOf(await map({ causes: await digests() }), 403, 'refused');
  });

  it.each([
    ['unsigned', { as: null }],
    ['by a caller that nobody knows', { as: 'arn:aws:iam::111122223333:role/stranger' }],
    ['in the name of a person by a tool that may not', { as: CALLERS.pipeline, of: ASTRID }],
  ])('%s', async (_what, more) => {
    problemOf(await map({ when: { alarm: 'x' } }, more), 403, 'unauthorised');
  });
});
