import { describe, expect, it } from 'vitest';
import { adapters } from '#core/signals/adapters/index.ts';
import { envelopeOf } from '#core/signals/envelope.ts';
import { KINDS } from '#core/signals/kinds.ts';
import { adapterFor } from '#core/signals/read-signals.ts';
import { stemOf } from '#core/signals/stem.ts';
import { expected } from './expected.ts';
import { anEvent, aSample, sampleNames, signalOf, signalsOf } from './samples.ts';

type Row = readonly [changes: Readonly<Record<string, unknown>>, severity: string, state: string];

/** What a sample says with some members changed. */
const says = (sample: string, rows: readonly Row[]) =>
  it.each(rows)(`${sample} with %j is %s, %s`, (changes, severity, state) => {
    expect(signalOf(aSample(sample, changes))).toMatchObject({ severity, state });
  });

describe('severity and state', () => {
  says('cloudwatch-alarm-state-change.alarm', [
    [{ '/detail/state/value': 'INSUFFICIENT_DATA' }, 'low', 'info'],
    [{ '/detail/state/actionsSuppressedBy': 'Alarm' }, 'low', 'info'],
    [{ '/detail/muteDetail': {} }, 'low', 'info'],
  ]);
  says('cloudwatch-alarm-state-change.composite-muted', [
    [{ '/detail/state/value': 'OK' }, 'info', 'cleared'],
    [
      { '/detail/state/actionsSuppressedBy': undefined, '/detail/muteDetail': undefined },
      'medium',
      'raised',
    ],
  ]);
  says('cloudwatch-alarm-state-change.clarify-bias-drift', [
    [{ '/detail/state/value': 'OK' }, 'info', 'cleared'],
    [
      { '/detail/configuration/metrics/0/metricStat/metric/namespace': 'My/Metrics' },
      'medium',
      'raised',
    ],
  ]);
  says('sagemaker-endpoint-state-change', [
    [{ '/detail/EndpointStatus': 'FAILED' }, 'high', 'raised'],
    [{ '/detail/EndpointStatus': 'Failed' }, 'high', 'raised'],
    [{ '/detail/EndpointStatus': 'OutOfService' }, 'high', 'raised'],
    [{ '/detail/EndpointStatus': 'UPDATE_ROLLBACK_FAILED' }, 'high', 'raised'],
    [{ '/detail/EndpointStatus': 'ROLLING_BACK' }, 'medium', 'raised'],
    [{ '/detail/EndpointStatus': 'Creating' }, 'info', 'info'],
    [{ '/detail/EndpointStatus': 'SomethingNew' }, 'info', 'info'],
  ]);
  says('sagemaker-training-job-state-change.failed', [
    [{ '/detail/TrainingJobStatus': 'Completed' }, 'info', 'cleared'],
    [{ '/detail/TrainingJobStatus': 'Stopped' }, 'low', 'raised'],
    [{ '/detail/TrainingJobStatus': 'InProgress' }, 'info', 'info'],
  ]);
  says('sagemaker-pipeline-step-status-change', [
    [{ '/detail/currentStepStatus': 'Succeeded' }, 'info', 'cleared'],
    [{ '/detail/currentStepStatus': 'Executing' }, 'info', 'info'],
  ]);
  says('sagemaker-model-package-state-change.approved', [
    [{ '/detail/ModelPackageStatus': 'Failed' }, 'medium', 'raised'],
    [{ '/detail/ModelApprovalStatus': 'PendingManualApproval' }, 'info', 'info'],
  ]);
  says('bedrock-batch-inference-job-state-change', [
    [{ '/detail/status': 'Completed' }, 'info', 'cleared'],
    [{ '/detail/status': 'PartiallyCompleted' }, 'low', 'raised'],
    [{ '/detail/status': 'Expired' }, 'low', 'raised'],
    [{ '/detail/status': 'InProgress' }, 'info', 'info'],
  ]);
  says('bedrock-data-automation-job-succeeded', [
    [
      {
        '/detail-type': 'Bedrock Data Automation Job Failed With Client Error',
        '/detail/job_status': 'CLIENT_ERROR',
      },
      'medium',
      'raised',
    ],
  ]);
  says('cloudtrail-bedrock-delete-guardrail', [
    [{ '/detail/eventName': 'UpdateGuardrail' }, 'medium', 'raised'],
    [{ '/detail/eventName': 'CreateGuardrail' }, 'low', 'info'],
    [{ '/detail/eventName': 'GetGuardrail', '/detail/readOnly': true }, 'info', 'info'],
    [{ '/detail/eventName': 'DeleteModelInvocationLoggingConfiguration' }, 'high', 'raised'],
    [{ '/detail/errorCode': 'AccessDenied' }, 'low', 'info'],
  ]);
  says('cloudtrail-bedrock-apply-guardrail.intervened', [
    [{ '/detail/responseElements/action': 'NONE' }, 'info', 'info'],
    [{ '/detail/responseElements': null }, 'info', 'info'],
  ]);
  says('guardduty-finding', [
    [{ '/detail/severity': 9.5 }, 'critical', 'raised'],
    [{ '/detail/severity': '8' }, 'high', 'raised'],
    [{ '/detail/severity': 3.9 }, 'low', 'raised'],
    [{ '/detail/service/archived': true }, 'medium', 'cleared'],
    [{ '/detail/service/additionalInfo': { sample: true } }, 'info', 'info'],
  ]);
  says('securityhub-findings-imported', [
    [{ '/detail/findings/0/Severity/Label': 'CRITICAL' }, 'critical', 'raised'],
    [{ '/detail/findings/0/Severity': undefined }, 'medium', 'raised'],
    [{ '/detail/findings/0/Severity/Label': 'INFORMATIONAL' }, 'info', 'info'],
    [{ '/detail/findings/0/Compliance/Status': 'PASSED' }, 'high', 'cleared'],
    [{ '/detail/findings/0/Workflow/Status': 'RESOLVED' }, 'high', 'cleared'],
    [{ '/detail/findings/0/Workflow/Status': 'SUPPRESSED' }, 'high', 'info'],
    [{ '/detail/findings/0/RecordState': 'ARCHIVED' }, 'high', 'cleared'],
  ]);
  says('securityhub-findings-imported-v2', [
    [{ '/detail/findings/0/severity_id': 6 }, 'critical', 'raised'],
    [{ '/detail/findings/0/severity_id': '2' }, 'low', 'raised'],
    [{ '/detail/findings/0/severity_id': 99 }, 'medium', 'raised'],
    [{ '/detail/findings/0/severity_id': 1 }, 'info', 'info'],
    [{ '/detail/findings/0/status_id': 3 }, 'high', 'info'],
    [{ '/detail/findings/0/status_id': 4 }, 'high', 'cleared'],
    [{ '/detail/findings/0/compliance/status': 'pass' }, 'high', 'cleared'],
  ]);
  says('inspector2-finding', [
    [{ '/detail/severity': 'UNTRIAGED' }, 'medium', 'raised'],
    [{ '/detail/status': 'CLOSED' }, 'high', 'cleared'],
    [{ '/detail/status': 'SUPPRESSED' }, 'high', 'info'],
  ]);
  says('macie-finding.policy', [
    [{ '/detail/sample': false }, 'high', 'raised'],
    [{ '/detail/sample': undefined }, 'high', 'raised'],
    [{ '/detail/sample': false, '/detail/archived': true }, 'high', 'cleared'],
  ]);
  says('config-rules-compliance-change', [
    [{ '/detail/newEvaluationResult/complianceType': 'COMPLIANT' }, 'info', 'cleared'],
    [{ '/detail/newEvaluationResult/complianceType': 'NOT_APPLICABLE' }, 'info', 'info'],
    [{ '/detail/newEvaluationResult/complianceType': 'toString' }, 'info', 'info'],
  ]);
  says('health-event.public-issue', [
    [{ '/detail/endTime': undefined }, 'high', 'raised'],
    [{ '/detail/endTime': 'Tue, 10 Mar 2026 09:01:22 GMT' }, 'high', 'raised'],
    [{ '/detail/endTime': undefined, '/detail/statusCode': 'closed' }, 'info', 'cleared'],
  ]);
  says('health-event.lifecycle', [
    [{ '/detail/actionability': 'INFORMATIONAL' }, 'low', 'info'],
    [{ '/detail-type': 'AWS Health Abuse Event' }, 'high', 'raised'],
  ]);
  says('stepfunctions-execution-status-change.failed', [
    [{ '/detail/status': 'SUCCEEDED' }, 'info', 'cleared'],
    [{ '/detail/status': 'ABORTED' }, 'medium', 'raised'],
    [{ '/detail/status': 'RUNNING', '/detail/stopDate': null }, 'info', 'info'],
  ]);
  says('partner-datadog-alert-notification', [
    [{ '/detail/meta/transition/trans_type': 'alert recovery' }, 'info', 'cleared'],
    [{ '/detail/alert_type': 'success' }, 'info', 'cleared'],
    [{ '/detail/alert_type': 'warning' }, 'medium', 'raised'],
    [{ '/detail/alert_type': 'info' }, 'low', 'info'],
    [{ '/detail/alert_type': undefined }, 'low', 'info'],
  ]);
});

