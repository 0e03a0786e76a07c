import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IndexName } from '#core/ports.ts';
import type { Stage } from './config.ts';
import type { FunctionName, Names } from './names.ts';

/** What grants are written about. */
export interface Resources {
  readonly names: Names;
  readonly stage: Stage;
  /** Names of the workflows that have a machine. */
  readonly workflows: readonly string[];
  readonly signingKeyArn: string;
  readonly streamArn: string;
  readonly deadLettersArn: string;
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const CHECK = ['dynamodb:ConditionCheckItem'];
const PUT = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
const WRITE = [...PUT, 'dynamodb:DeleteItem'];

/** The leading keys of the records of types. */
const recordsOf = (...types: readonly string[]) => types.map((type) => `R#${type}#*`);

/** What mails are of and executions are for: where what becomes of them is noted. */
const OPEN_TO_NEWS = recordsOf(
  'task',
  'approval',
  'approval-policy',
  'person',
  'incident',
  'regulatory-clock',
  'corrective-action',
  'risk-assessment',
  'treatment',
  'acceptance',
  'review',
);

/** What strangers may reach: codes, tasks and approvals. */
const OPEN_TO_LINKS = ['K#*', 'R#task#*', 'R#approval#*'];

/** What the answers of strangers may change: no record of what is decided about. */
const ANSWERED = recordsOf('task', 'approval', 'delegation', 'condition', 'repudiation');

/** What the answer to an assessment of risks changes in the same transaction. */
const ASSESSED = recordsOf('risk-assessment', 'risk', 'treatment', 'acceptance');

/**
 * What the answer to a piece of work changes in the same transaction: the incident with its duties,
 * actions and holds, the system that it takes out of use, and the causes that it frees.
 */
const WORKED = [
  ...recordsOf('incident', 'regulatory-clock', 'corrective-action', 'legal-hold', 'ai-system'),
  ...ASSESSED,
  'R#review#*',
  'C#*',
];

/** What becomes a record of what came from outside. */
const KEPT = recordsOf('quarantine', 'test-report');

/** Whose signals they are, and what they mean. */
const ASKED_OF_SIGNALS = recordsOf('signal-mapping', 'monitoring-plan', 'ai-system', 'model');

/** The statements of a function's role, beside writing its own log group. */
export function grantsOf(of: Resources, name: FunctionName): PolicyStatement[] {
  const grants = grantsByFunction(of)[name];
  const ofTables = grants.some(({ actions }) => actions.some((each) => /^dynamodb:/.test(each)));
  return ofTables ? [...grants, ...useTableKey(of)] : grants;
}

function grantsByFunction(of: Resources): Record<FunctionName, PolicyStatement[]> {
  const { names } = of;
  const main = names.tableArn(names.mainTable);
  const personal = names.tableArn(names.personalTable);
  const wholeTable = allow([...READ, ...CHECK, ...WRITE], main);
  const lists = (...indexes: IndexName[]) =>
    allow(['dynamodb:Query'], ...indexes.map((index) => `${main}/index/${index}`));
  // A token is the right itself; the Service Authorization Reference knows no resource of this.
  const ring = allow(['states:SendTaskSuccess'], '*');
  // What was typed into a task's form goes when it closes.
  const forgetDrafts = leading(allow(['dynamodb:DeleteItem'], personal), ['R#task#*']);
  const invoke = (...fns: FunctionName[]) =>
    allow(['lambda:InvokeFunction'], ...fns.map(names.functionArn));
  return {
    api: [
      wholeTable,
      lists('by-type', 'by-state', 'by-person', 'by-time'),
      allow([...READ, ...WRITE], personal),
      allow(['dynamodb:Query'], `${personal}/index/by-person`),
      ...putLocked(of, 'evidence/*'),
      ...readObjects(of, 'evidence/*', 'records/*', 'log/*'),
      allow(['states:StartExecution'], ...machineArns(of)),
      invoke('mail'),
    ],
    'task-page': [
      leading(allow(READ, main), OPEN_TO_LINKS),
      leading(allow(READ, personal), ['R#task#*']),
    ],
    'task-decide': [
      allow([...READ, ...CHECK], main),
      leading(allow(WRITE, main), [...ANSWERED, ...WORKED]),
      // Names, and what is typed and not recorded yet.
      leading(allow([...READ, 'dynamodb:PutItem', 'dynamodb:DeleteItem'], personal), ['R#task#*']),
      // Who reported an incident is carried on from version to version.
      leading(allow(READ, personal), ['R#incident#*']),
      // Facts that moved before the answer, and who points to what is decided about.
      leading(lists('by-type'), ['I#*']),
      ...putLocked(of, 'evidence/*'),
      ring,
      invoke('mail'),
    ],
    await: [
      wholeTable,
      lists('by-type'),
      forgetDrafts,
      ...putLocked(of, 'evidence/*'),
      ...readObjects(of, 'evidence/*'),
      ring,
      invoke('mail'),
    ],
    step: [
      wholeTable,
      // By state: whom the policy that came into force had governed. By type: who holds the roles
      // that decide whether an incident is closed.
      lists('by-state', 'by-type'),
      forgetDrafts,
      ring,
      allow(['states:StartExecution'], ...machineArns(of)),
      invoke('mail'),
    ],
    mail: [
      allow(READ, main),
      // Beside what it mails about: which delivery a message id stands for, and what is kept back
      // for a person's digest.
      leading(allow(PUT, main), ['K#*', ...OPEN_TO_NEWS, 'M#*']),
      allow(READ, personal),
      // The names that a page shows lie under its task.
      leading(allow(PUT, personal), ['R#task#*']),
      sendMail(of),
      // Itself, for what one run does not reach.
      invoke('mail'),
    ],
    log: [
      allow(READ, main),
      lists('by-time'),
      // Entries and the head, and the index in the markers of records.
      leading(allow(PUT, main), ['LOG', 'LOG#*', 'R#*']),
      ...putLocked(of, 'records/*', 'log/*'),
      allow(['s3:PutObjectTagging'], object(of, 'log/*')),
      ...readObjects(of, 'records/*', 'log/*'),
      allow(['kms:Sign', 'kms:GetPublicKey'], of.signingKeyArn),
      allow(['events:PutEvents'], names.busArn),
      ...readStream(of),
    ],
    sweep: [
      wholeTable,
      // By type: who holds a role, and what belongs to what a legal hold keeps.
      lists('by-time', 'by-state', 'by-type'),
      // Who reported an incident: kept with its cause until its record names them.
      leading(allow(READ, personal), ['C#*', 'R#incident#*']),
      leading(allow(['dynamodb:PutItem'], personal), ['R#incident#*']),
      leading(allow(['dynamodb:DeleteItem'], personal), ['C#*', 'R#task#*']),
      ring,
      allow(['states:StartExecution'], ...machineArns(of)),
      allow(['states:DescribeExecution'], ...of.workflows.map(names.executionArn)),
      invoke('mail', 'log'),
      // The facts of work that it asks for. It reads whether a declared file has come, and what it
      // is to hold or to prolong.
      ...putLocked(of, 'evidence/*'),
      ...readObjects(of, ...KEPT_OBJECTS),
      ...keepObjects(of),
      // That an expected signal does not come is one itself.
      allow(['events:PutEvents'], names.busArn),
      allow(['sqs:GetQueueAttributes'], of.deadLettersArn),
    ],
    ingest: [
      leading(allow(READ, main), ['M#*', ...OPEN_TO_NEWS, 'C#*', ...KEPT, ...ASKED_OF_SIGNALS]),
      leading(lists('by-type'), ['T#signal-mapping', 'T#monitoring-plan']),
      leading(allow(['dynamodb:UpdateItem'], main), OPEN_TO_NEWS),
      // Causes and what was counted of them; records of tests, and of what could not be read.
      leading(allow([...CHECK, ...PUT], main), ['C#*', 'E#*', ...KEPT]),
      // Who reported an incident, until its record takes them.
      leading(allow(['dynamodb:PutItem'], personal), ['C#*']),
      ...putLocked(of, 'signals/*', 'evidence/*'),
      // Whether a batch stands there already.
      ...readObjects(of, 'signals/*'),
      invoke('sweep'),
      pollQueue(names.queueArn(names.ingestQueue)),
    ],
    // Anybody may post to it: it may hand on what they say, and see nothing.
    report: [allow(['sqs:SendMessage'], names.queueArn(names.ingestQueue))],
  };
}

/** A customer-managed key of the tables is used by DynamoDB, for whoever may reach the table. */
function useTableKey({ stage }: Resources): PolicyStatement[] {
  if (!stage.tableKey) return [];
  const statement = allow(
    ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    stage.tableKey,
  );
  const service = `dynamodb.${stage.region}.amazonaws.com`;
  statement.addCondition('StringEquals', { 'kms:ViaService': service });
  return [statement];
}

function allow(actions: string[], ...resources: string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions, resources });
}

