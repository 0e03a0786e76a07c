import type { Clipped } from '../views.ts';

/** Characters of one clipped text: a word may have any length. */
const MAX_CHARS = 240;

/**
 * The text, at most so many words: a mail stays readable in twenty seconds whatever is handed in,
 * and the page has the whole. What is cut ends in an ellipsis.
 */
export function clip(text: string, words: number): string {
  const all = text.trim().split(/\s+/u);
  const kept = all.slice(0, words).join(' ');
  const chars = [...kept];
  if (chars.length > MAX_CHARS) return `${chars.slice(0, MAX_CHARS).join('')}…`;
  return all.length > words ? `${kept}…` : kept;
}

/** The same, with the whole beside it where something was cut. */
export function clipped(text: string, words: number): Clipped {
  const short = clip(text, words);
  return short === text.trim() ? { text: short } : { text: short, whole: text };
}
