import type { OpenPage } from '../hand.ts';
import type { Person } from '../people.ts';
import { row } from '../say.ts';

const DOES: Readonly<Record<string, string>> = {
  approve: 'approves',
  'approve-with-conditions': 'approves with conditions',
  'pass-on': 'passes on',
};

/**
 * A vote by the page's form, with what else it needs.
 *
 * @returns the receipt
 * @throws where it is refused
 */
export async function vote(
  page: OpenPage,
  { name }: Person,
  choice: string,
  comment: string,
  more: Readonly<Record<string, string>> = {},
): Promise<OpenPage> {
  const receipt = await page.send('/t/decide', { choice, comment, signature: name, ...more });
  expectTaken(receipt);
  row(name, `${DOES[choice] ?? choice}: “${comment}”`);
  return receipt;
}

/** @throws where what was posted was refused */
export function expectTaken({ status, heading, lines }: OpenPage): void {
  if (status !== 200) throw new Error(`Refused (${status}), ${heading}: ${lines.join(' ')}`);
}

/** The lines that follow one that begins so: what a page says under a heading. */
export function under({ lines }: OpenPage, begins: string, count: number): readonly string[] {
  const at = lines.findIndex((line) => line.startsWith(begins));
  return at === -1 ? [] : lines.slice(at, at + 1 + count);
}
