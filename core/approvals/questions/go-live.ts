import { aiSystem } from '../../records/ai-system.ts';
import { contentOf } from '../../records/content-of.ts';
import { model } from '../../records/model.ts';
import { vendor } from '../../records/vendor.ts';
import { changes } from './changes.ts';
import { countOf, fact, factIfAny, roleName, type TaskKind } from './question.ts';

/** May this AI system be used for real people? */
export const goLive: TaskKind = {
  name: 'go-live',
  about: { type: 'ai-system', transition: 'request-go-live' },
  verb: 'Approve go-live',
  question: (label) => `May ${label} go live?`,
  number: (facts) => `It affects ${countOf(facts, 'affected', 'group', 'groups')} of people.`,
  consequences: {
    approve: 'The system may be used for real people from the moment the approval takes effect.',
    reject: 'The system stays out of use and goes back to its owner, with your reason.',
  },
  facts: [
    { key: 'limits', label: 'Known limits', required: false, unfavourable: true },
    { key: 'purpose', label: 'Purpose', required: true },
    { key: 'prohibited', label: 'Must not be used for', required: true },
    { key: 'affected', label: 'Who is affected', required: true },
    { key: 'tier', label: 'Risk tier', required: true },
    { key: 'oversight', label: 'Who can stop it', required: true },
    { key: 'stop-tried', label: 'Stopping it', required: true, staleAfterDays: 180 },
    { key: 'changed', label: 'Changed', required: true },
    { key: 'models', label: 'Models', required: true },
    { key: 'suppliers', label: 'Suppliers', required: false },
  ],
  async gather(subject, read) {
    const content = contentOf(aiSystem, subject);
    const linked = async (rel: string) =>
      (
        await Promise.all(
          subject.version.links.filter((link) => link.rel === rel).map(({ to }) => read.load(to)),
        )
      ).filter((head) => head !== undefined);
    const models = await linked('uses-model');
    const suppliers = await linked('supplied-by');
    const { autonomy, stoppedBy, lastTried } = content.oversight;
    const stopper = await roleName(stoppedBy, read);
    return {
      facts: [
        ...models.flatMap((each) => factIfAny('limits', each, contentOf(model, each).limitations)),
        fact('purpose', subject, content.purpose),
        fact('prohibited', subject, content.prohibitedUses),
        fact(
          'affected',
          subject,
          content.affected.map(({ group, number, harm }) => `${group}, ${number}: ${harm}`),
        ),
        fact('tier', subject, `${content.tier}: ${content.tierReason}`),
        fact('oversight', subject, [
          `It ${autonomy.replaceAll('-', ' ')}`,
          `Stopped by ${stopper}`,
        ]),
        lastTried === undefined
          ? fact('stop-tried', subject, 'Never tried')
          : {
              ...fact('stop-tried', subject, `Last tried on ${lastTried}`),
              asOf: `${lastTried}T00:00:00.000Z`,
            },
        await changes(subject, read),
        ...models.map((each) => {
          const { name, release, intendedUse } = contentOf(model, each);
          return fact('models', each, `${name} ${release}: ${intendedUse}`);
        }),
        ...suppliers.map((each) => {
          const { name, supplies, reviewed } = contentOf(vendor, each);
          return fact(
            'suppliers',
            each,
            `${name} supplies ${supplies.join(', ')}; ` +
              (reviewed === undefined ? 'never reviewed' : `reviewed ${reviewed}`),
          );
        }),
      ],
      unknown: content.unknowns,
    };
  },
};
