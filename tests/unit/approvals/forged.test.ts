import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalContent } from '#core/approvals/ask.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { ASTRID, LARS, SETUP } from '#tests/support/people.ts';
import { again, CRO, DPO, type Matter, matter, POLICY } from './matter.ts';

type Stage = ApprovalContent['stages'][number];
type Answer = NonNullable<Stage['seats'][number]['answer']>;

let start: Matter;
let m: Matter;
beforeAll(async () => {
  start = await matter({ seats: [CRO, DPO], quorum: 2 });
  await start.open();
  await start.answer(0);
  await start.answer(1);
});
beforeEach(async () => {
  m = await again(start);
});

/** Writes the decided approval anew, as somebody with the table in hand could. */
async function forge(change: (content: ApprovalContent) => ApprovalContent): Promise<void> {
  const head = await m.at.store.need(m.ref);
  const forged = await m.at.store.draft({
    ...SETUP,
    type: 'approval',
    id: head.version.id,
    before: head,
    action: 'edit',
    state: 'decided',
    content: change(approvalContent(head)),
    links: head.version.links,
  });
  await m.at.store.commit([forged]);
}

const stage = (change: (stage: Stage) => Stage) => (content: ApprovalContent) => ({
  ...content,
  stages: content.stages.map(change),
});

/** Changes the answer of the second seat, or takes it away. */
const answer = (change: (given: Answer) => Answer | undefined) =>
  stage((each) => ({
    ...each,
    seats: each.seats.map((seat, n) => {
      const { answer: given, ...silent } = seat;
      if (n === 0 || given === undefined) return seat;
      const forged = change(given);
      return forged === undefined ? silent : { ...silent, answer: forged };
    }),
  }));

describe('concluding counts again what stands, and refuses what does not hold', () => {
  it('takes effect where every answer is what its decision says', async () => {
    expect(await m.at.conclude(m.ref)).toBe('effective');
  });

  it.each<[string, (content: ApprovalContent) => ApprovalContent]>([
    ['an answer too few', answer(() => undefined)],
    ['an answer by somebody else', answer((given) => ({ ...given, by: ASTRID }))],
    [
      'a digest of the decision that is not its',
      answer((given) => ({ ...given, task: { ...given.task, digest: '0'.repeat(64) } })),
    ],
    [
      'a choice that the decision does not say',
      answer((given) => ({ ...given, choice: 'approve-with-conditions' })),
    ],
    ['a stage that was never closed', stage(({ closed: _gone, ...open }) => open)],
    [
      'a stage closed as refused',
      stage((each) => ({ ...each, closed: { at: each.opened ?? '', result: 'refused' } })),
    ],
    ['a quorum that is not met', stage((each) => ({ ...each, quorum: 3 }))],
    [
      'a decider whom a duty bars',
      (content) => ({
        ...content,
        excluded: [...content.excluded, { person: LARS, duty: 'last-editor' }],
      }),
    ],
  ])('with %s', async (_, change) => {
    await forge(change);
    expect(await m.at.conclude(m.ref)).toBe('rejected');
    expect((await m.subject()).state).toBe('draft');
  });

  it('with one person on both seats', async () => {
    await forge(
      stage((each) => ({
        ...each,
        seats: each.seats.map((seat) => {
          const first = each.seats[0]?.answer;
          return first === undefined ? seat : { ...seat, answer: first };
        }),
      })),
    );
    expect(await m.at.conclude(m.ref)).toBe('rejected');
  });

  it('with a decision about another version', async () => {
    const { head } = await m.theTask(1);
    const content = contentOf(taskType, head);
    const other = await m.at.store.draft({
      ...SETUP,
      type: 'task',
      id: head.version.id,
      before: head,
      action: 'edit',
      state: 'decided',
      content: { ...content, subject: { ...content.subject, digest: 'f'.repeat(64) } },
      links: [],
    });
    await m.at.store.commit([other]);
    await forge(
      answer((given) => ({
        ...given,
        task: { ...given.task, version: 3, digest: other.head.digest },
      })),
    );
    expect(await m.at.conclude(m.ref)).toBe('rejected');
  });

  it('in nobody’s name but that of the function that counted', async () => {
    await m.at.conclude(m.ref);
    expect((await m.at.store.need(POLICY)).version).toMatchObject({
      action: 'approve',
      actor: 'service/assent-step',
      via: 'system',
      reason: null,
    });
  });
});
