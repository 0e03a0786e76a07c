import { beforeEach, describe, expect, it } from 'vitest';
import { AssentError } from '#core/errors.ts';
import { takeMessage } from '#core/ingest/take-message.ts';
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

const take = (message: unknown) => takeMessage(m.at, JSON.stringify(message));
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
    expect(await takeMessage(m.at, text)).toEqual({ kind: 'topic-check' });
  });

  it.each([
    [
      'an event of another source',
      'unknown',
      { source: 'aws.guardduty', 'detail-type': 'Finding' },
    ],
    ['a bounce in the envelope of SNS', 'unknown', { Type: 'Notification', Message: '{}' }],
    ['feedback by identity', 'unknown', { notificationType: 'Bounce', mail: {} }],
    ['an empty object', 'unknown', {}],
    ['a bounce without its mail', 'malformed', { ...aBounce('mail-1'), mail: undefined }],
    ['a bounce without its message id', 'malformed', { ...aBounce('mail-1'), mail: {} }],
    ['an opened mail', 'malformed', { ...aBounce('mail-1'), eventType: 'Open' }],
    ['an execution that still runs', 'malformed', anEnd({ status: 'RUNNING' })],
    ['a list', 'unread', [aBounce('mail-1')]],
    ['a number', 'unread', 7],
    ['null', 'unread', null],
  ])('that is %s is kept, as %s, and changes nothing', async (_, reason, message) => {
    const before = everything();
    const error = await expectError(take(message), 'Invalid');
    expect(error.data).toMatchObject({ reason });
    expect(everything()).toBe(before);
  });

  it.each(['', 'Hello', '{', '"text"', 'validated SNS topic'])('%j is kept', async (body) => {
    const error = await expectError(takeMessage(m.at, body), 'Invalid');
    expect(error.data).toMatchObject({ reason: 'unread' });
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
