import { beforeEach, describe, expect, it } from 'vitest';
import { lists } from '#core/store/lists.ts';
import { deadExecutions, redriveExecutions } from '#core/sweep/dead-executions.ts';
import { executionName } from '#core/waiting/executions.ts';
import { type Matter, matter } from '../approvals/matter.ts';

/** An approval whose first execution waits at its gate. */
let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.open();
});

const find = () => deadExecutions({ ...m.at, lists: lists(m.at.table) });
const names = () => m.at.machines.executions.map(({ name }) => name);

describe('executions that died', () => {
  it('are found, and replaced by the very next sweep', async () => {
    m.at.machines.end('approval', m.firstExecution);
    const dead = await find();
    expect(dead).toEqual([{ ref: m.ref, execution: m.firstExecution, is: 'ended' }]);
    await redriveExecutions(m.at, dead);
    await m.at.sweep();
    expect(names()).toEqual([m.firstExecution, executionName(m.ref, 2)]);
    expect(await find()).toEqual([]);
  });

  it('so long ago that Step Functions knows nothing of them are found too', async () => {
    m.at.machines.end('approval', m.firstExecution);
    m.at.machines.forget('approval', m.firstExecution);
    expect(await find()).toMatchObject([{ is: 'unknown' }]);
  });

  it('and were told twice are replaced once', async () => {
    m.at.machines.end('approval', m.firstExecution);
    const dead = await find();
    await redriveExecutions(m.at, [...dead, ...dead]);
    await redriveExecutions(m.at, dead);
    await m.at.sweep();
    await m.at.sweep();
    expect(names()).toHaveLength(2);
  });

  it('are not those that run, and looking changes nothing', async () => {
    const before = JSON.stringify(m.at.table.all());
    expect(await find()).toEqual([]);
    expect(JSON.stringify(m.at.table.all())).toBe(before);
  });

  it('are not those whose approval is over', async () => {
    await m.answer();
    await m.pass(2);
    m.at.machines.end('approval', m.firstExecution);
    expect((await m.theApproval()).state).toBe('effective');
    expect(await find()).toEqual([]);
  });
});
