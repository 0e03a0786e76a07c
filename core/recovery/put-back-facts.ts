import { sha256Hex } from '#hash';
import { seatedNow } from '../approvals/seats.ts';
import { type Shown, shownItem } from '../approvals/task-item.ts';
import type { Ref } from '../ids.ts';
import { MAX_ITEM_BYTES } from '../limits.ts';
import { evidencePath } from '../log/paths.ts';
import type { Table } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import { summaryOf } from '../store/items.ts';
import { factsKey, gateFactsKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { BucketLog } from './bucket-log.ts';

export interface FactsPorts {
  readonly table: Table;
  readonly log: BucketLog;
  readonly store: RecordStore;
  readonly lists: Lists;
}

/** The frozen facts of a task, out of the bucket; `undefined` where they are not there. */
export function factsOf(log: BucketLog, { facts }: TaskContent): Promise<string | undefined> {
  return log.text(evidencePath(facts), MAX_ITEM_BYTES);
}

/**
 * Puts back what the page of a task shows beside it, from the evidence that its facts are, and
 * under the approval what its gate was opened with. Nothing for what is no task.
 */
export async function putBackFacts(ports: FactsPorts, sealed: Sealed): Promise<void> {
  if (sealed.version.type !== taskType.name) return;
  const { table, log } = ports;
  const content = contentOf(taskType, sealed);
  const stands = await table.get(factsKey(sealed.ref));
  if (typeof stands?.facts === 'string' && digestOf(stands.facts) === content.facts) return;
  const facts = await factsOf(log, content);
  if (facts === undefined) return;
  const gate = { ...gateFactsKey(content.of, content.gate), facts };
  await table.write([{ op: 'put', item: gate, when: [{ is: 'absent' }] }]);
  const shown = await shownOf(ports, content, facts);
  await table.write([{ op: 'put', item: shownItem(sealed.ref, shown) }]);
}

const digestOf = (text: string): string => sha256Hex(new TextEncoder().encode(text));

/**
 * What the page shows beside the facts, from the records as they stand. To whom a question may be
 * passed on, and who may own a condition, is not found out again: whoever is asked approves or
 * rejects.
 */
async function shownOf(
  { store, lists }: FactsPorts,
  content: TaskContent,
  facts: string,
): Promise<Shown> {
  const { requester, person, capacity } = content;
  // Its head is put back after those of its tasks; its versions are there before.
  const [approval] = (await store.history(content.of, 1)).versions;
  const stages = approval === undefined ? [] : contentOf(approvalType, approval).stages;
  const seats = stages.flatMap((stage) => stage.seats);
  const named = [...new Set([capacity, requester, ...seats.map(({ of }) => of)])];
  const words = await Promise.all(named.map((ref) => capacityOf(store, ref)));
  const { id, version } = content.policy;
  const policy = await store.version(`approval-policy/${id}`, version);
  const { records } = await lists.byType('organisation', { limit: 1 });
  const people = [person, requester, ...seats.map((seat) => seatedNow(seat).person)];
  return {
    facts,
    organisation: records[0]?.label ?? 'Assent',
    capacities: Object.fromEntries(named.map((ref, n) => [ref, words[n] ?? ''])),
    capacity: words[0] ?? '',
    policy: summaryOf(policy).label ?? id,
    colleagues: [],
    owners: [],
    people: [...new Set(people)].filter((ref) => ref.startsWith('person/')),
  };
}

/** A role's name; of a person the first role that they hold. */
async function capacityOf(store: RecordStore, ref: Ref): Promise<string> {
  const head = await store.load(ref);
  const held = head?.version.links.find(({ rel }) => rel === 'holds');
  const role = held === undefined ? head : await store.load(held.to);
  return (role && summaryOf(role).label) ?? (ref.startsWith('service/') ? 'a service' : 'a person');
}
