import { JsonPath, Succeed } from 'aws-cdk-lib/aws-stepfunctions';
import {
  byOutcome,
  type DefineMachine,
  runStep,
  stalled,
  waitAtGate,
} from '#workflows/workflow.ts';
import { CONTRACT, type OUTCOMES } from './contract.ts';

/**
 * Asks the approvers of one record's transition, and carries it out or not. Input `{type, id}` of
 * the approval. The straight way is Await, Conclude, Outcome, Approved.
 */
const approval: DefineMachine = (scope, functions) => {
  const fault = stalled(scope, functions, CONTRACT);
  const wait = waitAtGate(scope, functions, CONTRACT);
  const conclude = runStep(scope, functions, CONTRACT);
  for (const state of [wait, conclude]) state.addCatch(fault, { resultPath: JsonPath.DISCARD });

  const approved = new Succeed(scope, 'Approved');
  const notApproved = new Succeed(scope, 'NotApproved');
  const outcome = byOutcome<(typeof OUTCOMES)[number]>(scope, {
    effective: approved,
    wait,
    rejected: notApproved,
    lapsed: notApproved,
    void: notApproved,
    withdrawn: notApproved,
  });
  return wait.next(conclude).next(outcome);
};

export default approval;
