import type { MailMatter, Reader } from './matter.ts';

/** Whom a reply to a mail reaches: whoever asked, where that is somebody else than its reader. */
export function replyTo(matter: MailMatter): Reader | undefined {
  const requester = 'requester' in matter ? matter.requester : undefined;
  return requester === undefined || requester.email === matter.to.email ? undefined : requester;
}
