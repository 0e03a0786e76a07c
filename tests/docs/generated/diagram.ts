import * as z from 'zod';
import { flat } from '#tests/infra/support/policies.ts';
import { FUNCTIONS, functionIn, propertiesOf, routes, statements, without } from './deployment.ts';

/** How functions are set off, and what they set off: a flowchart from the synthesised stack. */
export function diagram(): string {
  return [
    '```mermaid',
    'flowchart LR',
    '  people([Whoever has a link])',
    '  tools([Signed tools])',
    ...FUNCTIONS.map((name) => `  ${id(name)}[${name}]`),
    ...machines().map((name) => `  machine_${id(name)}[[workflow ${name}]]`),
    '  ses([SES])',
    '  kms([KMS key])',
    '  bus([bus])',
    '  bucket[(bucket)]',
    ...fromOutside(),
    ...clocks(),
    ...fromMachines(),
    ...[...FUNCTIONS].flatMap(fromFunction),
    '```',
  ].join('\n');
}

const id = (name: string): string => name.replaceAll('-', '_');

function machines(): string[] {
  return propertiesOf('AWS::StepFunctions::StateMachine').map(({ StateMachineName }) =>
    without(z.string().parse(StateMachineName)),
  );
}

function fromOutside(): string[] {
  const doors = Map.groupBy(
    routes(),
    ({ to, isSigned }) => `${isSigned ? 'tools' : 'people'} ${to}`,
  );
  return [...doors].map(([door, all]) => {
    const [who, to = ''] = door.split(' ');
    const keys = all.map(({ key }) => (key === '$default' ? 'anything else' : key));
    return `  ${who} -->|"${keys.join('<br>')}"| ${id(to)}`;
  });
}

function clocks(): string[] {
  const rules = propertiesOf('AWS::Events::Rule').flatMap((rule) => {
    const { ScheduleExpression, Targets } = z
      .object({ ScheduleExpression: z.string(), Targets: z.array(z.object({ Arn: z.unknown() })) })
      .parse(rule);
    const every = /^rate\((.+)\)$/.exec(ScheduleExpression)?.[1] ?? ScheduleExpression;
    return Targets.map(({ Arn }) => `  clock([every ${every}]) --> ${id(functionIn(flat(Arn)))}`);
  });
  const streams = propertiesOf('AWS::Lambda::EventSourceMapping').map(
    ({ FunctionName }) => `  main[(table main)] -->|stream| ${id(functionIn(flat(FunctionName)))}`,
  );
  return [...rules, ...streams];
}

function fromMachines(): string[] {
  return machines().flatMap((name) =>
    (statements.get(`machine-${name}`) ?? []).flatMap(({ Resource = [] }) =>
      Resource.map((one) => `  machine_${id(name)} --> ${id(functionIn(one))}`),
    ),
  );
}

const EFFECTS: Readonly<Record<string, string>> = {
  'ses:SendEmail': '-->|sends| ses',
  'kms:Sign': '-->|signs with| kms',
  'events:PutEvents': '-->|announces| bus',
  's3:PutObject': '-->|puts| bucket',
};

function fromFunction(name: string): string[] {
  const of = statements.get(name) ?? [];
  return of.flatMap(({ Action, Resource = [] }) => {
    const [action = ''] = Action;
    const from = `  ${id(name)} `;
    if (action === 'lambda:InvokeFunction') {
      return Resource.map((one) => `${from}-.->|rings| ${id(without(lastPart(one)))}`);
    }
    if (action === 'states:StartExecution') {
      return Resource.map((one) => `${from}-->|starts| machine_${id(without(lastPart(one)))}`);
    }
    // IAM knows no resource of a ring: whoever may ring one machine may ring all.
    if (action === 'states:SendTaskSuccess') {
      return machines().map((machine) => `${from}-.->|rings| machine_${id(machine)}`);
    }
    const effect = EFFECTS[action];
    return effect === undefined ? [] : [from + effect];
  });
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
