import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Mail } from '#core/ports.ts';
import { sesMailer } from '#functions/adapters/ses-mailer.ts';

const Request = z.object({
  FromEmailAddress: z.string(),
  ConfigurationSetName: z.string().optional(),
  Content: z.object({
    Simple: z.object({
      Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
    }),
  }),
});

/** What is sent to SES for a mail. */
async function requestFor(from: string, mail: Partial<Mail> = {}) {
  const bodies: unknown[] = [];
  const client = new SESv2Client({
    region: 'eu-north-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  client.middlewareStack.add(
    () =>
      async ({ input }) => {
        bodies.push(input);
        return { response: {}, output: { MessageId: '1', $metadata: {} } };
      },
    { step: 'initialize' },
  );
  const whole = { to: 'ada@example.com', subject: 's', html: 'h', text: 't', ...mail };
  await sesMailer({ from, client }).send(whole);
  return Request.parse(bodies[0]).Content.Simple.Headers ?? [];
}

const THREAD = '01936b2c-7b1e-7c3a-9f00-00000000000a';

describe('a mail of a thread', () => {
  it.each(['"Assent" <assent@halden.example>', 'assent@halden.example'])(
    'refers to one made-up message at the domain of %s',
    async (from) => {
      const root = `<${THREAD}@halden.example>`;
      expect(await requestFor(from, { thread: THREAD })).toEqual([
        { Name: 'In-Reply-To', Value: root },
        { Name: 'References', Value: root },
      ]);
    },
  );

  it('keeps its other headers', async () => {
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const sent = await requestFor('assent@halden.example', { thread: THREAD, headers });
    expect(sent.map(({ Name }) => Name)).toEqual(['Auto-Submitted', 'In-Reply-To', 'References']);
  });
});

describe('a mail of none', () => {
  it('has the headers that it was given, and no other', async () => {
    expect(await requestFor('assent@halden.example')).toEqual([]);
    const headers = { 'Auto-Submitted': 'auto-generated' };
    expect(await requestFor('assent@halden.example', { headers })).toEqual([
      { Name: 'Auto-Submitted', Value: 'auto-generated' },
    ]);
  });
});
