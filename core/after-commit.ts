import { isError } from './errors.ts';

/**
 * An effect after a commit. What was committed stands, so one that is lost to a fault of the moment
 * fails nobody: the transaction has made it due, and the sweep does it.
 *
 * @throws whatever is not Transient
 */
export async function afterCommit(effect: () => Promise<unknown>): Promise<void> {
  try {
    await effect();
  } catch (error) {
    if (!isError(error, 'Transient')) throw error;
  }
}
