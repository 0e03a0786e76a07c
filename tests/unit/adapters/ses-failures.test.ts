import { describe, expect, test } from 'vitest';
import { mailFailure } from '#functions/adapters/ses-failures.ts';

const TO = 'ada@example.com';
const failure = (name: string, message = `something about ${TO}`, status = 400) =>
  mailFailure(Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } }), {
    to: TO,
  });
const unverified = (...addresses: string[]) =>
  failure(
    'MessageRejected',
    'Email address is not verified. The following identities failed the check in region ' +
      `EU-WEST-1: ${addresses.join(', ')}`,
  );

describe('a failure to send a mail', () => {
  test.each(['TooManyRequestsException', 'LimitExceededException', 'SendingPausedException'])(
    '%s passes, and nothing was sent',
    (name) => {
      expect(failure(name)).toMatchObject({ code: 'Transient', data: { outcome: 'none' } });
    },
  );

  test('a service that is down passes, and nobody knows', () => {
    const error = failure('InternalServiceErrorException', '', 500);
    expect(error).toMatchObject({ code: 'Transient', data: { outcome: 'unknown' } });
  });

  test('an address that the sandbox does not know is refused', () => {
    expect(unverified(TO)).toMatchObject({ code: 'Refused' });
    expect(unverified('Ada@Example.com')).toMatchObject({ code: 'Refused' });
  });

  test('a sender that is not verified is a matter of set-up, whoever reads', () => {
    expect(unverified('assent@example.org')).toMatchObject({ code: 'Unauthorised' });
    expect(unverified('assent@example.org', TO)).toMatchObject({ code: 'Unauthorised' });
    expect(unverified('Assent <assent@example.org>')).toMatchObject({ code: 'Unauthorised' });
    expect(unverified()).toMatchObject({ code: 'Unauthorised' });
  });

  test.each([
    'AccessDeniedException',
    'AccountSuspendedException',
    'MailFromDomainNotVerifiedException',
    'NotFoundException',
  ])('%s is a matter of set-up', (name) => {
    expect(failure(name)).toMatchObject({ code: 'Unauthorised', data: { reason: name } });
  });

  test('an address of a form that SES does not take is refused', () => {
    expect(failure('BadRequestException', 'Domain contains illegal character')).toMatchObject({
      code: 'Refused',
    });
    expect(failure('BadRequestException', 'Invalid header')).toMatchObject({ code: 'Invalid' });
  });

  test('content that SES rejects is refused', () => {
    expect(failure('MessageRejected', 'Virus detected')).toMatchObject({ code: 'Refused' });
  });

  test.each([
    'MessageRejected',
    'BadRequestException',
    'AccessDeniedException',
    'TooManyRequestsException',
    'InternalServiceErrorException',
    'NeverHeardOf',
  ])('%s is told without the address, in message, data, cause and stack', (name) => {
    const error = failure(name, `Email address ${TO} is not verified: ${TO}`, 500);
    const told = [error.message, error.cause, error.stack, JSON.stringify(error)].join();
    expect(told).not.toContain(TO);
  });
});
