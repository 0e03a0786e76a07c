import { deadlineTerms } from '../calendar/deadline-terms.ts';
import { before } from '../calendar/deadlines.ts';
import { isError } from '../errors.ts';
import { owe } from '../mail/outbox.ts';
import type { Pending } from '../records/define-type.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import type { FrozenFacts } from '../tasks/facts.ts';
import { independentOf } from './duties.ts';
import { AWAIT, type Gate, type GatePorts } from './gate.ts';
import { type Matter, shownBy } from './gate-matter.ts';
import { mailDue } from './pending.ts';
import { gateName, type Seat, seatedNow } from './seats.ts';
import { shownItem } from './task-item.ts';

/** What the tasks of a gate are opened with. */
export interface Asked {
  readonly facts: FrozenFacts;
  readonly matter: Matter;
  readonly reminders: readonly Pending[];
}

/** When those who are asked at a gate are reminded. */
export async function remindersOf(
  { holidays }: Pick<GatePorts, 'holidays'>,
  { terms, index, stage }: Gate,
): Promise<readonly Pending[]> {
  const { deadline, opened } = stage;
  const spans = terms.stages[index]?.reminders ?? [];
  if (deadline === undefined || spans.length === 0) return [];
  const calendar = await deadlineTerms(terms, holidays);
  return spans
    .map((span) => before(deadline, span, calendar))
    .filter((at) => opened === undefined || at > opened)
    .sort()
    .map((at, n) => ({ at, for: `reminder-${n + 1}` }));
}

/** Opens the task of a seat, and owes the mail that asks. Again it changes nothing. */
export async function openTask(
  ports: GatePorts,
  gate: Gate,
  seat: Seat,
  { facts, matter, reminders: all }: Asked,
): Promise<void> {
  const { store, clock } = ports;
  const { person, task } = seatedNow(seat);
  const now = clock.now();
  const reminders = all.filter(({ at }) => at > now);
  const before = matter.before.get(person);
  const made = await store.draft({
    type: taskType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: {
      ...taskContent(gate, seat, facts, reminders, now),
      ...(before === undefined ? {} : { decidedBefore: before.subject }),
    },
    links: [],
    actor: AWAIT,
    via: 'system',
    reason: null,
    pending: [mailDue(now), ...reminders],
  });
  const item = shownItem(task, shownBy(gate, seat, matter, facts));
  try {
    await store.commit([made], {
      also: [{ op: 'put', item, when: [{ is: 'absent' }] }, owe(task, 'request', 1, person)],
    });
  } catch (error) {
    // Another execution has opened it: with the same facts, so it is the same task.
    if (!isError(error, 'Conflict')) throw error;
  }
}

function taskContent(
  { head, content, stage, terms, index, policy, excluded }: Gate,
  seat: Seat,
  facts: FrozenFacts,
  reminders: readonly Pending[],
  now: string,
): TaskContent {
  const round = seatedNow(seat);
  return {
    kind: content.kind,
    of: head.ref,
    gate: gateName(index),
    seat: seat.id,
    round: seat.rounds.length,
    person: round.person,
    capacity: seat.of,
    requester: content.requester,
    label: content.label,
    subject: content.subject,
    policy: pin(policy),
    identity: stage.identity,
    opened: now,
    deadline: stage.deadline ?? now,
    reminders: reminders.map(({ at }) => at),
    minimumReadingSeconds: terms.stages[index]?.minimumReadingSeconds ?? 0,
    facts: facts.digest,
    independentOf: independentOf(excluded, round.person),
    epoch: 1,
  };
}
