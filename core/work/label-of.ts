const MOST_CHARS = 200;

/** What a piece of work is called, by what it is about and what that belongs to. One line. */
export const labelOf = (one: string, other: string): string =>
  [...`${one}: ${other}`.replace(/\s+/g, ' ')].slice(0, MOST_CHARS).join('');
