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
 * Takes people through one review of a record: somebody looks, somebody else signs. Input
 * `{type, id}` of the review. Each wait ends when somebody has answered, and the next one asks what
 * is asked then.
 */
const review: DefineMachine = (scope, functions) => {
  const fault = stalled(scope, functions, CONTRACT);
  const wait = waitAtGate(scope, functions, CONTRACT);
  const conclude = runStep(scope, functions, CONTRACT);
  for (const state of [wait, conclude]) state.addCatch(fault, { resultPath: JsonPath.DISCARD });

  const over = new Succeed(scope, 'Over');
  const outcome = byOutcome<(typeof OUTCOMES)[number]>(scope, { done: over, wait, moot: over });
  return wait.next(conclude).next(outcome);
};

export default review;
