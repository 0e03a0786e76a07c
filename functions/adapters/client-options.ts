/**
 * How every client of an AWS service is set up. Region, endpoint and credentials come from the
 * environment, as the SDK has it (`AWS_REGION`, `AWS_ENDPOINT_URL`).
 *
 * - The time-outs are short: a function has seconds, and a lost answer is tried again.
 * - Three tries of the SDK's own, for what happens within one call: a connection that broke, a
 *   service that was down for a moment. They carry the same idempotency token. Whatever is left
 *   comes out as `Transient`, and it is the caller's patience that decides
 *   (`core/store/retrying.ts`); conflicts are always left to it.
 */
export function clientOptions(seconds: number) {
  return {
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: seconds * 1000,
      // Without it a breach is a warning in the log and nothing more.
      throwOnRequestTimeout: true,
    },
  };
}
