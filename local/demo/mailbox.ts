import * as z from 'zod';
import { waitFor } from './wait-for.ts';

const Line = z.object({ id: z.string(), to: z.array(z.string()), subject: z.string() });
const MailShown = z.object({ ...Line.shape, text: z.string() });

/** A mail as the local mailbox shows it. */
export type Mail = z.output<typeof MailShown>;

/** The mails of everybody, each to be taken up once. */
export interface Mailbox {
  /** Leaves what has come so far unread for good. */
  skip(): Promise<void>;
  /** The oldest mail to that address, not taken up yet, whose subject fits; waits for it. */
  next(to: string, subject: RegExp, seconds?: number): Promise<Mail>;
  /** What has come to that address so far, read or not, by subject. */
  subjectsTo(to: string): Promise<readonly string[]>;
  /** Plays that a mail came back. */
  bounce(mail: Mail): Promise<void>;
}

export function mailbox(base: string): Mailbox {
  const taken = new Set<string>();
  const list = async () => z.array(Line).parse(await (await fetch(`${base}/api/mails`)).json());
  return {
    async skip() {
      for (const { id } of await list()) taken.add(id);
    },
    next: (to, subject, seconds) =>
      waitFor(
        `a mail "${subject.source}" to ${to}`,
        async () => {
          const found = (await list()).findLast(
            (mail) => !taken.has(mail.id) && mail.to.includes(to) && subject.test(mail.subject),
          );
          if (found === undefined) return undefined;
          taken.add(found.id);
          return MailShown.parse(await (await fetch(`${base}/api/mails/${found.id}`)).json());
        },
        seconds,
      ),
    subjectsTo: async (to) =>
      (await list()).filter((mail) => mail.to.includes(to)).map(({ subject }) => subject),
    async bounce({ id }) {
      const { status } = await fetch(`${base}/api/mails/${id}/bounce`, { method: 'POST' });
      if (status !== 202) throw new Error(`The mailbox answered ${status}`);
    },
  };
}

/** The link and the code in a mail's text. */
export function linkIn({ text }: Mail): { link: string; code: string } {
  const [link, code] = /https?:\/\/\S+\/t#([0-9A-Z-]{24})/.exec(text) ?? [];
  if (link === undefined || code === undefined) throw new Error('The mail carries no link');
  return { link, code };
}
