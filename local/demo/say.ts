/** What the demo prints: what happens, as it happens, each act under its heading. */

const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const style = (code: number) => (text: string) =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = style(1);
export const dim = style(2);

const INDENT = ' '.repeat(3);
/** Characters of a line: more is hard to read in a terminal. */
const WIDTH = 100;
const NAME = 16;

let act = 0;
let begun = Date.now();

/** From now on times are counted, and acts. */
export function begin(): void {
  act = 0;
  begun = Date.now();
}

export function heading(text: string): void {
  act += 1;
  console.log(`\n${bold(`${act}. ${text}`)}`);
}

export function say(text: string): void {
  for (const line of text.split('\n')) console.log(`${INDENT}${line}`);
}

/** When, who or what, and what of it: in columns, what is long on several lines. */
export function row(name: string, value: string): void {
  const before = `${elapsed()}  ${name.padEnd(NAME)}  `;
  const [first = '', ...rest] = wrap(value, WIDTH - INDENT.length - before.length);
  console.log(`${INDENT}${dim(before)}${first}`);
  for (const line of rest) console.log(`${INDENT}${' '.repeat(before.length)}${line}`);
}

/** Something as it stands in a mail or on a page. */
export function quote(lines: readonly string[]): void {
  for (const line of lines) {
    for (const part of wrap(line, WIDTH - INDENT.length - 8)) {
      console.log(`${INDENT}${dim(`      │ ${part}`)}`);
    }
  }
}

/** Minutes and seconds since the beginning. */
function elapsed(): string {
  const seconds = Math.floor((Date.now() - begun) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
