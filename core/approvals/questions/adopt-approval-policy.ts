import { type ApprovalPolicyContent, approvalPolicy } from '../../records/approval-policy.ts';
import { contentOf } from '../../records/content-of.ts';
import { changes } from './changes.ts';
import { countOf, fact, factIfAny, type ReadRecords, roleName, type TaskKind } from './question.ts';

type PolicyStage = ApprovalPolicyContent['stages'][number];

async function inWords(stage: PolicyStage, read: ReadRecords): Promise<string> {
  const seats = await Promise.all(
    stage.seats.map(async (seat) =>
      'role' in seat ? `${seat.count} × ${await roleName(seat.role, read)}` : 'a named person',
    ),
  );
  const { name, quorum, deadline, identity } = stage;
  return `${name}: ${quorum} of ${seats.join(', ')}; within ${deadline.amount} ${deadline.unit}; by ${identity}`;
}

/** Shall this approval policy say who must agree? */
export const adoptApprovalPolicy: TaskKind = {
  name: 'adopt-approval-policy',
  about: { type: 'approval-policy', transition: 'request-adoption' },
  verb: 'Adopt approval policy',
  question: (label) => `Shall ${label} say from now on who must agree?`,
  number: (facts) => `It has ${countOf(facts, 'stages', 'stage', 'stages')}.`,
  consequences: {
    approve: 'From now on this policy says who must agree.',
    reject: 'The approval policy goes back to its owner as a draft, with your reason.',
  },
  facts: [
    { key: 'exceptions', label: 'Exceptions it allows', required: false, unfavourable: true },
    { key: 'why-now', label: 'Why now', required: true },
    { key: 'applies', label: 'Guards', required: true },
    { key: 'stages', label: 'Who must agree', required: true },
    { key: 'changed', label: 'Changed', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(approvalPolicy, subject);
    const { type, transition, tier } = content.applies;
    const stages = await Promise.all(content.stages.map((each) => inWords(each, read)));
    return {
      facts: [
        ...factIfAny(
          'exceptions',
          subject,
          content.exceptions.map((each) => `${each.duty} until ${each.until}: ${each.reason}`),
        ),
        fact('why-now', subject, content.whyNow),
        fact('applies', subject, `${type} ${transition}${tier === undefined ? '' : `, ${tier}`}`),
        fact('stages', subject, stages),
        await changes(subject, read),
      ],
      unknown: content.unknowns,
    };
  },
};