describe('identity', () => {
  const identity = (sample: string, changes = {}) => signalOf(aSample(sample, changes)).identity;

  it.each([
    // The alarm whose mute ended comes again with its old time.
    [
      'cloudwatch-alarm-state-change.composite-muted',
      { '/detail/muteDetail': undefined, '/detail/state/actionsSuppressedBy': undefined },
    ],
    ['cloudwatch-alarm-contributor-state-change', { '/detail/alarmContributor/id': 'another' }],
    ['cloudwatch-alarm-state-change.alarm', { '/detail/state/value': 'OK' }],
    ['sagemaker-endpoint-state-change', { '/detail/EndpointStatus': 'FAILED' }],
    [
      'sagemaker-endpoint-deployment-state-change',
      {
        '/detail/PendingDeploymentSummary/ProductionVariants/0/VariantStatus/0/Status': 'Updating',
      },
    ],
    [
      'sagemaker-model-package-state-change.approved',
      { '/detail/ModelApprovalStatus': 'Rejected' },
    ],
    ['sagemaker-training-job-state-change.failed', { '/detail/SecondaryStatus': 'Stopped' }],
    ['securityhub-findings-imported', { '/detail/findings/0/Workflow/Status': 'NOTIFIED' }],
    ['config-rules-compliance-change', { '/detail/resourceId': 'claims-triage-cfg-8' }],
    ['health-event.lifecycle', { '/detail/affectedAccount': '444455556666' }],
    ['health-event.lifecycle', { '/detail/page': '2' }],
    ['s3-object-created', { '/detail/object/key': 'other' }],
    ['partner-datadog-alert-notification', { '/source': 'aws.partner/datadog.com/other-bus' }],
  ])('of %s changes with %j', (sample, changes) => {
    expect(identity(sample, changes)).not.toBe(identity(sample));
  });

  it.each(sampleNames)('of %s is there without the times that it is made of', (sample) => {
    const text = JSON.stringify(aSample(sample));
    const timeless = text.replaceAll(
      /"(LastModifiedTime|timestamp|[uU]pdatedAt)":("[^"]*"|\d+)/g,
      '"x":1',
    );
    const [one] = signalsOf(JSON.parse(timeless));
    expect(one?.identity).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of alarms without an ARN has account and region', () => {
    const bare = { '/resources': [] };
    const sample = 'cloudwatch-alarm-state-change.alarm';
    expect(identity(sample, bare)).not.toBe(identity(sample, { ...bare, '/region': 'eu-west-1' }));
  });

  it('of a very long part is that of its digest', () => {
    const long = 'x'.repeat(2000);
    const signal = signalOf(
      aSample('cloudwatch-alarm-state-change.alarm', { '/resources': [long] }),
    );
    expect(signal.parts[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(signal.cause.fingerprint).toContain(signal.parts[0]);
  });
});

describe('an event', () => {
  const of = (source: string, type: string) =>
    adapterFor(envelopeOf(anEvent(source, type, {}))).name;

  it.each([
    ['acme', 'GuardDuty Finding'],
    ['aws.guardduty', 'Something new'],
    ['aws.bedrock', 'Monitoring Signal'],
    ['aws.sagemaker', 'Incident Reported'],
    ['aws.partner/datadog.com.evil.example', 'Datadog Alert Notification'],
    ['acme', 'AWS API Call via CloudTrail'],
    ['acme', 'incident reported'],
    ['aws.partner/pagerduty.com/x', 'incident.triggered'],
  ])('of %s, %s is known by the generic adapter alone', (source, type) => {
    expect(of(source, type)).toBe('any-event');
  });

  it('of any kind needs an id to be told from others', () => {
    const { id, ...event } = anEvent('acme', 'Anything', {});
    expect(id).toBeDefined();
    expect(() => signalsOf(event)).toThrow('An event has no id');
  });

  it.each([[[]], [null], [{}], [Array.from({ length: 101 }, () => ({}))]])(
    'of findings that are %j has none',
    (findings) => {
      const event = aSample('securityhub-findings-imported', { '/detail/findings': findings });
      expect(() => signalsOf(event)).toThrow('no list of findings');
    },
  );

  it('of findings says which of them is damaged', () => {
    const { detail } = aSample('securityhub-findings-imported');
    const [finding] = JSON.parse(JSON.stringify(detail)).findings;
    const findings = [finding, { ...finding, Id: null }];
    const event = aSample('securityhub-findings-imported', { '/detail/findings': findings });
    expect(() => signalsOf(event)).toThrow(
      expect.objectContaining({ data: { reason: 'malformed', where: '/detail/findings/1/Id' } }),
    );
  });
});

describe('the adapters', () => {
  it('have names of their own, the generic one last', () => {
    const names = adapters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.at(-1)).toBe('any-event');
  });

  it('are each held by a sample, our own events apart', () => {
    const held = new Set(Object.values(expected).map(({ adapter }) => adapter));
    const own = ['incident-reported', 'monitoring-signal', 'test-report', 'any-event'];
    expect(adapters.map(({ name }) => name).filter((name) => !held.has(name))).toEqual(own);
  });

  it('use kinds that are explained', () => {
    for (const { kind } of Object.values(expected)) expect(Object.keys(KINDS)).toContain(kind);
  });
});

describe('what the names of repeated jobs have in common', () => {
  it.each([
    ['claims-triage-2026-03-09', 'claims-triage-#'],
    ['claims-triage-bias-202603091000', 'claims-triage-bias-#'],
    ['support-assistant-ft-03', 'support-assistant-ft-#'],
    ['pipelines-p4jn9example-evaluatebias', 'pipelines-#-evaluatebias'],
    ['nightly', 'nightly'],
    ['model-v2-s3', 'model-v2-s3'],
    ['2026/03/09', '#'],
    ['', ''],
  ])('%s: %s', (name, wanted) => {
    expect(stemOf(name)).toBe(wanted);
  });
});
