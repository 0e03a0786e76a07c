import type { OpenedTask } from '#core/approvals/open-task.ts';
import { stageOf } from '#core/approvals/open-task.ts';
import { type Seat, seatedNow } from '#core/approvals/seats.ts';
import type { Ref } from '#core/ids.ts';
import { abbreviated } from '#core/tasks/signature.ts';
import type * as views from '../pages/views.ts';

/**
 * People as a task's page names them: by what was copied under the task, and by their seats. The
 * name of whoever it is put to is never written out: it is what signs.
 */

/** A task with what lies under it, whatever it asks for. */
export type Under = Pick<OpenedTask, 'task' | 'shown' | 'names'>;

/** A name as it was copied under the task; for a service its id, after an erasure nothing. */
export function nameOf(names: Readonly<Record<Ref, string>>, ref: Ref): string {
  return names[ref] ?? (ref.startsWith('service/') ? ref : '');
}

/** Whoever asked for approval. */
export function requesterOf(opened: Under): views.Person {
  const { names, task, shown } = opened;
  const isReader = task.requester === task.person;
  const name = isReader ? deciderOf(opened).name : nameOf(names.names, task.requester);
  return { name, capacity: shown.capacities[task.requester] ?? '' };
}

/** Whoever the task is put to. */
export function deciderOf({ names, task, shown }: Under): views.Person {
  return { name: abbreviated(nameOf(names.names, task.person)), capacity: shown.capacity };
}

/**
 * Somebody else in a capacity: where their name does not lie under this task, the capacity is what
 * they are called.
 */
export function personIn(
  { names }: Pick<OpenedTask, 'names'>,
  ref: Ref,
  capacity: string,
): views.Person {
  const name = nameOf(names.names, ref);
  return name === '' ? { name: capacity, capacity: '' } : { name, capacity };
}

/** Somebody as their seat in the approval, or their asking for it, calls them. */
export function personOf(opened: OpenedTask, ref: Ref): views.Person {
  const { approval, task } = opened;
  if (ref === task.person) return deciderOf(opened);
  if (ref === approval.requester) return requesterOf(opened);
  const seat = approval.stages
    .flatMap(({ seats }) => seats)
    .find(({ rounds }) => rounds.some(({ person }) => person === ref));
  return personIn(opened, ref, capacityOf(opened, ref, seat));
}

// Whoever sits for somebody else does so in their own role, not in that of the seat.
const capacityOf = ({ shown }: OpenedTask, ref: Ref, seat: Seat | undefined): string =>
  shown.capacities[ref] ?? shown.capacities[seat?.of ?? ''] ?? '';

/** People to choose from. */
export const toChoose = (opened: OpenedTask, people: readonly Ref[]): readonly views.Colleague[] =>
  people.map((ref) => ({ ref, ...personOf(opened, ref) }));

/** Others of the same stage. What they said shows once this person has answered. */
export function othersOf(opened: OpenedTask): readonly views.Other[] {
  const { approval, task, head } = opened;
  const seats = approval.stages[stageOf(task)]?.seats ?? [];
  return seats
    .filter(({ rounds }) => !rounds.some((round) => round.task === head.ref))
    .map((seat) => otherOf(opened, seat, task.decision !== undefined, false));
}

/** The stages before, and what the policy lets be seen of them. */
export function earlierOf(opened: OpenedTask): readonly views.EarlierStage[] {
  const { approval, task } = opened;
  const index = stageOf(task);
  const shows = (approval.stages[index]?.shows ?? 'nothing') !== 'nothing';
  return approval.stages.slice(0, index).flatMap(({ name, seats, closed }, n) => {
    if (closed === undefined) return [];
    const answers = shows ? seats.map((seat) => otherOf(opened, seat, true, true)) : [];
    return [{ number: n + 1, name, closed: closed.at, answers }];
  });
}

function otherOf(opened: OpenedTask, seat: Seat, saysMore: boolean, isOver: boolean): views.Other {
  const { comments = {} } = opened;
  const ref = seatedNow(seat).person;
  const person = personIn(opened, ref, capacityOf(opened, ref, seat));
  const { answer } = seat;
  if (answer === undefined) return { person, answered: false, ...(isOver && { over: true }) };
  if (!saysMore) return { person, answered: true };
  const comment = comments[`task/${answer.task.id}`];
  const said = { person, answered: true, said: answer.choice };
  return comment === undefined ? said : { ...said, comment };
}

/** What was asked of the requester, and what they said: the same for everybody asked. */
export function questionsOf(opened: OpenedTask): readonly views.Question[] {
  return opened.approval.questions
    .filter(({ id }) => id !== opened.task.seat)
    .map(({ by, asked, text, answer }) => ({
      by: personOf(opened, by),
      asked,
      text,
      ...(answer === undefined
        ? {}
        : { answer: { by: personOf(opened, answer.by), at: answer.at, text: answer.text } }),
    }));
}
