import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** A mail as the engine's SES took it (`local/engine/boot.py` writes one file each). */
const stored = z.object({
  MessageId: z.string(),
  Source: z.string(),
  To: z.array(z.string()),
  ReplyTo: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string().nullish(),
  BodyHtml: z.string().nullish(),
  Timestamp: z.number(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })),
});

/** A line of the list. */
export interface MailSummary {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** When SES took it: UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly sent: string;
}

export interface Mail extends MailSummary {
  readonly messageId: string;
  readonly replyTo: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly html: string;
}

const FILE = /^(\d{13}-[A-Za-z0-9-]+)\.json$/;

/** All mails of the folder, newest first. */
export function listMails(folder: string): MailSummary[] {
  return idsOf(folder).flatMap((id) => {
    const mail = readMail(folder, id);
    if (!mail) return [];
    const { from, to, subject, sent } = mail;
    return [{ id, from, to, subject, sent }];
  });
}

/** The mail of that id; `undefined` where there is none. */
export function readMail(folder: string, id: string): Mail | undefined {
  const path = join(folder, `${id}.json`);
  if (!FILE.test(`${id}.json`) || !existsSync(path)) return undefined;
  const mail = stored.parse(JSON.parse(readFileSync(path, 'utf8')));
  return {
    id,
    messageId: mail.MessageId,
    from: mail.Source,
    to: mail.To,
    replyTo: mail.ReplyTo,
    subject: mail.Subject,
    sent: new Date(mail.Timestamp * 1000).toISOString(),
    headers: mail.Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
    text: mail.BodyText ?? '',
    html: mail.BodyHtml ?? '',
  };
}

/** File names begin with the time, so their order is that of the mails. */
function idsOf(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .flatMap((file) => FILE.exec(file)?.[1] ?? [])
    .sort()
    .reverse();
}
