import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { checkMail } from '#core/outward/check-mail.ts';
import type { Mail, Mailer } from '#core/ports.ts';
import { clientOptions } from './client-options.ts';
import { mailFailure } from './ses-failures.ts';

const SECONDS = 10;

export interface SesMailerOptions {
  /** `"Name" <address>`; the address is of a verified identity. */
  readonly from: string;
  /** Names the configuration set by which SES tells what became of a mail. */
  readonly configurationSet?: string;
  readonly client?: SESv2Client;
}

/** Mail by SES, one person a mail. SES's own message id comes back, which its events name. */
export function sesMailer(options: SesMailerOptions): Mailer {
  const client = options.client ?? new SESv2Client(clientOptions(SECONDS));
  return {
    async send(mail) {
      checkMail(mail);
      try {
        const { MessageId } = await client.send(new SendEmailCommand(inputOf(mail, options)));
        if (MessageId === undefined) throw new Error('SES gave no message id');
        return { messageId: MessageId };
      } catch (error) {
        throw mailFailure(error, mail);
      }
    },
  };
}

/**
 * Mails of one thread refer to a message that never was: SES gives each an id of its own
 * (docs.aws.amazon.com/ses/latest/dg/header-fields.html), so none of them could be the first.
 */
function threadHeaders({ thread }: Mail, from: string): Readonly<Record<string, string>> {
  if (thread === undefined) return {};
  const root = `<${thread}@${domainOf(from)}>`;
  return { 'In-Reply-To': root, References: root };
}

const domainOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');

function inputOf(mail: Mail, { from, configurationSet }: SesMailerOptions) {
  const headers = Object.entries({ ...mail.headers, ...threadHeaders(mail, from) });
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [mail.to] },
    ...(mail.replyTo === undefined ? {} : { ReplyToAddresses: [mail.replyTo] }),
    ...(configurationSet === undefined ? {} : { ConfigurationSetName: configurationSet }),
    Content: {
      Simple: {
        Subject: text(mail.subject),
        Body: { Html: text(mail.html), Text: text(mail.text) },
        ...(headers.length === 0
          ? {}
          : { Headers: headers.map(([Name, Value]) => ({ Name, Value })) }),
      },
    },
  };
}

const text = (Data: string) => ({ Data, Charset: 'UTF-8' });
