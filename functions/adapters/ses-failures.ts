import { AssentError, invalid, refused, transient } from '#core/errors.ts';
import type { Mail } from '#core/ports.ts';
import { asTransient, errorName } from './failures.ts';

/** The account or its sender cannot send: a matter of set-up, healed by nobody's retry. */
const NOT_SET_UP: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'AccountSuspendedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
]);

/** Sending rests for a while, for the whole account. */
const PAUSED: ReadonlySet<string> = new Set(['LimitExceededException', 'SendingPausedException']);

/**
 * A failure of SES as the port has it. SES puts addresses into its messages, so neither message nor
 * cause is kept: the error's name says enough, and may be logged.
 */
export function mailFailure(error: unknown, { to }: Pick<Mail, 'to'>): Error {
  const name = errorName(error) || 'Error';
  const message = error instanceof Error ? error.message.toLowerCase() : '';
  if (NOT_SET_UP.has(name)) return notSetUp(name);
  if (PAUSED.has(name)) return transient(`mailer.send: ${name}`, 'none');
  if (name === 'MessageRejected') return rejected(message, to.toLowerCase());
  if (name === 'BadRequestException') {
    return /address|domain/.test(message)
      ? refusedAddress()
      : invalid('The mail was not taken: SES calls the request bad');
  }
  const passing = asTransient(error, 'mailer.send');
  if (passing === undefined) return new Error(`The mail was not sent: ${name}`);
  return transient(`mailer.send: ${name}`, passing.data.outcome === 'none' ? 'none' : 'unknown');
}

// "The following identities failed the check …": in the sandbox the reader may be one of them. If
// it is the only one, the reader is refused; if our own sender is among them, nobody gets mail.
function rejected(message: string, to: string): AssentError {
  if (!message.includes('not verified')) {
    return refused('The mail was not taken: SES rejected what it says');
  }
  const failed = message.match(/[^\s,:;<>"]+@[^\s,:;<>"]+/g) ?? [];
  return failed.length > 0 && failed.every((address) => address.replace(/\.$/, '') === to)
    ? refusedAddress()
    : notSetUp('MessageRejected');
}

function refusedAddress(): AssentError {
  return refused('The address was not taken by the mail service');
}

function notSetUp(name: string): AssentError {
  return new AssentError('Unauthorised', `Mail cannot be sent: ${name}`, { reason: name });
}
