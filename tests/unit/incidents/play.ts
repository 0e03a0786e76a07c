import { answer as answerVote } from '#core/approvals/answer.ts';
import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { incident as incidentType } from '#core/records/incident.ts';
import { responsePlan } from '#core/records/response-plan.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { MINUTE } from '#core/time.ts';
import { askedIn } from '#tests/support/asked.ts';
import { machinery } from '#tests/support/drive.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  ASTRID,
  anApprovalPolicy,
  given,
  givenPeople,
  INGRID,
  NAMES as PEOPLE,
  SCORING,
} from '#tests/support/people.ts';
import { workKind } from '#workflows/incident/contract.ts';
import { aMessage, anEvent, aRunnerByRecords } from '../signals/folding/runner.ts';

export const BERIT = 'person/01936b2c-7b1e-7c3a-9f00-000000000006';
export const TOVE = 'person/01936b2c-7b1e-7c3a-9f00-000000000007';
export const ODA = 'person/01936b2c-7b1e-7c3a-9f00-000000000008';
export const SYSTEM = 'ai-system/credit-scoring';

export const NAMES: Readonly<Record<Ref, string>> = {
  ...PEOPLE,
  [BERIT]: 'Berit Solberg',
  [TOVE]: 'Tove Lie',
  [ODA]: 'Oda Berg',
};

const STAFF: readonly (readonly [Ref, string])[] = [
  [BERIT, 'incident-lead'],
  [TOVE, 'model-owner'],
  [ODA, 'model-validator'],
];

const step = (role: string, changes: object = {}) => ({
  role: `role/${role}`,
  deadline: { amount: 1, unit: 'days' },
  reminders: [],
  identity: 'link',
  ...changes,
});

export const aPlan = (changes: object = {}) => ({
  ...(responsePlan.example.content as object),
  owner: ASTRID,
  steps: {
    triage: step('incident-lead', { escalateTo: 'role/chief-risk-officer' }),
    containment: step('incident-lead'),
    analysis: step('model-owner'),
    correction: step('incident-lead'),
    reportability: step('data-protection-officer'),
    closing: step('incident-lead'),
  },
  duties: ['gdpr-art33-authority', 'euaia-art73-general'],
  ...changes,
});

/** Closing is for two people of different roles. */
export const closingPolicy = (changes: object = {}) =>
  anApprovalPolicy({
    name: 'Closing of incidents',
    applies: { type: 'incident', transition: 'request-closure', tier: 'high' },
    stages: [
      {
        name: 'Closing',
        seats: [
          { role: 'role/chief-risk-officer', count: 1 },
          { role: 'role/head-of-ai', count: 1 },
        ],
        quorum: 2,
        deadline: { amount: 5, unit: 'days' },
        reminders: [],
        identity: 'link',
        minimumReadingSeconds: 0,
        shows: 'nothing',
      },
    ],
    exceptions: [
      { duty: 'signed-in', reason: 'Sign-in comes later', until: '2027-12-31T00:00:00.000Z' },
    ],
    ...changes,
  });

async function furnish(at: House, plan: object): Promise<void> {
  const { store } = at;
  await givenPeople(store);
  for (const [person, role] of STAFF) {
    const content = { name: role, responsibilities: ['Acts'] };
    await given(store, { type: 'role', id: role, state: 'active', content });
    await given(store, {
      type: 'person',
      id: person.slice('person/'.length),
      state: 'active',
      content: {
        name: NAMES[person],
        email: `${role}@halden.example`,
        language: 'en',
        zone: 'Europe/Oslo',
      },
      links: [{ rel: 'holds', to: `role/${role}` }],
    });
  }
  await given(store, { type: 'response-plan', id: 'default', state: 'in-force', content: plan });
  await given(store, {
    type: 'approval-policy',
    id: 'incident-request-closure-high',
    state: 'in-force',
    content: closingPolicy(),
  });
  await given(store, {
    type: 'ai-system',
    id: 'credit-scoring',
    state: 'live',
    content: { ...SCORING, owner: TOVE },
  });
}

/** When it begins. */
export const START = '2026-11-24T06:08:00.000Z';

/** A house in which signals open incidents, and hands for whoever is asked. */
export async function play(plan: object = aPlan(), at: House = house({ start: START })) {
  await furnish(at, plan);
  return playedIn(at);
}

export type Play = Awaited<ReturnType<typeof play>>;

