import { DEFAULT_QUESTIONS_A_DAY } from '../limits.ts';
import type { Write } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import { deliveryKey, keptKey } from '../store/keys.ts';
import { DAY, type Instant, later, millisecondsOf } from '../time.ts';
import { type ClaimPorts, claim } from './claim.ts';
import { type Mailed, noteMailed, type Place, placeFor, readMailed } from './daily.ts';
import type { Reader } from './matter.ts';
import { type Delivery, markNotSent, owe, parseDelivery } from './outbox.ts';
import type { SendPorts } from './send-ports.ts';

/** How long it is known what a digest gathered, from when it goes out. */
const KNOWN_MS = 90 * DAY;

/** How often it is decided anew where something else is mailed to the same person. */
const ROUNDS = 10;

type KeepPorts = ClaimPorts & Pick<SendPorts, 'store' | 'questionsADay'>;

/** A question that would be mailed to somebody, who has until then to answer it. */
export interface ToAsk {
  readonly delivery: Delivery;
  readonly to: Reader;
  readonly deadline: Instant;
}

/** That a digest goes out: pending on the person, one for each. */
export const digestDue = (digest: number, at: Instant): Pending => ({
  at,
  for: `digest-${digest}`,
});

/**
 * Takes a question to be mailed, counted in the same write; or, beyond the day's limit, keeps it
 * for the person's next digest, in one write with what owes that.
 *
 * @param mailed how it stood with the person
 * @returns the delivery as taken; `theirs` where it is another's, is done with, or is left for
 *   later because others never cease to mail the same person
 */
export async function takeQuestion(
  ports: KeepPorts,
  { delivery: first, to, deadline }: ToAsk,
  mailed: Mailed,
): Promise<Delivery | 'theirs' | 'in-digest'> {
  const { table, clock, questionsADay: most = DEFAULT_QUESTIONS_A_DAY } = ports;
  let delivery = first;
  let before = mailed;
  for (let round = 0; round < ROUNDS; round++) {
    if (delivery.sent !== undefined) return 'theirs';
    // Whoever took it before has counted it.
    const counted = delivery.lease !== undefined;
    const now = clock.now();
    const place = await placeFor(before, { zone: to.zone, deadline, now, most });
    const note = noteMailed(to.ref, before, place.next);
    if (counted || place.is === 'mail') {
      const taken = await claim(ports, delivery, counted ? [] : [note]);
      if (taken !== 'moved') return taken;
    } else if (await keepBack(ports, delivery, place, note)) return 'in-digest';
    const { of, kind, n } = delivery;
    const item = await table.get(deliveryKey(of, kind, n));
    if (item === undefined) return 'theirs';
    delivery = parseDelivery(item);
    before = await readMailed(table, to.ref);
  }
  return 'theirs';
}

/** Keeps a question for a digest; `false` where something moved, and nothing was written. */
async function keepBack(
  { store, table, clock }: KeepPorts,
  delivery: Delivery,
  { begins, next }: Extract<Place, { is: 'digest' }>,
  note: Write,
): Promise<boolean> {
  const { of, to } = delivery;
  const { digest, due, held } = next;
  const ttl = Math.ceil(millisecondsOf(later(due, KNOWN_MS)) / 1000);
  const writes: Write[] = [
    markNotSent(delivery, clock.now(), 'in-digest', { digest }),
    note,
    { op: 'put', item: { ...keptKey(to, digest, of), task: of, ttl } },
  ];
  if (begins) {
    const head = await store.need(to);
    writes.push(owe(to, 'digest', digest, to, { due }));
    const pending = [...head.pending, digestDue(digest, due)];
    return (await store.setPending(head, pending, writes)) !== undefined;
  }
  // Whoever sends the digest takes it first, and then reads what it gathered.
  const open = [
    { is: 'present' },
    { attribute: 'sent', is: 'absent' },
    { attribute: 'leaseBy', is: 'absent' },
  ] as const;
  const key = deliveryKey(to, 'digest', digest);
  writes.push({ op: 'update', key, set: { held }, when: open });
  return (await table.write(writes)).ok;
}
