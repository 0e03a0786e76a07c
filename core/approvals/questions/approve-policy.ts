import { contentOf } from '../../records/content-of.ts';
import { policy } from '../../records/policy.ts';
import { changes } from './changes.ts';
import { fact, factIfAny, notOnRecord, type TaskKind } from './question.ts';

/** May this policy bind people? */
export const approvePolicy: TaskKind = {
  name: 'approve-policy',
  about: { type: 'policy', transition: 'request-approval' },
  number: [{ key: 'duties' }],
  facts: [
    { key: 'rests-on-people', required: false, unfavourable: true },
    { key: 'why-now', required: true },
    { key: 'duties', required: true },
    { key: 'changed', required: true },
    { key: 'binds', required: true },
    { key: 'effective', required: true },
    { key: 'enforced', required: false },
    { key: 'owner', required: true },
    { key: 'next-review', required: true },
    { key: 'text', required: false },
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
        fact('effective', subject, { say: 'date', on: content.effective }),
        ...factIfAny('enforced', subject, content.enforcedBySoftware),
        fact('owner', subject, { say: 'person', ref: content.owner }),
        fact('next-review', subject, { say: 'date', on: content.nextReview }),
        ...(content.text === undefined ? [] : [fact('text', subject, content.text)]),
      ],
      unknown: [
        ...content.unknowns,
        ...notOnRecord({ clashes: true, 'own-text': true, acknowledgement: true }),
      ],
    };
  },
};
