import { parseShown, shownItem } from '../approvals/task-item.ts';
import type { Table } from '../ports.ts';
import { factsKey } from '../store/keys.ts';
import { parseFacts } from '../tasks/facts.ts';
import { shownTo } from './draft-round.ts';
import { keptIn } from './kept-apart.ts';
import type { PickPorts } from './pick-person.ts';
import type { Round } from './rounds.ts';
import { stepOf } from './terms.ts';
import type { WorkWanted } from './work.ts';
import { againstIn } from './work-facts.ts';

/**
 * Gives an open task its form again, where it has none: a recovery puts back its facts, which are
 * evidence, and the form is made anew, as its kind makes it for the record as it was shown. What
 * has one stays as it is.
 */
export async function mendForm(
  ports: PickPorts & { readonly table: Table },
  wanted: WorkWanted,
  rounds: readonly Round[],
  { head, task }: Round,
): Promise<void> {
  const { store, table } = ports;
  const item = await table.get(factsKey(head.ref));
  if (item === undefined) return;
  const shown = parseShown(item);
  if (shown.work !== undefined) return;
  const [subject, plan] = await Promise.all([
    store.pinned(task.subject),
    store.pinned(task.policy),
  ]);
  const { kind, step, not = [], offers } = wanted;
  const { escalateTo, plan: policy } = stepOf(plan, wanted);
  const again = await shownTo(ports, {
    common: task,
    alike: { ...shown, policy, owners: offers.people },
    work: {
      fields: kind.form(subject, offers),
      step,
      not,
      ...keptIn(wanted),
      escalates: escalateTo !== undefined && task.capacity !== escalateTo,
      number: kind.number,
      against: againstIn(kind, parseFacts(shown.facts)),
    },
    picked: task,
    asked: rounds.map((each) => each.task.person).filter((each) => each !== task.person),
  });
  await table.write([
    {
      op: 'put',
      item: shownItem(head.ref, again),
      when: [{ attribute: 'work', is: 'absent' }],
    },
  ]);
}
