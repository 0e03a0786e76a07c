import { invalid, refused } from '../errors.ts';
import type { Mail } from '../ports.ts';

/** RFC 5321: the longest address that a path of 256 characters holds. */
const MAX_ADDRESS_CHARS = 254;
// SES takes no address beyond ASCII before the @, and domains in their ASCII form alone.
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/;
// The patterns of SES's MessageHeader.
const HEADER_NAME = /^[!-9;-~]{1,126}$/;
const HEADER_VALUE = /^[ -~]{0,870}$/;
// What may stand before the @ of a message id without quotes, and not be mistaken.
const THREAD = /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/;
const MAX_THREAD_CHARS = 200;
const CONTROL = /\p{Cc}/u;

/**
 * Refuses a mail that no server takes, or that would slip a header in.
 *
 * @throws Refused for an address that cannot be mailed to, Invalid for a subject or header with a
 *   line break or another control character; neither says the address
 */
export function checkMail(mail: Mail): void {
  if (!isAddress(mail.to)) throw refused('The address is none that mail can be sent to');
  if (mail.replyTo !== undefined && !isAddress(mail.replyTo)) {
    throw invalid('The reply-to address is none');
  }
  if (CONTROL.test(mail.subject)) throw invalid('A control character in the subject of a mail');
  if (mail.thread !== undefined && !isThread(mail.thread)) {
    throw invalid('Not a name of a thread');
  }
  for (const [name, value] of Object.entries(mail.headers ?? {})) {
    if (!HEADER_NAME.test(name)) throw invalid(`Not a name of a header: ${JSON.stringify(name)}`);
    if (!HEADER_VALUE.test(value)) throw invalid(`Not a value of a header: that of ${name}`);
  }
}

const isThread = (text: string): boolean => text.length <= MAX_THREAD_CHARS && THREAD.test(text);

function isAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS_CHARS && ADDRESS.test(text);
}
