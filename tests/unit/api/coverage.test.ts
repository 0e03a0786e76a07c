import { beforeEach, describe, expect, it } from 'vitest';
import { evidence } from '#core/records/evidence.ts';
import { DAY } from '#core/time.ts';
import { api } from '#functions/api/routes.ts';
import { given } from '#tests/support/people.ts';
import { aPlan, type Play, play } from '#tests/unit/reviews/play.ts';
import { CALLERS } from './desk.ts';

const DRIFT = {
  control: 'A.6.2.6',
  what: 'Report of drift, looked at',
  occurrences: 2,
  every: 'quarter',
  from: '2026-10-01',
};

let p: Play;
beforeEach(async () => {
  p = await play(aPlan({ evidence: [DRIFT] }), '2026-11-24T06:08:00.000Z');
  const content = { name: 'Setup', purpose: 'Writes records', actsForPeople: true };
  await given(p.at.store, { type: 'service', id: 'setup', state: 'active', content });
});

async function ask(query = '') {
  const app = api({ ...p.at, services: { [CALLERS.setup]: 'setup' } });
  const event = { requestContext: { authorizer: { iam: { userArn: CALLERS.setup } } } };
  const answer = await app.request(`/v1/coverage${query}`, {}, { event });
  return { status: answer.status, body: await answer.json() };
}

const collect = (id: string, source: string, collected: string, state = 'stored') =>
  given(p.at.store, {
    type: 'evidence',
    id,
    state,
    content: { ...(evidence.example.content as object), source, collected },
  });

describe('the coverage calendar over HTTP', () => {
  it('shows what was expected, done, late and missed, each period for itself', async () => {
    await collect('e-1', 'A.6.2.6: report of drift', '2026-11-20T09:00:00.000Z');
    p.at.clock.advance(50 * DAY);
    await collect('e-2', 'A.6.2.6: report of drift', '2026-12-20T09:00:00.000Z');
    expect(await ask()).toEqual({
      status: 200,
      body: {
        plan: 'review-plan/default',
        version: 1,
        controls: [
          {
            control: 'A.6.2.6',
            what: 'Report of drift, looked at',
            every: 'quarter',
            periods: [
              { from: '2026-10-01', until: '2026-12-31', expected: 2, done: 1, late: 1, missed: 0 },
              { from: '2027-01-01', until: '2027-03-31', expected: 2, done: 0, late: 0, missed: 0 },
            ],
          },
        ],
      },
    });
  });

  it.each([
    ['of another control', 'A.6.2.66: report of drift', 'stored'],
    ['that names a control elsewhere', 'Report of drift for A.6.2.6', 'stored'],
    ['that is only declared', 'A.6.2.6: report of drift', 'declared'],
  ])('counts no evidence %s', async (_, source, state) => {
    await collect('e-1', source, '2026-11-20T09:00:00.000Z', state);
    expect((await ask()).body).toMatchObject({ controls: [{ periods: [{ done: 0, late: 0 }] }] });
  });

  it('counts a day by the clocks of the plan', async () => {
    await collect('e-1', 'A.6.2.6', '2026-09-30T22:30:00.000Z');
    expect((await ask()).body).toMatchObject({ controls: [{ periods: [{ done: 1, late: 0 }] }] });
  });

  it('is not there without a plan, and takes no parameter', async () => {
    expect((await ask('?control=A.6.2.6')).status).toBe(422);
    const { version } = await p.at.store.need('review-plan/default');
    await given(p.at.store, { ...version, state: 'retired' });
    expect((await ask()).status).toBe(404);
  });
});
