import * as z from 'zod';
import type { ApiAnswer, ApiClient } from '#cli/targets/api-client.ts';
import { waitFor } from './wait-for.ts';

const RecordShown = z.object({
  ref: z.string(),
  digest: z.string(),
  /** `null` while the log has yet to take it. */
  logIndex: z.int().nullable(),
  version: z.object({
    id: z.string(),
    version: z.int(),
    state: z.string(),
    reason: z.string().nullable(),
    content: z.record(z.string(), z.unknown()),
    links: z.array(z.unknown()),
  }),
});

/** A record as the API shows it. */
export type Shown = z.output<typeof RecordShown> & { readonly etag: string };

/** The records, through the API, in the names of those who act. */
export interface Records {
  get(ref: string): Promise<Shown>;
  /** The ids of all records of a type, as the first page lists them. */
  list(type: string): Promise<readonly string[]>;
  /** The ids of records of a type in a state, as the first page lists them. */
  inState(type: string, state: string): Promise<readonly string[]>;
  /** What was done to a record, by the actions of its versions, the first ones first. */
  actions(ref: string): Promise<readonly string[]>;
  edit(ref: string, changes: object, by: string, reason: string): Promise<Shown>;
  take(ref: string, transition: string, by: string, reason: string): Promise<Shown>;
  /** Approvals that a change of the record would void. */
  openApprovals(ref: string): Promise<readonly string[]>;
  withdraw(approval: string, by: string, reason: string): Promise<Shown>;
  /** The record once it is in that state; waits for it. */
  reaches(ref: string, state: string, seconds?: number): Promise<Shown>;
}

const Problem = z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) });

/** What the API refused. */
export class NotTaken extends Error {
  /** What is wrong with what was to be written, by where it stands. */
  readonly issues: readonly string[];

  constructor({ status, body }: ApiAnswer) {
    super(`The API answered ${status}: ${JSON.stringify(body)}`);
    const { data } = Problem.safeParse(body);
    this.issues = data?.issues.map(({ path, message }) => `${path}: ${message}`) ?? [];
  }
}

const Listed = z.object({ records: z.array(z.object({ id: z.string() })) });
const Versions = z.object({
  versions: z.array(z.object({ version: z.object({ action: z.string() }) })),
});
const Open = z.object({ approvals: z.array(z.object({ ref: z.string() })) });

/** A page that the API makes of records. */
export async function readPage(call: ApiClient, path: string): Promise<string> {
  return String(taken(await call({ method: 'GET', path: `/v1${path}` })).body);
}

export function recordsOf(call: ApiClient): Records {
  const read = async (path: string) => taken(await call({ method: 'GET', path: `/v1${path}` }));
  const get = async (ref: string) => shownIn(await read(`/records/${ref}`));
  const write = async (
    method: 'POST' | 'PUT',
    path: string,
    by: string,
    body: object,
    etag?: string,
  ) => {
    const headers = {
      'assent-acting-for': by,
      ...(etag === undefined ? {} : { 'if-match': etag }),
    };
    return shownIn(taken(await call({ method, path: `/v1${path}`, headers, body })));
  };
  return {
    get,
    list: async (type) =>
      Listed.parse((await read(`/records/${type}`)).body).records.map(({ id }) => id),
    inState: async (type, state) =>
      Listed.parse((await read(`/records/${type}?state=${state}`)).body).records.map(
        ({ id }) => id,
      ),
    actions: async (ref) =>
      Versions.parse((await read(`/records/${ref}/versions?limit=100`)).body)
        .versions.map(({ version }) => version.action)
        .toReversed(),
    async edit(ref, changes, by, reason) {
      const { etag, version } = await get(ref);
      const content = { ...version.content, ...changes };
      return write('PUT', `/records/${ref}`, by, { content, links: version.links, reason }, etag);
    },
    async take(ref, transition, by, reason) {
      const { etag } = await get(ref);
      return write('POST', `/records/${ref}/transitions/${transition}`, by, { reason }, etag);
    },
    openApprovals: async (ref) =>
      Open.parse((await read(`/records/${ref}/open-approvals`)).body).approvals.map(
        (each) => each.ref,
      ),
    withdraw: (approval, by, reason) =>
      write('POST', `/approvals/${approval.slice('approval/'.length)}/withdrawal`, by, { reason }),
    reaches: (ref, state, seconds) =>
      waitFor(
        `${ref} to be ${state}`,
        async () => {
          const shown = await get(ref);
          return shown.version.state === state ? shown : undefined;
        },
        seconds,
      ),
  };
}

function taken(answer: ApiAnswer): ApiAnswer {
  if (answer.status >= 300) throw new NotTaken(answer);
  return answer;
}

const shownIn = ({ body, etag = '' }: ApiAnswer): Shown => ({ ...RecordShown.parse(body), etag });
