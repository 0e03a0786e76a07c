import { describe, expect, it } from 'vitest';
import { readDeadLetter } from '#core/ingest/dead-letter.ts';

const INGEST = 'assent-local-ingest';
const ARN = 'arn:aws:sqs:us-east-1:000000000000:';
const EVENT = JSON.stringify({
  id: '1',
  source: 'acme.monitoring',
  'detail-type': 'Monitoring Signal',
  detail: { title: 'ada@example.com' },
});

const letter = (body: string, attributes: Record<string, string> = {}, from?: string) =>
  readDeadLetter({ body, attributes, ...(from === undefined ? {} : { from }) }, INGEST);

const fromRule = (target: string, more: object = {}) => ({
  RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/assent-local/assent-local-signals',
  TARGET_ARN: `${ARN}${target}`,
  ERROR_CODE: 'NO_PERMISSIONS',
  ERROR_MESSAGE: 'said ada@example.com',
  ...more,
});

const failed = (name: string, more: object = {}) =>
  JSON.stringify({
    version: '1.0',
    requestContext: {
      requestId: 'r',
      functionArn: `arn:aws:lambda:us-east-1:000000000000:function:assent-local-${name}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    ...more,
  });

describe('a dead letter', () => {
  it('that a rule could not hand over came from outside, and says which and why', () => {
    expect(letter(EVENT, fromRule(INGEST))).toEqual({
      is: 'message',
      what: 'Monitoring Signal from acme.monitoring',
      why: 'rule assent-local-signals: NO_PERMISSIONS',
    });
  });

  it('that a rule meant for a function is a ring', () => {
    const clock = { TARGET_ARN: 'arn:aws:lambda:us-east-1:1:function:assent-local-sweep' };
    expect(letter(EVENT, fromRule('', clock))).toMatchObject({
      is: 'ring',
      what: 'assent-local-sweep',
    });
  });

  it('of a function that was rung in vain is a ring, with the name of its error', () => {
    const of = failed('mail', {
      responsePayload: { errorType: 'Transient', errorMessage: 'x@y.z' },
    });
    expect(letter(of)).toEqual({
      is: 'ring',
      what: 'assent-local-mail',
      why: 'RetriesExhausted Transient',
    });
  });

  it('of the stream is a ring', () => {
    const of = failed('log', { DDBStreamBatchInfo: { shardId: 's' } });
    expect(letter(of)).toMatchObject({ is: 'ring', what: 'assent-local-log' });
  });

  it('that the queue gave up came from outside, whatever it holds', () => {
    const from = `${ARN}${INGEST}`;
    expect(letter('{"torn', {}, from)).toMatchObject({
      is: 'message',
      what: expect.stringMatching(/^no event/),
    });
    expect(letter(failed('mail'), {}, from).is).toBe('message');
    expect(letter(EVENT, {}, from).is).toBe('message');
  });

  it.each([
    ['an event', EVENT, 'Monitoring Signal from acme.monitoring'],
    [
      'news of a mail',
      '{"eventType":"Bounce","mail":{"destination":["a@b.c"]}}',
      'news of a mail: Bounce',
    ],
  ])('that is %s came from outside, though no queue is named', (_, body, what) => {
    expect(letter(body)).toMatchObject({ is: 'message', what });
  });

  it.each(['', 'x', '[]', '{}', 'null', '{"detail":1}', '['.repeat(200), '{"requestContext":{}}'])(
    'that is %j is nothing of ours',
    (body) => {
      expect(letter(body).is).toBe('unknown');
    },
  );

  it('that somebody else’s rule put there is no message for us', () => {
    expect(letter(EVENT, fromRule('another-queue')).is).toBe('ring');
  });

  it('says nothing of what it holds, and no control character', () => {
    const hostile = EVENT.replace('acme.monitoring', 'a\\u001b[31m ada@example.com');
    for (const each of [
      letter(EVENT, fromRule(INGEST)),
      letter(hostile),
      letter(failed('x\u0007')),
    ]) {
      expect(JSON.stringify(each)).not.toMatch(/@|\\u00|said/);
    }
  });
});
