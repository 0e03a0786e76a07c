import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { type CorrectiveActionContent, correctiveAction } from '../records/corrective-action.ts';
import { incident as incidentType } from '../records/incident.ts';
import { pin } from '../store/commit.ts';
import type { Prepared } from '../store/prepare.ts';
import { lookSoon } from '../waiting/look-soon.ts';
import { cellIn, type Row, rowsIn, textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { actionPending } from './action-pending.ts';
import { actionRef, actionsOf, MAX_ACTIONS_EVER } from './actions.ts';
import { draftNext, withEvidence } from './next-version.ts';
import { notSo } from './not-so.ts';

/** Actions that one answer plans: a record each, in its transaction. */
export const MAX_ACTIONS = 8;

/** From where an incident goes back to being corrected when more is planned. */
const REOPENED: ReadonlySet<string> = new Set([
  'explained',
  'correcting',
  'corrected',
  'in-closure',
]);

/**
 * What is done about an incident's cause is planned: an action each. What is planned after it was
 * closed, since an action had no effect, is carried out and checked; the incident stays closed.
 *
 * @throws Refused
 */
export async function applyPlan(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, answers } = given;
  const { state } = subject.version;
  const rows = rowsIn(answers, 'actions');
  for (const [n, row] of rows.entries()) checkRow(row, n);
  const known = await actionsOf(ports.store, subject);
  if (known.length + rows.length > MAX_ACTIONS_EVER) throw notSo('no-longer-asked');
  const actions = await Promise.all(
    rows.map((row, n) => draftAction(ports, given, row, known.length + n + 1)),
  );
  if (state === 'closed') return { versions: actions };
  if (!REOPENED.has(state)) throw notSo('no-longer-asked');
  const next = await draftNext(ports, subject, given, {
    action: 'plan',
    state: 'correcting',
    content: contentOf(incidentType, subject),
    reason: rows
      .map((row) => cellIn(row, 'text'))
      .join('; ')
      .slice(0, 1000)
      .toWellFormed(),
  });
  return { versions: [next, ...actions], wakes: [subject.ref] };
}

function checkRow(row: Row, n: number): void {
  if (cellIn(row, 'effectBy') === cellIn(row, 'owner')) {
    throw notSo('same-person', 'actions', n);
  }
  if (cellIn(row, 'effectDue') <= cellIn(row, 'due')) {
    throw notSo('effect-before-due', 'actions', n);
  }
}

async function draftAction(
  { store, clock }: ApplyPorts,
  { subject, person, task }: WorkGiven,
  row: Row,
  n: number,
): Promise<Prepared> {
  const text = cellIn(row, 'text');
  const due = cellIn(row, 'due');
  const effect = {
    due: cellIn(row, 'effectDue'),
    by: cellIn(row, 'effectBy'),
    shownBy: cellIn(row, 'shownBy'),
  };
  return store.draft({
    type: correctiveAction.name,
    id: actionRef(subject, n).slice(`${correctiveAction.name}/`.length),
    before: undefined,
    action: 'create',
    state: 'open',
    content: {
      incident: subject.ref,
      text,
      owner: cellIn(row, 'owner'),
      due,
      effect,
      plannedBy: pin(task.head),
    },
    links: [{ rel: 'of', to: subject.ref }],
    actor: person,
    via: task.head.version.via,
    reason: text,
    // Whoever carries it out is asked at once; the sweep does it where nobody else did.
    pending: actionPending({ due, effect }, 'open', clock.now()),
  });
}

/** An action is done. Its effect is looked at when the time has come. @throws Refused */
export async function applyDone(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  const { state } = subject.version;
  if (state !== 'open' && state !== 'overdue') throw notSo('no-longer-asked');
  const action = contentOf(correctiveAction, subject);
  const how = textIn(answers, 'how');
  const done = await draftActionNext(ports, given, {
    action: 'do',
    state: 'done',
    content: { ...action, done: { by: pin(task.head), at: ports.clock.now(), how } },
    reason: how,
  });
  return { versions: [done], ...(await tellIncident(ports, action.incident)) };
}

/**
 * It was looked at whether an action had its effect. Where it had none, whoever leads the incident
 * is asked to plan anew.
 *
 * @throws Refused
 */
export async function applyChecked(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers } = given;
  if (subject.version.state !== 'done') throw notSo('no-longer-asked');
  const action = contentOf(correctiveAction, subject);
  const found = textIn(answers, 'found');
  const isEffective = textIn(answers, 'effect') === 'effective';
  const checked = await draftActionNext(ports, given, {
    action: isEffective ? 'prove' : 'fail',
    state: isEffective ? 'effective' : 'ineffective',
    content: { ...action, checked: { by: pin(task.head), at: ports.clock.now(), found } },
    reason: found,
  });
  return { versions: [checked], ...(await tellIncident(ports, action.incident)) };
}

interface ActionChange {
  readonly action: string;
  readonly state: string;
  readonly content: CorrectiveActionContent;
  readonly reason: string;
}

async function draftActionNext(
  ports: ApplyPorts,
  given: WorkGiven,
  change: ActionChange,
): Promise<Prepared> {
  const { subject, person, task } = given;
  const mails = subject.pending.filter((each) => each.for === 'mail');
  return ports.store.draft({
    ...change,
    type: subject.version.type,
    id: subject.version.id,
    before: subject,
    links: await withEvidence(ports, subject.version.links, given),
    actor: person,
    via: task.head.version.via,
    pending: [...mails, ...actionPending(change.content, change.state, ports.clock.now())],
  });
}

/** Has the incident's machine look at what became of its action, while it has one. */
async function tellIncident(
  { store, clock }: ApplyPorts,
  ref: Ref,
): Promise<Pick<WorkEffect, 'also' | 'wakes'>> {
  const incident = await store.need(ref);
  if (incident.version.state !== 'correcting') return {};
  return { also: [lookSoon(incident, clock.now())], wakes: [ref] };
}
