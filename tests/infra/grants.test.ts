import { describe, expect, it } from 'vitest';
import { namesOf } from '#infra/names.ts';
import { holds, matches, rolePolicies } from './support/policies.ts';
import { both } from './support/synthesise.ts';

/** What no role of ours may ever do, however it is written. */
const FORBIDDEN = [
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:BypassGovernanceRetention',
  's3:PutBucketObjectLockConfiguration',
  's3:PutObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:DeleteBucket',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
  's3:ReplicateDelete',
  'dynamodb:DeleteTable',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:RestoreTableToPointInTime',
  'dynamodb:UpdateTimeToLive',
  'dynamodb:Scan',
  'dynamodb:BatchWriteItem',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:PutKeyPolicy',
  'kms:CreateGrant',
  'kms:UpdateAlias',
  'states:StopExecution',
  'states:UpdateStateMachine',
  'states:GetExecutionHistory',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'lambda:AddPermission',
  'iam:PassRole',
  'iam:PutRolePolicy',
  'sts:AssumeRole',
  'ses:CreateEmailIdentity',
  'logs:DeleteLogGroup',
];

/** Partitions of what mails are of. */
const ofMails = [
  ...['R#task#*', 'R#approval#*', 'R#approval-policy#*', 'R#person#*'],
  ...[
    'R#incident#*',
    'R#regulatory-clock#*',
    'R#corrective-action#*',
    'R#risk-assessment#*',
    'R#treatment#*',
    'R#acceptance#*',
  ],
  'R#review#*',
];

