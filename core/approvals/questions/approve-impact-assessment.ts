import { contentOf } from '../../records/content-of.ts';
import { type ImpactAssessmentContent, impactAssessment } from '../../records/impact-assessment.ts';
import type { Sealed } from '../../records/version.ts';
import type { Fact } from '../../tasks/facts.ts';
import { changes } from './changes.ts';
import { fact, factIfAny, type Line, notOnRecord, type TaskKind } from './question.ts';

type Impact = ImpactAssessmentContent['individuals'][number];

/** Is this what the system does to people, groups and society? */
export const approveImpactAssessment: TaskKind = {
  name: 'approve-impact-assessment',
  about: { type: 'impact-assessment', transition: 'request-approval' },
  number: [{ key: 'grave' }, { key: 'individuals' }],
  facts: [
    { key: 'grave', required: false, unfavourable: true },
    { key: 'use', required: true },
    { key: 'individuals', required: true },
    { key: 'groups', required: false },
    { key: 'society', required: false },
    { key: 'misuse', required: true },
    { key: 'benefits', required: false },
    { key: 'lessened', required: true },
    { key: 'oversight', required: true },
    { key: 'remedy', required: true },
    { key: 'consulted', required: true },
    { key: 'fundamental-rights', required: true },
    { key: 'changed', required: true },
    { key: 'owner', required: true },
    { key: 'next-review', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(impactAssessment, subject);
    const { individuals, groups, society, fundamentalRights } = content;
    const all = [...individuals, ...groups, ...society];
    return {
      facts: [
        ...factIfAny('grave', subject, all.filter(isGrave).map(said)),
        fact('use', subject, content.use),
        ...impactFacts('individuals', subject, individuals),
        ...impactFacts('groups', subject, groups),
        ...impactFacts('society', subject, society),
        fact('misuse', subject, content.misuse),
        ...factIfAny(
          'benefits',
          subject,
          all.flatMap(({ who, benefit }) => (benefit === undefined ? [] : [`${who}: ${benefit}`])),
        ),
        fact(
          'lessened',
          subject,
          all.map(({ who, lessened }) => `${who}: ${lessened}`),
        ),
        fact('oversight', subject, content.oversight),
        fact('remedy', subject, content.remedy),
        fact('consulted', subject, content.consulted),
        fact('fundamental-rights', subject, [
          { say: 'fundamental-rights', applies: fundamentalRights.applies === 'yes' },
          fundamentalRights.reason,
        ]),
        await changes(subject, read),
        fact('owner', subject, { say: 'person', ref: content.owner }),
        fact('next-review', subject, { say: 'date', on: content.nextReview }),
      ],
      unknown: [
        ...content.unknowns,
        ...notOnRecord({ groups: groups.length === 0, society: society.length === 0 }),
      ],
    };
  },
};

/** What weighs so much that nothing makes it good, or that cannot be undone. */
const isGrave = ({ severity, reversible }: Impact): boolean =>
  severity === 'grave' || reversible === 'never';

const said = ({ who, number, how, severity, reversible, scale }: Impact): Line => ({
  say: 'impact',
  who,
  number,
  how,
  severity,
  reversible,
  scale,
});

const impactFacts = (key: string, subject: Sealed, all: readonly Impact[]): readonly Fact[] =>
  factIfAny(key, subject, all.map(said));
