import type { Severity, State } from '#core/signals/severity.ts';

/** What a sample says, beyond its adapter. */
export interface Expected {
  readonly adapter: string;
  readonly kind: string;
  readonly is: readonly [Severity, State];
  /** When it says that it happened. */
  readonly at: string;
  readonly title: string;
  readonly system: string | null;
  /** Changes that make another occurrence of the same cause of it. */
  readonly again: Readonly<Record<string, unknown>>;
  /** Changes, beside id and time of the envelope, that leave it the same happening. */
  readonly same?: Readonly<Record<string, unknown>>;
}

const TRIAGE = 'ai-system/claims-triage';
const alarmAgain = { '/detail/state/timestamp': '2026-03-10T09:16:02.231+0000' };
const alarm = (
  kind: string,
  is: Expected['is'],
  at: string,
  title: string,
  system: string | null,
) =>
  ({
    adapter: 'cloudwatch-alarm',
    kind,
    is,
    at,
    title,
    system,
    again: alarmAgain,
    same: { '/detail/state/reason': 'Told in other words' },
  }) as const;
const modified = { '/detail/LastModifiedTime': '2026-03-11T01:02:03.004Z' };
const called = { '/detail/eventID': 'c1b2c3d4-5678-90ab-cdef-EXAMPLE00999' };

