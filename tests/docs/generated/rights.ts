import type { Statement } from '#tests/infra/support/policies.ts';
import { FUNCTIONS, names, statements, without } from './deployment.ts';
import { codes, table } from './sections.ts';

/** What a statement is about: a column of the table. */
type Column = 'main' | 'personal' | 'bucket' | 'besides';

const OBJECTS = `arn:aws:s3:::${names.bucket}/`;

/** Which function may do what, from the statements of the synthesised roles. */
export function rightsTable(): string {
  const rows = FUNCTIONS.map((name) => {
    const of = statements.get(name) ?? [];
    const cell = (column: Column) => of.flatMap((each) => wordsOf(each, column)).join('; ') || '–';
    return [`\`${name}\``, cell('main'), cell('personal'), cell('bucket'), cell('besides')];
  });
  const head = ['function', 'table `main`', 'table `personal`', 'bucket', 'besides'];
  return table(head, rows);
}

function wordsOf(statement: Statement, column: Column): string[] {
  const resources = statement.Resource ?? [];
  const table = { main: names.mainTable, personal: names.personalTable };
  for (const which of ['main', 'personal'] as const) {
    const arn = names.tableArn(table[which]);
    if (resources.every((one) => one === arn || one.startsWith(`${arn}/index/`))) {
      return which === column ? [tableWords(statement, arn)] : [];
    }
  }
  if (resources.every((one) => one === OBJECTS.slice(0, -1) || one.startsWith(OBJECTS))) {
    return column === 'bucket' ? bucketWords(statement) : [];
  }
  return column === 'besides' ? otherWords(statement) : [];
}

/** In words, by the action that says most. Actions on tables not named here fail the table. */
const ON_TABLES: Readonly<Record<string, string | undefined>> = {
  'dynamodb:GetItem': 'reads',
  'dynamodb:ConditionCheckItem': 'checks',
  'dynamodb:PutItem': 'writes',
  'dynamodb:DeleteItem': 'deletes',
  'dynamodb:Query': undefined,
  'dynamodb:UpdateItem': undefined,
};

function tableWords({ Action, Resource = [], Condition }: Statement, arn: string): string {
  const indexes = Resource.filter((one) => one !== arn).map((one) => one.split('/index/')[1] ?? '');
  if (indexes.length > 0) return `lists ${indexes.join(', ')}`;
  const verbs = Action.flatMap((action) => {
    if (!(action in ON_TABLES)) throw new Error(`No words for ${action}`);
    return ON_TABLES[action] ?? [];
  });
  const leading = Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  const where = Array.isArray(leading) ? ` ${codes(leading.map(String))}` : '';
  // Alone, it is the right to change what stands there.
  return (verbs.length === 0 ? 'changes' : verbs.join(', ')) + where;
}

const ON_OBJECTS: Readonly<Record<string, string>> = {
  's3:PutObject,s3:PutObjectRetention': 'puts, locked,',
  's3:PutObjectTagging': 'tags',
  's3:GetObjectRetention,s3:GetObjectLegalHold,s3:PutObjectLegalHold,s3:PutObjectRetention':
    'holds and prolongs',
  's3:GetObject': 'reads',
};

function bucketWords({ Action, Resource = [] }: Statement): string[] {
  // Goes with reading, so that absence can be told from a missing right.
  if (Action.join() === 's3:ListBucket') return [];
  const verb = ON_OBJECTS[Action.join()];
  if (verb === undefined) throw new Error(`No words for ${Action.join()}`);
  return [`${verb} ${codes(Resource.map((one) => one.slice(OBJECTS.length)))}`];
}

const BESIDES: Readonly<Record<string, (resources: readonly string[]) => string | undefined>> = {
  'lambda:InvokeFunction': (of) => `rings ${codes(of.map(lastPart))}`,
  'states:StartExecution': (of) => `starts ${codes(of.map(lastPart))}`,
  'states:DescribeExecution': () => 'asks whether executions run',
  'states:SendTaskSuccess': () => 'rings waiting executions',
  'ses:SendEmail': () => 'sends mail',
  'kms:Sign,kms:GetPublicKey': () => 'signs',
  'events:PutEvents': () => 'puts events on the bus',
  'sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes': () => 'takes from its queue',
  'sqs:GetQueueAttributes': () => 'counts dead letters',
  'sqs:SendMessage': (of) => `puts messages into the queue ${codes(of.map(lastPart))}`,
  'sqs:SendMessage,sqs:GetQueueAttributes,sqs:GetQueueUrl': () =>
    'puts what failed with the dead letters',
  'dynamodb:DescribeStream,dynamodb:GetRecords,dynamodb:GetShardIterator': () =>
    'is rung by the stream',
  // Each function has its own log group; listing streams goes with reading one.
  'logs:CreateLogStream,logs:PutLogEvents': () => undefined,
  'dynamodb:ListStreams': () => undefined,
};

function otherWords({ Action, Resource = [] }: Statement): string[] {
  const words = BESIDES[Action.join()];
  if (words === undefined) throw new Error(`No words for ${Action.join()}`);
  const said = words(Resource);
  return said === undefined ? [] : [said];
}

/** What an ARN ends with, without the stage's prefix. */
function lastPart(arn: string): string {
  return without(arn.slice(arn.lastIndexOf(':') + 1));
}
