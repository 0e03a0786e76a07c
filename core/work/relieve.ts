import { afterCommit } from '../after-commit.ts';
import { draftClosing } from '../approvals/close-tasks.ts';
import { parseShown, type Shown } from '../approvals/task-item.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Bell, Clock, Holidays, Table } from '../ports.ts';
import type { TaskContent } from '../records/task.ts';
import type { Via } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import { factsKey } from '../store/keys.ts';
import type { Instant } from '../time.ts';
import { type DraftedRound, draftRound } from './draft-round.ts';
import { forgetDraft } from './forget-draft.ts';
import { type Before, parseWork, type Relieved } from './frozen-work.ts';
import { keptApart } from './kept-apart.ts';
import { type Picked, type PickPorts, pickPerson } from './pick-person.ts';
import { MAX_ROUNDS, placeOfTask, type Round, roundsOf } from './rounds.ts';
import { type StepTerms, stepOf, type Times, timesOf } from './terms.ts';

export interface RelievePorts extends PickPorts {
  readonly table: Table;
  readonly clock: Clock;
  readonly holidays: Holidays;
  readonly bell: Bell;
}

/** Why the next one is asked, and whom whoever gave it up named. */
export interface Vacancy {
  readonly why: Relieved;
  readonly to?: Ref;
  readonly reason?: string;
}

/** Whether their mails do not reach whoever is asked. */
export const isUnreachable = ({ pending }: Head): boolean =>
  pending.some((each) => each.for === 'unreachable');

/**
 * Has somebody else asked than whoever an open task was put to: closes it, and opens the next, with
 * the same facts and the same form, in one transaction.
 *
 * @returns the next task; `undefined` where nobody else can be asked, and nothing was written
 * @throws Conflict where the task was answered or closed at this moment
 */
export async function relieve(
  ports: RelievePorts,
  round: Round,
  vacancy: Vacancy,
  actor: Ref,
): Promise<Ref | undefined> {
  const { store, clock } = ports;
  const { head, task } = round;
  const now = clock.now();
  const next = await draftNext(ports, round, vacancy, { actor, via: 'system' }, now);
  if (next === undefined) return undefined;
  const why = vacancy.why === 'absent' ? 'passed-on' : vacancy.why;
  const closing = await draftClosing(store, head, why, actor, now);
  await store.commit([closing, next.made], {
    also: [...next.also, owe(head.ref, 'closed', 1, task.person), forgetDraft(head.ref)],
  });
  await afterCommit(() => ports.bell.ring('mail', { of: [head.ref, next.task] }));
  return next.task;
}

/** The task of whoever is asked next, for a transaction that ends the one before. */
export async function draftNext(
  ports: Omit<RelievePorts, 'bell'>,
  { head, task }: Round,
  vacancy: Vacancy,
  by: { readonly actor: Ref; readonly via: Via },
  now: Instant,
): Promise<DraftedRound | undefined> {
  const { store, table } = ports;
  const [item, rounds, pinned] = await Promise.all([
    table.get(factsKey(head.ref)),
    roundsOf(store, placeOfTask(task)),
    store.pinned(task.policy),
  ]);
  const shown = item === undefined ? undefined : parseShown(item);
  if (shown?.work === undefined || rounds.length >= MAX_ROUNDS) return undefined;
  const work = parseWork(shown.work);
  const terms = stepOf(pinned, work);
  const asked = rounds.map((each) => each.task.person);
  const apart = await keptApart(store, placeOfTask(task), work);
  const { escalateTo } = terms;
  const picked = await pickPerson(ports, {
    from: whomToAsk(vacancy, task.capacity, escalateTo),
    not: new Set([...asked, ...apart]),
    type: task.of.slice(0, task.of.indexOf('/')),
    now,
  });
  if (picked === undefined) return undefined;
  const { kind, of, gate, seat, requester, label, subject, policy, identity, facts } = task;
  const toAsk = {
    ...(await timesNext(ports.holidays, task, vacancy, terms, now)),
    common: { kind, of, gate, seat, requester, label, subject, policy, identity, facts },
    alike: alikeIn(shown),
    work: {
      ...work,
      escalates: escalateTo !== undefined && picked.capacity !== escalateTo,
      before: beforeOf(vacancy, picked, task.person),
    },
    round: rounds.length + 1,
    picked,
    asked,
    reason: inWords(vacancy, task.person),
    ...by,
  };
  return draftRound(ports, toAsk, now);
}

/** Whom, in this order: whoever was named or, for somebody who is silent, who stands above. */
function whomToAsk({ why, to }: Vacancy, capacity: Ref, escalateTo: Ref | undefined) {
  if (to !== undefined) return [to];
  // Whoever stands above is asked once: nobody stands above them.
  const above = escalateTo === undefined || escalateTo === capacity ? [] : [escalateTo];
  return why === 'escalated' ? above : [capacity, ...above];
}

/** The same deadline, unless it is over: then the step begins anew. */
async function timesNext(
  holidays: Holidays,
  { deadline, reminders }: TaskContent,
  { why }: Vacancy,
  terms: StepTerms,
  now: Instant,
): Promise<Times> {
  if (why === 'escalated' || deadline <= now) return timesOf(holidays, terms, now);
  return { deadline, reminders: reminders.filter((at) => at > now) };
}

const alikeIn = ({ facts, organisation, policy, owners }: Shown) => ({
  facts,
  organisation,
  policy,
  owners,
});

// Whoever is away of those asked next is named, too: they would have been asked.
const beforeOf = ({ why, reason = '' }: Vacancy, { insteadOf }: Picked, person: Ref): Before =>
  insteadOf === undefined ? { person, why, reason } : { ...insteadOf, why: 'absent' };

const inWords = ({ why, reason }: Vacancy, person: Ref): string =>
  reason ?? `In place of ${person}: ${why}`;
