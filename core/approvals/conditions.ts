import { afterCommit } from '../after-commit.ts';
import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Clock, Table } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { type ConditionContent, condition as conditionType } from '../records/condition.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { factsKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { DAY, type Instant, instantOf, later, millisecondsOf } from '../time.ts';
import { approvalContent } from './ask.ts';
import { draftClosing } from './close-tasks.ts';
import { roleHeldBy } from './held-role.ts';
import { mailDue } from './pending.ts';
import { draftSuspension } from './suspend.ts';
import { parseShown, shownItem } from './task-item.ts';
import { conditionRef, sideTaskRef } from './task-place.ts';
import { untilWritten } from './until-written.ts';
import { wakeGoverned } from './wake-governed.ts';

type Condition = ApprovalContent['conditions'][number];

const STEP = 'service/assent-step';
const SWEEP = 'service/assent-sweep';

/**
 * After an approval took effect: each of its conditions becomes a record with its own due, and its
 * owner is asked to say when it is fulfilled. Again it changes nothing.
 *
 * @returns the tasks that owe a mail
 */
export async function openConditions(
  ports: { readonly store: RecordStore; readonly table: Table; readonly clock: Clock },
  approvalHead: Head,
  actor: Ref = STEP,
): Promise<readonly Ref[]> {
  const approval = approvalContent(approvalHead);
  const opened: Ref[] = [];
  for (const each of approval.conditions) {
    const ref = conditionRef(approvalHead.ref, each.id);
    if ((await ports.store.load(ref)) !== undefined) continue;
    if (await openCondition(ports, approvalHead.ref, approval, each, actor)) {
      opened.push(sideTaskRef(approvalHead.ref, each.id));
    }
  }
  return opened;
}

async function openCondition(
  { store, table, clock }: Parameters<typeof openConditions>[0],
  of: Ref,
  approval: ApprovalContent,
  condition: Condition,
  actor: Ref,
): Promise<boolean> {
  const now = clock.now();
  const task = sideTaskRef(of, condition.id);
  const by = { actor, via: 'system', reason: null } as const;
  const setBy = await store.need(`task/${condition.setBy.id}`);
  const condMade = await store.draft({
    type: conditionType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: recordOf(of, approval, condition),
    links: [{ rel: 'about', to: `${approval.subject.type}/${approval.subject.id}` }],
    ...by,
    pending: [{ at: condition.due, for: 'condition' }],
  });
  const reminders = remindersOf(now, condition.due);
  const taskMade = await store.draft({
    type: taskType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: taskOf(contentOf(taskType, setBy), condition, reminders, now),
    links: [],
    ...by,
    pending: [mailDue(now), ...reminders],
  });
  const item = await itemOf(store, table, task, setBy, condition.owner);
  try {
    await store.commit([condMade, taskMade], {
      also: [
        { op: 'put', item, when: [{ is: 'absent' }] },
        owe(task, 'request', 1, condition.owner),
      ],
    });
    return true;
  } catch (error) {
    // Another execution has opened it.
    if (isError(error, 'Conflict')) return false;
    throw error;
  }
}

const recordOf = (
  approval: Ref,
  { subject }: ApprovalContent,
  { text, owner, due, lapses, setBy }: Condition,
): ConditionContent => ({ approval, subject, text, owner, due, lapses, setBy });

/** The longest time before its date at which the owner of a condition is reminded. */
const REMIND_BEFORE_MS = 3 * DAY;

// Three days before, or half-way where that is later.
function remindersOf(now: Instant, due: Instant): readonly Pending[] {
  if (due <= now) return [];
  const half = instantOf(Math.ceil((millisecondsOf(now) + millisecondsOf(due)) / 2));
  const before = later(due, -REMIND_BEFORE_MS);
  return [{ at: before > half ? before : half, for: 'reminder-1' }];
}

function taskOf(
  set: TaskContent,
  { id, text, owner, due }: Condition,
  reminders: readonly Pending[],
  now: Instant,
): TaskContent {
  const { kind, of, gate, requester, label, subject, policy, facts } = set;
  return {
    ...{ kind, of, gate, requester, label, subject, policy, facts },
    seat: id,
    round: 1,
    person: owner,
    capacity: owner,
    asks: text,
    identity: 'link',
    opened: now,
    deadline: due,
    reminders: reminders.map(({ at }) => at),
    minimumReadingSeconds: 0,
    independentOf: [],
    epoch: 1,
  };
}

// What whoever set the condition was shown, and in which role its owner is asked.
async function itemOf(store: RecordStore, table: Table, task: Ref, setBy: Head, owner: Ref) {
  const under = await table.get(factsKey(setBy.ref));
  if (under === undefined) throw new Error(`${setBy.ref} shows nothing`);
  const { was: _seen, ...shown } = parseShown(under);
  const { person, requester } = contentOf(taskType, setBy);
  const people = [owner, person, requester].filter((each) => each.startsWith('person/'));
  return shownItem(task, {
    ...shown,
    capacity: shown.capacities[owner] ?? (await roleHeldBy(store, owner)),
    colleagues: [],
    owners: [],
    people: [...new Set(people)],
  });
}

/**
 * A condition's date has passed and nobody has said that it is fulfilled: that is on record, what
 * was approved is suspended where it still stands, and owner and requester are told, in one
 * transaction. Again it changes nothing.
 *
 * @returns the tasks that owe a mail
 */
export async function missCondition(
  ports: Parameters<typeof wakeGoverned>[0],
  { ref }: Head,
  now: Instant,
): Promise<readonly Ref[]> {
  const { store } = ports;
  return untilWritten(async () => {
    const head = await store.need(ref);
    const content = contentOf(conditionType, head);
    if (head.version.state !== 'open' || content.due > now) return [];
    const reason = `A condition was not fulfilled by its date: ${content.text}`;
    const approval = approvalContent(await store.need(content.approval));
    const missed = await store.draft({
      type: conditionType.name,
      id: head.version.id,
      before: head,
      action: 'miss',
      state: 'missed',
      content,
      links: head.version.links,
      actor: SWEEP,
      via: 'system',
      reason,
      pending: [],
    });
    const task = await store.need(`task/${head.version.id}`);
    const closing =
      task.version.state === 'open' ? [await draftClosing(store, task, 'lapsed', SWEEP, now)] : [];
    const suspended = await draftSuspension(store, approval, SWEEP, reason);
    await store.commit([missed, ...closing, ...(suspended === undefined ? [] : [suspended])], {
      also: peopleTold(content, approval).map((to, n) =>
        owe(task.ref, 'condition-missed', n + 1, to),
      ),
    });
    if (suspended !== undefined) {
      await afterCommit(() => wakeGoverned(ports, suspended.head.ref));
    }
    return [task.ref];
  });
}

const peopleTold = ({ owner }: ConditionContent, { requester }: ApprovalContent): readonly Ref[] =>
  [...new Set([owner, requester])].filter((each) => each.startsWith('person/'));
