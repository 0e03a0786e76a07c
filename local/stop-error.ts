/**
 * Something that the person at the terminal can put right. The message is all that is printed: what
 * is wrong, and the way out.
 */
export class StopError extends Error {
  override readonly name = 'StopError';
}
