import { aimsScope } from '../../records/aims-scope.ts';
import { contentOf } from '../../records/content-of.ts';
import { changes } from './changes.ts';
import { fact, factIfAny, type TaskKind } from './question.ts';

/** Does the management system cover this, and leave out that? */
export const adoptScope: TaskKind = {
  name: 'adopt-scope',
  about: { type: 'aims-scope', transition: 'request-adoption' },
  number: [{ key: 'excludes' }, { key: 'covers' }],
  facts: [
    { key: 'excludes', required: false, unfavourable: true },
    { key: 'statement', required: true },
    { key: 'covers', required: true },
    { key: 'issues', required: true },
    { key: 'changed', required: true },
    { key: 'owner', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(aimsScope, subject);
    return {
      facts: [
        ...factIfAny(
          'excludes',
          subject,
          content.excludes.map(({ what, reason }) => `${what}: ${reason}`),
        ),
        fact('statement', subject, content.statement),
        fact('covers', subject, content.covers),
        fact(
          'issues',
          subject,
          content.issues.map(({ issue }) => issue),
        ),
        await changes(subject, read),
        fact('owner', subject, { say: 'person', ref: content.owner }),
      ],
      unknown: content.unknowns,
    };
  },
};
