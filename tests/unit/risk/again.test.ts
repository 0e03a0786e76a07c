import { beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '#core/records/content-of.ts';
import { riskAssessment } from '#core/records/risk-assessment.ts';
import { DIMENSIONS, riskCriteria } from '#core/records/risk-criteria.ts';
import { task as taskType } from '#core/records/task.ts';
import { treatment } from '#core/records/treatment.ts';
import { newestAssessment } from '#core/risk/newest.ts';
import type { Head } from '#core/store/items.ts';
import { ASTRID, given } from '#tests/support/people.ts';
import {
  ACCEPT,
  accepted as acceptedIn,
  assessed as assessedIn,
  BAD,
  criteriaContent,
  PLAN,
  type Play,
  play,
  SYSTEM,
} from './play.ts';

let p: Play;
beforeEach(async () => {
  p = await play();
});

const HOUR = 60;
const DAY = 24 * HOUR;
const BIAS = 'risk/credit-scoring-bias';

const head = (ref: string): Promise<Head> => p.at.store.need(ref);
const state = async (ref: string) => (await head(ref)).version.state;
const idOf = (ref: string) => ref.slice('risk-assessment/'.length);

const first = (kind: string) => p.openTask(kind);

const assessed = (bias?: Record<string, string>) => assessedIn(p, bias);

async function accepted(): Promise<string> {
  const ref = await acceptedIn(p);
  expect(await state(ref)).toBe('done');
  return ref;
}

describe('a risk above appetite', () => {
  it('is not planned without actions, nor for a level that is no lower', async () => {
    await assessed();
    const task = await first('plan-treatment');
    const none = { ...PLAN, 'actions-1-text': '', 'actions-1-owner': '', 'actions-1-due': '' };
    expect(await p.answer(task, none)).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'actions-missing', field: 'actions' } },
    });
    expect(await p.answer(task, { ...PLAN, target: '4' })).toMatchObject({
      problems: { refused: { say: 'target-not-lower', field: 'target' } },
    });
    expect(await state(BIAS)).toBe('above-appetite');
  });

  it('is planned anew where somebody refuses to accept it, with their reason', async () => {
    const ref = await assessed();
    await p.answer(await first('plan-treatment'), PLAN);
    const reason = 'January is too late';
    await p.answer(await first('accept-risk'), { verdict: 'refuse', reason });
    expect(await state(ref)).toBe('treating');
    expect(await p.openTasks('accept-risk')).toEqual([]);
    const again = await first('plan-treatment');
    expect(contentOf(taskType, again).seat).toBe('w2');
    const facts = await p.factsOf(again);
    expect(facts.find(({ key }) => key === 'refused-before')?.value).toEqual([reason]);
    await p.answer(again, { ...PLAN, 'actions-1-due': '2026-12-10' });
    expect(await state(`treatment/${idOf(ref)}-bias`)).toBe('retired');
    expect(await state(`treatment/${idOf(ref)}-bias-2`)).toBe('open');
    await p.answer(await first('accept-risk'), ACCEPT);
    expect(await state(BIAS)).toBe('accepted');
  });

  it('is accepted for no longer than the criteria let that level be', async () => {
    await assessed();
    await p.answer(await first('plan-treatment'), PLAN);
    const task = await first('accept-risk');
    // Half a year for this level: until 24 May.
    expect(await p.answer(task, { ...ACCEPT, until: '2027-05-25' })).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'accepted-for-too-long', field: 'until' } },
    });
    expect(await p.answer(task, { ...ACCEPT, until: '2027-05-24' })).toMatchObject({
      is: 'recorded',
    });
  });

  it('is put to nobody who owns it, though they hold the role', async () => {
    const levels = riskCriteria.stored().parse(criteriaContent()).levels;
    await given(p.at.store, {
      type: 'risk-criteria',
      id: 'default',
      state: 'in-force',
      content: {
        ...criteriaContent(),
        levels: levels.map((each) => ({ ...each, acceptedBy: 'role/head-of-ai' })),
      },
    });
    await assessed();
    await p.answer(await first('plan-treatment'), PLAN);
    expect(await p.openTasks('accept-risk')).toEqual([]);
    expect(p.at.nobodyToAsk.join()).toContain('nobody else can be asked who is role/head-of-ai');
  });

  it('is above appetite again once its acceptance has expired, and is assessed anew', async () => {
    const ref = await accepted();
    await p.pass(130 * DAY);
    expect(await state(`acceptance/${idOf(ref)}-bias`)).toBe('expired');
    expect(await state(BIAS)).toBe('above-appetite');
    const next = await newestAssessment(p.at.table, SYSTEM);
    expect(next).not.toBe(ref);
    expect(contentOf(riskAssessment, await head(next ?? '')).started).toMatchObject({
      why: 'review',
      because: `acceptance/${idOf(ref)}-bias`,
    });
    await p.pass(DAY);
    expect(await newestAssessment(p.at.table, SYSTEM)).toBe(next);
  });
});

