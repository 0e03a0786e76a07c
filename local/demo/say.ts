/** What the demo prints: what happens, as it happens, each act under its heading. */

const colour = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const style = (code: number) => (text: string) =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = style(1);
export const dim = style(2);

let act = 0;

export function heading(text: string): void {
  act += 1;
  console.log(`\n${bold(`${act}. ${text}`)}`);
}

export function say(text: string): void {
  for (const line of text.split('\n')) console.log(`   ${line}`);
}

/** A name and its value, in columns. */
export function row(name: string, value: string): void {
  say(`${dim(name.padEnd(16))} ${value}`);
}

export function quote(text: string): void {
  for (const line of text.split('\n')) say(dim(`│ ${line}`));
}
