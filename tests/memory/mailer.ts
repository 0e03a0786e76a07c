import { refused } from '#core/errors.ts';
import { checkMail } from '#core/outward/check-mail.ts';
import type { Mail, Mailer } from '#core/ports.ts';
import { type Faults, faults } from './faults.ts';

/** A mailbox for everybody. */
export interface MemoryMailer extends Mailer {
  readonly faults: Faults;
  readonly sent: readonly (Mail & { readonly messageId: string })[];
  /** From now on SES takes no mail to this address. */
  refuse(address: string): void;
  /** The newest mail to an address. @throws where there is none */
  newestTo(address: string): Mail & { readonly messageId: string };
}

export function memoryMailer(): MemoryMailer {
  const sent: (Mail & { readonly messageId: string })[] = [];
  const refusing = new Set<string>();
  const gate = faults();
  return {
    faults: gate,
    sent,
    async send(mail) {
      checkMail(mail);
      return gate.through('mailer.send', () => {
        if (refusing.has(mail.to.toLowerCase())) throw refused('The address was not taken');
        const messageId = `mail-${sent.length + 1}`;
        sent.push({ ...mail, messageId });
        return { messageId };
      });
    },
    refuse(address) {
      refusing.add(address.toLowerCase());
    },
    newestTo(address) {
      const mail = sent.findLast(({ to }) => to.toLowerCase() === address.toLowerCase());
      if (mail === undefined) throw new Error(`No mail to ${address}`);
      return mail;
    },
  };
}
