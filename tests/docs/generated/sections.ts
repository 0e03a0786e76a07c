/** Makes the text of one generated section. */
export type Maker = () => string;

const NAME = '[a-z][a-z-]*';

/** How a section begins and ends in a page. */
export const beginOf = (name: string): string => `<!-- generated: ${name} -->`;
export const endOf = (name: string): string => `<!-- /generated: ${name} -->`;

/**
 * The page with every generated section made anew, and what people wrote as it was.
 *
 * @throws where a section has no maker, or does not end
 */
export function withSections(page: string, makers: Readonly<Record<string, Maker>>): string {
  let text = page;
  for (const [begin, name = ''] of page.matchAll(new RegExp(beginOf(`(${NAME})`), 'g'))) {
    const make = makers[name];
    if (make === undefined) throw new Error(`Nothing makes the section ${name}`);
    const [before, rest] = text.split(begin);
    const [, after] = rest?.split(endOf(name)) ?? [];
    if (before === undefined || after === undefined) throw new Error(`${name} does not end`);
    text = `${before}${begin}\n\n${make()}\n\n${endOf(name)}${after}`;
  }
  return text;
}

/** A table of Markdown; a bar in a cell is escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Texts as code, with commas. */
export const codes = (texts: readonly string[]): string =>
  texts.map((text) => `\`${text}\``).join(', ');
