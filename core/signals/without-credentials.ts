import type { Json, JsonObject } from '../json.ts';
import type { CredentialCheck } from '../store/record-store.ts';
import { isObject } from './envelope.ts';
import { REMOVED } from './signal.ts';

/**
 * Events without what looks like a credential: the smallest member that holds one is replaced
 * (bytes.md, Signals). All are looked at in one go, since most batches hold none; those that do are
 * halved until it is found.
 */
export async function withoutCredentials(
  credentials: CredentialCheck,
  events: readonly Json[],
): Promise<readonly Json[]> {
  const texts = events.map((event) => JSON.stringify(event)).join('\n');
  if (events.length === 0 || (await credentials.find(texts)) === undefined) return events;
  const [only] = events;
  if (events.length === 1 && only !== undefined) return [await cleanValue(credentials, only)];
  const middle = Math.ceil(events.length / 2);
  return [
    ...(await withoutCredentials(credentials, events.slice(0, middle))),
    ...(await withoutCredentials(credentials, events.slice(middle))),
  ];
}

/** A value in which there is one. */
async function cleanValue(credentials: CredentialCheck, value: Json): Promise<Json> {
  if (typeof value !== 'object' || value === null) return REMOVED;
  const members = Object.entries(value);
  const clean = await cleanMembers(credentials, members);
  // It needs several members together to be one.
  const isLeft = (await credentials.find(JSON.stringify(Object.fromEntries(clean)))) !== undefined;
  if (isLeft) return REMOVED;
  return isObject(value) ? Object.fromEntries(clean) : clean.map(([, item]) => item);
}

type Member = readonly [name: string, value: Json];

async function cleanMembers(
  credentials: CredentialCheck,
  members: readonly Member[],
): Promise<readonly Member[]> {
  // With its name: `"password": "…"` is told by it.
  if (members.length === 0) return members;
  const text = JSON.stringify(Object.fromEntries(members) satisfies JsonObject);
  if ((await credentials.find(text)) === undefined) return members;
  const [only] = members;
  if (members.length === 1 && only !== undefined) {
    return [[only[0], await cleanValue(credentials, only[1])]];
  }
  const middle = Math.ceil(members.length / 2);
  return [
    ...(await cleanMembers(credentials, members.slice(0, middle))),
    ...(await cleanMembers(credentials, members.slice(middle))),
  ];
}
