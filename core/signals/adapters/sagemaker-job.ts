import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { verdictOfJob } from '../job-status.ts';
import { momentPart } from '../moment.ts';
import { maybe, text, time } from '../shapes.ts';
import { stemOf } from '../stem.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const training = once(() =>
  z
    .object({
      TrainingJobName: text(),
      TrainingJobArn: maybe(text()),
      TrainingJobStatus: text(),
      SecondaryStatus: maybe(text()),
      LastModifiedTime: time(),
    })
    .transform((read) => ({
      word: 'Training',
      name: read.TrainingJobName,
      arn: read.TrainingJobArn,
      status: read.TrainingJobStatus,
      step: read.SecondaryStatus,
      modified: read.LastModifiedTime,
    })),
);

const processing = once(() =>
  z
    .object({
      ProcessingJobName: text(),
      ProcessingJobArn: maybe(text()),
      ProcessingJobStatus: text(),
      LastModifiedTime: time(),
    })
    .transform((read) => ({
      word: 'Processing',
      name: read.ProcessingJobName,
      arn: read.ProcessingJobArn,
      status: read.ProcessingJobStatus,
      step: undefined,
      modified: read.LastModifiedTime,
    })),
);

const TRAINING = 'SageMaker Training Job State Change';
const PROCESSING = 'SageMaker Processing Job State Change';

/**
 * Training and processing (evaluation, bias, monitoring) jobs. Every run has a name of its own, so
 * repeats are known by what their names have in common. Source: SageMaker developer guide,
 * "Automating SageMaker AI with EventBridge".
 */
export const sagemakerJob = defineAdapter({
  name: 'sagemaker-job',
  about: 'Training and processing jobs',
  source: 'aws.sagemaker',
  types: [TRAINING, PROCESSING],
  read(envelope) {
    const read = readShape(envelope.type === TRAINING ? training() : processing(), envelope.detail);
    const arn = read.arn ?? envelope.resources[0];
    const job = arn ?? [envelope.account, envelope.region, read.word, read.name].join(' ');
    const when = momentPart(read.modified) || envelope.id;
    return [
      {
        kind: 'job',
        identity: [job, read.status, read.step, when],
        cause: [envelope.account, envelope.region, read.word, stemOf(read.name)],
        ...verdictOfJob(read.status),
        times: [read.modified],
        title:
          read.word === 'Training'
            ? say`Training job ${read.name} is ${read.status}`
            : say`Processing job ${read.name} is ${read.status}`,
        arn,
      },
    ];
  },
});
