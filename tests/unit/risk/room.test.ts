import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '#core/limits.ts';
import { contentOf } from '#core/records/content-of.ts';
import { type RiskAssessmentContent, riskAssessment } from '#core/records/risk-assessment.ts';
import { DIMENSIONS } from '#core/records/risk-criteria.ts';
import { task as taskType } from '#core/records/task.ts';
import type { Assessed } from '#core/risk/assessment.ts';
import { refuseTooLong, roomOf } from '#core/risk/room.ts';
import { given, LARS } from '#tests/support/people.ts';
import { aPlan, mild, play } from './play.ts';

/** As many as a plan can have: three in each of six dimensions. */
const threeEach = () => {
  const plan = aPlan();
  return aPlan({ dimensions: plan.dimensions.map((each) => ({ ...each, assessors: 3 })) });
};

/** A character of three bytes. */
const WIDE = '害';

const pinned = (type: string) => ({
  type,
  id: 'x'.repeat(63),
  version: 123_456,
  digest: 'a'.repeat(64),
});
const at = { likelihood: 10, impact: 10, level: 6 };

const saying = (rationale: string): Assessed =>
  ({
    by: pinned('task'),
    person: LARS,
    at: '2026-11-24T09:00:00.000Z',
    scenario: { cause: 'C', event: 'E', harm: 'H', to: 'T' },
    likelihood: 10,
    impact: { individuals: 10, groups: 10, society: 10, organisation: 10 },
    rationale,
    answers: { measured: 'no' },
    unknown: [],
    controls: [],
    score: {
      inherent: at,
      residual: at,
      effectiveness: { prevents: 9, limits: 9 },
      raised: { likelihood: false, impact: false },
    },
  }) as Assessed;

/** The longest that is let through. */
function longest(seats: readonly { readonly assessors: number }[]): Assessed {
  let found = saying(WIDE);
  for (let length = 2; length <= 4000; length++) {
    const next = saying(WIDE.repeat(length));
    try {
      refuseTooLong(seats, next, []);
    } catch {
      return found;
    }
    found = next;
  }
  return found;
}

describe('the room that each assessor has in an assessment', () => {
  it('fits with that of all others, whatever else is at its longest', async () => {
    const p = await play(threeEach());
    const head = await p.start();
    const { dimensions, ...content } = p.contentOf(head);
    const each = longest(dimensions);
    expect(each.rationale.length).toBeGreaterThan(1000);
    const together = {
      inherent: at,
      residual: at,
      apart: { likelihood: 9, impact: 9 },
      disagree: true,
    };
    const full: RiskAssessmentContent = riskAssessment.stored().parse({
      ...content,
      label: WIDE.repeat(200),
      started: { ...content.started, reason: WIDE.repeat(2000), because: pinnedRef('incident') },
      previous: pinned('risk-assessment'),
      dimensions: dimensions.map((one) => ({
        ...one,
        assessed: [each, each, each],
        together,
      })),
      outcome: {
        at: each.at,
        level: 6,
        risks: DIMENSIONS.map(() => pinned('risk')),
        nextReview: '2028-11-24',
      },
    });
    const made = await p.at.store.draft({
      type: riskAssessment.name,
      id: head.version.id,
      before: head,
      action: 'finish',
      state: 'done',
      content: full,
      links: head.version.links,
      actor: LARS,
      via: 'link',
      reason: WIDE.repeat(2000),
      pending: [],
    });
    const bytes = new TextEncoder().encode(made.head.body).length;
    expect(bytes).toBeLessThanOrEqual(MAX_BODY_BYTES);
    expect(bytes).toBeGreaterThan(MAX_BODY_BYTES * 0.9);
  });

  it('is less the more of them there are', () => {
    expect(roomOf([{ assessors: 3 }, { assessors: 3 }])).toBeLessThan(roomOf([{ assessors: 1 }]));
  });

  it('is taken by links to evidence, too', () => {
    const seats = DIMENSIONS.map(() => ({ assessors: 3 }));
    const links = Array.from({ length: 60 }, (_, n) => ({
      rel: 'proved-by',
      to: `evidence/01936b2c-7b1e-7c3a-9f00-${String(n).padStart(12, '0')}` as const,
    }));
    expect(() => refuseTooLong(seats, saying('Short'), links)).toThrow(/room for/u);
    expect(() => refuseTooLong(seats, saying('Short'), links.slice(0, 5))).not.toThrow();
  });

  it('is said to whoever writes more, who may shorten it', async () => {
    const p = await play(threeEach());
    await p.start();
    const task = (await p.openTasks('assess-risk')).find(
      (each) => contentOf(taskType, each).seat === 'w1',
    );
    if (task === undefined) throw new Error('Nobody is asked');
    const fields = { ...(await p.choices(task, 0)), ...mild() };
    const long = { ...fields, rationale: WIDE.repeat(1500) };
    expect(await p.answer(task, long)).toMatchObject({
      is: 'problems',
      problems: { refused: { say: 'too-long', field: 'rationale' } },
    });
    expect(await p.answer(task, fields)).toMatchObject({ is: 'recorded' });
  });

  it('is not begun with where a question set may fill it without any text', async () => {
    const p = await play(threeEach());
    const question = (n: number) => ({
      id: `question-${String(n).padStart(31, '0')}`,
      text: 'Is it so?',
      why: 'It matters',
      options: [
        { value: `y${'e'.repeat(39)}`, text: 'Yes', likelihoodAtLeast: 4, unknown: true },
        { value: 'no', text: 'No', control: { acts: 'prevents', strength: 2 } },
      ],
      controls: [],
    });
    await given(p.at.store, {
      type: 'question-set',
      id: 'bias-machine-learning',
      state: 'in-force',
      content: {
        name: 'Bias, at length',
        dimension: 'bias',
        for: 'machine-learning',
        about: 'People are treated worse for who they are',
        parties: ['individuals'],
        questions: Array.from({ length: 40 }, (_, n) => question(n)),
      },
    });
    await expect(p.start()).rejects.toMatchObject({ code: 'Refused' });
  });
});

function pinnedRef(type: string) {
  return `${type}/01936b2c-7b1e-7c3a-9f00-0000000000a1` as const;
}
