import { invalid } from '#core/errors.ts';
import { asTransient, errorName } from './failures.ts';

/** What a request to S3 gave, or one of the refusals that are an answer. */
export type Answer<T> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'absent' | 'precondition' };

/**
 * Sends, and tells answers from failures: 404 is `absent` and 412 `precondition`. A 409 of two
 * writers at once (`ConditionalRequestConflict`) is `Transient`: S3 asks for another try.
 *
 * @throws Transient, Invalid; whatever else S3 says comes through as it is
 */
export async function answerOf<T>(what: string, send: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { is: 'done', value: await send() };
  } catch (error) {
    switch (errorName(error)) {
      case 'NoSuchKey':
      case 'NotFound':
        return { is: 'absent' };
      case 'PreconditionFailed':
        return { is: 'precondition' };
      case 'BadDigest':
      case 'InvalidArgument':
      case 'InvalidRequest':
        throw invalid(`${what}: S3 refused it (${errorName(error)})`);
      default:
        throw asTransient(error, what) ?? error;
    }
  }
}
