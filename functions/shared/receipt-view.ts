import type { OpenedTask } from '#core/approvals/open-task.ts';
import { sizeIn } from '#core/log/find-place.ts';
import type * as views from '../pages/views.ts';
import { deciderOf, matterOf, requesterOf } from './task-view.ts';

export interface ReceiptFacts {
  readonly origin: string;
  readonly index: number | undefined;
  /** The newest checkpoint: the signed note's exact text. */
  readonly checkpoint: string | undefined;
}

/** The receipt of a recorded answer. */
export function receiptView(opened: OpenedTask, facts: ReceiptFacts): views.ReceiptView {
  const { task, head, approval, approvalHead } = opened;
  const { decision, closed } = task;
  if (decision === undefined || closed === undefined) throw new Error('no decision');
  return {
    ...matterOf(opened),
    decider: deciderOf(opened),
    requester: requesterOf(opened),
    choice: decision.choice,
    ...(decision.comment === undefined ? {} : { comment: decision.comment }),
    decided: closed.at,
    identified: 'link',
    factsDigest: decision.facts,
    decision: { task: head.ref, version: head.version.version, digest: head.digest },
    ...(facts.index === undefined ? {} : { place: { origin: facts.origin, index: facts.index } }),
    ...checkpointOf(facts.checkpoint),
    next: nextOf(approvalHead.version.state, approval.stages.length),
  };
}

function checkpointOf(note: string | undefined): { checkpoint?: views.CheckpointView } {
  const size = sizeIn(note);
  return note === undefined || size === undefined ? {} : { checkpoint: { size, note } };
}

function nextOf(state: string, stages: number): readonly views.NextStep[] {
  switch (state) {
    case 'open':
      return [{ say: stages > 1 ? 'next-stage' : 'others-open' }];
    case 'decided':
      return [{ say: 'decides' }, { say: 'requester-told' }];
    case 'effective':
    case 'rejected':
    case 'lapsed':
    case 'void':
    case 'withdrawn':
      return [{ say: state }];
    default:
      return [{ say: 'requester-told' }];
  }
}
