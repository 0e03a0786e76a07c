import { create } from '#core/changes/change.ts';
import type { Ref } from '#core/ids.ts';
import { reviewIn } from '#core/reviews/review.ts';
import type { Head } from '#core/store/items.ts';
import { DAY, MINUTE } from '#core/time.ts';
import { askedIn } from '#tests/support/asked.ts';
import { machinery } from '#tests/support/drive.ts';
import { type House, house } from '#tests/support/house.ts';
import { givenPeople, LARS, NAMES, SCORING } from '#tests/support/people.ts';
import { workKind } from '#workflows/review/contract.ts';

export const SYSTEM: Ref = 'ai-system/credit-scoring';

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
  const asked = askedIn(at, NAMES, workKind);

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

  /** Whoever is asked answers, and machines go on. */
  async function answer(kind: string, fields: Record<string, string>) {
    const answered = await asked.post(await asked.openTask(kind), fields);
    await machines.run();
    return answered;
  }

  const dueOf = async (ref: Ref): Promise<string | undefined> =>
    (await at.store.need(ref)).pending.find((each) => each.for === 'review')?.at;

  return {
    ...asked,
    taskOf: asked.openTask,
    at,
    machines,
    pass,
    reviews,
    newest,
    answer,
    dueOf,
    contentOf: reviewIn,
    make: (type: string, id: string, content: object) => isMadeOf(at, type)(id, content),
  };
}

export type Play = Awaited<ReturnType<typeof play>>;

export const CONFIRM = { found: 'confirm', reason: 'Looked at its tests and its incidents' };
