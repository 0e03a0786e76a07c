import { ACCOUNT, REGION } from '#local/engine/environment.ts';
import type { TestAssent } from './engine.ts';
import { createStack, roleOf } from './stack.ts';

/** ARN of the machine that waits, up to the workflow's name. */
export const CRASH_MACHINES = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:crash-`;

/** A function that takes what is rung and does nothing. */
export const CRASH_BELL = 'crash-bell';

/** Where the machine leaves the token of an execution. */
export const tokenKey = (execution: string) => ({ pk: `TOKEN#${execution}`, sk: 'T' });

/**
 * What a test needs that invokes the functions' logic itself: a machine that leaves its token in
 * the table, waits for one ring and ends, and a function for rings that the test delivers.
 */
export async function createCrashStack(assent: TestAssent): Promise<void> {
  const RoleArn = { 'Fn::GetAtt': ['Role', 'Arn'] };
  const Service = ['states.amazonaws.com', 'lambda.amazonaws.com'];
  await createStack(assent, 'crash', {
    Role: roleOf('crash', { Service }, '*'),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'crash-approval',
        RoleArn,
        DefinitionString: JSON.stringify(waitingIn(assent.deployed.tables.main)),
      },
    },
    Bell: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: CRASH_BELL,
        Role: RoleArn,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: "exports.handler = async () => console.log('heard');" },
      },
    },
  });
}

function waitingIn(TableName: string) {
  const { pk } = tokenKey('{}');
  const Item = {
    pk: { 'S.$': `States.Format('${pk}', $$.Execution.Name)` },
    sk: { S: tokenKey('').sk },
    token: { 'S.$': '$$.Task.Token' },
  };
  const Wait = {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken',
    Parameters: { TableName, Item },
    TimeoutSeconds: 600,
    End: true,
  };
  return { StartAt: 'Wait', States: { Wait } };
}