export function playedIn(at: House) {
  const machines = machinery(at);
  const asked = askedIn(at, NAMES, workKind);
  let signals = 0;

  /** A signal comes, grave enough for an incident unless it says otherwise. */
  async function signal(changes: Record<string, string> = {}): Promise<readonly string[]> {
    signals += 1;
    const event = anEvent(`k${signals}`, { severity: 'high', at: at.clock.now(), ...changes });
    const runner = aRunnerByRecords(at);
    const { wanted } = await runner.fold([aMessage(`m${signals}`, event, at.clock.now())]);
    return wanted;
  }

  /** Minutes pass in one stride; then the sweep comes, machines go on, and mails go out. */
  async function pass(minutes = 0, causes: readonly string[] = []): Promise<void> {
    at.clock.advance(minutes * MINUTE);
    for (const rung of [{ causes }, {}]) {
      const { failed } = await at.sweep(rung);
      if (failed.length > 0) throw new Error(`The sweep failed: ${JSON.stringify(failed)}`);
      await machines.run();
    }
  }

  /** All incidents, in the order in which they were opened. */
  async function incidents(): Promise<readonly Head[]> {
    const { records } = await at.lists.byType('incident', { limit: 100 });
    return Promise.all(records.map(({ ref }) => at.store.need(ref)));
  }

  async function theIncident(): Promise<Head> {
    const [first] = await incidents();
    if (first === undefined) throw new Error('There is no incident');
    return first;
  }

  /** A signal that opens an incident, whose machine asks then. */
  async function opened(changes: Record<string, string> = {}): Promise<Head> {
    // Ids are in the order of their moments.
    at.clock.advance(1);
    const wanted = await signal(changes);
    await pass(0, wanted);
    const all = await incidents();
    const last = all.at(-1);
    if (last === undefined) throw new Error('There is no incident');
    return last;
  }

  const isAsked = async (kind: string): Promise<boolean> =>
    (await asked.openTasks(kind)).length > 0;

  /** Whoever is asked answers a piece of work; fields by their keys. */
  const post = async (kind: string, fields: Record<string, string>, of?: Ref) =>
    asked.post(await asked.openTask(kind, of), fields);

  /** The same, and machines go on. */
  async function answer(...given: Parameters<typeof post>) {
    const answered = await post(...given);
    await machines.run();
    return answered;
  }

  /** Whoever is seated decides whether an incident is closed. */
  async function vote(person: Ref, choice: 'approve' | 'reject' = 'approve') {
    const { records } = await at.lists.byPerson(person, { limit: 100 });
    const heads = await Promise.all(records.map(({ ref }) => at.store.need(ref)));
    const head = heads.find(
      (each) =>
        each.version.type === 'task' &&
        each.version.state === 'open' &&
        contentOf(taskType, each).kind === 'close-incident',
    );
    if (head === undefined) throw new Error(`${person} is not asked`);
    const answered = await answerVote(
      at,
      {
        code: asked.codeOf(head.ref),
        choice,
        comment: choice === 'reject' ? 'The letters have not been sent' : '',
        signature: NAMES[person] ?? '',
        facts: contentOf(taskType, head).facts,
        opened: at.clock.now(),
      },
      at.gather,
    );
    return answered;
  }

  /** The same, and machines go on. */
  async function decide(...given: Parameters<typeof vote>) {
    const answered = await vote(...given);
    await machines.run();
    return answered;
  }

  return {
    at,
    machines,
    signal,
    pass,
    incidents,
    theIncident,
    opened,
    openTask: asked.openTask,
    codeOf: asked.codeOf,
    isAsked,
    post,
    answer,
    vote,
    decide,
    contentOf: (head: Head) => contentOf(incidentType, head),
  };
}

/** What people say of the drift of the credit score. */
export const SAID = {
  triage: {
    verdict: 'confirm',
    severity: 'high',
    'harm-discrimination': 'yes',
    affected: 'About 120 applicants',
    use: 'continues',
    reason: 'Refusals doubled since Monday',
  },
  contain: {
    what: 'Every refusal goes to a loan officer',
    contained: '2026-11-24 07:20',
    residual: 'Refusals of Monday still stand',
  },
  explain: {
    cause: 'A form counts the 13th salary twice since its last release',
    kind: 'change',
    method: 'five-whys',
    elsewhere: 'The limit engine reads the same form; it was looked at, and is not affected',
    reassess: 'asked',
    reassessReason: 'The risk of wrong income was thought unlikely',
    anew: 'not-needed',
  },
  plan: {
    'actions-1-text': 'Refit on applications since March',
    'actions-1-owner': TOVE,
    'actions-1-due': '2026-12-01',
    'actions-1-effectDue': '2027-01-15',
    'actions-1-effectBy': INGRID,
    'actions-1-shownBy': 'Stability of income under 0.1 for eight weeks',
  },
  notReportable: { reportable: 'no', reason: 'Nobody was harmed for good' },
  carryOut: { how: 'Refitted and released as version 15' },
  sumUp: {
    summary: 'The score took some incomes for higher than they are',
    repaired: '2026-11-24 07:30',
    harmed: '120 applicants; all were asked again',
    told: 'All 120 by letter',
    anew: 'not-needed',
  },
} as const;

/** Leads an incident up to a state by what people say where a test says nothing else. */
export async function leadTo(p: Play, state: string): Promise<void> {
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['confirmed', () => p.answer('triage-incident', SAID.triage)],
    ['contained', () => contained(p)],
    ['explained', () => p.answer('explain-incident', SAID.explain)],
    ['correcting', () => p.answer('plan-correction', SAID.plan)],
    ['corrected', () => corrected(p)],
    ['in-closure', () => p.answer('sum-up-incident', SAID.sumUp)],
    ['closed', () => closed(p)],
  ];
  for (const [reached, step] of steps) {
    await step();
    if (reached === state) return;
  }
}

async function contained(p: Play): Promise<void> {
  p.at.clock.advance(30 * MINUTE);
  await p.answer('contain-incident', SAID.contain);
}

async function corrected(p: Play): Promise<void> {
  if (await p.isAsked('decide-reportability')) {
    await p.answer('decide-reportability', SAID.notReportable);
  }
  await p.answer('carry-out-action', SAID.carryOut);
}

async function closed(p: Play): Promise<void> {
  await p.decide(INGRID);
  await p.decide(ASTRID);
}
