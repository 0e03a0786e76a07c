import { isError, refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { approvalPolicyIds } from '../records/approval-policy.ts';
import { recordType } from '../records/registry.ts';
import { type HeadCheck, type Lost, neverStood } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';

/** What a transition that is free until it is governed adds to the write that takes it. */
export interface UntilGoverned {
  readonly checks: readonly HeadCheck[];
  /** The refusal, where the write was lost to one of the checks; else the error as it came. */
  readonly explain: (error: unknown) => unknown;
}

const ALWAYS_FREE: UntilGoverned = { checks: [], explain: (error) => error };

/**
 * A transition that is free until it is governed may be taken directly where no approval policy
 * that covers it was ever in force. That is a condition of the write, so that a policy which comes
 * into force at the same moment is not passed over; and it asks for what ever was, so that ending a
 * policy frees nothing.
 *
 * @throws Refused where the record itself is such a policy, and was in force
 */
export function untilGoverned(before: Head, action: string): UntilGoverned {
  const { transitions } = recordType(before.version.type);
  if (transitions[action]?.untilGoverned !== true) return ALWAYS_FREE;
  const [request] =
    Object.entries(transitions).find(([, { asks }]) => asks?.granted === action) ?? [];
  if (request === undefined) throw refused(`Nobody could ever be asked about "${action}"`);
  const guarded = (by: Ref) => refused(`"${action}" is guarded by ${by}: take "${request}"`);
  const covering = coveringPolicies(before, request);
  // Its own head is read already, and the write is upon what was read.
  if (before.everStood && covering.includes(before.ref)) throw guarded(before.ref);
  return {
    checks: covering.filter((ref) => ref !== before.ref).map(neverStood),
    explain(error) {
      const by = isError(error, 'Conflict')
        ? lostTo(error.data.lost as readonly Lost[])
        : undefined;
      return by === undefined ? error : guarded(by);
    },
  };
}

function coveringPolicies(subject: Head, request: string): readonly Ref[] {
  const { tier } = summaryOf(subject);
  return approvalPolicyIds(subject.version.type, request, tier).map(
    (id): Ref => `approval-policy/${id}`,
  );
}

const lostTo = (lost: readonly Lost[]): Ref | undefined =>
  lost.find(({ kind }) => kind === 'check')?.ref;
