import type { WorkMatter } from '#core/mail/matter.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import { parseWork } from '#core/work/frozen-work.ts';
import type { OpenedWork } from '#core/work/open-link.ts';
import type { MailContent } from '../pages/mail/views.ts';
import { renderWorkClosedMail, renderWorkMail, renderWorkReceiptMail } from '../pages/mail/work.ts';
import type { WorkMailView } from '../pages/mail/work-views.ts';
import { sentenceOf } from '../pages/task-words.ts';
import { workClosedView, workReceiptView, workView } from '../shared/work-view.ts';
import { namesOf, reachedBy, speechOf } from './people.ts';
import type { MailSettings } from './settings.ts';

/** Mails of a piece of work: it is asked for, answered, or somebody else is asked. */
export function renderOfWork(matter: WorkMatter, settings: MailSettings): MailContent {
  const opened = openedBy(matter);
  const { code, index, checkpoint, delivery } = matter;
  switch (delivery.kind) {
    case 'receipt': {
      const view = workReceiptView(opened, { origin: settings.origin, index, checkpoint });
      const link = code === undefined ? {} : { link: { base: settings.base, code } };
      return renderWorkReceiptMail({ ...view, ...link });
    }
    case 'closed':
      return renderWorkClosedMail(workClosedView(opened));
    default:
      return renderWorkMail(askingView(matter, opened, settings));
  }
}

/** As its page would show it, with the names that are known now. */
function openedBy({ task, shown, people, to }: WorkMatter): OpenedWork {
  if (shown?.work === undefined) throw new Error('Work without its form');
  return {
    head: task.head,
    task: task.content,
    shown,
    names: { names: namesOf({ to, people }), language: to.language, zone: to.zone },
    work: parseWork(shown.work),
  };
}

function askingView(matter: WorkMatter, opened: OpenedWork, { base }: MailSettings): WorkMailView {
  const { code = '', delivery } = matter;
  const { task, shown, work } = opened;
  const speech = speechOf(matter);
  const view = workView(opened, { code, now: task.opened });
  const text = sentenceOf(parseFacts(shown.facts), [work.number], speech);
  const label = speech.t.work.facts[work.number] ?? work.number;
  return {
    ...view,
    base,
    code,
    ...(text === '' ? {} : { number: { label, text } }),
    ...reachedBy(matter),
    ...(delivery.kind === 'reminder' ? { reminded: remindedOf(matter) } : {}),
  };
}

function remindedOf({ task, delivery }: WorkMatter): NonNullable<WorkMailView['reminded']> {
  const { opened: asked, reminders } = task.content;
  const next = reminders[delivery.n];
  // The one beyond those of the plan comes when the time is over.
  const overdue = delivery.n > reminders.length;
  return { asked, overdue, ...(next === undefined ? {} : { next }) };
}
