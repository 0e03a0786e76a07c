import { describe, expect, it } from 'vitest';
import { namesOf } from '#infra/names.ts';
import { local, ofType } from './support/synthesise.ts';

/**
 * Names that something outside the template holds on to: executions that wait for months call
 * functions by them, tables and buckets are lost with theirs, alarms and runbooks quote them.
 * A change here needs a way over for what already runs.
 */
const PINNED = {
  'AWS::DynamoDB::GlobalTable': ['assent-local-main', 'assent-local-personal'],
  'AWS::S3::Bucket': ['assent-local-evidence-000000000000-us-east-1'],
  'AWS::Lambda::Function': [
    'assent-local-api',
    'assent-local-await',
    'assent-local-ingest',
    'assent-local-log',
    'assent-local-mail',
    'assent-local-report',
    'assent-local-step',
    'assent-local-sweep',
    'assent-local-task-decide',
    'assent-local-task-page',
  ],
  'AWS::StepFunctions::StateMachine': [
    'assent-local-approval',
    'assent-local-incident',
    'assent-local-review',
    'assent-local-risk-assessment',
  ],
  'AWS::SQS::Queue': ['assent-local-dead-letters', 'assent-local-ingest'],
  'AWS::SNS::Topic': ['assent-local-alarms', 'assent-local-mail-feedback'],
  'AWS::SES::ConfigurationSet': ['assent-local'],
  'AWS::Events::EventBus': ['assent-local'],
  'AWS::SSM::Parameter': [
    '/assent/local/origin',
    '/assent/local/signing-key-id',
    '/assent/local/stream-arn',
  ],
} as const;

/** Logical ids of what is replaced, and so lost, when its id changes. */
const PINNED_IDS = {
  'AWS::DynamoDB::GlobalTable': ['TablesMainBB1D2EBD', 'TablesPersonalF9BF10F9'],
  'AWS::S3::Bucket': ['EvidenceBucketC67FF768'],
  'AWS::KMS::Key': ['SigningKey70710D41'],
  'AWS::StepFunctions::StateMachine': [
    'WorkflowapprovalMachineC052E9B0',
    'WorkflowincidentMachineA83EE5FC',
    'WorkflowreviewMachineD6974F88',
    'WorkflowriskassessmentMachineA4590442',
  ],
} as const;

const PHYSICAL = [
  'TableName',
  'BucketName',
  'FunctionName',
  'StateMachineName',
  'QueueName',
  'TopicName',
  'Name',
];

function physicalNames(type: string): string[] {
  const names = ofType(local.all, type).map((one) =>
    PHYSICAL.map((key) => one.Properties[key]).find((name) => typeof name === 'string'),
  );
  return names.map(String).sort();
}

describe('names that others hold on to', () => {
  it.each(Object.entries(PINNED))('of %s are these', (type, names) => {
    expect(physicalNames(type)).toEqual(names);
  });

  it.each(Object.entries(PINNED_IDS))('of %s are these in the template too', (type, ids) => {
    const found = Object.entries(local.all).filter(([, one]) => one.Type === type);
    expect(found.map(([id]) => id).sort()).toEqual(ids);
  });

  it('fit the limits of their services for the longest stage name', () => {
    const stage = { name: 'a234567890123456', account: '111122223333', rolePath: '/' };
    const names = namesOf({ ...stage, region: 'ap-northeast-1' });
    expect(names.bucket.length).toBeLessThanOrEqual(63);
    expect(names.role('machine-corrective-action').length).toBeLessThanOrEqual(64);
    expect(names.function('task-decide').length).toBeLessThanOrEqual(64);
    expect(names.machine('corrective-action').length).toBeLessThanOrEqual(80);
  });
});
