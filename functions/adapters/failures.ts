import { type AssentError, transient } from '#core/errors.ts';

/** Names of errors after which certainly nothing was done: turned away at the door. */
const TURNED_AWAY: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'ExecutionLimitExceeded',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ConditionalRequestConflict',
  'OperationAborted',
  'KeyUnavailableException',
  'ReplicatedWriteConflictException',
]);

/** Names of errors of a connection or a service that may have done its work all the same. */
const BROKEN: ReadonlySet<string> = new Set([
  'AbortError',
  'DependencyTimeoutException',
  'InternalServerError',
  'KMSInternalException',
  'NetworkingError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'TimeoutError',
]);

const SOCKET_CODES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** The name of an error as an AWS service gave it; empty where it has none. */
export function errorName(error: unknown): string {
  return textMember(error, 'name');
}

/**
 * The error as `Transient` where another try may help; `undefined` where it may not. Known by
 * names, HTTP status and socket codes alone, so that no client needs to be imported for it.
 */
export function asTransient(error: unknown, what: string): AssentError | undefined {
  const name = errorName(error);
  const status = statusOf(error);
  if (TURNED_AWAY.has(name) || status === 429) {
    // The last try was turned away; of those before it nobody knows.
    return transient(`${what}: ${name}`, triesOf(error) > 1 ? 'unknown' : 'none', error);
  }
  const code = textMember(error, 'code');
  if (BROKEN.has(name) || SOCKET_CODES.has(code) || (status !== undefined && status >= 500)) {
    return transient(`${what}: ${code || name}`, 'unknown', error);
  }
  return undefined;
}

function statusOf(error: unknown): number | undefined {
  const status = member(member(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

/** How often the SDK has tried by itself; 1 where it does not say. */
function triesOf(error: unknown): number {
  const tries = member(member(error, '$metadata'), 'attempts');
  return typeof tries === 'number' ? tries : 1;
}

function textMember(value: unknown, name: string): string {
  const text = member(value, name);
  return typeof text === 'string' ? text : '';
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
