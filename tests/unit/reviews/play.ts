import { create } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { reviewIn } from '#core/reviews/review.ts';
import type { Head } from '#core/store/items.ts';
import { type Facts, parseFacts } from '#core/tasks/facts.ts';
import { DAY, MINUTE } from '#core/time.ts';
import { answerWork } from '#core/work/answer-work.ts';
import { machinery } from '#tests/support/drive.ts';
import { type House, house } from '#tests/support/house.ts';
import { ASTRID, givenPeople, INGRID, LARS } from '#tests/support/people.ts';
import { workKind } from '#workflows/review/contract.ts';

export const SYSTEM: Ref = 'ai-system/credit-scoring';

const NAMES: Readonly<Record<Ref, string>> = {
  [INGRID]: 'Ingrid Solheim',
  [ASTRID]: 'Astrid Nygård',
  [LARS]: 'Lars Bakke',
};

export const aCadence = (changes: object = {}) => ({
  type: 'ai-system',
  anchor: { from: 'completion', months: 3 },
  reviewer: 'role/head-of-ai',
  approver: 'role/chief-risk-officer',
  deadline: { amount: 10, unit: 'days' },
  reminders: [],
  identity: 'link',
  ...changes,
});

export const aPlan = (changes: object = {}) => ({
  name: 'What is looked at again',
  owner: LARS,
  zone: 'Europe/Oslo',
  cadences: [aCadence()],
  evidence: [],
  ...changes,
});

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

export const BY = { actor: LARS, via: 'api', reason: 'First set-up' } as const;

const isMadeOf = (at: House, type: string) => async (id: string, content: object) =>
  create(at, type, id, { content, links: [] }, BY);

/** A house in which records are looked at again, and hands for whoever is asked. */
export async function play(plan: object = aPlan(), start = '2026-11-24T06:08:00.000Z') {
  const at = house({ start });
  await givenPeople(at.store);
  await isMadeOf(at, 'review-plan')('default', plan);
  await isMadeOf(at, 'ai-system')('credit-scoring', SCORING);
  const machines = machinery(at);

  async function pass(days = 0): Promise<void> {
    at.clock.advance(days * DAY);
    for (let turn = 1; turn <= 2; turn++) {
      await at.sweep();
      await machines.run();
      at.clock.advance(3 * MINUTE);
    }
  }

  const reviews = async (of: Ref = SYSTEM): Promise<readonly Head[]> => {
    const refs = await at.lists.incoming(of, 'reviews');
    return Promise.all(refs.toSorted().map((ref) => at.store.need(ref)));
  };

  /** The newest review. */
  async function newest(of: Ref = SYSTEM): Promise<Head> {
    const head = (await reviews(of)).at(-1);
    if (head === undefined) throw new Error(`${of} was never reviewed`);
    return head;
  }

  const openTasks = async (kind: string): Promise<readonly Head[]> => {
    const { records } = await at.lists.byState('task', 'open', { limit: 100 });
    const heads = await Promise.all(records.map(({ ref }) => at.store.need(ref)));
    return heads.filter((head) => contentOf(taskType, head).kind === kind);
  };

  async function taskOf(kind: string): Promise<Head> {
    const [task] = await openTasks(kind);
    if (task === undefined) throw new Error(`Nobody is asked: ${kind}`);
    return task;
  }

  const codeOf = (task: Ref): string =>
    at.sentWork.findLast(({ delivery, code }) => delivery.of === task && code !== undefined)
      ?.code ?? '';

  async function answer(kind: string, fields: Record<string, string>) {
    const task = await taskOf(kind);
    const { person, facts } = contentOf(taskType, task);
    const posted = Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [`w-${key}`, value]),
    );
    const answered = await answerWork(
      at,
      {
        code: codeOf(task.ref),
        choice: 'submit',
        comment: '',
        signature: NAMES[person] ?? '',
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

  /** The facts that a task shows. */
  async function factsOf(task: Head): Promise<Facts['facts']> {
    const item = await at.table.get({ pk: `R#${task.ref.replace('/', '#')}`, sk: 'F' });
    return parseFacts(String(item?.facts)).facts;
  }

  const dueOf = async (ref: Ref): Promise<string | undefined> =>
    (await at.store.need(ref)).pending.find((each) => each.for === 'review')?.at;

  return {
    at,
    machines,
    pass,
    reviews,
    newest,
    openTasks,
    taskOf,
    answer,
    factsOf,
    dueOf,
    codeOf,
    contentOf: reviewIn,
    make: (type: string, id: string, content: object) => isMadeOf(at, type)(id, content),
  };
}

export type Play = Awaited<ReturnType<typeof play>>;

export const CONFIRM = { found: 'confirm', reason: 'Looked at its tests and its incidents' };
