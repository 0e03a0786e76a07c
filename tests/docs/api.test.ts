import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AssentError, type ErrorCode } from '#core/errors.ts';
import { api } from '#functions/api/routes.ts';
import { onApiError } from '#functions/shared/problem.ts';

const page = readFileSync('docs/api.md', 'utf8');

describe('the page of the API', () => {
  it('has every route, and no other', () => {
    // Routes are known before anything that they need is asked for.
    const app = api({} as Parameters<typeof api>[0]);
    // What is asked of every call is no route.
    const routes = new Set(
      app.routes
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${path}`),
    );
    const headings = [...page.matchAll(/^### `([A-Z]+ \S+)`$/gm)].map(([, route]) => route);
    expect(headings.toSorted()).toEqual([...routes].sort());
  });

  const codes: readonly ErrorCode[] = [
    'Invalid',
    'NotFound',
    'Refused',
    'Unauthorised',
    'Conflict',
    'TooLarge',
    'Transient',
    'ClockAhead',
    'Corrupt',
  ];

  it.each(codes)('says what the problem %s is', async (code) => {
    const context = { req: { method: 'GET' } } as Parameters<typeof onApiError>[1];
    const answer = onApiError(new AssentError(code, 'why'), context);
    const { type, status } = z
      .object({ type: z.string(), status: z.number() })
      .parse(await answer.json());
    expect(page).toContain(`| \`${type.replace('urn:assent:problem:', '')}\` | ${status} |`);
  });

  it('names every code of an error', () => {
    const rows = [...page.matchAll(/^\| `[a-z-]+` \| \d{3} \|/gm)];
    // A fault has no code of ours.
    expect(rows).toHaveLength(codes.length + 1);
  });
});
