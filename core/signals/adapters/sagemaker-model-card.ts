import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    ModelCardName: text(),
    ModelCardVersion: maybe(id()),
    ModelCardStatus: maybe(text()),
    LastModifiedTime: time(),
  }),
);

/**
 * Model cards. Who wrote one stays out. Source: SageMaker developer guide, "Automating SageMaker AI
 * with EventBridge".
 */
export const sagemakerModelCard = defineAdapter({
  name: 'sagemaker-model-card',
  about: 'Model cards',
  source: 'aws.sagemaker',
  types: ['SageMaker Model Card State Change'],
  personal: { members: ['detail.CreatedBy', 'detail.LastModifiedBy'] },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const arn = envelope.resources[0];
    const card = arn ?? [envelope.account, envelope.region, read.ModelCardName].join(' ');
    const when = momentPart(read.LastModifiedTime) || envelope.id;
    return [
      {
        kind: 'model-version',
        identity: [card, read.ModelCardVersion, read.ModelCardStatus, when],
        cause: [card],
        severity: 'info',
        state: 'info',
        times: [read.LastModifiedTime],
        title: say`Model card ${read.ModelCardName} is ${read.ModelCardStatus}`,
        arn,
      },
    ];
  },
});
