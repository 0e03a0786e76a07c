import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent, DUTIES } from '../records/approval-policy.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { Instant } from '../time.ts';
import { delegationsOf } from './delegations.ts';
import { type Exceptions, exceptionFor } from './exceptions.ts';

export type Excluded = ApprovalContent['excluded'];
export type Duty = (typeof DUTIES)[number];

/** Who stands in which relation to the subject. */
export interface Involved {
  readonly requester: Ref;
  readonly lastEditor: Ref | undefined;
  readonly owner: Ref | undefined;
  /** Who collected the evidence that the subject rests on. */
  readonly collectors?: readonly Ref[];
}

/** The most people that an approval excludes. */
export const MAX_EXCLUDED = 100;

/**
 * Who may not decide, and by which duty: separation of duties (ISO/IEC 42001 A.3.2). An exception
 * of the policy lifts a duty while it runs, and is returned so that the approval records it.
 */
export function keepApart(
  involved: Involved,
  policy: ApprovalPolicyContent,
  now: Instant,
): { excluded: Excluded; exceptions: Exceptions } {
  const all: { person: Ref | undefined; duty: Duty }[] = [
    { person: involved.requester, duty: 'requester' },
    { person: involved.lastEditor, duty: 'last-editor' },
    { person: involved.owner, duty: 'owner' },
    ...(involved.collectors ?? []).map((person) => ({
      person,
      duty: 'evidence-collector' as const,
    })),
  ];
  const excluded: Excluded = [];
  const used: Exceptions = [];
  for (const { person, duty } of all) {
    if (person === undefined || !person.startsWith('person/')) continue;
    const exception = exceptionFor(policy.exceptions, duty, now);
    if (exception === undefined) excluded.push({ person, duty });
    else if (!used.includes(exception)) used.push(exception);
  }
  return { excluded: distinct(excluded).slice(0, MAX_EXCLUDED), exceptions: used };
}

/**
 * Whoever stands in for somebody who is kept apart is kept apart as well, unless an exception of
 * the policy lifts that. Asked again whenever somebody is about to decide, since a delegation may
 * have come meanwhile.
 */
export async function delegatesOf(
  store: Pick<RecordStore, 'load'>,
  excluded: Excluded,
  { exceptions }: Pick<ApprovalPolicyContent, 'exceptions'>,
  type: string,
  now: Instant,
): Promise<Excluded> {
  if (exceptionFor(exceptions, 'delegate-of-excluded', now) !== undefined) return [];
  const people = [...new Set(excluded.map(({ person }) => person))];
  const found = await Promise.all(people.map((each) => delegationsOf(store, each, type, now)));
  return distinct(
    found.flat().map(({ to }) => ({ person: to, duty: 'delegate-of-excluded' as const })),
  );
}

const distinct = (excluded: Excluded): Excluded =>
  excluded.filter(
    (each, index) =>
      index === excluded.findIndex((o) => o.person === each.person && o.duty === each.duty),
  );

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
