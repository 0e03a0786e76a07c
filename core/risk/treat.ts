import { type Ref, splitRef } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { risk as riskType } from '../records/risk.ts';
import { DIMENSIONS, type Dimension } from '../records/risk-criteria.ts';
import { task as taskType } from '../records/task.ts';
import { type TreatmentContent, treatment } from '../records/treatment.ts';
import { pin } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { lookSoon } from '../waiting/look-soon.ts';
import { cellIn, listIn, rowsIn, textIn } from '../work/answers.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { assessmentIn, isOver } from './assessment.ts';
import { riskNotSo } from './not-so.ts';
import { needEvidence, withProofs } from './proofs.ts';
import { lacksPlan, type Standing, standingsOf, treatmentRef } from './risks.ts';

/** What can be done about a risk (ISO 31000, 6.5). */
export const OPTIONS = ['avoid', 'reduce', 'transfer', 'accept'] as const;

/** Actions of one treatment. */
export const MAX_ACTIONS = 8;

/** That whoever owns a treatment is asked whether it is done, and that it is overdue. */
export const TREATMENT_WORK = 'treatment-work';
export const TREATMENT_OVERDUE = 'treatment-overdue';

/** The risk that a task at a gate of an assessment is about, by the gate's name. */
export async function riskOfTask(
  store: RecordStore,
  assessment: Head,
  task: Prepared,
): Promise<Standing> {
  const { gate } = contentOf(taskType, task.head);
  const named = gate.slice(gate.indexOf('-') + 1);
  const dimension: Dimension | undefined = DIMENSIONS.find((each) => each === named);
  const risks = await standingsOf(store, assessment);
  const found = risks.find((each) => each.dimension === dimension);
  if (found === undefined || isOver(assessment.version.state)) throw riskNotSo('no-longer-asked');
  return found;
}

/** It is planned what is done about a risk. @throws Refused */
export async function applyTreatment(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { store } = ports;
  const { subject, task, answers, person } = given;
  const standing = await riskOfTask(store, subject, task);
  if (!lacksPlan(standing)) throw riskNotSo('no-longer-asked');
  const { head: risk, dimension, plans } = standing;
  const planned = plannedIn(given, standing);
  const reason = textIn(answers, 'reason');
  const by = { actor: person, via: task.head.version.via, reason } as const;
  const id = splitRef(treatmentRef(subject.ref, dimension, plans.length + 1)).id;
  const made = await store.draft({
    ...by,
    type: treatment.name,
    id,
    before: undefined,
    action: 'create',
    state: 'open',
    content: planned,
    links: [{ rel: 'treats', to: risk.ref }],
    pending: treatmentPending(planned, 'open', ports.clock.now()),
  });
  const treated =
    risk.version.state === 'above-appetite'
      ? [
          await store.draft({
            ...by,
            type: riskType.name,
            id: risk.version.id,
            before: risk,
            action: 'treat',
            state: 'treated',
            content: risk.version.content,
            links: risk.version.links,
            pending: risk.pending,
          }),
        ]
      : [];
  return {
    versions: [made, ...treated, ...(await draftReplaced(store, standing, by, made))],
    also: [lookSoon(subject, ports.clock.now())],
  };
}

function plannedIn(
  { subject, task, answers }: WorkGiven,
  { head, risk }: Standing,
): TreatmentContent {
  const option = OPTIONS.find((each) => each === textIn(answers, 'option'));
  const actions = rowsIn(answers, 'actions').map((row) => ({
    text: cellIn(row, 'text'),
    owner: cellIn(row, 'owner'),
    due: cellIn(row, 'due'),
  }));
  const target = Number(textIn(answers, 'target'));
  const { level } = risk.scored.residual;
  if (option === undefined) throw riskNotSo('no-longer-asked');
  if (option !== 'accept' && actions.length === 0) throw riskNotSo('actions-missing', 'actions');
  if (option !== 'accept' && target >= level) throw riskNotSo('target-not-lower', 'target');
  const last = actions
    .map(({ due }) => due)
    .sort()
    .at(-1);
  return {
    risk: head.ref,
    assessment: subject.ref,
    option,
    reason: textIn(answers, 'reason'),
    weighed: textIn(answers, 'weighed'),
    actions,
    target,
    owner: risk.owner,
    due: last ?? assessmentIn(subject).deadline,
    plannedBy: pin(task.head),
  };
}

/** The plan before, which somebody refused to accept the risk with. */
async function draftReplaced(
  store: RecordStore,
  { plans }: Standing,
  by: { readonly actor: Ref; readonly via: Prepared['head']['version']['via'] },
  made: Prepared,
): Promise<readonly Prepared[]> {
  const before = plans.at(-1);
  if (before === undefined || !['open', 'overdue'].includes(before.version.state)) return [];
  return [
    await store.draft({
      ...by,
      reason: `${made.head.ref} takes its place`,
      type: treatment.name,
      id: before.version.id,
      before,
      action: 'retire',
      state: 'retired',
      content: before.version.content,
      links: before.version.links,
      pending: [],
    }),
  ];
}

/** What is pending on a treatment. Of what is only accepted nothing is to be done. */
export function treatmentPending(
  { due, option }: Pick<TreatmentContent, 'due' | 'option'>,
  state: string,
  now: Instant,
): readonly Pending[] {
  if (option === 'accept') return [];
  const asked = state === 'open' || state === 'overdue' ? [{ at: now, for: TREATMENT_WORK }] : [];
  return state === 'open' ? [...asked, { at: due, for: TREATMENT_OVERDUE }] : asked;
}

/** A treatment is done. Whether it worked the next assessment of the risk says. @throws Refused */
export async function applyDone(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { store, clock } = ports;
  const { subject, task, answers, person } = given;
  if (!['open', 'overdue'].includes(subject.version.state)) throw riskNotSo('no-longer-asked');
  const named = listIn(answers, 'evidence');
  await needEvidence(store, named, 'evidence');
  const how = textIn(answers, 'how');
  const made = await store.draft({
    type: treatment.name,
    id: subject.version.id,
    before: subject,
    action: 'do',
    state: 'done',
    content: {
      ...contentOf(treatment, subject),
      done: { by: pin(task.head), at: clock.now(), how },
    },
    links: withProofs(subject.version.links, named),
    actor: person,
    via: task.head.version.via,
    reason: how,
    pending: subject.pending.filter((each) => each.for === 'mail'),
  });
  return { versions: [made], wakes: [] };
}
