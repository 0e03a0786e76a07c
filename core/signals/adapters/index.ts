import type { Adapter } from '../adapter.ts';
import { anyEvent } from './any-event.ts';
import { bedrockJob } from './bedrock-job.ts';
import { cloudtrail } from './cloudtrail.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm.ts';
import { configRule } from './config-rule.ts';
import { datadog } from './datadog.ts';
import { guardduty } from './guardduty.ts';
import { health } from './health.ts';
import { reportedIncident } from './incident-reported.ts';
import { inspector } from './inspector.ts';
import { macie } from './macie.ts';
import { ownSignal } from './monitoring-signal.ts';
import { s3Object } from './s3-object.ts';
import { sagemakerEndpoint } from './sagemaker-endpoint.ts';
import { sagemakerJob } from './sagemaker-job.ts';
import { sagemakerModelCard } from './sagemaker-model-card.ts';
import { sagemakerModelPackage } from './sagemaker-model-package.ts';
import { sagemakerPipeline } from './sagemaker-pipeline.ts';
import { schedule } from './schedule.ts';
import { securityhub } from './securityhub.ts';
import { securityhubV2 } from './securityhub-v2.ts';
import { stepFunctions } from './step-functions.ts';
import { ownTestReport } from './test-report.ts';

/** All adapters. The first that knows an event reads it; the last knows every one. */
export const adapters: readonly Adapter[] = [
  reportedIncident,
  ownSignal,
  ownTestReport,
  cloudwatchAlarm,
  sagemakerEndpoint,
  sagemakerJob,
  sagemakerModelPackage,
  sagemakerModelCard,
  sagemakerPipeline,
  bedrockJob,
  cloudtrail,
  guardduty,
  securityhub,
  securityhubV2,
  inspector,
  macie,
  configRule,
  health,
  s3Object,
  stepFunctions,
  schedule,
  datadog,
  anyEvent,
];
