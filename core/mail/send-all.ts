import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { isSpent, newRun } from './run.ts';
import { checkOwner, sendOwed } from './send.ts';
import type { SendPorts } from './send-ports.ts';

/** What one run has done. */
export interface Round {
  readonly sent: number;
  readonly undeliverable: readonly { readonly of: Ref; readonly person: Ref }[];
  readonly failures: readonly { readonly of: Ref; readonly error: unknown }[];
  /** Records that one run does not reach: they are for the next. */
  readonly rest: readonly Ref[];
}

/**
 * Sends what these records owe, as much as one run may. A mail that cannot be made holds up nobody
 * else's; a mailer or table that is down ends the run, and all that is left stays due.
 */
export async function sendAll(ports: SendPorts, records: readonly Ref[]): Promise<Round> {
  const run = newRun(ports.clock.now());
  const undeliverable: { of: Ref; person: Ref }[] = [];
  const failures: { of: Ref; error: unknown }[] = [];
  let sent = 0;
  for (const [index, of] of records.entries()) {
    if (isSpent(run, ports.clock.now())) {
      return { sent, undeliverable, failures, rest: records.slice(index) };
    }
    try {
      const done = await sendOwed(ports, checkOwner(of), run);
      sent += done.sent;
      undeliverable.push(...done.undeliverable.map((person) => ({ of, person })));
      if (done.rest) return { sent, undeliverable, failures, rest: records.slice(index) };
    } catch (error) {
      failures.push({ of, error });
      if (isError(error, 'Transient') || isError(error, 'Unauthorised')) break;
    }
  }
  return { sent, undeliverable, failures, rest: [] };
}
