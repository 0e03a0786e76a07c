import { type ApprovalPolicyContent, approvalPolicy } from '../../records/approval-policy.ts';
import { contentOf } from '../../records/content-of.ts';
import type { Said } from '../../tasks/said.ts';
import { changes } from './changes.ts';
import { fact, factIfAny, type ReadRecords, roleName, type TaskKind } from './question.ts';

type PolicyStage = ApprovalPolicyContent['stages'][number];

async function stageOf(stage: PolicyStage, read: ReadRecords): Promise<Said> {
  const seats = await Promise.all(
    stage.seats.map(async (seat) =>
      'role' in seat ? { count: seat.count, ...(await roleName(seat.role, read)) } : { count: 1 },
    ),
  );
  const { name, quorum, deadline } = stage;
  return { say: 'stage', name, quorum, seats, deadline };
}

/** Shall this approval policy say who must agree? */
export const adoptApprovalPolicy: TaskKind = {
  name: 'adopt-approval-policy',
  about: { type: 'approval-policy', transition: 'request-adoption' },
  number: [{ key: 'stages' }],
  facts: [
    { key: 'exceptions', required: false, unfavourable: true },
    { key: 'why-now', required: true },
    { key: 'applies', required: true },
    { key: 'stages', required: true },
    { key: 'identity', required: true },
    { key: 'escalation', required: false },
    { key: 'changed', required: true },
    { key: 'when-disowned', required: true },
    { key: 'calendar', required: true },
    { key: 'owner', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(approvalPolicy, subject);
    const { stages, zone, holidays } = content;
    const { type, transition, tier } = content.applies;
    return {
      facts: [
        ...factIfAny(
          'exceptions',
          subject,
          content.exceptions.map((each) => ({ say: 'exception', ...each })),
        ),
        fact('why-now', subject, content.whyNow),
        fact('applies', subject, {
          say: 'guards',
          type,
          transition,
          ...(tier === undefined ? {} : { tier }),
        }),
        fact('stages', subject, await Promise.all(stages.map((each) => stageOf(each, read)))),
        fact(
          'identity',
          subject,
          stages.map(({ name, identity }) => ({ say: 'identity', stage: name, identity })),
        ),
        ...factIfAny('escalation', subject, stages.flatMap(escalationOf)),
        await changes(subject, read),
        fact('when-disowned', subject, { say: 'when-disowned', does: content.whenDisowned }),
        fact('calendar', subject, {
          say: 'calendar',
          zone,
          ...(holidays === undefined ? {} : { holidays }),
        }),
        fact('owner', subject, { say: 'person', ref: content.owner }),
      ],
      unknown: content.unknowns,
    };
  },
};

const escalationOf = ({ name, escalation }: PolicyStage): readonly Said[] =>
  escalation === undefined ? [] : [{ say: 'escalation', stage: name, before: escalation.before }];
