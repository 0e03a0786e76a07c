import { contentOf } from '../../records/content-of.ts';
import { riskCriteria } from '../../records/risk-criteria.ts';
import { changes } from './changes.ts';
import { fact, factIfAny, type Line, roleName, type TaskKind } from './question.ts';

/** Shall risks be scored, borne and accepted so? */
export const adoptRiskCriteria: TaskKind = {
  name: 'adopt-risk-criteria',
  about: { type: 'risk-criteria', transition: 'request-adoption' },
  number: [{ key: 'levels' }],
  facts: [
    { key: 'why-now', required: true },
    { key: 'appetite', required: true },
    { key: 'levels', required: true },
    { key: 'changed', required: true },
    { key: 'likelihood', required: true },
    { key: 'impact', required: true },
    { key: 'strengths', required: true },
    { key: 'assessed-on', required: false },
    { key: 'owner', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(riskCriteria, subject);
    const { levels, appetite } = content;
    const nameOf = (level: number) => levels[level - 1]?.name ?? String(level);
    const accepted = await Promise.all(
      levels.map(async ({ name, acceptedBy, acceptedForMonths }): Promise<Line> => {
        const { role = acceptedBy } = await roleName(acceptedBy, read);
        return { say: 'accepted-by', level: name, role, months: acceptedForMonths };
      }),
    );
    return {
      facts: [
        fact('why-now', subject, content.whyNow),
        fact('appetite', subject, [
          { say: 'borne-in', level: nameOf(appetite.level) },
          ...Object.entries(appetite.dimensions).map(
            ([dimension, level]): Line => ({ say: 'borne-in', dimension, level: nameOf(level) }),
          ),
        ]),
        fact('levels', subject, accepted),
        await changes(subject, read),
        fact('likelihood', subject, content.likelihood.map(inWords)),
        fact('impact', subject, content.impact.map(inWords)),
        fact('strengths', subject, content.strengths.map(inWords)),
        ...factIfAny(
          'assessed-on',
          subject,
          content.assessedOn.map((type): Line => ({ say: 'called-for-by', type })),
        ),
        fact('owner', subject, { say: 'person', ref: content.owner }),
      ],
      unknown: content.unknowns,
    };
  },
};

const inWords = ({ name, meaning }: { readonly name: string; readonly meaning: string }): string =>
  `${name}: ${meaning}`;