describe('a treatment', () => {
  it('is asked for, is overdue on record, and still to be done', async () => {
    const ref = `treatment/${idOf(await accepted())}-bias`;
    await p.pass(1);
    expect(contentOf(taskType, await first('finish-treatment'))).toMatchObject({
      of: ref,
      person: ASTRID,
      deadline: '2027-01-15T22:59:59.999Z',
    });
    await p.pass(60 * DAY);
    expect(await state(ref)).toBe('overdue');
    await p.answer(await first('finish-treatment'), { how: 'Since Monday; see the roster' });
    expect(await state(ref)).toBe('done');
  });

  it.each([
    ['effective', { likelihood: '1' }, 1],
    ['ineffective', BAD, 3],
  ])('is %s only as the next score of its risk says', async (becomes, bias, level) => {
    const ref = `treatment/${idOf(await accepted())}-bias`;
    await p.pass(1);
    await p.answer(await first('finish-treatment'), { how: 'Since Monday; see the roster' });
    expect(await state(ref)).toBe('done');
    const again = await assessed(bias);
    expect(await state(ref)).toBe(becomes);
    expect(contentOf(treatment, await head(ref)).ended).toMatchObject({ by: again, level });
  });

  it('that is not done stays open, whatever its risk is scored', async () => {
    const ref = `treatment/${idOf(await accepted())}-bias`;
    await assessed({ likelihood: '1' });
    expect(await state(ref)).toBe('open');
  });
});

describe('an assessment that is asked for again', () => {
  it('takes the place of the one that runs, and begins with its answers', async () => {
    const one = await p.start();
    await p.assess('privacy', { likelihood: '2', rationale: 'As in spring' });
    const two = await p.start();
    expect(await state(one.ref)).toBe('superseded');
    expect(contentOf(riskAssessment, two).previous).toMatchObject({ id: idOf(one.ref) });
    const tasks = await p.openTasks('assess-risk');
    expect(new Set(tasks.map((each) => contentOf(taskType, each).of))).toEqual(new Set([two.ref]));
    const filled = await p.filledIn(await p.assessTask('privacy'));
    expect(filled).toMatchObject({ 'w-likelihood': '2', 'w-rationale': 'As in spring' });
    expect(await p.filledIn(await p.assessTask('security'))).toBeUndefined();
  });

  it('ends what was accepted once the risk is scored anew', async () => {
    const ref = await accepted();
    await assessed({ likelihood: '1' });
    expect(await state(`acceptance/${idOf(ref)}-bias`)).toBe('ended');
    expect(await state(BIAS)).toBe('within-appetite');
  });

  it('is refused without criteria, without a plan, and of a retired system', async () => {
    const { store } = p.at;
    await given(store, { ...(await asRetired(SYSTEM)) });
    await expect(p.start()).rejects.toThrow('is retired');
  });

  it('under the same id is the one that was started first', async () => {
    const one = await p.start({ id: 'because-of-it' });
    expect((await p.start({ id: 'because-of-it' })).digest).toBe(one.digest);
  });

  it('keeps to the criteria that it began with', async () => {
    const { ref } = await p.start();
    const stricter = { ...criteriaContent(), appetite: { level: 1, dimensions: {} } };
    await given(p.at.store, {
      type: 'risk-criteria',
      id: 'default',
      state: 'in-force',
      content: stricter,
    });
    for (const dimension of DIMENSIONS) {
      await p.assess(
        dimension,
        dimension === 'privacy' ? { likelihood: '3', impactIndividuals: '3' } : {},
      );
      if (dimension === 'bias') await p.assess('bias');
    }
    // Moderate is borne by the criteria of then, and not by those of now.
    expect(await state('risk/credit-scoring-privacy')).toBe('within-appetite');
    expect(await state(ref)).toBe('accepting');
  });

  async function asRetired(ref: string) {
    const { version } = await head(ref);
    const { type, id, content, links } = version;
    return { type, id, state: 'retired', content, links };
  }
});