/** Limits a statement on a table to partitions of these beginnings. */
function leading(statement: PolicyStatement, partitions: string[]): PolicyStatement {
  statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': partitions });
  return statement;
}

function object({ names }: Resources, path: string): string {
  return `arn:aws:s3:::${names.bucket}/${path}`;
}

/** S3 asks for both where a put carries its lock. */
function putLocked(of: Resources, ...paths: string[]): PolicyStatement[] {
  const resources = paths.map((path) => object(of, path));
  return [allow(['s3:PutObject', 's3:PutObjectRetention'], ...resources)];
}

/** Without the list, S3 answers 403 where nothing stands, and absence could not be told. */
function readObjects(of: Resources, ...paths: string[]): PolicyStatement[] {
  return [
    allow(['s3:GetObject'], ...paths.map((path) => object(of, path))),
    allow(['s3:ListBucket'], `arn:aws:s3:::${of.names.bucket}`),
  ];
}

/** What a legal hold keeps; what is in use is kept for longer. */
const KEPT_OBJECTS = ['records/*', 'evidence/*', 'signals/*'];

/** To hold objects and let them go, and to prolong their locks; S3 never shortens one. */
function keepObjects(of: Resources): PolicyStatement[] {
  const actions = ['s3:GetObjectRetention', 's3:GetObjectLegalHold', 's3:PutObjectLegalHold'];
  const resources = KEPT_OBJECTS.map((path) => object(of, path));
  return [allow([...actions, 's3:PutObjectRetention'], ...resources)];
}

function machineArns({ names, workflows }: Resources): string[] {
  return workflows.map((workflow) => `${names.machineArnPrefix}${workflow}`);
}

function sendMail(of: Resources): PolicyStatement {
  const statement = allow(['ses:SendEmail'], identityArn(of), of.names.configurationSetArn);
  statement.addCondition('StringEquals', { 'ses:FromAddress': of.stage.mail.from });
  return statement;
}

/** SES asks for the right on the identity that verifies the sender, and on what is sent by. */
function identityArn({ stage }: Resources): string {
  const identity = Object.values(stage.mail.identity).join('');
  return `arn:aws:ses:${stage.region}:${stage.account}:identity/${identity}`;
}

function pollQueue(queueArn: string): PolicyStatement {
  return allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queueArn);
}

function readStream(of: Resources): PolicyStatement[] {
  const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  return [allow(actions, of.streamArn), allow(['dynamodb:ListStreams'], '*')];
}
