import { type OpenedTask, stageOf } from '#core/approvals/open-task.ts';
import { placeOf } from '#core/approvals/task-place.ts';
import { sizeIn } from '#core/log/find-place.ts';
import type { Instant } from '#core/time.ts';
import type * as views from '../pages/views.ts';
import { deciderOf, othersOf, personOf, requesterOf } from './people-view.ts';
import { originOf } from './side-view.ts';
import { matterOf } from './task-view.ts';

export interface ReceiptFacts {
  readonly origin: string;
  readonly index: number | undefined;
  /** The newest checkpoint: the signed note's exact text. */
  readonly checkpoint: string | undefined;
  /** The code by which the receipt was opened: with it the answer can be disowned. */
  readonly code?: string;
  /** What was typed into the form that disowns it, and what is wrong with that. */
  readonly report?: Omit<views.ReportForm, 'code'>;
  readonly reported?: { readonly at: Instant; readonly stops: boolean };
}

type Decision = NonNullable<OpenedTask['task']['decision']>;

/** The receipt of a recorded answer. */
export function receiptView(opened: OpenedTask, facts: ReceiptFacts): views.ReceiptView {
  const { task, head, approval } = opened;
  const { decision, closed } = task;
  if (decision === undefined || closed === undefined) throw new Error('no decision');
  const isVote = placeOf(task) === 'vote';
  return {
    ...matterOf(opened),
    decider: deciderOf(opened),
    requester: requesterOf(opened),
    choice: decision.choice,
    ...(task.asks === undefined ? {} : { answered: task.asks }),
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
    ...broughtBy(opened, decision),
    decided: closed.at,
    identified: 'link',
    factsDigest: decision.facts,
    decision: { task: head.ref, version: head.version.version, digest: head.digest },
    ...(facts.index === undefined ? {} : { place: { origin: facts.origin, index: facts.index } }),
    ...checkpointOf(facts.checkpoint),
    next: nextOf(opened, decision),
    tell: tellOf(opened),
    ...(isVote ? { others: othersOf(opened).filter(({ answered }) => answered) } : {}),
    exceptions: approval.exceptions,
    ...reportOf(facts, isVote),
  };
}

/** Whoever asked for approval; of what they answer themselves, whoever asked them. */
function tellOf(opened: OpenedTask): views.Person {
  const { task } = opened;
  return task.requester === task.person ? originOf(opened).by : requesterOf(opened);
}

/** That the requester hears of it, where it is news to a person. */
function toldSteps(opened: OpenedTask): readonly views.NextStep[] {
  const { requester, person } = opened.task;
  if (requester === person || !requester.startsWith('person/')) return [];
  return [{ say: 'requester-told', who: requesterOf(opened) }];
}

function broughtBy(opened: OpenedTask, { conditions, passedTo, absentUntil }: Decision) {
  return {
    ...(conditions === undefined
      ? {}
      : {
          conditions: conditions.map(({ owner, ...each }) => ({
            ...each,
            owner: personOf(opened, owner),
          })),
        }),
    ...(passedTo === undefined ? {} : { passedTo: personOf(opened, passedTo) }),
    ...(absentUntil === undefined ? {} : { absentUntil }),
  };
}

function checkpointOf(note: string | undefined): { checkpoint?: views.CheckpointView } {
  const size = sizeIn(note);
  return note === undefined || size === undefined ? {} : { checkpoint: { size, note } };
}

function reportOf({ code, report, reported }: ReceiptFacts, isVote: boolean) {
  if (reported !== undefined) return { reported };
  return code !== undefined && isVote ? { report: { code, ...report } } : {};
}

function nextOf(opened: OpenedTask, decision: Decision): readonly views.NextStep[] {
  switch (decision.choice) {
    case 'answer':
      return [{ say: 'clarified' }];
    case 'fulfil':
      // Create and decide; one more where it was closed in between, because it was missed.
      return [
        { say: opened.head.version.version > 2 ? 'condition-met-late' : 'condition-met' },
        ...toldSteps(opened),
      ];
    case 'conflict-of-interest':
      return [{ say: 'seat-filled-anew' }, ...toldSteps(opened)];
    case 'pass-on':
      return [...passedSteps(opened, decision), ...toldSteps(opened)];
    default:
      return [...votedSteps(opened), ...conditionSteps(opened, decision)];
  }
}

function passedSteps(
  opened: OpenedTask,
  { passedTo, absentUntil }: Decision,
): readonly views.NextStep[] {
  if (passedTo === undefined) return [];
  const who = personOf(opened, passedTo);
  const passed: views.NextStep = { say: 'passed', who };
  return absentUntil === undefined
    ? [passed]
    : [passed, { say: 'standing-absence', who, at: absentUntil }];
}

function votedSteps(opened: OpenedTask): readonly views.NextStep[] {
  const { task, approval, approvalHead } = opened;
  const { state } = approvalHead.version;
  switch (state) {
    case 'open': {
      const isOver = approval.stages[stageOf(task)]?.closed !== undefined;
      return [{ say: isOver ? 'next-stage' : 'others-open' }];
    }
    case 'decided':
      return [{ say: 'decides' }, ...toldSteps(opened)];
    case 'effective':
    case 'rejected':
    case 'lapsed':
    case 'void':
    case 'withdrawn':
      return [{ say: state }];
    default:
      return toldSteps(opened);
  }
}

const conditionSteps = (
  { approvalHead }: OpenedTask,
  { conditions }: Decision,
): readonly views.NextStep[] =>
  conditions !== undefined && ['open', 'decided'].includes(approvalHead.version.state)
    ? [{ say: 'conditions-told' }]
    : [];
