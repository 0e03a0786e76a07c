import type { Context } from 'hono';
import type { LambdaEvent } from 'hono/aws-lambda';
import { AssentError, invalid } from '#core/errors.ts';
import { isRef, type Ref } from '#core/ids.ts';
import type { Author } from '#core/records/author.ts';
import { contentOf } from '#core/records/content-of.ts';
import { RETIRED } from '#core/records/define-type.ts';
import { service as serviceType } from '#core/records/service.ts';
import type { RecordStore } from '#core/store/record-store.ts';

/** In whose name a service writes: a header, since the body is the record's. */
export const ACTING_FOR = 'assent-acting-for';

/**
 * Who calls: the IAM role or user, without the session's name (often an address), mapped by the
 * deployment's configuration to a `service` record. A service may write in a person's name where
 * its own record says so: it has identified the person itself.
 *
 * @throws Unauthorised for a caller that is not mapped or retired, or may not act for people
 */
export async function callerOf(
  context: Context,
  services: Readonly<Record<string, string>>,
  store: RecordStore,
): Promise<Omit<Author, 'reason'>> {
  const service = serviceOf(context, services);
  const head = await store.load(service);
  // The first records are written before that of the service is there.
  if (head?.version.state === RETIRED) {
    throw new AssentError('Unauthorised', `${service} is retired`, {});
  }
  const person = context.req.header(ACTING_FOR);
  if (person === undefined) return { actor: service, via: 'api' };
  if (!isRef(person) || !person.startsWith('person/')) {
    throw invalid(`The header ${ACTING_FOR} names a person: person/<id>`);
  }
  if (head === undefined || !contentOf(serviceType, head).actsForPeople) {
    throw new AssentError('Unauthorised', `${service} may not act for people`, {});
  }
  const known = await store.load(person);
  if (known?.version.state !== 'active') throw invalid(`There is no active ${person}`);
  return { actor: person, via: 'api' };
}

/** The service that calls. @throws Unauthorised for a caller that is not mapped to one */
export function serviceOf(context: Context, services: Readonly<Record<string, string>>): Ref {
  const arn = withoutSession(arnOf(context));
  if (Object.hasOwn(services, arn)) return `service/${services[arn]}`;
  throw new AssentError('Unauthorised', `${arn} is not mapped to a service`, {});
}

function arnOf(context: Context): string {
  const event = (context.env as { event?: LambdaEvent }).event;
  const authorizer = (
    event?.requestContext as { authorizer?: { iam?: { userArn?: string } } } | undefined
  )?.authorizer;
  const arn = authorizer?.iam?.userArn;
  if (arn === undefined) throw new AssentError('Unauthorised', 'The request is not signed', {});
  return arn;
}

/** `arn:aws:sts::1:assumed-role/Name/session` is the role `arn:aws:iam::1:role/Name`. */
export function withoutSession(arn: string): string {
  const match = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(arn);
  return match === null ? arn : `arn:${match[1]}:iam::${match[2]}:role/${match[3]}`;
}
