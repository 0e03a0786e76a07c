import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { verdictOfJob } from '../job-status.ts';
import { maybe, text, time } from '../shapes.ts';
import { stemOf } from '../stem.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const BATCH = 'Batch Inference Job State Change';
const CUSTOMIZATION = 'Model Customization Job State Change';
const AUTOMATION = 'Bedrock Data Automation Job';
const ENDS = ['Created', 'Succeeded', 'Failed With Client Error', 'Failed With Service Error'];

const batch = once(() =>
  z
    .object({ batchJobArn: text(), batchJobName: maybe(text()), status: text() })
    .transform((read) => ({
      job: read.batchJobArn,
      arn: read.batchJobArn,
      name: read.batchJobName ?? read.batchJobArn,
      status: read.status,
      times: [],
    })),
);

const customization = once(() =>
  z
    .object({
      jobArn: text(),
      jobName: maybe(text()),
      jobStatus: text(),
      lastModifiedTime: time(),
      endTime: time(),
    })
    .transform((read) => ({
      job: read.jobArn,
      arn: read.jobArn,
      name: read.jobName ?? read.jobArn,
      status: read.jobStatus,
      times: [read.endTime, read.lastModifiedTime],
    })),
);

const automation = once(() =>
  z
    .object({ job_id: text(), job_status: text(), semantic_modality: maybe(text()) })
    .transform((read) => ({
      job: read.job_id,
      arn: undefined,
      name: read.semantic_modality ?? 'document',
      status: read.job_status,
      times: [],
    })),
);

/**
 * Jobs of Bedrock. A job takes each status once, so job and status are its identity: batch
 * inference gives no time that it changed at, and even the envelope's is none of ISO 8601. Source:
 * Bedrock user guide, "Monitor Amazon Bedrock job state changes using Amazon EventBridge".
 */
export const bedrockJob = defineAdapter({
  name: 'bedrock-job',
  about: 'Batch inference, model customization, data automation',
  source: 'aws.bedrock',
  types: [BATCH, CUSTOMIZATION, ...ENDS.map((end) => `${AUTOMATION} ${end}`)],
  personal: { fileNames: ['detail.input_s3_object.name'] },
  read(envelope) {
    const { type, account, region } = envelope;
    const shape = type === BATCH ? batch : type === CUSTOMIZATION ? customization : automation;
    const read = readShape(shape(), envelope.detail);
    const word = type === BATCH || type === CUSTOMIZATION ? type : AUTOMATION;
    return [
      {
        kind: 'job',
        identity: [account, region, read.job, read.status],
        cause: [account, region, word, stemOf(read.name)],
        ...verdictOfJob(read.status),
        times: read.times,
        title: titleOf(word, read.name, read.status),
        arn: read.arn,
      },
    ];
  },
});

function titleOf(word: string, name: string, status: string): string {
  if (word === BATCH) return say`Batch inference ${name} is ${status}`;
  if (word === CUSTOMIZATION) return say`Model customization ${name} is ${status}`;
  return say`Data automation of a ${name} is ${status}`;
}
