import { colleaguesOf } from '../approvals/colleagues.ts';
import { roleHeldBy } from '../approvals/held-role.ts';
import { mailDue } from '../approvals/pending.ts';
import { type Shown, shownItem } from '../approvals/task-item.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import type { Write } from '../ports.ts';
import type { Pending } from '../records/define-type.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Via } from '../records/version.ts';
import type { Prepared } from '../store/prepare.ts';
import { parseFacts } from '../tasks/facts.ts';
import { peopleIn } from '../tasks/people-in.ts';
import type { Instant } from '../time.ts';
import { type FrozenWork, freezeWork } from './frozen-work.ts';
import { keptApart } from './kept-apart.ts';
import type { Picked, PickPorts } from './pick-person.ts';
import { placeOfTask, workTaskRef } from './rounds.ts';
import type { Times } from './terms.ts';

/** People whom a form offers by name: a page has at most 30 KB, and lists them twice a row. */
const MAX_NAMED = 25;

/** That nobody answered in time is due. */
export const UNANSWERED = 'unanswered';

/** What the rounds of a piece of work have in common. */
export type Common = Pick<
  TaskContent,
  | 'kind'
  | 'of'
  | 'gate'
  | 'seat'
  | 'requester'
  | 'label'
  | 'subject'
  | 'policy'
  | 'identity'
  | 'facts'
>;

/** What the pages of all rounds show alike. */
export type ShownAlike = Pick<Shown, 'facts' | 'organisation' | 'policy' | 'owners'>;

/** A round that is to be asked. */
export interface ToAsk extends Times {
  readonly common: Common;
  readonly alike: ShownAlike;
  readonly work: FrozenWork;
  /** From 1. */
  readonly round: number;
  readonly picked: Picked;
  /** Who was asked before. */
  readonly asked: readonly Ref[];
  readonly actor: Ref;
  readonly via: Via;
  readonly reason: string | null;
}

/** What it takes of that to say what its page shows. */
type ToBeShown = Pick<ToAsk, 'alike' | 'work' | 'picked' | 'asked'> & {
  readonly common: Pick<Common, 'requester' | 'of' | 'gate' | 'seat'>;
};

/** A round ready to be written: its task, and the items that are written with it. */
export interface DraftedRound {
  readonly task: Ref;
  readonly made: Prepared;
  readonly also: readonly Write[];
}

/** The task of a round, with what lies under it, and the mail that asks. Writes nothing. */
export async function draftRound(
  ports: PickPorts,
  toAsk: ToAsk,
  now: Instant,
): Promise<DraftedRound> {
  const { common, round, picked, deadline, reminders, actor, via, reason } = toAsk;
  const { person } = picked;
  const shown = await shownTo(ports, toAsk);
  const task = workTaskRef(placeOfTask(common), round);
  const content: TaskContent = {
    ...common,
    round,
    person,
    capacity: picked.capacity,
    opened: now,
    deadline,
    reminders: [...reminders],
    minimumReadingSeconds: 0,
    independentOf: [],
    epoch: 1,
  };
  const made = await ports.store.draft({
    type: taskType.name,
    id: task.slice('task/'.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content,
    links: [],
    actor,
    via,
    reason,
    pending: pendingOf(content, now),
  });
  const item = shownItem(task, shown);
  return {
    task,
    made,
    also: [{ op: 'put', item, when: [{ is: 'absent' }] }, owe(task, 'request', 1, person)],
  };
}

const pendingOf = ({ reminders, deadline }: TaskContent, now: Instant): readonly Pending[] => [
  mailDue(now),
  ...reminders.map((at, n) => ({ at, for: `reminder-${n + 1}` })),
  { at: deadline, for: UNANSWERED },
];

/** What the page shows beside the task, to this one person. */
export async function shownTo(ports: PickPorts, toAsk: ToBeShown): Promise<Shown> {
  const { common, alike, work, picked, asked } = toAsk;
  const { person, capacity } = picked;
  const apart = await keptApart(ports.store, placeOfTask(common), work);
  const taken = new Set([...asked, ...apart, person]);
  const by = { excluded: [], taken, mayRepeat: false };
  const colleagues = await colleaguesOf(ports, capacity, by);
  const owners = alike.owners.slice(0, MAX_NAMED);
  const named = [person, common.requester, ...owners, ...colleagues, ...asked];
  const shown = [...new Set([...named, ...peopleIn(parseFacts(alike.facts))])].filter(isPerson);
  const roles = await Promise.all(
    shown.map(async (each) => [each, await roleHeldBy(ports.store, each, capacity)] as const),
  );
  const capacities = Object.fromEntries(roles);
  return {
    ...alike,
    owners,
    capacities,
    capacity: capacities[person] ?? '',
    work: freezeWork(work),
    colleagues,
    people: shown,
  };
}

const isPerson = (ref: Ref): boolean => ref.startsWith('person/');
