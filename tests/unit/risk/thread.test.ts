import { beforeEach, describe, expect, it } from 'vitest';
import { acceptance } from '#core/records/acceptance.ts';
import { contentOf } from '#core/records/content-of.ts';
import { risk as riskType } from '#core/records/risk.ts';
import { DIMENSIONS } from '#core/records/risk-criteria.ts';
import { task as taskType } from '#core/records/task.ts';
import { treatment } from '#core/records/treatment.ts';
import { ASTRID, given, INGRID, LARS } from '#tests/support/people.ts';
import { EMIL, type Play, play, SIGRID, SYSTEM } from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const state = async (ref: string) => (await p.at.store.need(ref)).version.state;

/** All dimensions are answered mildly. */
async function allMild(but: readonly string[] = []): Promise<void> {
  for (const dimension of DIMENSIONS.filter((each) => !but.includes(each))) {
    expect(await p.assess(dimension)).toMatchObject({ is: 'recorded' });
    if (dimension === 'bias') expect(await p.assess('bias')).toMatchObject({ is: 'recorded' });
  }
}

/** Bias is far above what is borne of it: as both assessors say, one of them worse. */
async function grave(): Promise<void> {
  const bad = { likelihood: '3', impactIndividuals: '4', impactGroups: '4' };
  expect(await p.assess('bias', bad)).toMatchObject({ is: 'recorded' });
  expect(await p.assess('bias')).toMatchObject({ is: 'recorded' });
}

describe('an assessment of risks, from its start by hand', () => {
  it('asks one person a dimension, and as many as the plan says, none of them twice', async () => {
    const head = await p.start();
    expect(head.version.state).toBe('assessing');
    const tasks = (await p.openTasks('assess-risk')).map((each) => contentOf(taskType, each));
    expect(tasks).toHaveLength(7);
    expect(new Set(tasks.map(({ person }) => person)).size).toBe(7);
    expect(
      tasks
        .slice(0, 2)
        .map(({ person }) => person)
        .toSorted(),
    ).toEqual([SIGRID, EMIL].toSorted());
  });

  it('is done once all have assessed, nothing is above appetite and the impact is assessed', async () => {
    const { ref } = await p.start();
    await allMild();
    expect(await state(ref)).toBe('accepting');
    const [asked] = await p.openTasks('have-impact-assessed');
    if (asked === undefined) throw new Error('Nobody is asked for the impact');
    expect(contentOf(taskType, asked)).toMatchObject({ person: LARS, gate: 'impact' });
    const found = { found: 'Applicants may object; the reasons must name what can be changed' };
    expect(await p.answer(asked, found)).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'impact-not-approved' } },
    });
    await p.assessImpact();
    expect(await p.answer(asked, found)).toMatchObject({ is: 'recorded' });
    expect(await state(ref)).toBe('done');
    const { outcome, dimensions } = p.contentOf(await p.at.store.need(ref));
    expect(outcome?.risks).toHaveLength(6);
    expect(outcome?.level).toBe(1);
    expect(outcome?.nextReview).toBe('2028-11-24');
    expect(dimensions.every(({ together }) => together?.residual.level === 1)).toBe(true);
    const bias = await p.at.store.need('risk/credit-scoring-bias');
    expect(contentOf(riskType, bias)).toMatchObject({ owner: ASTRID, system: SYSTEM });
    expect(bias.version.state).toBe('within-appetite');
    expect(p.machines.ended.size).toBe(1);
  });

  it('has what is above appetite treated, and accepted by whoever that level takes', async () => {
    await p.assessImpact();
    const { ref } = await p.start();
    await allMild(['bias']);
    await grave();
    expect(await state(ref)).toBe('treating');
    expect(p.contentOf(await p.at.store.need(ref)).dimensions[0]?.together?.disagree).toBe(true);
    const [plan] = await p.openTasks('plan-treatment');
    if (plan === undefined) throw new Error('Nobody plans');
    expect(contentOf(taskType, plan).person).toBe(ASTRID);
    expect(
      await p.answer(plan, {
        option: 'reduce',
        reason: 'A second look costs little',
        weighed: 'Taking age out: other inputs carry it',
        'actions-1-text': 'A person looks at each refusal under 25',
        'actions-1-owner': ASTRID,
        'actions-1-due': '2027-01-15',
        target: '1',
      }),
    ).toMatchObject({ is: 'recorded' });
    expect(await state(ref)).toBe('accepting');
    expect(await state('risk/credit-scoring-bias')).toBe('treated');
    const [accept] = await p.openTasks('accept-risk');
    if (accept === undefined) throw new Error('Nobody accepts');
    const asked = contentOf(taskType, accept);
    const { scored } = contentOf(riskType, await p.at.store.need('risk/credit-scoring-bias'));
    expect([scored.residual.level, asked.capacity]).toEqual([3, 'role/chief-risk-officer']);
    expect(asked.person).toBe(INGRID);
    expect(
      await p.answer(accept, {
        verdict: 'accept',
        gains: 'Applicants get an answer in a day; those under 25 bear it',
        until: '2027-03-31',
        endsBy: 'A complaint that is upheld',
        reason: 'Stopping would send them to dearer loans',
      }),
    ).toMatchObject({ is: 'recorded' });
    expect(await state('risk/credit-scoring-bias')).toBe('accepted');
    expect(await state(ref)).toBe('done');
    const id = ref.slice('risk-assessment/'.length);
    const given = await p.at.store.need(`acceptance/${id}-bias`);
    expect(contentOf(acceptance, given)).toMatchObject({ by: INGRID, before: 0 });
    const planned = await p.at.store.need(`treatment/${id}-bias`);
    expect(contentOf(treatment, planned)).toMatchObject({ option: 'reduce', owner: ASTRID });
    expect(await p.openTasks('assess-risk')).toHaveLength(0);
  });
});

describe('an assessment that waits for the impact of its system alone', () => {
  it('ends by itself once that is approved, and asks for it no more', async () => {
    const { ref } = await p.start();
    await allMild();
    await p.assessImpact();
    await p.pass(7 * 60);
    expect(await state(ref)).toBe('done');
    expect(await p.openTasks()).toEqual([]);
  });

  it('is not content with an impact assessment of the system as it was before', async () => {
    await p.assessImpact();
    const { store } = p.at;
    const { version } = await store.need(SYSTEM);
    await given(store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'draft',
      content: { ...version.content, purpose: 'Decides on household loans' },
    });
    const { ref } = await p.start();
    await allMild();
    expect(await state(ref)).toBe('accepting');
    expect(await p.openTasks('have-impact-assessed')).toHaveLength(1);
  });
});
