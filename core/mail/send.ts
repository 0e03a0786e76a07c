import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { MAX_PAGE } from '../limits.ts';
import type { Table } from '../ports.ts';
import { recordPartition } from '../store/keys.ts';
import { sendDigests } from './digest.ts';
import { type Delivery, parseDelivery } from './outbox.ts';
import { isSpent, newRun, type Run, type Sent } from './run.ts';
import { sendDelivery } from './send-delivery.ts';
import type { SendPorts } from './send-ports.ts';

/** Records that may owe a mail. Of a person, it is a digest to them. */
const OWNERS: ReadonlySet<string> = new Set([
  'task',
  'approval',
  'approval-policy',
  'regulatory-clock',
  'corrective-action',
  'risk-assessment',
  'treatment',
  'acceptance',
  'person',
]);

/** @throws Invalid where a mail is asked of what owes none */
export function checkOwner(of: Ref): Ref {
  if (OWNERS.has(of.slice(0, of.indexOf('/')))) return of;
  throw new AssentError('Invalid', `${of} owes no mail`);
}

/**
 * Sends whatever mails a record owes, as far as the run reaches: each once, but for a crash between
 * sending and noting, which sends once more, with a code of its own.
 */
export async function sendOwed(
  ports: SendPorts,
  of: Ref,
  run: Run = newRun(ports.clock.now()),
): Promise<Sent> {
  if (of.startsWith('person/')) return sendDigests(ports, of, run);
  const deliveries = await deliveriesOf(ports.table, of);
  const undeliverable: Ref[] = [];
  let sent = 0;
  for (const delivery of deliveries) {
    if (delivery.sent !== undefined) continue;
    if (isSpent(run, ports.clock.now())) return { sent, undeliverable, rest: true };
    run.mails += 1;
    const became = await sendDelivery(ports, delivery, deliveries);
    if (became === 'sent') sent += 1;
    if (became === 'undeliverable' || became === 'refused') undeliverable.push(delivery.to);
  }
  await settle(ports, of);
  return { sent, undeliverable, rest: false };
}

/** Takes away that mails are due, where none is owed any more. */
async function settle({ store, table }: SendPorts, of: Ref): Promise<void> {
  // Before the mails are read: one that is owed meanwhile changes what is pending, and stays due.
  const head = await store.load(of);
  if (head?.pending.some((each) => each.for === 'mail') !== true) return;
  const deliveries = await deliveriesOf(table, of);
  if (deliveries.some(({ sent }) => sent === undefined)) return;
  await store.setPending(
    head,
    head.pending.filter((each) => each.for !== 'mail'),
  );
}

async function deliveriesOf(table: Table, of: Ref): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      partition: recordPartition(of),
      prefix: 'D#',
      limit: MAX_PAGE,
      consistent: true,
      ...(cursor === undefined ? {} : { cursor }),
    });
    deliveries.push(...page.items.map(parseDelivery));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return deliveries;
}
