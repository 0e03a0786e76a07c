import { beforeEach, describe, expect, it } from 'vitest';
import { api } from '#functions/api/routes.ts';
import type { House } from '#tests/support/house.ts';
import { given } from '#tests/support/people.ts';
import { clockWorld, decide, INCIDENT } from '#tests/unit/incidents/clock-world.ts';
import { CALLERS } from './desk.ts';

const GENERAL = 'euaia-art73-general';
const PATH = `/v1/records/incident/${INCIDENT}/report`;

let at: House;
beforeEach(async () => {
  at = await clockWorld();
  const content = { name: 'Setup', purpose: 'Writes records', actsForPeople: true };
  await given(at.store, { type: 'service', id: 'setup', state: 'active', content });
  await decide(at, [GENERAL]);
});

async function ask(query: string, as: string | null = CALLERS.setup) {
  const app = api({ ...at, services: { [CALLERS.setup]: 'setup' } });
  const authorizer = as === null ? {} : { iam: { userArn: as } };
  const answer = await app.request(
    `${PATH}${query}`,
    {},
    {
      event: { requestContext: { authorizer } },
    },
  );
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('the report of an incident over HTTP', () => {
  it('is a page that loads nothing and is kept nowhere, in the organisation’s language', async () => {
    const { status, headers, text } = await ask(`?duty=${GENERAL}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('Draft of a report to an authority');
  });

  it('is in German where that is asked for', async () => {
    const { text } = await ask(`?duty=${GENERAL}&language=de`);
    expect(text).toContain('Entwurf einer Meldung an eine Behörde');
    expect(text).toContain('<html lang="de');
  });

  it.each([
    ['without a duty', '', 422],
    ['of a duty that does not apply', '?duty=dora-final', 404],
    ['with what no report knows', `?duty=${GENERAL}&sign=yes`, 422],
  ])('is refused %s', async (_, query, status) => {
    const { status: got, headers } = await ask(query);
    expect(got).toBe(status);
    expect(headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([null, CALLERS.ghost])('is nobody’s who is not known: %s', async (as) => {
    const { status, text } = await ask(`?duty=${GENERAL}`, as);
    expect(status).toBe(403);
    expect(text).not.toContain('Drift');
  });
});
