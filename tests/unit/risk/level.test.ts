import { beforeEach, describe, expect, it } from 'vitest';
import type { Ref } from '#core/ids.ts';
import { assessmentPlan } from '#core/records/assessment-plan.ts';
import { contentOf } from '#core/records/content-of.ts';
import { DIMENSIONS } from '#core/records/risk-criteria.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Head } from '#core/store/items.ts';
import { given, INGRID, LARS } from '#tests/support/people.ts';
import { aPlan, NAMES, PLAN, type Play, play, STAFFED } from './play.ts';

/** Who sits on the board, and somebody who shares a lesser role with them. */
const { KARI, GEIR } = STAFFED;

let p: Play;
beforeEach(async () => {
  p = await play();
});

const state = async (ref: string) => (await p.at.store.need(ref)).version.state;

const theTask = (kind: string) => p.openTask(kind);

const ACCEPTED = {
  verdict: 'accept',
  gains: 'Applicants get an answer in a day; those under 25 bear it',
  until: '2027-01-31',
  endsBy: 'A complaint that is upheld',
  reason: 'Stopping would send them to dearer loans',
};

const REFUSED = { verdict: 'refuse', reason: 'A second look alone changes nothing' };

/** Bias is above what is borne of it, at the level that the estimate comes to. */
async function above(likelihood: string): Promise<Head> {
  await p.assessImpact();
  const assessment = await p.start();
  for (const dimension of DIMENSIONS) {
    const bad = { likelihood, impactIndividuals: '4', impactGroups: '4' };
    expect(await p.assess(dimension, dimension === 'bias' ? bad : {})).toMatchObject({
      is: 'recorded',
    });
    if (dimension === 'bias') await p.assess('bias');
  }
  return assessment;
}

const plan = async () =>
  expect(await p.answer(await theTask('plan-treatment'), PLAN)).toMatchObject({
    is: 'recorded',
  });

async function passOn(task: Head, passTo: Ref) {
  const form = { choice: 'pass-on', comment: 'I am on leave', passTo };
  const answered = await p.send(p.formOf(task, form));
  await p.machines.run();
  return answered;
}

const holding = (person: Ref, ...roles: readonly string[]) => {
  const of = person.slice('person/'.length);
  return given(p.at.store, {
    type: 'person',
    id: of,
    state: 'active',
    content: {
      name: NAMES[person],
      email: `${of}@halden.example`,
      language: 'en',
      zone: 'Europe/Oslo',
    },
    links: roles.map((role) => ({ rel: 'holds', to: `role/${role}` })),
  });
};

describe('who accepts what is left of a risk', () => {
  it('is by the criteria alone: a plan that says who stands above them is not taken', () => {
    const content = aPlan({
      owner: LARS,
      acceptance: { ...aPlan().acceptance, escalateTo: 'role/head-of-ai' },
    });
    expect(assessmentPlan.stored().safeParse(content).success).toBe(false);
    expect(assessmentPlan.stored().safeParse(aPlan()).success).toBe(true);
  });

  it('is, where they are silent, whoever the next higher level takes', async () => {
    await above('3');
    await plan();
    const first = await theTask('accept-risk');
    expect(contentOf(taskType, first)).toMatchObject({
      person: INGRID,
      capacity: 'role/chief-risk-officer',
    });
    await p.pass(11 * 24 * 60);
    const next = await theTask('accept-risk');
    expect(contentOf(taskType, next)).toMatchObject({
      person: KARI,
      capacity: 'role/board-member',
    });
    expect(await p.answer(next, ACCEPTED)).toMatchObject({ is: 'recorded' });
    expect(await state('risk/credit-scoring-bias')).toBe('accepted');
  });

  it('is nobody else of the highest level: the question stays where it is', async () => {
    await above('5');
    await plan();
    const first = await theTask('accept-risk');
    expect(contentOf(taskType, first).capacity).toBe('role/board-member');
    await p.pass(11 * 24 * 60);
    expect((await theTask('accept-risk')).ref).toBe(first.ref);
  });

  it('is nobody to whom it came by a lesser role that two have in common', async () => {
    await holding(KARI, 'chief-risk-officer', 'security-officer');
    await above('3');
    await plan();
    expect(await passOn(await theTask('accept-risk'), KARI)).toMatchObject({ is: 'recorded' });
    expect(await passOn(await theTask('accept-risk'), GEIR)).toMatchObject({ is: 'recorded' });
    const task = await theTask('accept-risk');
    expect(contentOf(taskType, task).person).toBe(GEIR);
    for (const verdict of [ACCEPTED, REFUSED]) {
      expect(await p.answer(task, verdict)).toMatchObject({
        is: 'problems',
        problems: { refused: { say: 'not-of-this-level' } },
      });
    }
    expect(await state('risk/credit-scoring-bias')).toBe('treated');
  });

  it('is whoever it was passed on to in the role of the level', async () => {
    await holding(KARI, 'chief-risk-officer');
    await above('3');
    await plan();
    await passOn(await theTask('accept-risk'), KARI);
    expect(await p.answer(await theTask('accept-risk'), ACCEPTED)).toMatchObject({
      is: 'recorded',
    });
    expect(await state('risk/credit-scoring-bias')).toBe('accepted');
  });
});

describe('a risk that nobody accepts, however it is planned', () => {
  it('ends its assessment on record with the ninth refusal', async () => {
    const { ref } = await above('3');
    for (let times = 1; times <= 9; times++) {
      expect(await state(ref)).toBe('treating');
      await plan();
      expect(await p.answer(await theTask('accept-risk'), REFUSED)).toMatchObject({
        is: 'recorded',
      });
    }
    const { version } = await p.at.store.need(ref);
    expect(version).toMatchObject({
      state: 'overdue',
      reason: 'risk/credit-scoring-bias was not accepted by any of 9 plans',
    });
    expect(await p.openTasks()).toEqual([]);
    expect(await state('risk/credit-scoring-bias')).toBe('treated');
  });
});

describe('two who assess the same dimension', () => {
  it('stay two: it is not passed on to whoever has it passed on to them', async () => {
    await holding(KARI, 'ai-risk');
    await p.start();
    const [first, second] = [await p.assessTask('bias', 0), await p.assessTask('bias', 1)];
    expect(await passOn(first, KARI)).toMatchObject({ is: 'recorded' });
    expect(await passOn(second, KARI)).toMatchObject({
      is: 'problems',
      problems: { common: [{ field: 'passTo', problem: 'barred' }] },
    });
  });
});
