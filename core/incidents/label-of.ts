const MOST_CHARS = 200;

/** What a piece of work is called: by what it is about, then by its incident. One line. */
export const labelOf = (what: string, title: string): string =>
  [...`${what}: ${title}`.replace(/\s+/g, ' ')].slice(0, MOST_CHARS).join('');
