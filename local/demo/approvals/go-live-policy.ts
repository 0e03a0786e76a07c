import { type ApprovalPolicyContent, approvalPolicy } from '#core/records/approval-policy.ts';
import { readExample } from '../../example.ts';
import type { Demo } from '../demo-world.ts';
import type { Shown } from '../records.ts';
import type { Pace } from './pace.ts';

/** The policy under which high-risk systems of the example go live. */
export const GO_LIVE_POLICY = 'approval-policy/ai-system-request-go-live-high';

/** Its terms as the example has them: they count in working days. */
export function termsInDays({ people }: Demo): ApprovalPolicyContent {
  const given = readExample(new Date()).find(({ type, id }) => `${type}/${id}` === GO_LIVE_POLICY);
  const text = JSON.stringify(given?.content).replaceAll('person/@astrid', people('Astrid').ref);
  return approvalPolicy.stored().parse(JSON.parse(text));
}

/** The same stages, with deadlines that a demo can wait for. */
export function termsInSeconds(demo: Demo, pace: Pace): ApprovalPolicyContent {
  const terms = termsInDays(demo);
  const [review, board] = terms.stages;
  if (review?.escalation === undefined || board?.escalation === undefined) {
    throw new Error('The example’s policy is another one now');
  }
  return {
    ...terms,
    stages: [
      {
        ...review,
        deadline: seconds(pace.review),
        reminders: [seconds(pace.review - pace.reminder)],
        // Once it is too late for an answer: here whoever is asked in vain is reminded only.
        escalation: { ...review.escalation, before: seconds(1) },
      },
      {
        ...board,
        deadline: seconds(pace.board),
        reminders: [],
        escalation: { ...board.escalation, before: seconds(pace.board - pace.escalation) },
      },
    ],
  };
}

/** Terms that nobody can keep: the time is over before the mails are read. */
export function termsTooShort(demo: Demo, pace: Pace): ApprovalPolicyContent {
  const terms = termsInDays(demo);
  const stages = terms.stages.map(({ escalation: _none, ...stage }) => ({
    ...stage,
    deadline: seconds(pace.lapse),
    reminders: [],
  }));
  return { ...terms, stages };
}

const seconds = (amount: number) => ({ amount, unit: 'seconds' as const });

/** Saves the policy with these terms, and puts it in force. */
export async function revise(
  { records, people }: Demo,
  terms: ApprovalPolicyContent,
  reason: string,
): Promise<Shown> {
  const { ref } = people('Astrid');
  await records.edit(GO_LIVE_POLICY, terms, ref, reason);
  return records.take(GO_LIVE_POLICY, 'adopt', ref, reason);
}
