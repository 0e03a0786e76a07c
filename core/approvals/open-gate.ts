import { isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { evidencePath } from '../log/paths.ts';
import { type RetentionDays, retainUntil } from '../log/retention.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Machines, Objects, Table } from '../ports.ts';
import type { ApprovalContent } from '../records/approval.ts';
import { approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import { pin } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import { gateFactsKey } from '../store/keys.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Facts, type FrozenFacts, freezeFacts, parseFacts } from '../tasks/facts.ts';
import { HOUR, type Instant, later } from '../time.ts';
import { before } from '../time-spans.ts';
import { attemptOf, executionDue, withoutExecution } from '../waiting/executions.ts';
import { keepWaiter, ringWaiters } from '../waiting/waiters.ts';
import { approvalContent, needApproval } from './ask.ts';
import { resultOf } from './conclude.ts';
import { independentOf } from './duties.ts';
import { mailDue } from './pending.ts';
import { gateName, openStage, type Seat, seatedNow } from './seats.ts';
import { shownItem } from './task-item.ts';

export interface OpenPorts {
  readonly store: RecordStore;
  readonly lists: Lists;
  readonly table: Table;
  readonly objects: Objects;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

/** Gathers the facts that the kind of a task names, from the records as they stand. */
export type GatherFacts = (subject: Sealed, kind: string, now: Instant) => Promise<Facts>;

export interface Arrival {
  readonly of: Ref;
  readonly execution: string;
  readonly token: string;
}

/** How often an execution that waits is looked at, in case it died silently. */
const LOOK_EVERY_MS = HOUR;

/**
 * An execution arrives at the approval's gate and waits. The gate is opened if nobody did before:
 * facts frozen and kept, a task for each seat, a mail owed for each. Where the gate is passed
 * already it is rung at once. Every step may happen twice.
 */
export async function openGate(ports: OpenPorts, arrival: Arrival, gather: GatherFacts) {
  const { store, table, clock } = ports;
  const head = await needApproval(store, arrival.of);
  const approval = approvalContent(head);
  const stage = openStage(approval);
  const gate = gateName(stage ?? 0);
  if (head.version.state === 'open' && stage !== undefined) {
    const opened = await openTasks(ports, head, approval, stage, gather);
    if (opened > 0) await ports.bell.ring('mail', { of: openTaskRefs(approval, stage) });
  }
  await keepWaiter(table, { ...arrival, gate });
  await lookAgain(store, arrival.of, clock.now());
  // Whoever passed the gate before the waiter stood there rang nobody.
  const now = await store.need(arrival.of);
  const passed =
    now.version.state !== 'open' || (await resultOf(store, now, clock.now())) !== undefined;
  if (passed) await ringWaiters(ports, arrival.of);
}

const openTaskRefs = (approval: ApprovalContent, stage: number): Ref[] =>
  (approval.stages[stage]?.seats ?? [])
    .filter(({ answer }) => answer === undefined)
    .map((seat) => seatedNow(seat).task);

// The execution runs and waits: the next look at it need not be soon.
async function lookAgain(store: RecordStore, ref: Ref, now: Instant): Promise<void> {
  const head = await store.need(ref);
  const attempt = attemptOf(head.pending);
  if (attempt === undefined || head.version.state !== 'open') return;
  const next = executionDue(later(now, LOOK_EVERY_MS), attempt);
  await store.setPending(head, [...withoutExecution(head.pending), next]);
}

async function openTasks(
  ports: OpenPorts,
  head: Head,
  approval: ApprovalContent,
  stage: number,
  gather: GatherFacts,
): Promise<number> {
  const { store } = ports;
  const missing: Seat[] = [];
  for (const seat of approval.stages[stage]?.seats ?? []) {
    if (seat.answer === undefined && (await store.load(seatedNow(seat).task)) === undefined) {
      missing.push(seat);
    }
  }
  if (missing.length === 0) return 0;
  const frozen = await factsOf(ports, head.ref, approval, gateName(stage), gather);
  const policy = await store.version(
    `approval-policy/${approval.policy.id}`,
    approval.policy.version,
  );
  for (const seat of missing) {
    await openTask(ports, { head, approval, stage, seat, frozen, policy });
  }
  return missing.length;
}

/**
 * The facts of a gate: gathered once, however often it is opened, by however many at once. Whoever
 * comes second takes what the first one kept.
 */
async function factsOf(
  ports: OpenPorts,
  of: Ref,
  approval: ApprovalContent,
  gate: string,
  gather: GatherFacts,
): Promise<FrozenFacts> {
  const { store, table, clock } = ports;
  const key = gateFactsKey(of, gate);
  const kept = await table.get(key);
  if (kept !== undefined) return freezeFacts(parseFacts(String(kept.facts)));
  const { type, id, version } = approval.subject;
  const subject = await store.version(`${type}/${id}`, version);
  const frozen = freezeFacts(await gather(subject, approval.kind, clock.now()));
  await keepFacts(ports, frozen);
  const item = { ...key, facts: frozen.text };
  const outcome = await table.write([{ op: 'put', item, when: [{ is: 'absent' }] }]);
  const first = outcome.ok ? undefined : outcome.refusals[0]?.item;
  return first === undefined ? frozen : freezeFacts(parseFacts(String(first.facts)));
}

async function keepFacts(ports: OpenPorts, { text, digest, facts }: FrozenFacts): Promise<void> {
  // The path is the digest, so what stands there already is the same.
  await ports.objects.create(evidencePath(digest), new TextEncoder().encode(text), {
    contentType: 'application/json',
    retainUntil: retainUntil('evidence', facts.gathered, ports.retention),
  });
}

interface Opening {
  readonly head: Head;
  readonly approval: ApprovalContent;
  readonly stage: number;
  readonly seat: Seat;
  readonly frozen: FrozenFacts;
  readonly policy: Sealed;
}

async function openTask(ports: OpenPorts, opening: Opening): Promise<void> {
  const { store, clock } = ports;
  const { approval, seat, frozen, policy } = opening;
  const { person, task } = seatedNow(seat);
  const capacities = await capacitiesOf(store, approval, opening.stage);
  const made = await store.draft({
    type: taskType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: taskContent(opening, clock.now()),
    links: [],
    actor: 'service/assent-await',
    via: 'system',
    reason: null,
    pending: [mailDue(clock.now()), ...reminders(opening)],
  });
  const shown = {
    facts: frozen.text,
    organisation: await organisationName(ports),
    capacities,
    capacity: capacities[seat.of] ?? NAMED,
    policy: summaryOf(policy).label ?? approval.policy.id,
    colleagues: [],
    owners: [],
    people: [],
  };
  try {
    await store.commit([made], {
      also: [
        { op: 'put', item: shownItem(task, shown), when: [{ is: 'absent' }] },
        owe(task, 'request', 1, person),
      ],
    });
  } catch (error) {
    // Another execution has opened it: with the same facts, so it is the same task.
    if (!isError(error, 'Conflict')) throw error;
  }
}

const NAMED = 'Named by the policy';

// What the seats are called; a person's name is no label, and shows nowhere but under their task.
async function capacitiesOf(store: RecordStore, approval: ApprovalContent, stage: number) {
  const seats = [...new Set(approval.stages[stage]?.seats.map(({ of }) => of))];
  const heads = await Promise.all(seats.map((of) => store.need(of)));
  return Object.fromEntries([
    ...heads.map((head) => [head.ref, summaryOf(head).label ?? NAMED]),
    [approval.requester, await roleHeldBy(store, approval.requester)],
  ]);
}

// In which role somebody asks: the first that they hold.
async function roleHeldBy(store: RecordStore, asking: Ref): Promise<string> {
  const head = await store.load(asking);
  const held = head?.version.links.find(({ rel }) => rel === 'holds');
  const role = held === undefined ? undefined : await store.load(held.to);
  const label = role === undefined ? undefined : summaryOf(role).label;
  return label ?? (asking.startsWith('service/') ? 'a service' : 'requester');
}

// For the head of the page alone: which organisation asks.
async function organisationName({ lists }: OpenPorts): Promise<string> {
  const { records } = await lists.byType('organisation', { limit: 1 });
  return records[0]?.label ?? 'Assent';
}

function taskContent({ head, approval, stage, seat, frozen, policy }: Opening, now: Instant) {
  const terms = contentOf(approvalPolicy, policy).stages[stage];
  const place = approval.stages[stage];
  const round = seatedNow(seat);
  const content: TaskContent = {
    kind: approval.kind,
    of: head.ref,
    gate: gateName(stage),
    seat: seat.id,
    round: seat.rounds.length,
    person: round.person,
    capacity: seat.of,
    requester: approval.requester,
    label: approval.label,
    subject: approval.subject,
    policy: pin(policy),
    identity: place?.identity ?? 'signed-in',
    opened: now,
    deadline: place?.deadline ?? now,
    reminders: reminders({ approval, stage, policy }).map(({ at }) => at),
    minimumReadingSeconds: terms?.minimumReadingSeconds ?? 0,
    facts: frozen.digest,
    independentOf: independentOf(approval.excluded, round.person),
    epoch: 1,
  };
  return content;
}

function reminders({ approval, stage, policy }: Pick<Opening, 'approval' | 'stage' | 'policy'>) {
  const deadline = approval.stages[stage]?.deadline;
  const terms = contentOf(approvalPolicy, policy).stages[stage];
  const opened = approval.stages[stage]?.opened;
  if (deadline === undefined || terms === undefined) return [];
  return terms.reminders
    .map((span) => before(deadline, span))
    .filter((at) => opened === undefined || at > opened)
    .sort()
    .map((at, index) => ({ at, for: `reminder-${index + 1}` }));
}
