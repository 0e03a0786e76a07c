import { AssentError, isError } from '../errors.ts';
import { splitRef } from '../ids.ts';
import type { Mail } from '../ports.ts';
import type { MailMatter } from './matter.ts';
import { type Delivery, giveBack, markLeft } from './outbox.ts';
import { replyTo } from './reply-to.ts';
import type { SendPorts } from './send-ports.ts';

/**
 * No out-of-office reply comes back: RFC 3834 says so to most, the other to Exchange
 * (MS-OXCMAIL 2.2.3.2.14).
 */
const HEADERS = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'OOF, AutoReply',
} as const;

/**
 * The mail in its words. Where these cannot be found it has certainly not left, and is given back
 * at once.
 */
export async function write(
  ports: SendPorts,
  taken: Delivery,
  gather: () => Promise<MailMatter>,
): Promise<Mail> {
  try {
    return await mailOf(ports, await gather());
  } catch (error) {
    await ports.table.write([giveBack(taken, ports.clock.now())]);
    throw error;
  }
}

async function mailOf({ render }: SendPorts, matter: MailMatter): Promise<Mail> {
  const { to } = matter;
  const reached = replyTo(matter);
  return {
    ...(await render(matter)),
    to: to.email,
    headers: HEADERS,
    ...threadOf(matter),
    ...(reached === undefined ? {} : { replyTo: reached.email }),
  };
}

/**
 * Hands a mail that was taken to the mailer, and notes that it has left. A crash between the two
 * sends it again: at least once, never not at all.
 *
 * @returns `refused` where its address is not taken
 * @throws Transient where the mailer is throttled or down, Unauthorised where it is not set up
 */
export async function passMail(
  { mailer, table, clock }: SendPorts,
  delivery: Delivery,
  mail: Mail,
): Promise<'sent' | 'refused'> {
  let messageId: string;
  try {
    ({ messageId } = await mailer.send(mail));
  } catch (error) {
    if (isError(error, 'Refused')) return 'refused';
    if (isCertain(error)) await table.write([giveBack(delivery, clock.now())]);
    throw error;
  }
  await table.write(markLeft(delivery, clock.now(), messageId));
  return 'sent';
}

// Whether it certainly did not leave: not where only the answer was lost.
const isCertain = (error: unknown): boolean =>
  error instanceof AssentError && (error.code !== 'Transient' || error.data.outcome === 'none');

// All that is mailed of one approval, or of one incident, stands together. A digest is of many.
function threadOf(matter: MailMatter): { readonly thread?: string } {
  if (matter.about === 'digest') return {};
  if (matter.about === 'work') return { thread: splitRef(matter.task.content.of).id };
  if (matter.about === 'risk') return { thread: splitRef(matter.risk.head.ref).id };
  if (matter.about === 'late') return { thread: splitRef(matter.late.head.ref).id };
  const { head } = matter.about === 'approval' ? matter.approval : matter.policy;
  return { thread: splitRef(head.ref).id };
}
