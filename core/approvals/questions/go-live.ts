import { aiSystem } from '../../records/ai-system.ts';
import { contentOf } from '../../records/content-of.ts';
import { model } from '../../records/model.ts';
import type { Sealed } from '../../records/version.ts';
import { type Fact, isSaying } from '../../tasks/facts.ts';
import { changes } from './changes.ts';
import {
  dataFacts,
  evidenceFacts,
  FAILED_TESTS,
  limitFacts,
  supplierFacts,
  testFacts,
} from './of-models.ts';
import { impactFacts, riskFacts } from './of-risks.ts';
import { conditionFacts, incidentFacts } from './open-matters.ts';
import { datedAt, fact, linked, notOnRecord, roleName, type TaskKind } from './question.ts';

/** May this AI system be used for real people? */
export const goLive: TaskKind = {
  name: 'go-live',
  about: { type: 'ai-system', transition: 'request-go-live' },
  number: [FAILED_TESTS, { key: 'affected' }],
  facts: [
    { key: 'tests-failed', required: false, unfavourable: true },
    { key: 'risks-above', required: false, unfavourable: true },
    { key: 'incidents', required: false, unfavourable: true, found: true },
    { key: 'conditions', required: false, unfavourable: true, found: true },
    { key: 'limits', required: false, unfavourable: true },
    {
      key: 'stop-tried',
      required: true,
      staleAfterDays: 180,
      unfavourable: (value) => isSaying(value, 'stop-tried') && value.on === undefined,
    },
    { key: 'purpose', required: true },
    { key: 'prohibited', required: true },
    { key: 'affected', required: true },
    { key: 'tier', required: true },
    { key: 'oversight', required: true },
    { key: 'changed', required: true },
    { key: 'risks', required: false },
    { key: 'impact', required: false, staleAfterDays: 365 },
    { key: 'assessments', required: false, staleAfterDays: 365 },
    {
      key: 'models',
      required: true,
      unfavourable: (value) => isSaying(value, 'model') && value.state !== 'released',
    },
    { key: 'tests', required: false },
    { key: 'data', required: false },
    { key: 'suppliers', required: false },
    { key: 'owner', required: true },
  ],
  async gather(subject, read) {
    const content = contentOf(aiSystem, subject);
    const models = await linked(subject, 'uses-model', read);
    const { autonomy, stoppedBy, lastTried } = content.oversight;
    const tested = models.flatMap(testFacts);
    const data = models.flatMap(dataFacts);
    const [risks, impact] = await Promise.all([
      riskFacts(subject.ref, read),
      impactFacts(subject.ref, read),
    ]);
    const assessments = await evidenceFacts('assessments', subject, 'assessed-by', read);
    return {
      facts: [
        ...tested,
        ...(await incidentFacts([subject, ...models], read)),
        ...(await conditionFacts([subject, ...models], read)),
        ...models.flatMap(limitFacts),
        stopTried(subject, lastTried),
        fact('purpose', subject, content.purpose),
        fact('prohibited', subject, content.prohibitedUses),
        fact(
          'affected',
          subject,
          content.affected.map(({ group, number, harm }) => `${group}, ${number}: ${harm}`),
        ),
        fact('tier', subject, { say: 'tier', tier: content.tier, reason: content.tierReason }),
        fact('oversight', subject, [
          { say: 'autonomy', autonomy },
          { say: 'stopped-by', ...(await roleName(stoppedBy, read)) },
        ]),
        await changes(subject, read),
        ...risks,
        ...impact,
        ...assessments,
        ...models.map(modelFact),
        ...data,
        ...(await suppliersOf(subject, models, read)),
        fact('owner', subject, { say: 'person', ref: content.owner }),
      ],
      unknown: [
        ...content.unknowns,
        ...models.flatMap((each) => contentOf(model, each).unknowns ?? []),
        ...notOnRecord({
          assessments: assessments.length + impact.length === 0,
          tests: tested.length === 0,
          data: data.length === 0,
          'residual-risk': risks.length === 0,
          // No record holds these yet.
          'open-findings': true,
          monitoring: true,
          'legal-duties': true,
        }),
      ],
    };
  },
};

const stopTried = (subject: Sealed, on: string | undefined): Fact =>
  datedAt(
    fact('stop-tried', subject, { say: 'stop-tried', ...(on === undefined ? {} : { on }) }),
    on,
  );

function modelFact(each: Sealed): Fact {
  const { name, release, intendedUse } = contentOf(model, each);
  const { state } = each.version;
  return fact('models', each, { say: 'model', name, release, use: intendedUse, state });
}

// The system's own and its models', each once.
async function suppliersOf(
  subject: Sealed,
  models: readonly Sealed[],
  read: Parameters<typeof supplierFacts>[1],
): Promise<readonly Fact[]> {
  const found = await Promise.all([subject, ...models].map((of) => supplierFacts(of, read)));
  const byDigest = new Map(found.flat().map((each) => [JSON.stringify(each.source), each]));
  return [...byDigest.values()];
}
