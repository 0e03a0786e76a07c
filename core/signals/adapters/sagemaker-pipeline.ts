import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { verdictOfJob } from '../job-status.ts';
import { firstMoment, momentPart } from '../moment.ts';
import { text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const STEP = 'SageMaker Model Building Pipeline Execution Step Status Change';
const EXECUTION = 'SageMaker Model Building Pipeline Execution Status Change';

const execution = once(() =>
  z
    .object({
      pipelineArn: text(),
      pipelineExecutionArn: text(),
      currentPipelineExecutionStatus: text(),
      executionStartTime: time(),
      executionEndTime: time(),
    })
    .transform((read) => ({
      ...read,
      step: undefined,
      status: read.currentPipelineExecutionStatus,
      started: read.executionStartTime,
      ended: read.executionEndTime,
    })),
);

const step = once(() =>
  z
    .object({
      pipelineArn: text(),
      pipelineExecutionArn: text(),
      stepName: text(),
      currentStepStatus: text(),
      stepStartTime: time(),
      stepEndTime: time(),
    })
    .transform((read) => ({
      ...read,
      step: read.stepName,
      status: read.currentStepStatus,
      started: read.stepStartTime,
      ended: read.stepEndTime,
    })),
);

/**
 * Pipelines that build models, and their steps. A step that is tried again starts again. Source:
 * SageMaker developer guide, "Automating SageMaker AI with EventBridge".
 */
export const sagemakerPipeline = defineAdapter({
  name: 'sagemaker-pipeline',
  about: 'Pipelines that build models, and their steps',
  source: 'aws.sagemaker',
  types: [EXECUTION, STEP],
  read(envelope) {
    const read = readShape(envelope.type === STEP ? step() : execution(), envelope.detail);
    const pipeline = read.pipelineArn.slice(read.pipelineArn.lastIndexOf('/') + 1);
    const times = [read.ended, read.started];
    const first = times.find((each) => firstMoment([each]) !== undefined);
    return [
      {
        kind: 'pipeline',
        identity: [read.pipelineExecutionArn, read.step, read.status, momentPart(first)],
        cause: [read.pipelineArn, read.step],
        ...verdictOfJob(read.status),
        times,
        title:
          read.step === undefined
            ? say`Pipeline ${pipeline} is ${read.status}`
            : say`Step ${read.step} of pipeline ${pipeline} is ${read.status}`,
        arn: read.pipelineExecutionArn,
      },
    ];
  },
});
