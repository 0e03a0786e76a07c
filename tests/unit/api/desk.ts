import { expect } from 'vitest';
import { api } from '#functions/api/routes.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, given, givenPeople } from '#tests/support/people.ts';

/** Callers, as IAM names them, and the services that they are mapped to. */
export const CALLERS = {
  setup: 'arn:aws:iam::111122223333:user/setup',
  pipeline: 'arn:aws:iam::111122223333:role/pipeline',
  ghost: 'arn:aws:iam::111122223333:role/ghost',
  gone: 'arn:aws:iam::111122223333:role/gone',
} as const;

export interface Ask {
  /** Sent as JSON; a text as it stands. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** ARN of the caller; `null`: unsigned. */
  readonly as?: string | null;
  /** In whose name. */
  readonly of?: string;
}

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}

/** What came back; the tests say what they expect in it. */
export type Json = Readonly<Record<string, unknown>>;

/** The API over a house in memory, with a desk at which to ask. */
export async function desk() {
  const at: House = house();
  await givenPeople(at.store);
  for (const [id, state, actsForPeople] of [
    ['setup', 'active', true],
    ['pipeline', 'active', false],
    ['gone', 'retired', true],
  ] as const) {
    const content = { name: id, purpose: 'Writes records', actsForPeople };
    await given(at.store, { type: 'service', id, state, content });
  }
  const services = Object.fromEntries(Object.entries(CALLERS).map(([id, arn]) => [arn, id]));
  const app = api({ ...at, services });

  async function ask(method: string, path: string, asked: Ask = {}): Promise<Told> {
    const { body, headers = {}, as = CALLERS.setup, of } = asked;
    const init: RequestInit = {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(of === undefined ? {} : { 'assent-acting-for': of }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const authorizer = as === null ? {} : { iam: { userArn: as } };
    const env = { event: { requestContext: { authorizer } } };
    const response = await app.request(path, init, env);
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: JSON.parse(text) };
  }

  /** Creates a record as whoever sets up, and answers its ETag. */
  async function made(type: string, body: object): Promise<{ etag: string; path: string }> {
    const { status, headers } = await ask('POST', `/v1/records/${type}`, {
      body: { reason: 'For a test', ...body },
    });
    expect(status).toBe(201);
    return { etag: headers.get('etag') ?? '', path: headers.get('location') ?? '' };
  }

  const asAstrid = { of: ASTRID };
  return { at, app, ask, made, asAstrid };
}

export type Desk = Awaited<ReturnType<typeof desk>>;

/** Expects a problem of RFC 9457, and gives its members back. */
export function problemOf(told: Told, status: number, code: string): Json {
  expect([told.status, told.json]).toEqual([
    status,
    expect.objectContaining({
      type: `urn:assent:problem:${code}`,
      status,
      title: expect.stringMatching(/\S/),
      detail: expect.stringMatching(/\S/),
    }),
  ]);
  expect(told.headers.get('content-type')).toBe('application/problem+json');
  expect(told.headers.get('cache-control')).toBe('no-store');
  return told.json;
}

export const aRoleBody = (changes: object = {}) => ({
  content: { name: 'Auditor', responsibilities: ['Audits'] },
  reason: 'For the audit programme',
  ...changes,
});
