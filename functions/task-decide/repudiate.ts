import type { AnswerPorts } from '#core/approvals/answer.ts';
import { repudiate as report } from '#core/approvals/repudiate.ts';
import { loadLanguage } from '../pages/messages/messages.ts';
import { renderReceipt } from '../pages/receipt.tsx';
import { page } from '../shared/page-response.ts';
import { notTaken } from './not-taken.ts';
import { codesOf } from './problem-codes.ts';
import { type ReceiptPorts, receiptOf } from './receipt-page.ts';

/**
 * “That was not me”, from the page of a receipt.
 *
 * @returns nothing where the code opens nothing
 */
export async function repudiate(
  ports: AnswerPorts & ReceiptPorts,
  posted: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const { code = '', comment = '', signature = '' } = posted;
  const said = await report(ports, { code, comment, signature });
  if (said.is === 'unknown') return undefined;
  await loadLanguage(said.opened.names.language);
  switch (said.is) {
    case 'reported': {
      const { at, stops } = said;
      const receipt = await receiptOf(ports, said.opened, { reported: { at, stops } });
      return page(renderReceipt(receipt), 200);
    }
    case 'problems': {
      const typed = { problems: codesOf(said.problems), entered: { comment, signature } };
      const receipt = await receiptOf(ports, said.opened, { code, report: typed });
      return page(renderReceipt(receipt), 422);
    }
    case 'closed':
      return notTaken('closed', said.opened, ports.clock.now());
  }
}