describe.each(both)('the roles of stage $stage.name', ({ all, stage }) => {
  const names = namesOf(stage);
  const policies = rolePolicies(all);
  const statements = policies.flatMap(({ role, statements }) =>
    statements.map((statement) => ({ role: role.slice(names.prefix.length + 1), ...statement })),
  );
  const object = (path: string) => `arn:aws:s3:::${names.bucket}/${path}`;

  /** Roles that may do this, to a resource if one is named. */
  function who(action: string, resource?: string): string[] {
    const may = statements.filter(
      (one) =>
        holds(one, action) &&
        (resource === undefined || one.Resource?.some((pattern) => matches(pattern, resource))),
    );
    return [...new Set(may.map((one) => one.role))].sort();
  }

  it('are one for each function and each machine', () => {
    expect(new Set(policies.map(({ role }) => role)).size).toBe(14);
  });

  it.each(FORBIDDEN)('may not %s', (action) => {
    expect(who(action)).toEqual([]);
  });

  it('name their actions without a wildcard', () => {
    const wild = statements.filter((one) => one.Action.some((action) => action.includes('*')));
    expect(wild).toEqual([]);
  });

  it('name their resources, but where IAM knows none', () => {
    const open = statements.filter((one) => one.Resource?.includes('*'));
    const actions = new Set(open.flatMap((one) => one.Action));
    expect([...actions].sort()).toEqual(['dynamodb:ListStreams', 'states:SendTaskSuccess']);
  });

  it('only allow: what is denied is denied to everybody, by the resource', () => {
    expect(statements.filter((one) => one.Effect !== 'Allow')).toEqual([]);
  });

  it('let only the log sign', () => {
    expect(who('kms:Sign')).toEqual(['log']);
  });

  it('let only the log write records and the log', () => {
    expect(who('s3:PutObject', object('records/policy/ai/00000001.json'))).toEqual(['log']);
    expect(who('s3:PutObject', object('log/tile/0/000'))).toEqual(['log']);
    expect(who('s3:PutObject', object('log/checkpoint'))).toEqual(['log']);
  });

  it('let only those write evidence who take files or test reports, or freeze facts', () => {
    const may = ['api', 'await', 'ingest', 'sweep', 'task-decide'];
    expect(who('s3:PutObject', object('evidence/sha256/00'))).toEqual(may);
  });

  it('let only the sweep hold objects and let them go, but never those of the log', () => {
    for (const path of ['records/policy/ai/00000001.json', 'evidence/sha256/00', 'signals/x']) {
      expect(who('s3:PutObjectLegalHold', object(path))).toEqual(['sweep']);
    }
    expect(who('s3:PutObjectLegalHold', object('log/tile/0/000'))).toEqual([]);
    expect(who('s3:PutObjectRetention', object('records/policy/ai/00000001.json'))).toEqual([
      'log',
      'sweep',
    ]);
  });

  it('let nobody put an object elsewhere', () => {
    expect(who('s3:PutObject', object('elsewhere/x'))).toEqual([]);
    expect(who('s3:PutObject', 'arn:aws:s3:::another-bucket/records/x')).toEqual([]);
  });

  it('let only api and log read the log in the bucket: a receipt has its checkpoint of the table', () => {
    expect(who('s3:GetObject', object('log/checkpoint'))).toEqual(['api', 'log']);
    const bucket = /^arn:aws:s3:/;
    const reach = statements.filter((one) => one.Resource?.some((each) => bucket.test(each)));
    const roles = new Set(reach.map((one) => one.role));
    for (const role of ['mail', 'step', 'task-page']) expect(roles).not.toContain(role);
    const answers = reach.filter((one) => one.role === 'task-decide');
    expect(answers.flatMap((one) => one.Action)).toEqual(['s3:PutObject', 's3:PutObjectRetention']);
  });

  it('let only functions that show or mail people read their values, and one who reported', () => {
    const table = names.tableArn(names.personalTable);
    const reading = ['api', 'mail', 'sweep', 'task-decide', 'task-page'];
    expect(who('dynamodb:GetItem', table)).toEqual(reading);
    const ofSweep = statements.filter(
      (one) => one.role === 'sweep' && one.Resource?.some((each) => each === table),
    );
    expect(ofSweep.map((one) => [one.Action, one.Condition['ForAllValues:StringLike']])).toEqual([
      [['dynamodb:GetItem', 'dynamodb:Query'], { 'dynamodb:LeadingKeys': ['C#*', 'R#incident#*'] }],
      [['dynamodb:PutItem'], { 'dynamodb:LeadingKeys': ['R#incident#*'] }],
      [['dynamodb:DeleteItem'], { 'dynamodb:LeadingKeys': ['C#*', 'R#task#*'] }],
    ]);
    expect(who('dynamodb:Query', `${table}/index/by-person`)).toEqual(['api']);
  });

  it('let only the mail function send mail, and only from the configured address', () => {
    expect(who('ses:SendEmail')).toEqual(['mail']);
    const send = statements.find((one) => holds(one, 'ses:SendEmail'));
    expect(send?.Condition).toEqual({ StringEquals: { 'ses:FromAddress': stage.mail.from } });
    expect(send?.Resource).toEqual([
      expect.stringContaining(':identity/'),
      expect.stringMatching(`:configuration-set/${names.configurationSet}$`),
    ]);
  });

  it('let the page of strangers read codes, tasks and approvals, and write nothing', () => {
    const page = statements.filter((one) => one.role === 'task-page');
    const actions = new Set(page.flatMap((one) => one.Action));
    const ofKey = /^kms:(Decrypt|DescribeKey|Encrypt|GenerateDataKey)$/;
    expect([...actions].filter((action) => !ofKey.test(action)).sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
    const reads = page.filter((one) => holds(one, 'dynamodb:GetItem'));
    expect(reads.map((one) => one.Condition['ForAllValues:StringLike'])).toEqual([
      { 'dynamodb:LeadingKeys': ['K#*', 'R#task#*', 'R#approval#*'] },
      { 'dynamodb:LeadingKeys': ['R#task#*'] },
    ]);
  });

  it('let the answers of strangers change what is asked, and what an incident brings, alone', () => {
    const writes = statements.filter(
      (one) => one.role === 'task-decide' && holds(one, 'dynamodb:PutItem'),
    );
    expect(writes).toHaveLength(2);
    expect(
      writes.map((one) => one.Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']),
    ).toEqual([
      [
        ...['R#task#*', 'R#approval#*', 'R#delegation#*', 'R#condition#*', 'R#repudiation#*'],
        ...['R#incident#*', 'R#regulatory-clock#*', 'R#corrective-action#*', 'R#legal-hold#*'],
        ...[
          'R#ai-system#*',
          ...['R#risk-assessment#*', 'R#risk#*', 'R#treatment#*', 'R#acceptance#*'],
          'R#review#*',
          'C#*',
        ],
      ],
      ['R#task#*'],
    ]);
  });

  it('let those ring who pass gates, and those start who ask', () => {
    expect(who('states:SendTaskSuccess')).toEqual(['await', 'step', 'sweep', 'task-decide']);
    // Of the step, the approval that an incident asks to be closed by.
    expect(who('states:StartExecution')).toEqual(['api', 'step', 'sweep']);
    expect(who('states:DescribeExecution')).toEqual(['sweep']);
  });

  it('let functions be called by those that ring them, and machines call two', () => {
    const calls = (name: string) => who('lambda:InvokeFunction', names.functionArn(name));
    expect(calls('mail')).toEqual(['api', 'await', 'mail', 'step', 'sweep', 'task-decide']);
    expect(calls('log')).toEqual(['sweep']);
    // Signals that call for an incident.
    expect(calls('sweep')).toEqual(['ingest']);
    expect(who('events:PutEvents', names.busArn)).toEqual(['log', 'sweep']);
    expect(calls('api')).toEqual([]);
    expect(calls('task-decide')).toEqual([]);
    const machine = statements.filter((one) => one.role === 'machine-approval');
    expect(machine.flatMap((one) => one.Action)).toEqual(['lambda:InvokeFunction']);
    expect(machine.flatMap((one) => one.Resource ?? [])).toEqual([
      expect.stringMatching(/await/),
      expect.stringMatching(/step/),
    ]);
  });

  it('let a key of the tables be used through DynamoDB alone', () => {
    const use = statements.filter((one) => holds(one, 'kms:Decrypt'));
    expect(use).toHaveLength(stage.tableKey ? 9 : 0);
    const service = { 'kms:ViaService': `dynamodb.${stage.region}.amazonaws.com` };
    for (const one of use) {
      expect(one.Resource).toEqual([stage.tableKey]);
      expect(one.Condition).toEqual({ StringEquals: service });
    }
  });

  it('let the log and the mail function change what is theirs', () => {
    const changed = (role: string) =>
      statements
        .filter((one) => one.role === role && holds(one, 'dynamodb:PutItem'))
        .map((one) => one.Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']);
    expect(changed('log')).toEqual([['LOG', 'LOG#*', 'R#*']]);
    expect(changed('mail')).toEqual([['K#*', ...ofMails, 'M#*'], ['R#task#*']]);
  });

  it('let the function that hears from outside note news and count signals, and no more', () => {
    const kept = ['R#quarantine#*', 'R#test-report#*'];
    const asked = ['signal-mapping', 'monitoring-plan', 'ai-system', 'model'].map(
      (type) => `R#${type}#*`,
    );
    const ofTable = statements.filter(
      (one) => one.role === 'ingest' && one.Action.some((action) => /^dynamodb:/.test(action)),
    );
    const keys = (one: (typeof ofTable)[number]) =>
      one.Condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
    expect(ofTable.map((one) => [one.Action, keys(one)])).toEqual([
      [
        ['dynamodb:GetItem', 'dynamodb:Query'],
        ['M#*', ...ofMails, 'C#*', ...kept, ...asked],
      ],
      [['dynamodb:Query'], ['T#signal-mapping', 'T#monitoring-plan']],
      [['dynamodb:UpdateItem'], ofMails],
      [
        ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        ['C#*', 'E#*', ...kept],
      ],
      // Who reported an incident, among the personal values: put, and never read here.
      [['dynamodb:PutItem'], ['C#*']],
    ]);
  });

  it('let that function alone take from the queue, and only the public form put there', () => {
    const queue = names.queueArn(names.ingestQueue);
    expect(who('sqs:ReceiveMessage')).toEqual(['ingest']);
    expect(who('sqs:ReceiveMessage', queue)).toEqual(['ingest']);
    expect(who('sqs:SendMessage', queue)).toEqual(['report']);
    expect(who('sns:Publish')).toEqual([]);
  });

  it('let the public form do that, write its log, and nothing else', () => {
    const may = statements.filter((one) => one.role === 'report');
    expect(may.flatMap((one) => one.Action).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:SendMessage',
    ]);
    expect(who('sqs:SendMessage')).toContain('report');
    expect(may.filter((one) => holds(one, 'sqs:SendMessage')).map((one) => one.Resource)).toEqual([
      [names.queueArn(names.ingestQueue)],
    ]);
  });

  it('stand under the path and the boundary of the stage', () => {
    const roles = Object.values(all).filter((one) => one.Type === 'AWS::IAM::Role');
    for (const { Properties } of roles) {
      expect(Properties.Path ?? '/').toBe(stage.rolePath);
      expect(Properties.PermissionsBoundary).toBe(stage.permissionsBoundary);
      expect(Properties.ManagedPolicyArns).toBeUndefined();
    }
  });
});
