import type { AnswerPorts } from '#core/approvals/answer.ts';
import { repudiate as report } from '#core/approvals/repudiate.ts';
import { renderReceipt } from '../pages/receipt.tsx';
import { page } from '../shared/page-response.ts';
import { notTaken, unknownCode } from './not-taken.ts';
import { codesOf } from './problem-codes.ts';
import { type ReceiptPorts, receiptOf } from './receipt-page.ts';

/** “That was not me”, from the page of a receipt. */
export async function repudiate(
  ports: AnswerPorts & ReceiptPorts,
  posted: Readonly<Record<string, string>>,
): Promise<Response> {
  const { code = '', comment = '', signature = '' } = posted;
  const said = await report(ports, { code, comment, signature });
  switch (said.is) {
    case 'unknown':
      return unknownCode();
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
