import { deliveryKey } from '../store/keys.ts';
import { claim, isTaken } from './claim.ts';
import { readMailed } from './daily.ts';
import { detailsOf } from './details.ts';
import { gatherSubject, type Subject } from './gather.ts';
import { takeQuestion } from './keep-back.ts';
import { makeLink } from './link.ts';
import type { MailMatter } from './matter.ts';
import { type Delivery, markNotSent, mayHaveLeft, type NotSent, parseDelivery } from './outbox.ts';
import { passMail, write } from './pass-mail.ts';
import type { SendPorts } from './send-ports.ts';
import { isStillAsked } from './still-asked.ts';
import { ASKING, noteUnreachable } from './unreachable.ts';

/** `theirs`: another sends it, or has. */
export type Became = 'sent' | 'theirs' | NotSent;

/**
 * Sends one mail that is owed, or notes why it is not sent.
 *
 * @param among all mails of its record
 * @throws Transient where the mailer or the table is throttled or down
 */
export async function sendDelivery(
  ports: SendPorts,
  delivery: Delivery,
  among: readonly Delivery[],
): Promise<Became> {
  const { table, clock } = ports;
  if (isTaken(delivery, clock.now())) return 'theirs';
  const asks = ASKING.has(delivery.kind);
  const [subject, mailed] = await Promise.all([
    gatherSubject(ports, delivery),
    asks ? readMailed(table, delivery.to) : undefined,
  ]);
  if (!(await isOfUse(ports, subject, among))) return giveUp(ports, delivery, 'not-needed');
  const { to, task } = subject;
  if (to === undefined) return giveUp(ports, delivery, 'undeliverable');
  const deadline = task?.content.deadline;
  const taken =
    mailed === undefined || deadline === undefined
      ? await claim(ports, delivery)
      : await takeQuestion(ports, { delivery, to, deadline }, mailed);
  if (taken === 'in-digest') return taken;
  if (taken === 'theirs' || taken === 'moved') return 'theirs';
  const mail = await write(ports, taken, async () =>
    withLink(ports, await detailsOf(ports, { ...subject, to })),
  );
  if ((await passMail(ports, taken, mail)) === 'sent') return 'sent';
  return giveUp(ports, taken, 'refused');
}

/** Mails whose link opens a task. */
const WITH_LINK: ReadonlySet<string> = new Set(['request', 'reminder', 'receipt', 'clarified']);

async function withLink(ports: SendPorts, matter: MailMatter): Promise<MailMatter> {
  if (matter.about !== 'approval' && matter.about !== 'work') return matter;
  if (matter.task === undefined) return matter;
  const { kind } = matter.delivery;
  if (!WITH_LINK.has(kind)) return matter;
  // The names are there since the task was asked; whoever asks again brings them up to date.
  const names = ASKING.has(matter.delivery.kind) ? matter.people.values() : [];
  const code = await makeLink(ports, matter.task, names, ports.clock.now());
  return { ...matter, code };
}

/** Notes that a mail does not leave; and that its task, if it waits for it, waits in vain. */
async function giveUp(ports: SendPorts, delivery: Delivery, why: NotSent): Promise<Became> {
  const { store, table, clock } = ports;
  const now = clock.now();
  const note = markNotSent(delivery, now, why);
  const inVain = why !== 'not-needed' && ASKING.has(delivery.kind);
  const became = inVain && (await noteUnreachable(store, delivery.of, delivery.to, now, [note]));
  if (became === 'due') return why;
  await table.write([note]);
  return why;
}

/** Whether anybody needs the mail by the time that it would leave. */
async function isOfUse(
  ports: SendPorts,
  { delivery, task, approval }: Subject,
  among: readonly Delivery[],
): Promise<boolean> {
  switch (delivery.kind) {
    case 'request':
    case 'reminder':
      return task !== undefined && isStillAsked(task, approval, ports.clock.now());
    case 'closed':
      return wasAsked(ports, among);
    case 'progress':
    case 'clarified':
      // What came of it all is told by another mail; conditions come after that.
      return task?.content.seat.startsWith('c') || approval?.head.version.state === 'open';
    default:
      return true;
  }
}

/** Whether somebody was mailed the question: nobody is told the end of what they never heard of. */
async function wasAsked({ table }: SendPorts, among: readonly Delivery[]): Promise<boolean> {
  const asking = among.filter(({ kind }) => ASKING.has(kind));
  if (asking.some(mayHaveLeft)) return true;
  const kept = await Promise.all(
    asking.map(({ to, digest }) =>
      digest === undefined ? undefined : table.get(deliveryKey(to, 'digest', digest)),
    ),
  );
  return kept.some((item) => item !== undefined && mayHaveLeft(parseDelivery(item)));
}
