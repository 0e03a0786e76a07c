import * as z from 'zod';
import { once } from '../../once.ts';
import { defineAdapter } from '../adapter.ts';
import { momentPart } from '../moment.ts';
import type { Severity, State } from '../severity.ts';
import { id, maybe, text, time } from '../shapes.ts';
import { say } from '../title.ts';
import { readShape } from '../unfit.ts';

const detail = once(() =>
  z.object({
    ModelPackageArn: maybe(text()),
    ModelPackageGroupName: maybe(text()),
    ModelPackageName: maybe(text()),
    ModelPackageVersion: maybe(id()),
    ModelPackageStatus: maybe(text()),
    ModelApprovalStatus: maybe(text()),
    ModelLifeCycle: maybe(z.object({ Stage: maybe(text()), StageStatus: maybe(text()) })),
    LastModifiedTime: time(),
  }),
);
type Detail = z.output<ReturnType<typeof detail>>;

/**
 * Versions of a model in the registry: approved, rejected, moved along their life cycle. Approvals
 * given there are told, never taken over: they are not ours. Source: SageMaker developer guide,
 * "Automating SageMaker AI with EventBridge".
 */
export const sagemakerModelPackage = defineAdapter({
  name: 'sagemaker-model-package',
  about: 'Model versions in the registry: approval and life cycle',
  source: 'aws.sagemaker',
  types: ['SageMaker Model Package State Change'],
  personal: { members: ['detail.MetadataProperties.CreatedBy'] },
  read(envelope) {
    const read = readShape(detail(), envelope.detail);
    const arn = read.ModelPackageArn ?? envelope.resources[0];
    const group = read.ModelPackageGroupName ?? read.ModelPackageName;
    const { Stage: stage, StageStatus: stageStatus } = read.ModelLifeCycle ?? {};
    const name = arn ?? nameOf(read);
    const when = momentPart(read.LastModifiedTime) || envelope.id;
    const now = [read.ModelPackageStatus, read.ModelApprovalStatus, stage, stageStatus];
    return [
      {
        kind: 'model-version',
        identity: [name, ...now, when],
        cause: [envelope.account, envelope.region, group ?? name],
        ...verdict(read),
        times: [read.LastModifiedTime],
        title: titleOf(nameOf(read) || name, read),
        arn,
      },
    ];
  },
});

const nameOf = ({ ModelPackageGroupName, ModelPackageName, ModelPackageVersion }: Detail) =>
  [ModelPackageGroupName ?? ModelPackageName, ModelPackageVersion]
    .filter((each) => each != null)
    .join(' ');

function verdict(read: Detail): { severity: Severity; state: State } {
  if (read.ModelPackageStatus === 'Failed') return { severity: 'medium', state: 'raised' };
  if (read.ModelApprovalStatus === 'Rejected') return { severity: 'low', state: 'raised' };
  return { severity: 'info', state: 'info' };
}

function titleOf(name: string, { ModelApprovalStatus, ModelLifeCycle, ...read }: Detail) {
  const status = ModelApprovalStatus ?? read.ModelPackageStatus;
  if (ModelLifeCycle?.Stage == null) return say`Model version ${name} is ${status}`;
  const { Stage, StageStatus } = ModelLifeCycle;
  return say`Model version ${name} is ${status}, stage ${Stage}: ${StageStatus}`;
}
