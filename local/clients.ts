import { CREDENTIALS, REGION } from './engine/environment.ts';

/** Options of a client of the AWS SDK that reaches the engine and nothing else, as its root user. */
export function clientOf(endpoint: string) {
  return { endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 2 };
}
