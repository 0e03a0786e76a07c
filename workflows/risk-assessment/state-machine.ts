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
 * Takes people through an assessment of risks, from its dimensions to the acceptance of what is
 * left. Input `{type, id}` of the assessment. Each wait ends when somebody has answered, and the
 * next one asks what is asked then.
 */
const riskAssessment: DefineMachine = (scope, functions) => {
  const fault = stalled(scope, functions, CONTRACT);
  const wait = waitAtGate(scope, functions, CONTRACT);
  const conclude = runStep(scope, functions, CONTRACT);
  for (const state of [wait, conclude]) state.addCatch(fault, { resultPath: JsonPath.DISCARD });

  const over = new Succeed(scope, 'Over');
  const outcome = byOutcome<(typeof OUTCOMES)[number]>(scope, {
    done: over,
    wait,
    overdue: over,
    superseded: over,
  });
  return wait.next(conclude).next(outcome);
};

export default riskAssessment;
