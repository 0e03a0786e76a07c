import { acceptance } from '#core/records/acceptance.ts';
import { aimsScope } from '#core/records/aims-scope.ts';
import { impactAssessment } from '#core/records/impact-assessment.ts';
import { risk } from '#core/records/risk.ts';
import { riskCriteria } from '#core/records/risk-criteria.ts';
import { pin } from '#core/store/commit.ts';
import type { Head } from '#core/store/items.ts';
import type { RecordStore } from '#core/store/record-store.ts';
import { ASTRID, given } from './people.ts';

/** What is on record of the risks and the impact of a system, for whoever decides about it. */

const example = (type: { readonly example: { readonly content: unknown } }): object =>
  type.example.content as object;

/** Criteria, an impact assessment and a scope that ask to be agreed to. */
export async function givenRiskMatters(store: RecordStore) {
  const criteria = await given(store, {
    type: 'risk-criteria',
    id: 'default',
    state: 'draft',
    content: { ...example(riskCriteria), owner: ASTRID, unknowns: ['Whether scales fit'] },
  });
  const [impact] = impactsIn();
  const assessed = await given(store, {
    type: 'impact-assessment',
    id: 'another',
    state: 'draft',
    content: {
      ...example(impactAssessment),
      owner: ASTRID,
      individuals: [impact],
      groups: [{ ...impact, severity: 'grave' }],
      society: [impact],
    },
  });
  const scope = await given(store, {
    type: 'aims-scope',
    id: 'scope',
    state: 'draft',
    content: { ...example(aimsScope), owner: ASTRID },
  });
  return {
    'adopt-risk-criteria': criteria,
    'approve-impact-assessment': assessed,
    'adopt-scope': scope,
  };
}

const impactsIn = () =>
  impactAssessment.stored().parse(impactAssessment.example.content).individuals;

/** Two risks of a system: one above appetite and accepted, one within; and its impact. */
export async function givenRisks(store: RecordStore, system: Head, criteria: Head): Promise<void> {
  const content = { ...example(risk), system: system.ref, owner: ASTRID, criteria: pin(criteria) };
  const links = [{ rel: 'threatens', to: system.ref }];
  const { id } = system.version;
  const bias = await given(store, {
    type: 'risk',
    id: `${id}-bias`,
    state: 'accepted',
    content,
    links,
  });
  await given(store, {
    type: 'risk',
    id: `${id}-privacy`,
    state: 'within-appetite',
    content: { ...content, dimension: 'privacy', appetite: 3 },
    links,
  });
  await given(store, {
    type: 'acceptance',
    id: '01936b2c-7b1e-7c3a-9f00-0000000000a1-bias',
    state: 'in-force',
    content: { ...example(acceptance), risk: pin(bias), criteria: pin(criteria) },
    links: [{ rel: 'accepts', to: bias.ref }],
  });
  const { version, digest } = pin(system);
  await given(store, {
    type: 'impact-assessment',
    id,
    state: 'approved',
    content: { ...example(impactAssessment), owner: ASTRID },
    links: [{ rel: 'assesses', to: system.ref, version, digest }],
  });
}
