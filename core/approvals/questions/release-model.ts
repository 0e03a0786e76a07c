import { contentOf } from '../../records/content-of.ts';
import { model } from '../../records/model.ts';
import { changes } from './changes.ts';
import {
  dataFacts,
  evidenceFacts,
  FAILED_TESTS,
  limitFacts,
  supplierFacts,
  testFacts,
} from './of-models.ts';
import { conditionFacts, incidentFacts } from './open-matters.ts';
import { fact, notOnRecord, type TaskKind } from './question.ts';

/** May this version of a model be used by AI systems? */
export const releaseModel: TaskKind = {
  name: 'release-model',
  about: { type: 'model', transition: 'request-release' },
  number: [FAILED_TESTS],
  facts: [
    { key: 'tests-failed', required: false, unfavourable: true },
    { key: 'incidents', required: false, unfavourable: true, found: true },
    { key: 'conditions', required: false, unfavourable: true, found: true },
    { key: 'limits', required: false, unfavourable: true },
    { key: 'use', required: true },
    { key: 'kind', required: true },
    { key: 'tier', required: false },
    { key: 'changed', required: true },
    { key: 'tests', required: false },
    { key: 'test-evidence', required: false, staleAfterDays: 365 },
    { key: 'data', required: false },
    { key: 'suppliers', required: false },
    { key: 'owner', required: false },
  ],
  async gather(subject, read) {
    const { intendedUse, kind, tier, tests, data, owner, unknowns, artefact } = contentOf(
      model,
      subject,
    );
    return {
      facts: [
        ...testFacts(subject),
        ...(await incidentFacts([subject], read)),
        ...(await conditionFacts([subject], read)),
        ...limitFacts(subject),
        fact('use', subject, intendedUse),
        fact('kind', subject, { say: 'model-kind', kind }),
        ...(tier === undefined ? [] : [fact('tier', subject, { say: 'tier', tier })]),
        await changes(subject, read),
        ...(await evidenceFacts('test-evidence', subject, 'tested-by', read)),
        ...dataFacts(subject),
        ...(await supplierFacts(subject, read)),
        ...(owner === undefined ? [] : [fact('owner', subject, { say: 'person', ref: owner })]),
      ],
      unknown: [
        ...(unknowns ?? []),
        ...notOnRecord({
          tests: (tests ?? []).length === 0,
          data: data === undefined,
          owner: owner === undefined,
          tier: tier === undefined,
          artefact: artefact === undefined,
        }),
      ],
    };
  },
};
