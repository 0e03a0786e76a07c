import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { clientOptions } from '#functions/adapters/client-options.ts';
import { sesMailer } from '#functions/adapters/ses-mailer.ts';
import { expectError } from '#tests/behaviour/expect-error.ts';
import { mailerBehaviour } from '#tests/behaviour/mailer.ts';
import { startTestEngine, type TestEngine } from './engine.ts';

const FROM = '"Assent" <assent@example.com>';
let engine: TestEngine;
let client: SESv2Client;

beforeAll(async () => {
  engine = await startTestEngine();
  client = new SESv2Client({ ...clientOptions(5), ...engine.client });
  const command = new CreateEmailIdentityCommand({ EmailIdentity: 'assent@example.com' });
  await client.send(command);
});
afterAll(() => engine.stop());

/** The engine's mailbox: mails by account. */
const Mailbox = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        MessageId: z.string(),
        To: z.array(z.string()),
        Subject: z.string(),
        BodyHtml: z.string(),
        BodyText: z.string(),
      }),
    ),
  ),
});

mailerBehaviour('the mailer in SES', async () => ({
  mailer: sesMailer({ from: FROM, client }),
  async received(address) {
    const answer = await fetch(`${engine.endpoint}/_ministack/ses/messages`);
    const { messages } = Mailbox.parse(await answer.json());
    return Object.values(messages)
      .flat()
      .filter(({ To }) => To.includes(address))
      .map((mail) => ({
        messageId: mail.MessageId,
        subject: mail.Subject,
        html: mail.BodyHtml,
        text: mail.BodyText,
      }));
  },
}));

test('a sender that is not verified is a matter of set-up, told without an address', async () => {
  const mailer = sesMailer({ from: 'nobody@example.net', client });
  const mail = { to: 'ada@example.com', subject: 's', html: 'h', text: 't' };
  const error = await expectError(mailer.send(mail), 'Unauthorised');
  expect(JSON.stringify([error.message, error.data, String(error.cause)])).not.toContain('@');
});
