import * as z from 'zod';
import { flat } from '#tests/infra/support/policies.ts';
import { FUNCTIONS, functionIn, propertiesOf, routes, statements, without } from './deployment.ts';

/** How functions are set off, and what they set off: a flowchart from the synthesised stack. */
export function diagram(): string {
  return [
    '```mermaid',
    'flowchart LR',
    '  people([Whoever has a link])',
    '  anybody([Anybody])',
    '  tools([Signed tools])',
    ...FUNCTIONS.map((name) => `  ${id(name)}[${name}]`),
    ...machines().map((name) => `  machine_${id(name)}[[workflow ${name}]]`),
    '  ses([SES])',
    '  kms([KMS key])',
    '  bus([bus])',
    '  bucket[(bucket)]',
    '  queue[(queue ingest)]',
    '  monitoring([Your monitoring]) --> bus',
    '  aws([AWS services])',
    ...fromOutside(),
    ...clocks(),
    ...streams(),
    ...intoTheQueue(),
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
    ({ to, isSigned }) => `${isSigned ? 'tools' : whoOf(to)} ${to}`,
  );
  return [...doors].map(([door, all]) => {
    const [who, to = ''] = door.split(' ');
    const keys = all.map(({ key }) => (key === '$default' ? 'anything else' : key));
    return `  ${who} -->|"${keys.join('<br>')}"| ${id(to)}`;
  });
}

// The one door that needs neither a link nor a signature.
const whoOf = (to: string): string => (to === 'report' ? 'anybody' : 'people');

function clocks(): string[] {
  return propertiesOf('AWS::Events::Rule').flatMap((rule) => {
    const scheduled = z
      .object({ ScheduleExpression: z.string(), Targets: z.array(z.object({ Arn: z.unknown() })) })
      .safeParse(rule);
    if (!scheduled.success) return [];
    const { ScheduleExpression, Targets } = scheduled.data;
    const every = /^rate\((.+)\)$/.exec(ScheduleExpression)?.[1] ?? ScheduleExpression;
    return Targets.map(({ Arn }) => `  clock([every ${every}]) --> ${id(functionIn(flat(Arn)))}`);
  });
}

function streams(): string[] {
  return propertiesOf('AWS::Lambda::EventSourceMapping').map(
    ({ FunctionName, StartingPosition }) =>
      (StartingPosition === undefined ? '  queue --> ' : '  main[(table main)] -->|stream| ') +
      id(functionIn(flat(FunctionName))),
  );
}

function intoTheQueue(): string[] {
  const words = (of: readonly string[]) => of.map((one) => one.toLowerCase().replace('_', ' '));
  const news = propertiesOf('AWS::SES::ConfigurationSetEventDestination').map((properties) => {
    const { EventDestination } = z
      .object({ EventDestination: z.object({ MatchingEventTypes: z.array(z.string()) }) })
      .parse(properties);
    const types = EventDestination.MatchingEventTypes.map((type) => type.replace('D', ' d'));
    return `  ses -->|"${types.join(', ')}"| queue`;
  });
  const rules = propertiesOf('AWS::Events::Rule').flatMap((rule) => {
    if (rule.EventPattern === undefined) return [];
    const pattern = z.object({ EventPattern: ofOurMachines }).safeParse(rule);
    if (!pattern.success) return [fromOthers(rule)];
    const statuses = words(pattern.data.EventPattern.detail.status).join(', ');
    return machines().map((name) => `  machine_${id(name)} -->|"${statuses}"| queue`);
  });
  return [...news, ...rules];
}

const ofOurMachines = z.object({
  detail: z.object({ status: z.array(z.string()), stateMachineArn: z.array(z.string()) }),
});

/** What becomes signals: by the bus that it comes by. */
function fromOthers(rule: Readonly<Record<string, unknown>>): string {
  const { Name, EventBusName } = z
    .object({ Name: z.string(), EventBusName: z.unknown() })
    .parse(rule);
  return EventBusName === 'default' ? `  aws -->|${without(Name)}| queue` : '  bus --> queue';
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
    // With others beside it, it is the right to put what failed with the dead letters.
    if (Action.join() === 'sqs:SendMessage') return [`${from}-->|reports| queue`];
    const effect = EFFECTS[action];
    return effect === undefined ? [] : [from + effect];
  });
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
