import { contentOf } from '../../records/content-of.ts';
import { policy } from '../../records/policy.ts';
import { changes } from './changes.ts';
import { countOf, fact, factIfAny, type TaskKind } from './question.ts';

/** May this policy bind people? */
export const approvePolicy: TaskKind = {
  name: 'approve-policy',
  about: { type: 'policy', transition: 'request-approval' },
  verb: 'Approve policy',
  question: (label) => `Do you approve ${label} as a policy of the organisation?`,
  number: (facts) => `It lays down ${countOf(facts, 'duties', 'duty', 'duties')}.`,
  consequences: {
    approve: 'The policy is approved in exactly this version and binds those whom it names.',
    reject: 'The policy goes back to its owner as a draft, with your reason.',
  },
  facts: [
    { key: 'rests-on-people', label: 'Rests on people alone', required: false, unfavourable: true },
    { key: 'why-now', label: 'Why now', required: true },
    { key: 'duties', label: 'Duties', required: true },
    { key: 'changed', label: 'Changed', required: true },
    { key: 'binds', label: 'Whom it binds', required: true },
    { key: 'effective', label: 'In force from', required: true },
    { key: 'enforced', label: 'Enforced by software', required: false },
    { key: 'next-review', label: 'Next review', required: true },
    { key: 'text', label: 'Full text', required: false },
  ],
  async gather(subject, read) {
    const content = contentOf(policy, subject);
    return {
      facts: [
        ...factIfAny('rests-on-people', subject, content.restsOnPeople),
        fact('why-now', subject, content.whyNow),
        fact('duties', subject, content.duties),
        await changes(subject, read),
        fact('binds', subject, content.binds),
        fact('effective', subject, content.effective),
        ...factIfAny('enforced', subject, content.enforcedBySoftware),
        fact('next-review', subject, content.nextReview),
        ...(content.text === undefined ? [] : [fact('text', subject, content.text)]),
      ],
      unknown: content.unknowns,
    };
  },
};
