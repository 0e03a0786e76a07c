import type { CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { AssentError, invalid, transient } from '#core/errors.ts';
import type { Item, Refusal } from '#core/ports.ts';
import { fromValues } from './attributes.ts';
import { asTransient, errorName } from './failures.ts';

/** Codes of a cancelled transaction after which another try may help. */
const PASSING: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

/**
 * An error of DynamoDB as the port has it; what has no such form comes back as it is: refusals,
 * which the caller reads, and faults of set-up such as a missing grant or table.
 */
export function tableFailure(error: unknown, what: string): unknown {
  if (errorName(error) === 'ValidationException') return notTaken(messageOf(error));
  return asTransient(error, what) ?? error;
}

/**
 * The refusals of a cancelled transaction, by index. Where anything passing stood in its way, the
 * refusals may not be all, so there is none: the caller tries again.
 *
 * @throws Transient, Invalid, TooLarge
 */
export function cancelled({ CancellationReasons, message }: TransactionCanceledException) {
  const reasons = CancellationReasons ?? [];
  for (const { Code = '', Message = '' } of reasons) {
    if (PASSING.has(Code)) throw transient(`table.write: ${Code}`, 'none');
    if (Code === 'ValidationError') throw notTaken(Message);
  }
  const refusals = reasons.flatMap(refusalOf);
  // A transaction that was cancelled for no reason that we know must never look refused by us.
  if (refusals.length === 0) throw new Error(`Transaction cancelled: ${message}`);
  return refusals;
}

function refusalOf({ Code, Item }: CancellationReason, index: number): readonly Refusal[] {
  if (Code !== 'ConditionalCheckFailed') return [];
  return [{ index, item: whatStood(Item) }];
}

/** The item that a refusal brought; DynamoDB leaves it out or empty where none stood there. */
export function whatStood(values: CancellationReason['Item']): Item | undefined {
  return values === undefined || Object.keys(values).length === 0 ? undefined : fromValues(values);
}

// What passed our own checks and is refused all the same: an update that made its item too large,
// an addition to what is no number.
function notTaken(message: string): AssentError {
  if (/size/i.test(message)) return new AssentError('TooLarge', `The table refused: ${message}`);
  return invalid(`The table refused: ${message}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
