import { CREDENTIALS, REGION } from './engine/environment.ts';

/** Options of an AWS SDK client that reaches the engine and nothing else, as its root user. */
export function clientOf(endpoint: string) {
  return { endpoint, region: REGION, credentials: CREDENTIALS, maxAttempts: 2 };
}
