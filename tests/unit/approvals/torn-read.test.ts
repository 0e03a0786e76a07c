import { expect, it } from 'vitest';
import { approvalContent } from '#core/approvals/ask.ts';
import { contentOf } from '#core/records/content-of.ts';
import { task as taskType } from '#core/records/task.ts';
import { headKey } from '#core/store/keys.ts';
import { house } from '../../support/house.ts';
import { givenPeople, givenPolicy } from '../../support/people.ts';

it.each([
  ['the same answer is recorded', {}, { is: 'recorded', again: true }],
  ['a different one came second', { choice: 'reject', comment: 'No' }, { is: 'different' }],
])('an answer that lands while another is read: %s', async (_, changes, expected) => {
  const at = house();
  await givenPeople(at.store);
  const approval = await at.request(await givenPolicy(at.store), 'request-approval');
  await at.arrive(approval.ref);
  await at.deliverMail();
  const code = at.sentMatters.at(-1)?.code ?? '';
  const task = approvalContent(approval).stages[0]?.seats[0]?.rounds[0]?.task ?? '';
  const { facts } = contentOf(taskType, await at.store.need(task));

  // The task is read; before its approval is, the other answer is written and takes effect.
  let landed = false;
  const off = at.calls.before(async ({ name, args }) => {
    const [key] = args as [{ pk?: string; sk?: string }?];
    const { pk, sk } = headKey(approval.ref);
    if (landed || name !== 'table.get' || key?.pk !== pk || key.sk !== sk) return;
    landed = true;
    expect((await at.answer(at.form(code, facts))).is).toBe('recorded');
    expect(await at.conclude(approval.ref)).toBe('effective');
  });
  const answered = await at.answer(at.form(code, facts, changes));
  off();
  expect(landed).toBe(true);
  expect(answered).toMatchObject(expected);
});
