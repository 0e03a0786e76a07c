import { loadAllQuestionSets } from '#core/catalogue/question-sets.ts';
import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { impactAssessment } from '#core/records/impact-assessment.ts';
import { DIMENSIONS, riskCriteria } from '#core/records/risk-criteria.ts';
import { task as taskType } from '#core/records/task.ts';
import { assessmentIn } from '#core/risk/assessment.ts';
import { startAssessment } from '#core/risk/start.ts';
import { pin } from '#core/store/commit.ts';
import type { Head } from '#core/store/items.ts';
import { MINUTE } from '#core/time.ts';
import { askedIn } from '#tests/support/asked.ts';
import { machinery } from '#tests/support/drive.ts';
import { type House, house } from '#tests/support/house.ts';
import {
  ASTRID,
  given,
  givenPeople,
  LARS,
  NAMES as PEOPLE,
  SCORING,
} from '#tests/support/people.ts';
import { workKind } from '#workflows/risk-assessment/contract.ts';

export const SYSTEM = 'ai-system/credit-scoring';

const person = (n: number): Ref => `person/01936b2c-7b1e-7c3a-9f00-${String(n).padStart(12, '0')}`;

/** Who assesses, and in which role: two for bias. */
export const SIGRID = person(11);
export const EMIL = person(12);
export const STAFFED = { GEIR: person(14), KARI: person(18) } as const;
const STAFF: readonly (readonly [Ref, string, string])[] = [
  [SIGRID, 'Sigrid Dahl', 'ai-risk'],
  [EMIL, 'Emil Haugen', 'ai-risk'],
  [person(13), 'Frida Moen', 'privacy-officer'],
  [person(14), 'Geir Lund', 'security-officer'],
  [person(15), 'Hanne Vik', 'safety-officer'],
  [person(16), 'Ivar Strand', 'misuse-analyst'],
  [person(17), 'Jorun Aas', 'model-validator'],
  [person(18), 'Kari Foss', 'board-member'],
];

const ROLE_OF = {
  bias: 'ai-risk',
  privacy: 'privacy-officer',
  security: 'security-officer',
  safety: 'safety-officer',
  misuse: 'misuse-analyst',
  transparency: 'model-validator',
} as const;

export const NAMES: Readonly<Record<Ref, string>> = {
  ...PEOPLE,
  ...Object.fromEntries(STAFF.map(([ref, name]) => [ref, name])),
};

const step = { deadline: { amount: 10, unit: 'days' }, reminders: [], identity: 'link' } as const;

export const aPlan = (changes: object = {}) => ({
  name: 'Assessment of AI systems',
  owner: LARS,
  zone: 'Europe/Oslo',
  dimensions: DIMENSIONS.map((dimension) => ({
    ...step,
    dimension,
    set: `question-set/${dimension}-machine-learning`,
    assessors: dimension === 'bias' ? 2 : 1,
    role: `role/${ROLE_OF[dimension]}`,
  })),
  treatment: { ...step, role: 'role/head-of-ai' },
  acceptance: step,
  impact: { ...step, role: 'role/data-protection-officer' },
  within: { amount: 60, unit: 'days' },
  ...changes,
});

export const criteriaContent = () => riskCriteria.example.content as object;

async function furnish(at: House, plan: object): Promise<void> {
  const { store } = at;
  await givenPeople(store);
  for (const [ref, name, role] of STAFF) {
    const content = { name: role, responsibilities: ['Acts'] };
    const of = ref.slice('person/'.length);
    await given(store, { type: 'role', id: role, state: 'active', content });
    await given(store, {
      type: 'person',
      id: of,
      state: 'active',
      content: { name, email: `${of}@halden.example`, language: 'en', zone: 'Europe/Oslo' },
      links: [{ rel: 'holds', to: `role/${role}` }],
    });
  }
  for (const { id, content } of await loadAllQuestionSets()) {
    await given(store, { type: 'question-set', id, state: 'in-force', content });
  }
  await given(store, {
    type: 'risk-criteria',
    id: 'default',
    state: 'in-force',
    content: criteriaContent(),
  });
  await given(store, { type: 'assessment-plan', id: 'default', state: 'in-force', content: plan });
  await given(store, { type: 'ai-system', id: 'credit-scoring', state: 'draft', content: SCORING });
}

/** What an assessor says: the mildest answers, but for what is said otherwise. */
export const mild = (changes: Record<string, string> = {}) => ({
  cause: 'Training data hold few applicants under 25',
  event: 'Young applicants are refused more often than their arrears warrant',
  harm: 'No loan, or a dearer one elsewhere',
  to: 'Applicants aged 18 to 24, about 900 a year',
  likelihood: '1',
  rationale: 'The difference was looked at in the spring',
  ...changes,
});

