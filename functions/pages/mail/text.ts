import type { Block, MailDocument, MailRow } from './blocks.ts';

/** The mail as plain text; lines are left long, since the reader's program breaks them better. */
export function renderText({ organisation, messages, blocks }: MailDocument): string {
  const head = `${organisation} · ${messages.product}`;
  return `${[head, ...blocks.map(textOf)].join('\n\n')}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'rows':
      return block.rows.map(rowText).join('\n');
    case 'link':
      return `${block.label}:\n${block.href}`;
    case 'item':
      return `${block.title}\n${block.href}\n${block.note}`;
    case 'code':
      return `${block.label}:\n${block.code}`;
    case 'exact':
      return block.text.trim();
    default:
      return block.text;
  }
}

/** Exact and long values stand on lines of their own. */
function rowText({ label, value, exact }: MailRow): string {
  const own = exact === true || value.includes('\n');
  return `${label}:${own ? '\n' : ' '}${value}`;
}
