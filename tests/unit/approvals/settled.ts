import { expect } from 'vitest';
import { parseDelivery } from '#core/mail/outbox.ts';
import { actionsOf, type Matter, POLICY } from './matter.ts';

/** How a matter ended, in so far as it must not depend on what was lost, doubled or crossed. */
export interface Ending {
  readonly approval: string;
  readonly subject: readonly string[];
  /** State, why it was closed and what was chosen, task by task. */
  readonly tasks: readonly string[];
  /** Each mail that was owed and left at least once: kind and number. */
  readonly mailed: readonly string[];
}

/** How many minutes it may take until nothing is left to do. */
const MINUTES = 12;

/**
 * Lets minutes pass, in which the sweep, the machines and the mail do what is still to do, until
 * nothing is left: no due, no waiter, no running machine, no open task, no mail.
 */
export async function settled(m: Matter): Promise<Ending> {
  for (let minute = 0; minute < MINUTES && leftToDo(m).length > 0; minute++) await m.pass(1);
  expect(leftToDo(m)).toEqual([]);
  return ending(m);
}

/** What the sweep, the machines and the mail have yet to do. */
export function leftToDo({ at }: Matter): readonly string[] {
  const items = at.table.all();
  const heads = items.filter(({ sk, type }) => sk === 'H' && type !== 'system');
  return [
    ...heads.filter(({ type, state }) => type === 'task' && state === 'open').map(({ pk }) => pk),
    ...heads.flatMap(({ pk, dueFor }) =>
      // What is in use has its locks prolonged for as long as it is.
      dueFor === undefined || dueFor === 'prolong' ? [] : [`${pk} ${dueFor}`],
    ),
    ...items
      .filter(({ sk }) => sk.startsWith('D#'))
      .filter((item) => parseDelivery(item).sent === undefined)
      .map(({ pk, sk }) => `${pk} ${sk}`),
    ...items.filter(({ sk }) => sk.startsWith('W#')).map(({ sk }) => sk),
    ...at.machines.executions.filter(({ running }) => running).map(({ name }) => name),
  ];
}

/** How a matter stands; and that what stands is lawful. */
export async function ending(m: Matter): Promise<Ending> {
  const { state, content } = await m.theApproval();
  const subject = await actionsOf(m.at, POLICY);
  const tasks: string[] = [];
  const chosen: string[] = [];
  for (const { rounds } of content.stages.flatMap(({ seats }) => seats)) {
    for (const { task } of rounds) {
      const actions = await actionsOf(m.at, task);
      expect(actions.filter((action) => action !== 'create').length).toBeLessThanOrEqual(1);
      const head = await m.at.store.load(task);
      if (head === undefined) {
        tasks.push('never asked');
        continue;
      }
      const { decision, closed } = head.version.content as {
        decision?: { choice: string };
        closed?: { why: string };
      };
      if (decision !== undefined) chosen.push(decision.choice);
      tasks.push([head.version.state, closed?.why, decision?.choice].filter(Boolean).join(' '));
    }
  }
  // Nothing goes live without its approval, and no yes of too few is one.
  const yes = chosen.filter((choice) => choice.startsWith('approve')).length;
  expect(subject.filter((action) => action === 'approve')).toHaveLength(
    state === 'effective' ? 1 : 0,
  );
  if (state === 'effective') {
    expect(yes).toBeGreaterThanOrEqual(content.stages[0]?.quorum ?? Number.POSITIVE_INFINITY);
  }
  return { approval: state, subject, tasks, mailed: mailed(m) };
}

function mailed(m: Matter): string[] {
  return m.at.table
    .all()
    .filter(({ sk }) => sk.startsWith('D#'))
    .map(parseDelivery)
    .filter(
      ({ of, kind, n, messageId }) =>
        // Late, it is told by the outcome.
        (kind === 'progress' && messageId === 'not-needed') ||
        m.at.sentMatters.some(
          ({ delivery }) => delivery.of === of && delivery.kind === kind && delivery.n === n,
        ),
    )
    .map(({ kind, n }) => `${kind} ${n}`)
    .sort();
}