export const expected: Readonly<Record<string, Expected>> = {
  'bedrock-batch-inference-job-state-change': {
    adapter: 'bedrock-job',
    kind: 'job',
    is: ['medium', 'raised'],
    at: '2026-03-09T22:58:30.000Z',
    title: 'Batch inference “nightly-claims-summary” is “Failed”',
    system: null,
    again: {
      '/detail/batchJobArn': 'arn:aws:bedrock:us-east-1:111122223333:model-invocation-job/other',
    },
  },
  'bedrock-data-automation-job-succeeded': {
    adapter: 'bedrock-job',
    kind: 'job',
    is: ['info', 'cleared'],
    at: '2026-03-09T22:48:36.000Z',
    title: 'Data automation of a “Document” is “SUCCESS”',
    system: null,
    again: { '/detail/job_id': '25010344-03f7-4167-803a-8examplejob2' },
  },
  'bedrock-model-customization-job-state-change.failed': {
    adapter: 'bedrock-job',
    kind: 'job',
    is: ['medium', 'raised'],
    at: '2026-03-09T12:34:56.000Z',
    title: 'Model customization “support-assistant-ft-03” is “Failed”',
    system: null,
    again: {
      '/detail/jobArn': 'arn:aws:bedrock:us-east-1:111122223333:model-customization-job/other',
      '/detail/jobName': 'support-assistant-ft-04',
    },
  },
  'cloudtrail-bedrock-apply-guardrail.intervened': {
    adapter: 'cloudtrail',
    kind: 'guardrail',
    is: ['low', 'raised'],
    at: '2026-03-09T16:57:41.000Z',
    title: 'Guardrail “arn:aws:bedrock:us-east-1:111122223333:guardrail/gr0example001” intervened',
    system: null,
    again: called,
  },
  'cloudtrail-bedrock-delete-guardrail': {
    adapter: 'cloudtrail',
    kind: 'api-call',
    is: ['high', 'raised'],
    at: '2026-03-09T09:01:59.000Z',
    title: '“DeleteGuardrail” of “gr0example001”',
    system: null,
    again: called,
  },
  'cloudtrail-bedrock-invoke-model': {
    adapter: 'cloudtrail',
    kind: 'api-call',
    is: ['info', 'info'],
    at: '2026-03-09T09:02:59.000Z',
    title: '“InvokeModel” of “example.base-model-v1:0”',
    system: null,
    again: called,
  },
  'cloudtrail-sagemaker-create-endpoint': {
    adapter: 'cloudtrail',
    kind: 'api-call',
    is: ['low', 'info'],
    at: '2026-03-10T09:00:06.000Z',
    title: '“CreateEndpoint” of “claims-triage-prod”',
    system: TRIAGE,
    again: called,
  },
  'cloudwatch-alarm-contributor-state-change': alarm(
    'alarm',
    ['medium', 'raised'],
    '2026-03-09T11:20:04.919Z',
    'Alarm “all-endpoints-5xx” went off for contributor “6d442278dba546f6”',
    null,
  ),
  'cloudwatch-alarm-state-change.alarm': alarm(
    'alarm',
    ['medium', 'raised'],
    '2026-03-09T09:16:02.231Z',
    'Alarm “claims-triage-p99-latency” went off',
    TRIAGE,
  ),
  'cloudwatch-alarm-state-change.bedrock-guardrail-intervened': alarm(
    'guardrail',
    ['medium', 'raised'],
    '2026-03-09T11:11:09.104Z',
    'Alarm “support-assistant-guardrail-interventions” went off',
    'ai-system/support-assistant',
  ),
  'cloudwatch-alarm-state-change.clarify-bias-drift': alarm(
    'bias',
    ['high', 'raised'],
    '2026-03-09T10:06:40.989Z',
    'Alarm “claims-triage-bias-dppl” went off',
    TRIAGE,
  ),
  'cloudwatch-alarm-state-change.composite-muted': alarm(
    'alarm',
    ['low', 'info'],
    '2026-03-09T09:17:00.394Z',
    'Alarm “claims-triage-service-health” went off while it was muted',
    TRIAGE,
  ),
  'cloudwatch-alarm-state-change.metric-math': alarm(
    'alarm',
    ['medium', 'raised'],
    '2026-03-09T09:15:48.554Z',
    'Alarm “claims-triage-5xx-rate” went off',
    TRIAGE,
  ),
  'cloudwatch-alarm-state-change.model-monitor-data-drift': alarm(
    'drift',
    ['medium', 'raised'],
    '2026-03-09T03:10:12.013Z',
    'Alarm “claims-triage-data-drift-claim-amount” went off',
    TRIAGE,
  ),
  'cloudwatch-alarm-state-change.ok': alarm(
    'alarm',
    ['info', 'cleared'],
    '2026-03-09T09:41:02.301Z',
    'Alarm “claims-triage-p99-latency” is over',
    TRIAGE,
  ),
  'config-rules-compliance-change': {
    adapter: 'config-rule',
    kind: 'compliance',
    is: ['medium', 'raised'],
    at: '2026-03-10T19:04:04.741Z',
    title:
      '“claims-triage-cfg-7” is “NON_COMPLIANT” with rule “sagemaker-endpoint-configuration-kms-key-configured”',
    system: null,
    again: { '/detail/newEvaluationResult/resultRecordedTime': '2026-03-11T19:04:04.741Z' },
    same: { '/detail/notificationCreationTime': '2026-03-10T19:04:06.000Z' },
  },
  'events-scheduled-event': {
    adapter: 'schedule',
    kind: 'heartbeat',
    is: ['info', 'info'],
    at: '2026-03-09T00:00:00.000Z',
    title: 'Rule “daily-review-sweep” ticked',
    system: null,
    again: { '/time': '2026-03-10T00:00:00Z' },
    same: { '/time': '2026-03-09T00:00:00Z' },
  },
  'guardduty-finding': {
    adapter: 'guardduty',
    kind: 'security',
    is: ['medium', 'raised'],
    at: '2026-03-09T09:01:59.000Z',
    title: 'GuardDuty found “DefenseEvasion:IAMUser/AnomalousBehavior”',
    system: null,
    again: { '/detail/updatedAt': '2026-03-09T15:14:22.316Z', '/detail/service/count': 2 },
  },
  'health-event.lifecycle': {
    adapter: 'health',
    kind: 'service',
    is: ['medium', 'raised'],
    at: '2026-03-09T06:27:57.000Z',
    title: 'AWS tells of “AWS_BEDROCK_PLANNED_LIFECYCLE_EVENT”: “upcoming”',
    system: null,
    again: { '/detail/communicationId': '01b0993207d81a09dcd552ebd1e633e36example-2' },
    // A copy, by another Region.
    same: { '/region': 'us-west-2', '/detail/backupEvent': 'true' },
  },
  'health-event.public-issue': {
    adapter: 'health',
    kind: 'service',
    is: ['info', 'cleared'],
    at: '2026-03-09T09:01:22.000Z',
    title: 'AWS tells of “AWS_SAGEMAKER_OPERATIONAL_ISSUE”: “over”',
    system: null,
    again: { '/detail/communicationId': '02b0993207d81a09dcd552ebd1e633e36example-2' },
    same: { '/region': 'us-west-2', '/detail/backupEvent': 'true' },
  },
  'inspector2-finding': {
    adapter: 'inspector',
    kind: 'vulnerability',
    is: ['high', 'raised'],
    at: '2026-03-09T16:55:38.411Z',
    title: 'Inspector found “CVE-0000-00000 - example-lib”',
    system: TRIAGE,
    // The next image has it too.
    again: {
      '/detail/findingArn': 'arn:aws:inspector2:us-east-1:111122223333:finding/fedcba98',
      '/detail/resources/0/id':
        'arn:aws:ecr:us-east-1:111122223333:repository/claims-triage/sha256:9',
    },
    same: { '/detail/epss/score': 0.00046 },
  },
  'macie-finding.policy': {
    adapter: 'macie',
    kind: 'privacy',
    is: ['info', 'info'],
    at: '2026-03-09T23:12:15.000Z',
    title:
      'Macie found “Policy:IAMUser/S3BlockPublicAccessDisabled” in bucket “amzn-s3-demo-bucket”',
    system: TRIAGE,
    again: { '/detail/updatedAt': '2026-03-10T01:00:00Z', '/detail/count': 3 },
  },
  'macie-finding.sensitive-data': {
    adapter: 'macie',
    kind: 'privacy',
    is: ['info', 'info'],
    at: '2026-03-09T08:19:10.000Z',
    title: 'Macie found “SensitiveData:S3Object/Multiple” in bucket “amzn-s3-demo-bucket”',
    system: TRIAGE,
    again: { '/detail/id': '5ed45d06-c9b9-4506-ab7f-18a57example' },
  },
  'partner-datadog-alert-notification': {
    adapter: 'datadog',
    kind: 'alarm',
    is: ['high', 'raised'],
    at: '2026-03-09T14:42:18.000Z',
    title: 'Monitor “claims-triage hallucination rate” is “Triggered”',
    system: TRIAGE,
    again: { '/detail/meta/result/result_id': '7281010972796602671' },
    same: { '/detail/meta/transition/trans_type': 'Alert' },
  },
  's3-object-created': {
    adapter: 's3-object',
    kind: 'storage',
    is: ['info', 'info'],
    at: '2026-03-09T12:00:00.000Z',
    title: 'An object came into bucket “amzn-s3-demo-bucket”',
    system: null,
    again: { '/detail/object/sequencer': '617f08299329d190' },
  },
  's3-object-deleted.delete-marker': {
    adapter: 's3-object',
    kind: 'storage',
    is: ['low', 'info'],
    at: '2026-03-09T12:05:00.000Z',
    title: 'An object of bucket “amzn-s3-demo-bucket” was deleted',
    system: null,
    again: { '/detail/object/sequencer': '617f0837b476e464' },
  },
  'sagemaker-endpoint-deployment-state-change': {
    adapter: 'sagemaker-endpoint',
    kind: 'deployment',
    is: ['info', 'info'],
    at: '2026-03-10T09:05:12.000Z',
    title: 'Endpoint “claims-triage-prod” is “UPDATING”',
    system: TRIAGE,
    again: modified,
    same: { '/detail/LastModifiedTime': '1773133512000', '/detail/EndpointStatus': 'Updating' },
  },
  'sagemaker-endpoint-state-change': {
    adapter: 'sagemaker-endpoint',
    kind: 'deployment',
    is: ['info', 'cleared'],
    at: '2026-03-10T09:12:40.000Z',
    title: 'Endpoint “claims-triage-prod” is “IN_SERVICE”',
    system: TRIAGE,
    again: modified,
    same: { '/detail/LastModifiedTime': 1773133960000.0, '/detail/EndpointStatus': 'InService' },
  },
  'sagemaker-model-card-state-change': {
    adapter: 'sagemaker-model-card',
    kind: 'model-version',
    is: ['info', 'info'],
    at: '2026-03-09T12:59:44.893Z',
    title: 'Model card “claims-triage-card” is “PendingReview”',
    system: TRIAGE,
    again: { '/detail/ModelCardVersion': 3 },
    same: { '/detail/ModelId': 'told otherwise' },
  },
  'sagemaker-model-package-state-change.approved': {
    adapter: 'sagemaker-model-package',
    kind: 'model-version',
    is: ['info', 'info'],
    at: '2026-03-09T12:00:14.000Z',
    title: 'Model version “claims-triage 7” is “Approved”, stage “Staging”: “PendingApproval”',
    system: TRIAGE,
    again: modified,
    same: { '/detail/UpdatedModelPackageFields': ['ModelApprovalStatus'] },
  },
  'sagemaker-model-package-state-change.lifecycle': {
    adapter: 'sagemaker-model-package',
    kind: 'model-version',
    is: ['info', 'info'],
    at: '2026-03-10T09:00:14.000Z',
    title: 'Model version “claims-triage 7” is “Approved”, stage “Production”: “Approved”',
    system: TRIAGE,
    again: modified,
  },
  'sagemaker-model-package-state-change.rejected': {
    adapter: 'sagemaker-model-package',
    kind: 'model-version',
    is: ['low', 'raised'],
    at: '2026-03-09T12:10:14.000Z',
    title: 'Model version “claims-triage 7” is “Rejected”, stage “Development”: “Rejected”',
    system: TRIAGE,
    again: modified,
  },
  'sagemaker-pipeline-execution-status-change': {
    adapter: 'sagemaker-pipeline',
    kind: 'pipeline',
    is: ['medium', 'raised'],
    at: '2026-03-09T06:10:10.000Z',
    title: 'Pipeline “claims-triage” is “Failed”',
    system: TRIAGE,
    again: {
      '/detail/pipelineExecutionArn':
        'arn:aws:sagemaker:us-east-1:111122223333:pipeline/claims-triage/execution/other',
    },
  },
  'sagemaker-pipeline-step-status-change': {
    adapter: 'sagemaker-pipeline',
    kind: 'pipeline',
    is: ['medium', 'raised'],
    at: '2026-03-09T06:10:09.000Z',
    title: 'Step “EvaluateBias” of pipeline “claims-triage” is “Failed”',
    system: TRIAGE,
    again: { '/detail/stepEndTime': '2026-03-09T07:10:09Z' },
  },
  'sagemaker-processing-job-state-change.failed': {
    adapter: 'sagemaker-job',
    kind: 'job',
    is: ['medium', 'raised'],
    at: '2026-03-09T10:21:54.000Z',
    title: 'Processing job “claims-triage-bias-202603091000” is “Failed”',
    system: TRIAGE,
    again: {
      '/detail/ProcessingJobName': 'claims-triage-bias-202603101000',
      '/detail/ProcessingJobArn':
        'arn:aws:sagemaker:us-east-1:111122223333:processing-job/claims-triage-bias-202603101000',
    },
    same: { '/detail/LastModifiedTime': '2026-03-09T10:21:54Z' },
  },
  'sagemaker-training-job-state-change.failed': {
    adapter: 'sagemaker-job',
    kind: 'job',
    is: ['medium', 'raised'],
    at: '2026-03-09T05:12:26.000Z',
    title: 'Training job “claims-triage-2026-03-09” is “Failed”',
    system: TRIAGE,
    again: {
      '/detail/TrainingJobName': 'claims-triage-2026-03-10',
      '/detail/TrainingJobArn':
        'arn:aws:sagemaker:us-east-1:111122223333:training-job/claims-triage-2026-03-10',
    },
    same: { '/detail/LastModifiedTime': 1773033146000 },
  },
  'securityhub-findings-imported-v2': {
    adapter: 'securityhub-v2',
    kind: 'compliance',
    is: ['high', 'raised'],
    at: '2026-03-09T10:10:00.000Z',
    title: '“Security Hub” found “SageMaker notebook instances should be launched in a custom VPC”',
    system: null,
    again: { '/detail/findings/0/finding_info/modified_time_dt': '2026-03-10T10:10:00Z' },
    same: { '/detail/findings/0/time': 1773051067000 },
  },
  'securityhub-findings-imported': {
    adapter: 'securityhub',
    kind: 'compliance',
    is: ['high', 'raised'],
    at: '2026-03-09T10:10:00.093Z',
    title:
      '“Security Hub” found “SageMaker.2 SageMaker notebook instances should be launched in a custom VPC”',
    system: null,
    again: { '/detail/findings/0/UpdatedAt': '2026-03-10T10:10:00.093Z' },
    same: { '/detail/findings/0/LastObservedAt': '2026-03-09T11:10:05.956Z' },
  },
  'stepfunctions-execution-status-change.failed': {
    adapter: 'step-functions',
    kind: 'workflow',
    is: ['medium', 'raised'],
    at: '2026-03-09T19:42:21.881Z',
    title: 'An execution of “ai-change-approval” is “FAILED”',
    system: null,
    // Redriven, and failed again.
    again: { '/detail/stopDate': 1773185341881 },
  },
  'stepfunctions-execution-status-change.timed-out': {
    adapter: 'step-functions',
    kind: 'workflow',
    is: ['medium', 'raised'],
    at: '2026-03-24T19:42:21.881Z',
    title: 'An execution of “ai-change-approval” is “TIMED_OUT”',
    system: null,
    again: {
      '/detail/executionArn':
        'arn:aws:states:us-east-1:111122223333:execution:ai-change-approval:chg-0002',
    },
  },
};
