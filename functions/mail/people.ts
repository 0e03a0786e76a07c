import type { Ref } from '#core/ids.ts';
import type { ApprovalMatter, MailMatter } from '#core/mail/matter.ts';
import { replyTo } from '#core/mail/reply-to.ts';
import { abbreviated } from '#core/tasks/signature.ts';
import { languageFor } from '../pages/document.tsx';
import type { Matter, Person, Reader } from '../pages/views.ts';
import type { Speech } from '../pages/wording.ts';
import { subjectOf } from '../shared/task-view.ts';

type About = Pick<ApprovalMatter, 'to' | 'approval' | 'organisation'>;

/** Whoever gets a mail, as the one that it speaks to. */
export const readerOf = ({ to }: Pick<MailMatter, 'to'>): Reader => ({
  locale: to.language,
  timeZone: to.zone,
});

/** Whom a reply reaches, as the mail says it. */
export function reachedBy(matter: MailMatter): { readonly replyTo?: string } {
  const reached = replyTo(matter);
  return reached === undefined ? {} : { replyTo: reached.name };
}

/** What every mail about an approval begins with. */
export function matterOf({ to, approval, organisation }: About): Matter {
  return { organisation, reader: readerOf({ to }), subject: subjectOf(approval.content) };
}

/**
 * In whose language a mail speaks, and with which names. That of whoever gets it is not written
 * out: it signs what the mail links to, and machines read mails.
 */
export function speechOf({ to, people }: Pick<ApprovalMatter, 'to' | 'people'>): Speech {
  const reader = readerOf({ to });
  const names = namesOf({ to, people });
  const own = { [to.ref]: abbreviated(to.name) };
  return { t: languageFor(reader).messages, reader, names: { ...names, ...own } };
}

/** The names that a mail may show, as they are. */
export function namesOf({ to, people }: Pick<ApprovalMatter, 'to' | 'people'>) {
  const names = Object.fromEntries([...people].map(([ref, { name }]) => [ref, name]));
  return { ...names, [to.ref]: to.name };
}

/** Somebody by name, in the capacity in which they ask, sit or own. No name: it was erased. */
export function personOf(matter: ApprovalMatter, ref: Ref): Person {
  const { to, people, requester, approval, shown, task } = matter;
  const known = ref === requester?.ref ? requester : ref === to.ref ? to : people.get(ref);
  const seat = approval.content.stages
    .flatMap(({ seats }) => seats)
    .find(({ rounds }) => rounds.some(({ person }) => person === ref));
  const own = task?.content.person === ref ? shown?.capacity : undefined;
  const capacity = own ?? shown?.capacities[ref] ?? (seat && shown?.capacities[seat.of]);
  const name = known?.name ?? (ref.startsWith('service/') ? ref : '');
  return { name: ref === to.ref ? abbreviated(name) : name, capacity: capacity ?? '' };
}
