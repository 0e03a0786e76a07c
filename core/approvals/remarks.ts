import type { Ref } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { approval as approvalType } from '../records/approval.ts';
import { contentOf } from '../records/content-of.ts';
import { repudiation as repudiationType } from '../records/repudiation.ts';
import { task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import { millisecondsOf, SECOND } from '../time.ts';

/** Types of which versions may be worth a remark. */
export const REMARKABLE = [approvalType.name, repudiationType.name, taskType.name] as const;

/**
 * What an auditor wants to see first, found in one version: an approval that a policy's exception
 * made possible, a decision that came sooner after opening the page than the policy asks anybody
 * to read, a decision that its person says was not theirs. Nothing of it is new: it only points.
 */
export function remarksOn(sealed: Sealed): readonly JsonObject[] {
  const { ref, version } = sealed;
  switch (version.type) {
    case approvalType.name:
      return version.version === 1 ? exceptionsIn(ref, sealed) : [];
    case taskType.name:
      return version.action === 'decide' ? readFaster(ref, sealed) : [];
    case repudiationType.name:
      return version.version === 1 ? [{ of: ref, remark: 'repudiated' }] : [];
    default:
      return [];
  }
}

function exceptionsIn(of: Ref, sealed: Sealed): readonly JsonObject[] {
  return contentOf(approvalType, sealed).exceptions.map(({ duty, reason, until }) => ({
    duty,
    of,
    reason,
    remark: 'exception',
    until,
  }));
}

// When the page was opened is what the form says: a claim, and worth no more than a remark.
function readFaster(of: Ref, sealed: Sealed): readonly JsonObject[] {
  const { decision, closed, minimumReadingSeconds } = contentOf(taskType, sealed);
  if (decision?.opened === undefined || closed === undefined) return [];
  const read = millisecondsOf(closed.at) - millisecondsOf(decision.opened);
  const seconds = Math.floor(read / SECOND);
  return seconds < minimumReadingSeconds
    ? [{ minimum: minimumReadingSeconds, of, remark: 'read-faster', seconds }]
    : [];
}
