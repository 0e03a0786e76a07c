import type { OpenedTask } from '#core/approvals/open-task.ts';
import { sizeIn } from '#core/log/find-place.ts';
import type * as views from '../pages/views.ts';
import { choiceLabel, deciderOf, matterOf, requesterOf } from './task-view.ts';

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
    choice: choiceLabel(task.kind, decision.choice),
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

function nextOf(state: string, stages: number): readonly string[] {
  switch (state) {
    case 'effective':
      return ['The approval has taken effect.'];
    case 'open':
      return [
        stages > 1 ? 'The other stages are asked.' : 'The others who were asked may still answer.',
      ];
    case 'decided':
      return [
        'Your answer is recorded and decides the matter.',
        'It takes effect once everything has been checked again; the requester is told.',
      ];
    default:
      return ['The matter is closed; the requester is told.'];
  }
}
