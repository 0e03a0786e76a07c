import type { Field } from '#core/work/field.ts';
import type { MailContent } from '#functions/pages/mail/views.ts';
import {
  renderWorkClosedMail,
  renderWorkMail,
  renderWorkReceiptMail,
} from '#functions/pages/mail/work.ts';
import { renderWork } from '#functions/pages/work.tsx';
import {
  renderWorkClosed,
  renderWorkConflict,
  renderWorkReceipt,
} from '#functions/pages/work-receipt.tsx';
import type { WorkView } from '#functions/pages/work-views.ts';
import * as works from '#tests/support/work-views.ts';
import type { Rewrite } from './rewrite.ts';

/** Pages and mails of pieces of work, for those who look at every page. */

/** What names a kind, a field or an option stays: nobody types it but us. */
function rewritten(rewrite: Rewrite, view: WorkView): WorkView {
  const { kind, problems } = view;
  const base = { ...rewrite(view), kind, ...(problems === undefined ? {} : { problems }) };
  return { ...base, fields: view.fields.map((field) => relabelled(rewrite, field)) };
}

function relabelled(rewrite: Rewrite, field: Field): Field {
  if (field.kind !== 'one-of' && field.kind !== 'some-of') return field;
  const options = field.options.map(({ value, label }) =>
    label === undefined ? { value } : { value, ...rewrite({ label }) },
  );
  return { ...field, options };
}

const ofKind = <View extends { readonly kind: string }>(rewrite: Rewrite, view: View): View => ({
  ...rewrite(view),
  kind: view.kind,
});

export function everyWorkPage(rewrite: Rewrite): Record<string, string> {
  const page = (view: WorkView) => renderWork(rewritten(rewrite, view));
  return {
    work: page(works.aWork()),
    'work to correct': page(works.aWorkToCorrect()),
    'work of rows to correct': page(works.aPlanToCorrect()),
    'work to sign in for': page(works.aWork({ identity: 'signed-in' })),
    'receipt of work': renderWorkReceipt(ofKind(rewrite, works.aWorkReceipt())),
    'receipt of work passed on': renderWorkReceipt(ofKind(rewrite, works.aPassedReceipt())),
    'conflict of work': renderWorkConflict(ofKind(rewrite, works.aWorkReceipt())),
    'work of somebody else': renderWorkClosed(rewrite(works.aClosedWork())),
    'work without sign-in': renderWorkClosed(
      rewrite(works.aClosedWork({ reason: 'sign-in-needed' })),
    ),
  };
}

export function everyWorkMail(rewrite: Rewrite): Record<string, MailContent> {
  return {
    'work asked for': renderWorkMail(ofKind(rewrite, works.aWorkMail())),
    'work reminded of': renderWorkMail(ofKind(rewrite, works.aWorkReminder())),
    'work overdue': renderWorkMail(ofKind(rewrite, works.aWorkReminder(true))),
    'receipt of work': renderWorkReceiptMail(ofKind(rewrite, works.aWorkReceiptMail())),
    'work of somebody else': renderWorkClosedMail(rewrite(works.aClosedWork())),
  };
}