/** A house in which risks are assessed, and hands for whoever is asked. */
export async function play(plan: object = aPlan()) {
  const at = house({ start: '2026-11-24T06:08:00.000Z' });
  await furnish(at, plan);
  const machines = machinery(at);
  const asked = askedIn(at, NAMES, workKind);

  async function pass(minutes = 0): Promise<void> {
    at.clock.advance(minutes * MINUTE);
    await at.sweep();
    await machines.run();
    await at.sweep();
    await machines.run();
  }

  async function start(
    changes: Partial<Parameters<typeof startAssessment>[1]> = {},
  ): Promise<Head> {
    const by = { actor: LARS, via: 'api', reason: 'It is to go live' } as const;
    const head = await startAssessment(at, { system: SYSTEM, why: 'by-hand', ...changes }, by);
    await machines.run();
    return head;
  }

  /** Whoever a task is put to answers, and machines go on. */
  async function answer(...given: Parameters<typeof asked.post>) {
    const answered = await asked.post(...given);
    await machines.run();
    return answered;
  }

  /** The fields of a task's form by their keys, each with the option at its place. */
  async function choices(task: Head, nth: number): Promise<Record<string, string>> {
    const item = await asked.shown(task);
    const { fields } = JSON.parse(String(item?.work)) as {
      fields: { kind: string; key: string; options?: { value: string }[] }[];
    };
    return Object.fromEntries(
      fields
        .filter(({ kind }) => kind === 'one-of')
        .map(({ key, options = [] }) => [key, options.at(nth)?.value ?? '']),
    );
  }

  /** What stood in a task's form before anybody typed. */
  async function filledIn(task: Head): Promise<Record<string, string> | undefined> {
    const item = await asked.shown(task);
    return (JSON.parse(String(item?.work)) as { filled?: Record<string, string> }).filled;
  }

  /** The open task of a dimension, the n-th of its assessors. */
  async function assessTask(dimension: string, nth = 0): Promise<Head> {
    const tasks = await asked.openTasks('assess-risk');
    const head = tasks
      .filter((each) => dimensionOf(each) === dimension)
      .toSorted((a, b) => (a.ref < b.ref ? -1 : 1))[nth];
    if (head === undefined) throw new Error(`Nobody is asked to assess ${dimension}`);
    return head;
  }

  /** Assesses one dimension: all answers the n-th option; `fields` instead. */
  async function assess(dimension: string, fields: Record<string, string> = {}, nth = 0) {
    const task = await assessTask(dimension, nth);
    return answer(task, { ...(await choices(task, 0)), ...mild(), ...fields });
  }

  const theAssessment = async (head: Head) => at.store.need(head.ref);

  function dimensionOf(task: Head): string {
    const { seat } = contentOf(taskType, task);
    const place = Number(seat.slice(1));
    return ['bias', 'bias', ...DIMENSIONS.filter((each) => each !== 'bias')][place - 1] as string;
  }

  /** The impact of the system is assessed, at the version at which it stands. */
  async function assessImpact(): Promise<Head> {
    const system = await at.store.need(SYSTEM);
    const { version, digest } = pin(system);
    return given(at.store, {
      type: 'impact-assessment',
      id: 'credit-scoring',
      state: 'approved',
      content: { ...(impactAssessment.example.content as object), owner: ASTRID },
      links: [{ rel: 'assesses', to: SYSTEM, version, digest }],
    });
  }

  return {
    ...asked,
    at,
    machines,
    pass,
    start,
    answer,
    assess,
    assessTask,
    choices,
    filledIn,
    assessImpact,
    theAssessment,
    contentOf: (head: Head) => assessmentIn(head),
  };
}

export type Play = Awaited<ReturnType<typeof play>>;

/** An estimate that is above appetite. */
export const BAD = { likelihood: '3', impactIndividuals: '4', impactGroups: '4' };

/** What is planned against it. */
export const PLAN = {
  option: 'reduce',
  reason: 'A second look costs little',
  weighed: 'Taking age out: other inputs carry it',
  'actions-1-text': 'A person looks at each refusal under 25',
  'actions-1-owner': ASTRID,
  'actions-1-due': '2027-01-15',
  target: '1',
};

/** Why what is left of it is accepted. */
export const ACCEPT = {
  verdict: 'accept',
  gains: 'Applicants get an answer in a day',
  until: '2027-03-31',
  endsBy: 'A complaint that is upheld',
  reason: 'Stopping would send them to dearer loans',
};

/** All answer; bias is above appetite unless its answers say otherwise. */
export async function assessed(p: Play, bias: Record<string, string> = BAD): Promise<Ref> {
  const { ref } = await p.start();
  for (const dimension of DIMENSIONS) {
    await p.assess(dimension, dimension === 'bias' ? bias : {});
    if (dimension === 'bias') await p.assess('bias', bias);
  }
  return ref;
}

/** The same, and what is left of it is accepted once it is planned. */
export async function accepted(p: Play): Promise<Ref> {
  await p.assessImpact();
  const ref = await assessed(p);
  await p.answer(await p.openTask('plan-treatment'), PLAN);
  await p.answer(await p.openTask('accept-risk'), ACCEPT);
  return ref;
}
