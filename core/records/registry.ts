import { AssentError } from '../errors.ts';
import { acceptance } from './acceptance.ts';
import { aiSystem } from './ai-system.ts';
import { aimsScope } from './aims-scope.ts';
import { approval } from './approval.ts';
import { approvalPolicy } from './approval-policy.ts';
import { assessmentPlan } from './assessment-plan.ts';
import { condition } from './condition.ts';
import { correctiveAction } from './corrective-action.ts';
import { dataset } from './dataset.ts';
import type { RecordType } from './define-type.ts';
import { delegation } from './delegation.ts';
import { evidence } from './evidence.ts';
import { impactAssessment } from './impact-assessment.ts';
import { incident } from './incident.ts';
import { interestedParty } from './interested-party.ts';
import { legalHold } from './legal-hold.ts';
import { model } from './model.ts';
import { monitoringPlan } from './monitoring-plan.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { policy } from './policy.ts';
import { quarantine } from './quarantine.ts';
import { questionSet } from './question-set.ts';
import { regulatoryClock } from './regulatory-clock.ts';
import { repudiation } from './repudiation.ts';
import { responsePlan } from './response-plan.ts';
import { review } from './review.ts';
import { reviewPlan } from './review-plan.ts';
import { risk } from './risk.ts';
import { riskAssessment } from './risk-assessment.ts';
import { riskCriteria } from './risk-criteria.ts';
import { role } from './role.ts';
import { service } from './service.ts';
import { signalMapping } from './signal-mapping.ts';
import { system } from './system.ts';
import { task } from './task.ts';
import { testReport } from './test-report.ts';
import { treatment } from './treatment.ts';
import { useCase } from './use-case.ts';
import { vendor } from './vendor.ts';

/** A type whose content is only known to be what its own schema parsed. */
export type AnyType = RecordType<unknown>;

/** Every record type. Adding one is adding a file and its line here. */
// Each type's own functions take its own content, which here is only known to be parsed by it.
export const recordTypes = [
  organisation,
  person,
  role,
  service,
  system,
  aiSystem,
  model,
  vendor,
  policy,
  approvalPolicy,
  task,
  approval,
  evidence,
  condition,
  delegation,
  repudiation,
  quarantine,
  incident,
  regulatoryClock,
  correctiveAction,
  responsePlan,
  monitoringPlan,
  signalMapping,
  legalHold,
  testReport,
  riskCriteria,
  questionSet,
  aimsScope,
  interestedParty,
  useCase,
  dataset,
  assessmentPlan,
  riskAssessment,
  risk,
  treatment,
  acceptance,
  impactAssessment,
  reviewPlan,
  review,
] as unknown as readonly AnyType[];

const byName = new Map(recordTypes.map((type) => [type.name, type]));

/** The type of that name. @throws NotFound, naming the types that there are */
export function recordType(name: string): AnyType {
  const type = byName.get(name);
  if (type === undefined) {
    throw new AssentError('NotFound', `There is no record type ${JSON.stringify(name)}`, {
      known: [...byName.keys()],
    });
  }
  return type;
}
