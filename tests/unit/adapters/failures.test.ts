import { describe, expect, test } from 'vitest';
import { asTransient } from '#functions/adapters/failures.ts';

const awsError = (name: string, status: number, attempts = 1) =>
  Object.assign(new Error('as AWS says'), {
    name,
    $metadata: { httpStatusCode: status, attempts },
  });
const outcomeOf = (error: unknown) => asTransient(error, 'table.write')?.data.outcome;

describe('a failure of a service', () => {
  test.each([
    'ThrottlingException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'TransactionConflictException',
    'TransactionInProgressException',
    'TooManyRequestsException',
    'ConditionalRequestConflict',
    'SlowDown',
  ])('%s did nothing, and may be tried again', (name) => {
    expect(outcomeOf(awsError(name, 400))).toBe('none');
  });

  test('turned away at the third try leaves open what became of the first', () => {
    expect(outcomeOf(awsError('ThrottlingException', 400, 3))).toBe('unknown');
  });

  test.each([
    ['an internal error', awsError('InternalServerError', 500)],
    ['a gateway that timed out', awsError('Whatever', 504)],
    ['a time-out', Object.assign(new Error('slow'), { name: 'TimeoutError' })],
    ['a reset connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['a host that cannot be found', Object.assign(new Error('dns'), { code: 'ENOTFOUND' })],
  ])('%s may have done its work all the same', (_, error) => {
    expect(outcomeOf(error)).toBe('unknown');
  });

  test.each([
    ['a missing grant', awsError('AccessDeniedException', 403)],
    ['a missing table', awsError('ResourceNotFoundException', 400)],
    ['a refused condition', awsError('ConditionalCheckFailedException', 400)],
    ['a programming error', new TypeError('x is undefined')],
    ['what is no error', 'ThrottlingException'],
    ['nothing', undefined],
  ])('%s is not tried again', (_, error) => {
    expect(asTransient(error, 'table.write')).toBeUndefined();
  });

  test('is kept as the cause, and named with what was done', () => {
    const error = awsError('ThrottlingException', 400);
    const transient = asTransient(error, 'table.write');
    expect(transient?.message).toBe('table.write: ThrottlingException');
    expect(transient?.cause).toBe(error);
  });
});
