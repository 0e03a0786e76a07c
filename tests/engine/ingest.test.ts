import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDelivery } from '#core/mail/outbox.ts';
import { deliveryKey, recordPartition } from '#core/store/keys.ts';
import { freePort } from '#local/free-port.ts';
import type { LocalServer } from '#local/listen.ts';
import { feedbackPlayer, playedEvent } from '#local/mailbox/feedback.ts';
import type { Mail } from '#local/mailbox/mails.ts';
import { openMailbox } from '#local/mailbox/server.ts';
import { type CorePorts, corePorts } from './support/core-ports.ts';
import { intakeOf } from './support/intake.ts';
import { type Live, startLive } from './support/live.ts';
import { stopExecution } from './support/machine-control.ts';
import { threadOf } from './support/thread.ts';
import { waitUntil } from './support/wait-until.ts';

let live: Live;
let thread: ReturnType<typeof threadOf>;
let ports: CorePorts;
let mailbox: LocalServer;
let intake: ReturnType<typeof intakeOf>;

beforeAll(async () => {
  live = await startLive();
  thread = threadOf(live);
  ports = corePorts(live.assent);
  intake = intakeOf(live.assent);
  const play = feedbackPlayer(live.assent.endpoint, live.assent.deployed.feedbackTopic);
  mailbox = await openMailbox(await freePort(), live.assent.mails, play);
});
afterAll(async () => {
  await mailbox?.close();
  await live?.stop();
});

const play = (mail: Mail, what: string) =>
  fetch(`${mailbox.url}/api/mails/${mail.id}/${what}`, { method: 'POST' });

const pendingOf = async (ref: string) =>
  (await ports.store.need(ref)).pending.map((each) => each.for);

/** What was noted under the first mail about a task, once something is. */
const noted = (task: string) =>
  waitUntil(`feedback to the mail about ${task}`, async () => {
    const item = await ports.table.get(deliveryKey(task, 'request', 1));
    return item === undefined ? undefined : parseDelivery(item).feedback;
  });

describe('a mail that SES cannot bring', () => {
  test.each([
    ['bounce', 'bounced', 'Bounced policy'],
    ['complaint', 'complained', 'Unwanted policy'],
  ])('by a %s makes its task due at once', async (what, feedback, name) => {
    const { task, mail } = await thread.asked(name);
    expect((await play(mail, what)).status).toBe(202);
    expect(await noted(task)).toBe(feedback);
    expect(await pendingOf(task)).toContain('unreachable');
    expect((await ports.lists.dueBy(ports.clock.now(), 100)).map(({ ref }) => ref)).toContain(task);
  });

  test('leaves no address in the log of the function that hears of it', async () => {
    const { task, mail } = await thread.asked('Quiet policy');
    const stranger = { 'detail-type': 'Unheard of', secret: mail.to[0] };
    const bounce = playedEvent(mail, 'bounce', ports.clock.now());
    const { answer, log } = await intake.handOver(stranger, bounce);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(log).toContain('put in quarantine');
    expect(log).toContain(task);
    expect(JSON.stringify(bounce)).toContain('@');
    expect(log).not.toMatch(/@|Quiet policy/);
  });
});

describe('an execution that was aborted', () => {
  test('is looked after at once, and replaced by the next sweep', async () => {
    const { approval, code } = await thread.asked('Aborted policy');
    await waitUntil('somebody to wait', async () => {
      const query = { partition: recordPartition(approval), prefix: 'W#', limit: 1 };
      return (await ports.table.query(query)).items[0];
    });
    await stopExecution(live.assent, approval, 1);
    await waitUntil('the look to be due', async () => {
      const now = ports.clock.now();
      const { pending } = await ports.store.need(approval);
      return pending.some((each) => each.for === 'execution-1' && each.at <= now) || undefined;
    });
    await live.sweep();
    expect(await pendingOf(approval)).toContain('execution-2');
    await thread.decide(await thread.open(code));
    await thread.reaches(approval, 'effective');
  });
});

test('a message that nobody can take stays in the queue, and holds up nothing behind it', async () => {
  const { task, mail } = await thread.asked('Patient policy');
  await intake.put({ eventType: 'Bounce' });
  await play(mail, 'bounce');
  expect(await noted(task)).toBe('bounced');
  await waitUntil('what was taken to be gone', async () =>
    (await intake.inFlight()) === 1 ? true : undefined,
  );
});
