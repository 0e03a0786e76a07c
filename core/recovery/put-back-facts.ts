import { sha256Hex } from '#hash';
import { placeAt } from '../approvals/gate.ts';
import { readMatter, shownBy } from '../approvals/gate-matter.ts';
import { roleHeldBy } from '../approvals/held-role.ts';
import { gateName } from '../approvals/seats.ts';
import { type Shown, shownItem } from '../approvals/task-item.ts';
import { splitRef } from '../ids.ts';
import { MAX_ITEM_BYTES } from '../limits.ts';
import { evidencePath } from '../log/paths.ts';
import type { Clock, Table } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import { summaryOf } from '../store/items.ts';
import { factsKey, gateFactsKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { parseFacts } from '../tasks/facts.ts';
import { organisationName } from '../tasks/organisation-name.ts';
import type { BucketLog } from './bucket-log.ts';

export interface FactsPorts {
  readonly table: Table;
  readonly log: BucketLog;
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly clock: Pick<Clock, 'now'>;
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
 * What the page shows beside the facts, from the records as they stand. The approval's head is put
 * back after those of its tasks; its versions are there before.
 */
async function shownOf(ports: FactsPorts, content: TaskContent, facts: string): Promise<Shown> {
  const place = await placeOfTask(ports, content);
  const seat = place?.stage.seats.find(({ id }) => id === content.seat);
  if (place === undefined || seat === undefined) return shownAside(ports, content, facts);
  const matter = await readMatter(ports, place, place.stage.seats);
  return shownBy(place, seat, matter, { text: facts, facts: parseFacts(facts) });
}

async function placeOfTask(ports: FactsPorts, { of, gate }: TaskContent) {
  if (splitRef(of).type !== approvalType.name) return undefined;
  const [approval] = (await ports.store.history(of, 1)).versions;
  if (approval === undefined) return undefined;
  const index = contentOf(approvalType, approval).stages.findIndex((_, n) => gateName(n) === gate);
  return placeAt(ports, approval, index);
}

/** Of a question, a promise or a piece of work: nobody passes it on, or sets a condition. */
async function shownAside(
  { store, lists }: FactsPorts,
  { requester, person, policy: { type, id, version } }: TaskContent,
  facts: string,
): Promise<Shown> {
  const [organisation, capacity, role, policy] = await Promise.all([
    organisationName(lists),
    roleHeldBy(store, person),
    roleHeldBy(store, requester),
    store.version(`${type}/${id}`, version),
  ]);
  return {
    facts,
    organisation,
    capacities: { [person]: capacity, [requester]: role },
    capacity,
    policy: summaryOf(policy).label ?? id,
    colleagues: [],
    owners: [],
    people: [...new Set([person, requester])].filter((ref) => ref.startsWith('person/')),
  };
}
