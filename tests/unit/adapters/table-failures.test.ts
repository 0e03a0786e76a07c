import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { cancelled, tableFailure, whatStood } from '#functions/adapters/table-failures.ts';

const NONE = { Code: 'None' };
const CONFLICT = { Code: 'TransactionConflict' };
const FAILED = { Code: 'ConditionalCheckFailed', Item: { pk: { S: 'a' }, sk: { S: 'H' } } };

const cancel = (...CancellationReasons: CancellationReason[]) =>
  new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons });

describe('a cancelled transaction', () => {
  test('tells its refusals by index, with what stood there', () => {
    expect(cancelled(cancel(NONE, FAILED, { Code: 'ConditionalCheckFailed' }))).toEqual([
      { index: 1, item: { pk: 'a', sk: 'H' } },
      { index: 2, item: undefined },
    ]);
  });

  test.each([CONFLICT, { Code: 'ThrottlingError' }, { Code: 'ProvisionedThroughputExceeded' }])(
    'is tried again where anything passing stood in its way: %j',
    (passing) => {
      const expected = expect.objectContaining({ code: 'Transient', data: { outcome: 'none' } });
      expect(() => cancelled(cancel(FAILED, passing))).toThrow(expected);
      expect(() => cancelled(cancel(passing, FAILED))).toThrow(expected);
    },
  );

  test('that would make an item too large says so', () => {
    const Message = 'Item size to update has exceeded the maximum allowed size';
    expect(() => cancelled(cancel(NONE, { Code: 'ValidationError', Message }))).toThrow(
      expect.objectContaining({ code: 'TooLarge' }),
    );
  });

  test('that adds to what is no number says so', () => {
    const Message = 'An operand in the update expression has an incorrect data type';
    expect(() => cancelled(cancel({ Code: 'ValidationError', Message }))).toThrow(
      expect.objectContaining({ code: 'Invalid' }),
    );
  });

  test.each([
    ['no reasons', cancel()],
    ['no reason that we know', cancel(NONE, { Code: 'Novel' })],
    ['reasons left out', new TransactionCanceledException({ $metadata: {}, message: 'x' })],
  ])('with %s is a fault, never a refusal of nothing', (_, error) => {
    expect(() => cancelled(error)).toThrow('Transaction cancelled');
  });
});

describe('a failure of DynamoDB', () => {
  const failure = (name: string, message: string) =>
    tableFailure(Object.assign(new Error(message), { name }), 'table.write');

  test('for a form that it does not take is Invalid', () => {
    const error = failure('ValidationException', 'Type mismatch for Index Key g1p');
    expect(error).toMatchObject({ code: 'Invalid' });
  });

  test('for a size that it does not take is TooLarge', () => {
    const error = failure('ValidationException', 'Item size has exceeded the maximum allowed size');
    expect(error).toMatchObject({ code: 'TooLarge' });
  });

  test('of set-up comes through as it is', () => {
    expect(failure('AccessDeniedException', 'no')).toMatchObject({ name: 'AccessDeniedException' });
  });

  test('that brings an empty item brings none', () => {
    expect([whatStood({}), whatStood(undefined)]).toEqual([undefined, undefined]);
  });
});
