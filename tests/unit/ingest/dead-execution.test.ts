import { beforeEach, describe, expect, it } from 'vitest';
import { DeadExecution, takeDeadExecution } from '#core/ingest/dead-execution.ts';
import { HOUR, later } from '#core/time.ts';
import { executionInput, executionName } from '#core/waiting/executions.ts';
import { anEnd } from '#tests/support/execution-events.ts';
import { type Matter, matter } from '../approvals/matter.ts';

/** An approval whose first execution waits at its gate; the look at it is minutes ahead. */
let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.open();
});

const id = () => m.ref.slice('approval/'.length);
const ended = (attempt = 1, changes: object = {}) =>
  anEnd({
    name: executionName(m.ref, attempt),
    input: JSON.stringify(executionInput('approval', id())),
    ...changes,
  });
const take = (event: object) => takeDeadExecution(m.at, DeadExecution.parse(event));
const pending = async () => (await m.at.store.need(m.ref)).pending;
const look = async () => (await pending()).find((each) => each.for.startsWith('execution-'));

describe('an execution that ended without an outcome', () => {
  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('as %s is looked after at once', async (status) => {
    const now = m.at.clock.now();
    expect((await look())?.at).not.toBe(now);
    const before = (await pending()).filter((each) => !each.for.startsWith('execution-'));
    expect(await take(ended(1, { status }))).toEqual({ is: 'due', ref: m.ref });
    expect(await look()).toEqual({ at: now, for: 'execution-1' });
    expect(await pending()).toEqual([...before, { at: now, for: 'execution-1' }]);
  });

  it('is replaced by the very next sweep', async () => {
    m.at.machines.end('approval', m.firstExecution);
    await m.at.sweep();
    expect(m.at.machines.executions).toHaveLength(1);
    await take(ended());
    await m.at.sweep();
    expect(m.at.machines.executions.map(({ name }) => name)).toEqual([
      m.firstExecution,
      executionName(m.ref, 2),
    ]);
  });

  it('changes nothing when it is told twice', async () => {
    await take(ended());
    const before = await pending();
    m.at.clock.advance(1000);
    expect(await take(ended())).toEqual({ is: 'nothing', ref: m.ref });
    expect(await pending()).toEqual(before);
  });

  it('changes nothing once another stands for its record', async () => {
    m.at.machines.end('approval', m.firstExecution);
    await take(ended());
    await m.at.sweep();
    const before = await pending();
    expect(await take(ended())).toEqual({ is: 'nothing', ref: m.ref });
    expect(await take(ended(3))).toEqual({ is: 'nothing', ref: m.ref });
    expect(await pending()).toEqual(before);
  });

  it('changes nothing once its approval is over', async () => {
    await m.answer();
    await m.pass(2);
    expect((await m.theApproval()).state).toBe('effective');
    const before = JSON.stringify(m.at.table.all());
    expect(await take(ended())).toEqual({ is: 'nothing' });
    expect(JSON.stringify(m.at.table.all())).toBe(before);
  });

  it('leaves it to the next look where the record moves at that moment', async () => {
    const off = m.at.calls.before(async ({ name }) => {
      if (name !== 'table.write') return;
      off();
      await m.answer();
    });
    await take(ended());
    const at = (await look())?.at ?? '';
    expect(at <= later(m.at.clock.now(), HOUR)).toBe(true);
    expect((await m.theApproval()).state).toBe('decided');
  });

  it.each([
    ['was started by hand', { name: 'try-this' }],
    ['says of no record that it is for it', { input: '{}' }],
    ['was started with a text', { input: '"approval"' }],
    ['was started with no JSON', { input: 'approval' }],
    ['was started with a reference that is none', { input: '{"type":"approval","id":"../x"}' }],
    ['has an input too long to be told', { input: null }],
    ['is for a record that is not there', { input: '{"type":"approval","id":"nowhere"}' }],
    ['is for a record that has none', { input: '{"type":"policy","id":"ai-policy"}' }],
  ])('changes nothing where it %s', async (_, changes) => {
    const before = JSON.stringify(m.at.table.all());
    expect((await take(ended(1, changes))).is).toBe('nothing');
    expect(JSON.stringify(m.at.table.all())).toBe(before);
  });

  it.each([
    ['still runs', anEnd({ status: 'RUNNING' })],
    ['has its outcome', anEnd({ status: 'SUCCEEDED' })],
    ['has no name', anEnd({ name: '' })],
    ['has a name beyond all names', anEnd({ name: 'n'.repeat(81) })],
    ['comes from elsewhere', { ...anEnd(), source: 'example.com' }],
    ['is told without detail', { ...anEnd(), detail: undefined }],
  ])('is no such message where it %s', (_, event) => {
    expect(DeadExecution.safeParse(event).success).toBe(false);
  });
});
