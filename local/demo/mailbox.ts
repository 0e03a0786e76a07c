import { waitFor } from './wait-for.ts';

/** A mail as the local mailbox shows it. */
export interface Mail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export function mailbox(base: string) {
  const list = async (): Promise<readonly { id: string; to: string; subject: string }[]> =>
    (await fetch(`${base}/api/mails`)).json();
  const open = async (id: string): Promise<Mail> => (await fetch(`${base}/api/mails/${id}`)).json();
  return {
    /** The mails that are there now, by id. */
    ids: async () => new Set((await list()).map(({ id }) => id)),
    /** The first mail after `seen` whose subject fits. */
    next: (seen: ReadonlySet<string>, subject: RegExp) =>
      waitFor(`a mail "${subject.source}"`, async () => {
        const found = (await list()).find(
          (mail) => !seen.has(mail.id) && subject.test(mail.subject),
        );
        return found === undefined ? undefined : open(found.id);
      }),
  };
}

/** The link and the code in a mail's text. */
export function linkIn({ text }: Mail): { link: string; code: string } {
  const [link, code] = /https?:\/\/\S+\/t#([0-9A-Z-]{24})/.exec(text) ?? [];
  if (link === undefined || code === undefined) throw new Error('The mail carries no link');
  return { link, code };
}
