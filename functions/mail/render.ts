import type { ApprovalMatter, MailMatter } from '#core/mail/matter.ts';
import { renderClosedMail } from '../pages/mail/closed.ts';
import { renderLateMail } from '../pages/mail/late.ts';
import { renderDigestMail, renderUnfillableMail } from '../pages/mail/lists.ts';
import {
  renderClarifiedMail,
  renderMissedMail,
  renderProgressMail,
  renderRepudiatedMail,
} from '../pages/mail/news.ts';
import { renderOutcomeMail } from '../pages/mail/outcome.ts';
import { renderReceiptMail } from '../pages/mail/receipt.ts';
import { renderReminderMail, renderRequestMail } from '../pages/mail/request.ts';
import { renderRiskMail } from '../pages/mail/risk.ts';
import { renderSideMail } from '../pages/mail/side.ts';
import type { MailContent } from '../pages/mail/views.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { digestView, remindedOf, requestView, sideView } from './asking.ts';
import { lateView } from './late.ts';
import { riskView } from './risk.ts';
import type { MailSettings } from './settings.ts';
import {
  clarifiedView,
  closedMailView,
  missedView,
  outcomeView,
  progressView,
  receiptMailView,
  repudiatedView,
  unfillableView,
} from './telling.ts';

/** The words of a mail, of its kind, in the language of whoever gets it. */
export async function renderMail(matter: MailMatter, settings: MailSettings): Promise<MailContent> {
  await loadLanguage(matter.to.language);
  switch (matter.about) {
    case 'policy':
      return renderUnfillableMail(unfillableView(matter));
    case 'digest':
      return renderDigestMail(digestView(matter, settings.base));
    case 'work':
      return (await import('./work.ts')).renderOfWork(matter, settings);
    case 'late':
      return renderLateMail(lateView(matter));
    case 'risk':
      return renderRiskMail(riskView(matter));
    case 'approval':
      return renderOfApproval(matter, settings);
  }
}

function renderOfApproval(matter: ApprovalMatter, settings: MailSettings): MailContent {
  const { kind } = matter.delivery;
  switch (kind) {
    case 'request':
    case 'reminder':
      return renderAsking(matter, settings);
    case 'receipt':
      return renderReceiptMail(receiptMailView(withTask(matter), settings));
    case 'progress':
      return renderProgressMail(progressView(withTask(matter)));
    case 'clarified':
      return renderClarifiedMail(clarifiedView(matter, settings));
    case 'outcome':
      return renderOutcomeMail(outcomeView(matter));
    case 'closed':
      return renderClosedMail(closedMailView(withTask(matter)));
    case 'condition-missed':
      return renderMissedMail(missedView(matter));
    case 'repudiated':
      return renderRepudiatedMail(repudiatedView(matter));
    case 'unfillable':
    case 'clock-breached':
    case 'action-overdue':
    case 'assessment-overdue':
    case 'treatment-overdue':
    case 'acceptance-expired':
    case 'digest':
      throw new Error(`A mail of kind ${kind} is of no approval`);
  }
}

function renderAsking(matter: ApprovalMatter, { base }: MailSettings): MailContent {
  const asking = withTask(matter);
  const reminded = matter.delivery.kind === 'reminder' ? remindedOf(asking) : undefined;
  if (!asking.task.content.seat.startsWith('s')) {
    return renderSideMail({ ...sideView(asking, base), ...(reminded && { reminded }) });
  }
  const view = requestView(asking, base);
  return reminded === undefined
    ? renderRequestMail(view)
    : renderReminderMail({ ...view, ...reminded });
}

function withTask(matter: ApprovalMatter) {
  const { task, delivery } = matter;
  if (task === undefined) throw new Error(`A mail of kind ${delivery.kind} is of a task`);
  return { ...matter, task };
}
