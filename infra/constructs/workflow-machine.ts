import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DefinitionBody, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { DefineMachine, MachineFunctions } from '#workflows/workflow.ts';
import { except } from '../exceptions.ts';
import type { Names } from '../names.ts';

export interface WorkflowMachineProps {
  readonly name: string;
  readonly names: Names;
  readonly functions: MachineFunctions;
  readonly define: DefineMachine;
}

/** A workflow's state machine: it may call the two functions of all machines, and nothing else. */
export class WorkflowMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowMachineProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      roleName: props.names.role(`machine-${props.name}`),
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [props.functions.awaitArn, props.functions.stepArn],
      }),
    );
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: props.names.machine(props.name),
      definitionBody: DefinitionBody.fromChainable(props.define(this, props.functions)),
      queryLanguage: QueryLanguage.JSON_PATH,
      role,
    });
    except(
      this.machine,
      'SF1',
      'An execution only drives: what happened stands in records and their log. Step Functions ' +
        'keeps its history for 90 days, and a failure alarms.',
    );
    except(this.machine, 'SF2', 'Traces of two short calls, weeks apart, would show nothing.');
  }
}
