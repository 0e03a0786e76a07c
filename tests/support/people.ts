import type { Ref } from '#core/ids.ts';
import type { Link } from '#core/records/define-type.ts';
import type { Head } from '#core/store/items.ts';
import type { RecordStore } from '#core/store/record-store.ts';

/** Small named makers with fixed values, so that a digest in a test can be read again. */

export const SETUP = { actor: 'service/setup', via: 'api', reason: 'First set-up' } as const;

interface Given {
  readonly type: string;
  readonly id: string;
  readonly state: string;
  readonly content: unknown;
  readonly links?: readonly Link[];
}

/** Writes a record as it should stand, past every rule of who may. */
export async function given(store: RecordStore, record: Given): Promise<Head> {
  const before = await store.load(`${record.type}/${record.id}`);
  const made = await store.draft({
    ...SETUP,
    type: record.type,
    id: record.id,
    before,
    action: before === undefined ? 'create' : 'edit',
    state: record.state,
    content: record.content,
    links: record.links ?? [],
  });
  await store.commit([made]);
  return made.head;
}

export const INGRID = 'person/01936b2c-7b1e-7c3a-9f00-000000000001';
export const ASTRID = 'person/01936b2c-7b1e-7c3a-9f00-000000000002';
export const LARS = 'person/01936b2c-7b1e-7c3a-9f00-000000000003';

const PEOPLE = {
  [INGRID]: {
    name: 'Ingrid Solheim',
    email: 'ingrid.solheim@halden.example',
    role: 'chief-risk-officer',
  },
  [ASTRID]: { name: 'Astrid Nygård', email: 'astrid.nygard@halden.example', role: 'head-of-ai' },
  [LARS]: {
    name: 'Lars Bakke',
    email: 'lars.bakke@halden.example',
    role: 'data-protection-officer',
  },
} as const;

/** How each of them signs. */
export const NAMES: Readonly<Record<Ref, string>> = Object.fromEntries(
  Object.entries(PEOPLE).map(([ref, { name }]) => [ref, name]),
);

export const ROLES = {
  'chief-risk-officer': 'Chief Risk Officer',
  'head-of-ai': 'Head of AI',
  'data-protection-officer': 'Data Protection Officer',
} as const;

/** The organisation with its roles and people. */
export async function givenPeople(store: RecordStore): Promise<void> {
  await given(store, {
    type: 'organisation',
    id: 'halden',
    state: 'active',
    content: {
      name: 'Halden Savings Bank',
      roles: ['producer'],
      zone: 'Europe/Oslo',
      language: 'en',
    },
  });
  for (const [id, name] of Object.entries(ROLES)) {
    const content = { name, responsibilities: [`Acts as ${name}`] };
    await given(store, { type: 'role', id, state: 'active', content });
  }
  for (const [ref, { name, email, role }] of Object.entries(PEOPLE)) {
    await given(store, {
      type: 'person',
      id: ref.slice('person/'.length),
      state: 'active',
      content: { name, email, language: 'en', zone: 'Europe/Oslo' },
      links: [{ rel: 'holds', to: `role/${role}` }],
    });
  }
}

export const aPolicy = (changes: object = {}) => ({
  name: 'AI policy',
  owner: ASTRID,
  whyNow: 'Credit scoring goes live in January',
  duties: ['No AI system goes live without its recorded approval'],
  binds: 'All employees',
  effective: '2027-01-01',
  nextReview: '2027-11-30',
  enforcedBySoftware: ['Approval before going live'],
  restsOnPeople: ['Reporting unexpected behaviour within a day'],
  unknowns: ['How the supervisor will read Annex III'],
  ...changes,
});

/** An AI system of high risk, in which nothing is missing. */
export const SCORING = {
  name: 'Credit scoring',
  purpose: 'Recommends a limit for household loans',
  owner: ASTRID,
  tier: 'high',
  tierReason: 'Annex III point 5(b)',
  prohibitedUses: ['Pricing of insurance'],
  affected: [{ group: 'Applicants', number: 'about 9,000 a year', harm: 'A loan refused' }],
  oversight: { autonomy: 'recommends', stoppedBy: 'role/head-of-ai' },
  unknowns: [],
};

export const anApprovalPolicy = (changes: object = {}) => ({
  name: 'Approval of policies',
  owner: ASTRID,
  whyNow: 'The first policies are written',
  applies: { type: 'policy', transition: 'request-approval' },
  zone: 'Europe/Oslo',
  stages: [
    {
      name: 'Executive',
      seats: [{ role: 'role/chief-risk-officer', count: 1 }],
      quorum: 1,
      deadline: { amount: 5, unit: 'days' },
      reminders: [{ amount: 2, unit: 'days' }],
      identity: 'link',
      minimumReadingSeconds: 60,
      shows: 'nothing',
    },
  ],
  exceptions: [],
  whenDisowned: 'suspend',
  unknowns: [],
  ...changes,
});

/** A policy in draft, and the approval policy that guards it in force. */
export async function givenPolicy(store: RecordStore, approvalPolicy: object = {}) {
  await given(store, {
    type: 'approval-policy',
    id: 'policy-request-approval',
    state: 'in-force',
    content: anApprovalPolicy(approvalPolicy),
  });
  return given(store, { type: 'policy', id: 'ai-policy', state: 'draft', content: aPolicy() });
}
