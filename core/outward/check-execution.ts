import { AssentError, invalid } from '../errors.ts';
import { MAX_EXECUTION_NAME_CHARS } from '../limits.ts';

/** Step Functions takes so many bytes as input of an execution. */
export const MAX_EXECUTION_INPUT_BYTES = 256 * 1024;

// AWS takes more characters, which then need escaping in ARNs and paths.
const NAME = new RegExp(`^[A-Za-z0-9_-]{1,${MAX_EXECUTION_NAME_CHARS}}$`);

/** The input of an execution as the text to send. @throws Invalid, TooLarge */
export function executionInput(name: string, input: object): string {
  if (!NAME.test(name)) throw invalid(`Not a name of an execution: ${JSON.stringify(name)}`);
  const text = JSON.stringify(input);
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > MAX_EXECUTION_INPUT_BYTES) {
    throw new AssentError('TooLarge', `The input of ${name} has ${bytes} bytes`, {
      actual: bytes,
      limit: MAX_EXECUTION_INPUT_BYTES,
      unit: 'bytes',
    });
  }
  return text;
}
