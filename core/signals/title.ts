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

/** A title that an event brings as its own, as it is shown: one line, and nobody named. */
export const titled = (title: string): string => cut(oneLine(title), MOST);

function quoted(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return `“${cut(typeof value === 'string' ? oneLine(value) : '', MOST_NAME)}”`;
}

const oneLine = (text: string): string =>
  withoutNames(text.toWellFormed()).replaceAll(/\s+/gu, ' ').trim();

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
