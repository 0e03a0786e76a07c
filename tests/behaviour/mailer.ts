import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Mail, Mailer } from '#core/ports.ts';
import { expectError } from './expect-error.ts';

export interface Received {
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

export interface MailerUnderTest {
  readonly mailer: Mailer;
  /** Mails to an address, oldest first. */
  received(address: string): Promise<readonly Received[]>;
}

const aMail = (change: Partial<Mail> = {}): Mail => ({
  to: `${randomUUID()}@example.com`,
  subject: 'Zürich asks: approve “AI policy”?',
  html: '<p lang="en">Decide &amp; sign</p>',
  text: 'Decide & sign',
  ...change,
});

/** What every implementation of the port `Mailer` does alike. */
export function mailerBehaviour(name: string, make: () => Promise<MailerUnderTest>): void {
  describe(name, () => {
    let of: MailerUnderTest;
    beforeAll(async () => {
      of = await make();
    });

    test('delivers a mail as it was written, with the id that it gave', async () => {
      const mail = aMail({
        replyTo: 'risk@example.com',
        headers: { 'Auto-Submitted': 'auto-generated' },
        thread: '01936b2c-7b1e-7c3a-9f00-00000000000a',
      });
      const { messageId } = await of.mailer.send(mail);
      const { subject, html, text } = mail;
      expect(await of.received(mail.to)).toEqual([{ messageId, subject, html, text }]);
    });

    test('two mails have two ids', async () => {
      const mail = aMail();
      const first = await of.mailer.send(mail);
      const second = await of.mailer.send(mail);
      expect(first.messageId).not.toBe(second.messageId);
      expect(await of.received(mail.to)).toHaveLength(2);
    });

    test.each([
      'nobody',
      '@example.com',
      'ada@',
      'ada@exa mple.com',
      'ada@example.com, eve@example.com',
      'Ada <ada@example.com>',
      'ada@example.com\r\nBcc: eve@example.com',
      'ädä@example.com',
      `${'x'.repeat(65)}@example.com`,
    ])('refuses the address %j without repeating it', async (to) => {
      const error = await expectError(of.mailer.send(aMail({ to })), 'Refused');
      expect(JSON.stringify([error.message, error.data])).not.toContain(to);
    });

    const invalidMails: readonly (readonly [string, Partial<Mail>])[] = [
      ['a subject with a line break', { subject: 'a\r\nBcc: eve@example.com' }],
      ['a subject with a control character', { subject: 'a\u0000' }],
      ['a header with a line break', { headers: { 'X-A': 'b\nBcc: eve@example.com' } }],
      ['a header whose name has a colon', { headers: { 'X-A: b': 'c' } }],
      ['a header beyond ASCII', { headers: { 'X-A': 'ü' } }],
      ['a reply address that is none', { replyTo: 'nobody' }],
      ['a thread that is no name', { thread: 'a b' }],
      ['a thread that would close its header', { thread: 'a>\r\nBcc: eve@example.com' }],
      ['a thread that names a domain', { thread: 'a@example.net' }],
      ['a thread without a name', { thread: '' }],
      ['a thread without end', { thread: 'a'.repeat(201) }],
    ];
    test.each(invalidMails)('refuses %s', async (_, change) => {
      const mail = aMail(change);
      await expectError(of.mailer.send(mail), 'Invalid');
      expect(await of.received(mail.to)).toEqual([]);
    });
  });
}
