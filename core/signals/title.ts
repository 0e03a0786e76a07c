import { isReadable } from '../records/fields.ts';
import { withoutNames } from './personal.ts';

const MOST = 200;
const MOST_NAME = 90;

/**
 * A line of ours about an event: `say` is a template's tag. What comes from the event is put in
 * quotation marks, cut, and freed of what a reader would not see and of names of people.
 */
export function say(words: TemplateStringsArray, ...values: readonly unknown[]): string {
  const text = words
    .map((word, index) => (index < values.length ? word + quoted(values[index]) : word))
    .join('');
  return cut(text, MOST);
}

function quoted(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? withoutNames(value.toWellFormed()) : '';
  return `“${cut(text.replaceAll(/\s+/gu, ' ').trim(), MOST_NAME)}”`;
}

function cut(text: string, most: number): string {
  let line = '';
  for (const char of text) {
    const next = isReadable(char) ? char : '\ufffd';
    if (line.length + next.length > most - 1 && line.length + next.length < text.length) {
      return `${line}…`;
    }
    line += next;
  }
  return line;
}
