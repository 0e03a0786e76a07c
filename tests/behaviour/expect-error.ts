import { expect } from 'vitest';
import { AssentError, type ErrorCode } from '#core/errors.ts';

/** Expects the promise to be refused with an error of ours, and gives it back. */
export async function expectError(
  promise: Promise<unknown>,
  code: ErrorCode,
): Promise<AssentError> {
  const error: unknown = await promise.then(
    (answer) => ({ answer }),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AssentError);
  if (!(error instanceof AssentError)) throw error;
  expect(error.code).toBe(code);
  return error;
}
