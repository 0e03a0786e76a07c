import type { Ref } from '#core/ids.ts';
import { recordType } from '#core/records/registry.ts';
import type { Head } from '#core/store/items.ts';
import { type House, house } from '#tests/support/house.ts';
import { givenWholeIncident } from '#tests/support/incident-records.ts';
import {
  ASTRID,
  anApprovalPolicy,
  aPolicy,
  given,
  givenPeople,
  LARS,
} from '#tests/support/people.ts';
import { givenRiskMatters, givenRisks } from '#tests/support/risk-records.ts';

/** Records of every type that is asked about, with all that a fact may come from. */
export async function world() {
  const at = house();
  const { store } = at;
  await givenPeople(store);
  await given(store, {
    type: 'vendor',
    id: 'fjord',
    state: 'active',
    content: { name: 'Fjord Analytics', supplies: ['Scorecards'], country: 'NO' },
  });
  const evidence = await given(store, {
    type: 'evidence',
    id: '01936b2c-7b1e-7c3a-9f00-0000000000e1',
    state: 'stored',
    content: {
      class: 'evidence',
      collected: '2026-10-20T09:00:00.000Z',
      mediaType: 'application/pdf',
      name: 'validation.pdf',
      personal: false,
      sha256: 'e'.repeat(64),
      size: 10,
      source: 'Model validation, second line',
    },
  });
  const { version, digest } = { version: evidence.version.version, digest: evidence.digest };
  const tested = { rel: 'tested-by', to: evidence.ref, version, digest };
  const model = await given(store, {
    type: 'model',
    id: 'scorecard',
    state: 'registered',
    content: aModel(),
    links: [{ rel: 'supplied-by', to: 'vendor/fjord' }, tested],
  });
  const system = await given(store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'draft',
    content: aSystem(),
    links: [
      { rel: 'uses-model', to: model.ref },
      { rel: 'assessed-by', to: evidence.ref },
    ],
  });
  const policy = await given(store, {
    type: 'policy',
    id: 'ai-policy',
    state: 'draft',
    content: aPolicy({ text: 'The whole text.' }),
  });
  const terms = await given(store, {
    type: 'approval-policy',
    id: 'policy-request-approval',
    state: 'draft',
    content: anApprovalPolicy({
      exceptions: [
        { duty: 'signed-in', reason: 'Sign-in comes later', until: '2027-03-31T21:59:59.999Z' },
      ],
      stages: [
        {
          ...anApprovalPolicy().stages[0],
          escalation: { before: { amount: 1, unit: 'days' }, to: 'role/head-of-ai' },
        },
      ],
    }),
  });
  await givenOpen(store, system.ref, 'a-c1', 'open');
  await givenOpen(store, model.ref, 'b-c1', 'missed');
  await given(store, {
    type: 'incident',
    id: 'drift',
    state: 'contained',
    content: anIncident(),
    links: [
      { rel: 'concerns', to: system.ref },
      { rel: 'of-model', to: model.ref, version: model.version.version, digest: model.digest },
    ],
  });
  const incident = await givenWholeIncident(store);
  const risks = await givenRiskMatters(store);
  await givenRisks(store, system, risks['adopt-risk-criteria']);
  const asked = { 'go-live': system, 'release-model': model, 'close-incident': incident };
  return { at, subjects: { ...asked, ...risks, ...about(policy, terms) } };
}

const about = (policy: Head, terms: Head) => ({
  'approve-policy': policy,
  'adopt-approval-policy': terms,
});

/** A condition that an earlier approval of a record rests on. */
const givenOpen = (store: House['store'], about: Ref, id: string, state: string) =>
  given(store, {
    type: 'condition',
    id,
    state,
    content: { ...(recordType('condition').example.content as object), text: `Promise ${id}` },
    links: [{ rel: 'about', to: about }],
  });

const anIncident = () => recordType('incident').example.content;

export const aModel = (changes: object = {}) => ({
  name: 'Scorecard',
  owner: ASTRID,
  tier: 'high',
  release: '14',
  kind: 'classical',
  intendedUse: 'Probability of arrears',
  limitations: ['Not validated for the self-employed'],
  tests: [
    {
      name: 'Approval rate',
      group: 'women',
      threshold: 'at least 0.80 of men’s',
      result: '0.78',
      passed: false,
      on: '2026-11-12',
    },
    { name: 'AUC', threshold: 'at least 0.70', result: '0.74', passed: true, on: '2026-11-12' },
  ],
  data: 'Loans of 2019 to 2025, by contract; no applicants under 21',
  unknowns: ['Behaviour in a recession'],
  ...changes,
});

export const aSystem = (changes: object = {}) => ({
  name: 'Credit scoring',
  purpose: 'Recommends a limit for household loans',
  owner: LARS,
  tier: 'high',
  tierReason: 'Annex III, point 5(b)',
  prohibitedUses: ['Pricing of insurance'],
  affected: [{ group: 'Applicants', number: '9,000 a year', harm: 'A loan wrongly refused' }],
  oversight: {
    autonomy: 'recommends',
    stoppedBy: 'role/head-of-ai',
    lastTried: '2026-10-02',
  },
  unknowns: ['Income from several countries'],
  ...changes,
});
