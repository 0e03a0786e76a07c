import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { Instant } from '../time.ts';

export type Excluded = ApprovalContent['excluded'];
export type Duty = Excluded[number]['duty'];

/** Who stands in which relation to the subject. */
export interface Involved {
  readonly requester: Ref;
  readonly lastEditor: Ref | undefined;
  readonly owner: Ref | undefined;
}

/**
 * Who may not decide, and by which duty: separation of duties (ISO/IEC 42001 A.3.2). An exception
 * of the policy lifts a duty while it runs, and is returned so that the approval records it.
 */
export function keepApart(
  involved: Involved,
  policy: ApprovalPolicyContent,
  now: Instant,
): { excluded: Excluded; exceptions: ApprovalPolicyContent['exceptions'] } {
  const lifted = policy.exceptions.filter(({ until }) => until > now);
  const all: { person: Ref | undefined; duty: Duty }[] = [
    { person: involved.requester, duty: 'requester' },
    { person: involved.lastEditor, duty: 'last-editor' },
    { person: involved.owner, duty: 'owner' },
  ];
  const excluded: Excluded = [];
  const used = new Set<string>();
  for (const { person, duty } of all) {
    if (person === undefined || !person.startsWith('person/')) continue;
    if (lifted.some((exception) => exception.duty === duty)) used.add(duty);
    else excluded.push({ person, duty });
  }
  return { excluded, exceptions: lifted.filter(({ duty }) => used.has(duty)) };
}

/** The duties that bar a person; none: they may decide. */
export function barredBy(excluded: Excluded, person: Ref): readonly Duty[] {
  return excluded.filter((each) => each.person === person).map(({ duty }) => duty);
}

/** What a person is independent of, for the page to say: every duty that was checked. */
export function independentOf(excluded: Excluded, person: Ref): Duty[] {
  const checked = [...new Set(excluded.map(({ duty }) => duty))];
  const barred = barredBy(excluded, person);
  return checked.filter((duty) => !barred.includes(duty));
}
