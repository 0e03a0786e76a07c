import { regionIssues } from '../calendar/deadline-terms.ts';
import { type Issue, invalid, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Holidays } from '../ports.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import type { Sealed } from '../records/version.ts';
import type { Instant } from '../time.ts';
import { type CandidatePorts, findCandidates } from './candidates.ts';
import { exceptionFor, maySitTwice } from './exceptions.ts';
import { seatPeople } from './seats.ts';

export interface PolicyCheckPorts extends CandidatePorts {
  readonly holidays: Holidays;
}

/**
 * Refuses a policy that cannot work: a stage whose quorum the people who are there cannot fill, or
 * only with the policy's own owner, who as a rule is the one that asks; a region of which no
 * holidays are known; an exception that is over.
 *
 * @throws Invalid, with an issue for each mistake
 */
export async function refuseUnworkable(
  ports: PolicyCheckPorts,
  policy: Sealed,
  now: Instant,
): Promise<void> {
  const terms = contentOf(approvalPolicy, policy);
  const issues = [
    ...(await unfillable(ports, terms, now)),
    ...(await regionIssues(terms, ports.holidays)),
    ...terms.exceptions.flatMap(({ until }, index) =>
      until > now
        ? []
        : [{ path: `/exceptions/${index}/until`, message: `is over since ${until}` }],
    ),
  ];
  if (issues.length > 0) throw invalid('This approval policy cannot work', issues);
}

/** What is wrong with who would be asked under a policy, as people and roles stand now. */
export async function unfillable(
  ports: CandidatePorts,
  terms: ApprovalPolicyContent,
  now: Instant,
): Promise<readonly Issue[]> {
  const candidates = await findCandidates(ports, terms.stages);
  const mayRepeat = maySitTwice(terms, now);
  const by = { candidates, taken: new Set<Ref>(), mayRepeat };
  const owner = { person: terms.owner, duty: 'requester' as const };
  const asks = exceptionFor(terms.exceptions, 'requester', now) === undefined ? [owner] : [];
  const without = (excluded: typeof asks) => {
    try {
      seatPeople(terms.stages, { ...by, excluded });
      return undefined;
    } catch (error) {
      if (!isError(error, 'Refused')) throw error;
      return error.message;
    }
  };
  const message = without([]) ?? without(asks);
  return message === undefined ? [] : [{ path: '/stages', message }];
}
