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
import { parseFacts } from '#core/tasks/facts.ts';
import { MINUTE } from '#core/time.ts';
import { answerWork } from '#core/work/answer-work.ts';
import { machinery } from '#tests/support/drive.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, given, givenPeople, INGRID, LARS } from '#tests/support/people.ts';
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
  [INGRID]: 'Ingrid Solheim',
  [ASTRID]: 'Astrid Nygård',
  [LARS]: 'Lars Bakke',
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

  async function pass(minutes = 0): Promise<void> {
    at.clock.advance(minutes * MINUTE);
    await at.sweep();
    await machines.run();
    await at.sweep();
    await machines.run();
  }

  async function start(asked: Partial<Parameters<typeof startAssessment>[1]> = {}): Promise<Head> {
    const by = { actor: LARS, via: 'api', reason: 'It is to go live' } as const;
    const head = await startAssessment(at, { system: SYSTEM, why: 'by-hand', ...asked }, by);
    await machines.run();
    return head;
  }

  const openTasks = async (kind?: string): Promise<readonly Head[]> => {
    const { records } = await at.lists.byState('task', 'open', { limit: 100 });
    const heads = await Promise.all(records.map(({ ref }) => at.store.need(ref)));
    return heads.filter((head) => kind === undefined || contentOf(taskType, head).kind === kind);
  };

  const codeOf = (task: Ref): string =>
    at.sentWork.findLast(({ delivery, code }) => delivery.of === task && code !== undefined)
      ?.code ?? '';

  /** Whoever a task is put to answers; fields by their keys. */
  async function answer(task: Head, fields: Record<string, string>) {
    const { person: by, facts } = contentOf(taskType, task);
    const posted = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [`w-${key}`, value]),
    );
    const answered = await answerWork(
      at,
      {
        code: codeOf(task.ref),
        choice: 'submit',
        comment: '',
        signature: NAMES[by] ?? '',
        facts,
        opened: at.clock.now(),
        passTo: '',
        posted,
      },
      workKind,
    );
    await machines.run();
    return answered;
  }

  /** The fields of a task's form by their keys, each with the option at its place. */
  async function choices(task: Head, nth: number): Promise<Record<string, string>> {
    const item = await at.table.get({ pk: `R#${task.ref.replace('/', '#')}`, sk: 'F' });
    const { fields } = JSON.parse(String(item?.work)) as {
      fields: { kind: string; key: string; options?: { value: string }[] }[];
    };
    return Object.fromEntries(
      fields
        .filter(({ kind }) => kind === 'one-of')
        .map(({ key, options = [] }) => [key, options.at(nth)?.value ?? '']),
    );
  }

  const under = async (task: Head) =>
    at.table.get({ pk: `R#${task.ref.replace('/', '#')}`, sk: 'F' });

  /** What stood in a task's form before anybody typed. */
  async function filledIn(task: Head): Promise<Record<string, string> | undefined> {
    const item = await under(task);
    return (JSON.parse(String(item?.work)) as { filled?: Record<string, string> }).filled;
  }

  const factsOf = async (task: Head) => parseFacts(String((await under(task))?.facts)).facts;

  /** The open task of a dimension, the n-th of its assessors. */
  async function assessTask(dimension: string, nth = 0): Promise<Head> {
    const tasks = await openTasks('assess-risk');
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
    at,
    machines,
    pass,
    start,
    openTasks,
    answer,
    assess,
    assessTask,
    choices,
    codeOf,
    filledIn,
    factsOf,
    assessImpact,
    theAssessment,
    contentOf: (head: Head) => assessmentIn(head),
  };
}

export type Play = Awaited<ReturnType<typeof play>>;
