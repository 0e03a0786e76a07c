import { Duration } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  CustomState,
  Fail,
  type IChainable,
  JsonPath,
  type State,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * What the machines of all workflows are made of. Two functions serve every machine: `await` opens
 * a gate and keeps its token, `step` runs the workflow's decision. A machine holds ids and
 * outcomes, never a rule, a deadline or a person.
 */

/** ARNs of the functions that machines call. */
export interface MachineFunctions {
  readonly awaitArn: string;
  readonly stepArn: string;
}

/** Gives the first state of a workflow's machine. */
export type DefineMachine = (scope: Construct, functions: MachineFunctions) => IChainable;

/**
 * How long a machine waits before it looks for itself. No deadline of the domain: those stand in
 * records, and the sweep rings. It ends a wait whose ring was lost for good.
 */
const WAIT = Duration.days(100);

/** One call of `step`, its retries not counted. The function itself stops sooner. */
const STEP = Duration.minutes(5);

/** Faults that a later try may not meet. `Transient` is our own error's name. */
const TRANSIENT = [
  'Transient',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
];

const RETRY = {
  ErrorEquals: TRANSIENT,
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 6,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/** The state that waits for people: where an outcome leads that asks on. */
const AWAIT = 'Await';

/** What every call says: the contract, and the record that the execution is about. */
const ABOUT = { 'type.$': '$.type', 'id.$': '$.id', 'execution.$': '$$.Execution.Name' };

/**
 * The machine of a workflow that asks people: Await, Conclude, Outcome, and from there whither each
 * outcome of the contract leads; one that is forgotten does not compile. The first is where the
 * straight way goes.
 *
 * @param leadsTo by outcome, the name of the end that it leads to; `wait` asks on
 */
export function asking<Outcome extends string>(
  contract: string,
  leadsTo: { readonly [Each in Outcome]: Each extends 'wait' ? typeof AWAIT : string },
): DefineMachine {
  return (scope, functions) => {
    const fault = stalled(scope, functions, contract);
    const wait = waitAtGate(scope, functions, contract);
    const conclude = runStep(scope, functions, contract);
    for (const state of [wait, conclude]) state.addCatch(fault, { resultPath: JsonPath.DISCARD });
    return wait.next(conclude).next(byOutcome(scope, leadsTo, wait));
  };
}

/** Waits for people at a gate, and goes back to waiting where nobody rang for very long. */
function waitAtGate(scope: Construct, functions: MachineFunctions, contract: string): CustomState {
  const payload = { contract, ...ABOUT, 'token.$': '$$.Task.Token' };
  const state = new CustomState(scope, AWAIT, {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: functions.awaitArn, Payload: payload },
      TimeoutSeconds: WAIT.toSeconds(),
      // A ring brings nothing: the next state asks the record.
      ResultPath: null,
      Retry: [RETRY],
    },
  });
  state.addCatch(state, { errors: ['States.Timeout'], resultPath: JsonPath.DISCARD });
  return state;
}

/** Runs the workflow's decision; what came of it stands at `$.concluded.outcome`. */
function runStep(scope: Construct, functions: MachineFunctions, contract: string): CustomState {
  return new CustomState(scope, 'Conclude', {
    stateJson: {
      ...stepTask(functions, { contract, ...ABOUT }),
      ResultSelector: { 'outcome.$': '$.Payload.outcome' },
      ResultPath: '$.concluded',
    },
  });
}

/** Where faults go: the record is marked stalled, and the execution fails, which alarms. */
function stalled(scope: Construct, functions: MachineFunctions, contract: string): CustomState {
  const failed = new Fail(scope, 'Failed', {
    error: 'Stalled',
    cause: 'A state failed for good. The record is marked stalled; the sweep starts it again.',
  });
  const mark = new CustomState(scope, 'Stalled', {
    stateJson: {
      ...stepTask(functions, { contract, ...ABOUT, fault: true }),
      ResultPath: null,
    },
  });
  mark.addCatch(failed, { resultPath: JsonPath.DISCARD });
  mark.next(failed);
  return mark;
}

/**
 * Sends each outcome to its state. Any other fails the execution, so that nothing unknown passes as
 * a yes.
 */
function byOutcome(
  scope: Construct,
  leadsTo: Readonly<Record<string, string>>,
  wait: State,
): Choice {
  const refuse = new Fail(scope, 'Refused', {
    error: 'UnknownOutcome',
    cause: 'The step ended in an outcome that this machine does not know.',
  });
  const states = new Map<string, State>([[AWAIT, wait]]);
  const choice = new Choice(scope, 'Outcome');
  for (const [outcome, name] of Object.entries(leadsTo)) {
    const state = states.get(name) ?? new Succeed(scope, name);
    states.set(name, state);
    choice.when(Condition.stringEquals('$.concluded.outcome', outcome), state);
  }
  return choice.otherwise(refuse);
}

function stepTask(functions: MachineFunctions, payload: object): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: functions.stepArn, Payload: payload },
    TimeoutSeconds: STEP.toSeconds(),
    Retry: [RETRY],
  };
}
