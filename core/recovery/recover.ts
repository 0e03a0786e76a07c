import { lookAt } from '../approvals/wake.ts';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { readLogHead } from '../log/log-head.ts';
import { checkpointAtPath } from '../log/paths.ts';
import type { Source } from '../log/verify/source.ts';
import type { Clock, Table, Test } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { incident as incidentType } from '../records/incident.ts';
import { task as taskType } from '../records/task.ts';
import { logHeadKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { BucketLog } from './bucket-log.ts';
import { dropHanging, type SetAside } from './displace.ts';
import type { Survey } from './lost.ts';
import { MAX_ROUNDS, putBack } from './put-back.ts';
import { rebuildHead } from './rebuild-head.ts';

export interface RecoverPorts {
  readonly table: Table;
  /** The bucket, hidden objects too. */
  readonly source: Source;
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly clock: Clock;
  /** Where what stands in the way is kept; without it nothing may stand in the way. */
  readonly setAside?: SetAside;
}

/**
 * Puts back what a survey found to be lost: versions, markers and entries, then heads with links
 * and what is pending, and last of all the head of the log, which until then refuses to go on. It
 * may be killed anywhere and run again, from the survey on, and two at once do what one does.
 *
 * @throws Refused where something stands in the way and may not be set aside; Conflict where
 *   somebody else writes the same records
 */
export async function recover(given: RecoverPorts, found: Survey): Promise<void> {
  const { table, store, clock } = given;
  if (found.displaced.length > 0 && given.setAside === undefined) throw inTheWay(found);
  const log = new BucketLog(given.source);
  const ports = { ...given, log, setAside: given.setAside };
  for (const [ref, record] of found.records) await dropHanging(ports, ref, record);
  for (const lost of found.lost) if (lost.index !== undefined) await putBack(ports, lost);
  const unlogged = Map.groupBy(
    found.lost.filter(({ index }) => index === undefined),
    ({ ref }) => ref,
  );
  const refs = inOrder([...found.records.keys()]);
  for (const ref of refs) await rebuildHead(ports, ref, unlogged.get(ref) ?? []);
  await moveLogHead(table, log, found);
  const now = clock.now();
  for (const ref of refs) await (hasMachine(ref) ? lookAt : mailAt)(store, ref, now);
}

/** Makes the mail that a record owes due at a moment; nobody rings for it. */
async function mailAt(store: RecordStore, ref: Ref, at: Instant): Promise<void> {
  const head = await store.load(ref);
  if (head?.pending.some((each) => each.for === 'mail') !== true) return;
  const pending = head.pending.map((each) => (each.for === 'mail' ? { ...each, at } : each));
  await store.setPending(head, pending);
}

const isTask = (ref: Ref): boolean => ref.startsWith(`${taskType.name}/`);

const isApproval = (ref: Ref): boolean => ref.startsWith(`${approvalType.name}/`);

const hasMachine = (ref: Ref): boolean =>
  isApproval(ref) || ref.startsWith(`${incidentType.name}/`);

/**
 * Tasks after the people and roles that their pages name. Approvals last: one that is decided
 * counts on its tasks and its subject as they were then.
 */
function inOrder(refs: readonly Ref[]): readonly Ref[] {
  const place = (ref: Ref) => (isApproval(ref) ? 2 : isTask(ref) ? 1 : 0);
  return refs.toSorted((a, b) => place(a) - place(b));
}

function inTheWay({ displaced }: Survey): AssentError {
  const which = displaced.map(({ ref, version }) => `${ref}, version ${version}`);
  return new AssentError(
    'Refused',
    `${displaced.length} versions were written since, where the log has others (the first: ` +
      `${which[0]}). Nothing was written. They can be set aside, out of the table, for their ` +
      'authors to write again.',
  );
}

/** From here on the log goes on. */
async function moveLogHead(table: Table, log: BucketLog, found: Survey): Promise<void> {
  const { size, signed } = found;
  const checkpoint = await log.text(checkpointAtPath(signed), 128 * 1024);
  if (checkpoint === undefined) throw new AssentError('Corrupt', 'A checkpoint has gone');
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const now = await readLogHead(table);
    if (now.size >= size) return;
    const when: readonly Test[] = [{ attribute: 'size', is: '=', value: now.size }];
    const outcome = await table.write([
      {
        op: 'update',
        key: logHeadKey,
        set: { size, published: signed, checkpoint },
        when: now.size === 0 ? [{ is: 'absent' }] : when,
      },
    ]);
    if (outcome.ok) return;
  }
  throw new AssentError('Conflict', 'The head of the log moves meanwhile: run it again');
}
