import { beforeEach, describe, expect, it } from 'vitest';
import { AssentError } from '#core/errors.ts';
import { messageOfOurs } from '#core/ingest/take-message.ts';
import { executionInput } from '#core/waiting/executions.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { anEnd } from '#tests/support/execution-events.ts';
import { aBounce, BOUNCED_ADDRESS } from '#tests/support/ses-events.ts';
import { type Matter, matter } from '../approvals/matter.ts';

let m: Matter;
beforeEach(async () => {
  m = await matter();
  await m.open();
});

const machines = 'arn:aws:states:eu-central-1:111122223333:stateMachine:assent-local-';
const ours = (body: string) => messageOfOurs({ ...m.at, machines }, body);
const take = async (message: unknown) => {
  const taken = ours(JSON.stringify(message));
  if (taken === undefined) throw new Error('It is none of ours');
  return taken();
};
const everything = () => JSON.stringify(m.at.table.all());

describe('a message of the queue', () => {
  it('about a mail is told to its delivery', async () => {
    const { head } = await m.theTask();
    expect(await take(aBounce('mail-1'))).toEqual({
      kind: 'mail-feedback',
      is: 'noted',
      said: 'bounced',
      unreachable: true,
      ref: head.ref,
      mail: 'request-1',
    });
  });

  it('about a mail of somebody else is done with', async () => {
    expect(await take(aBounce('other'))).toMatchObject({ kind: 'mail-feedback', is: 'stranger' });
  });

  it('about a dead execution makes the look at it due', async () => {
    const input = JSON.stringify(executionInput('approval', m.ref.slice('approval/'.length)));
    const taken = await take(anEnd({ name: m.firstExecution, input }));
    expect(taken).toEqual({ kind: 'dead-execution', is: 'due', ref: m.ref });
  });

  it('by which SES tries the topic is done with', async () => {
    const text = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(await ours(text)?.()).toEqual({ kind: 'topic-check' });
  });

  it.each([
    ['an event of another source', { source: 'aws.guardduty', 'detail-type': 'Finding' }],
    [
      'a bounce in the envelope of SNS',
      { Type: 'Notification', Message: '{"eventType":"Bounce"}' },
    ],
    ['feedback by identity', { notificationType: 'Bounce', mail: {} }],
    ['an empty object', {}],
    ['an event that speaks of a type', { detail: { eventType: 'Bounce' } }],
    ['an end of somebody else', anEnd({ stateMachineArn: `${machines.slice(0, -8)}other` })],
    ['an end of no machine', anEnd({ stateMachineArn: undefined })],
    ['an end without detail', { ...anEnd(), detail: 'ended' }],
    ['a list', [aBounce('mail-1')]],
    ['a number', 7],
    ['null', null],
  ])('that is %s is not about our own', (_, message) => {
    expect(ours(JSON.stringify(message))).toBeUndefined();
  });

  it.each(['', 'Hello', '{', '"text"', 'validated SNS topic', '{"eventType"'])(
    '%j is not about our own',
    (body) => {
      expect(ours(body)).toBeUndefined();
    },
  );

  it.each([
    ['a bounce without its mail', { ...aBounce('mail-1'), mail: undefined }],
    ['a bounce without its message id', { ...aBounce('mail-1'), mail: {} }],
    ['an opened mail', { ...aBounce('mail-1'), eventType: 'Open' }],
    ['an execution that still runs', anEnd({ status: 'RUNNING' })],
  ])('that is %s is kept, as malformed, and changes nothing', async (_, message) => {
    const before = everything();
    const error = await expectError(take(message), 'Invalid');
    expect(error.data).toMatchObject({ reason: 'malformed' });
    expect(everything()).toBe(before);
  });

  it('that is malformed is told by where, never by what', async () => {
    const wrong = aBounce('mail-1', { at: BOUNCED_ADDRESS });
    const error = await take(wrong).catch((thrown: unknown) => thrown);
    if (!(error instanceof AssentError)) throw new Error('It was taken');
    expect(error.data).toEqual({ reason: 'malformed', where: '/bounce/timestamp' });
    expect(`${error.message} ${JSON.stringify(error.data)}`).not.toContain('@');
  });

  it('is tried again where the table is down', async () => {
    m.at.table.reads.fail(1);
    await expectError(take(aBounce('mail-1')), 'Transient');
    expect(await take(aBounce('mail-1'))).toMatchObject({ is: 'noted' });
  });
});