describe('an assessment that nobody finishes', () => {
  it('ends overdue on record, and asks nobody any more', async () => {
    const { ref } = await p.start();
    await p.assess('privacy');
    await p.pass(61 * DAY);
    expect(await state(ref)).toBe('overdue');
    expect((await p.openTasks('assess-risk')).length).toBe(0);
    expect(p.machines.ended.size).toBe(1);
  });
});

describe('what is assessed', () => {
  it('is assessed once it is new and has settled, where the criteria call for it', async () => {
    const { store, clock } = p.at;
    const system = await head(SYSTEM);
    await store.setPending(system, [{ at: clock.now(), for: 'reassess' }]);
    await p.pass();
    const ref = (await newestAssessment(p.at.table, SYSTEM)) ?? '';
    expect(contentOf(riskAssessment, await head(ref)).started).toMatchObject({ why: 'new' });
    // Nothing has changed since.
    await store.setPending(await head(SYSTEM), [{ at: clock.now(), for: 'reassess' }]);
    await p.pass(1);
    expect(await newestAssessment(p.at.table, SYSTEM)).toBe(ref);
    await given(store, {
      type: 'ai-system',
      id: 'credit-scoring',
      state: 'draft',
      content: { ...system.version.content, purpose: 'Decides on household loans' },
    });
    await store.setPending(await head(SYSTEM), [{ at: clock.now(), for: 'reassess' }]);
    await p.pass(1);
    const next = (await newestAssessment(p.at.table, SYSTEM)) ?? '';
    expect(next).not.toBe(ref);
    expect(contentOf(riskAssessment, await head(next)).started).toMatchObject({ why: 'changed' });
    const facts = await p.factsOf(await p.assessTask('bias'));
    expect(facts.map(({ key }) => key)).not.toContain('changed-since');
  });
});

describe('an assessor', () => {
  it('who names evidence that is not there yet, or not at all, is told so at the field', async () => {
    await p.start();
    const task = await p.assessTask('bias');
    const fields = { ...(await p.choices(task, 0)), ...{ e1: 'no-such-file' } };
    expect(await p.assess('bias', fields)).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'no-such-evidence', field: 'e1' } },
    });
  });

  it('who answers after the assessment gave way is told that it is asked no more', async () => {
    await p.start();
    const task = await p.assessTask('bias');
    const fields = await p.choices(task, 0);
    await p.start();
    expect(await p.answer(task, fields)).toMatchObject({ is: 'closed' });
  });

  it('leaves a step out, or gives one that the scale does not have: nothing is recorded', async () => {
    await p.start();
    for (const likelihood of ['', '0', '6', '2.5', 'x']) {
      expect(await p.assess('bias', { likelihood })).toMatchObject({ is: 'problems' });
    }
  });
});
