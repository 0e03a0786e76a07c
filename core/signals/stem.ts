const SEPARATORS = /[-_./ ]+/;
const LONG = 5;

/**
 * What the names of a job's repeated runs have in common: dates, counters and random tokens are
 * taken out (`claims-triage-2026-03-09` is `claims-triage-#`). A short token with a letter stays,
 * since `v2` or `s3` says what it is.
 */
export function stemOf(name: string): string {
  const tokens = name.split(SEPARATORS).map((token) => (isRunning(token) ? '#' : token));
  return tokens.filter((token, index) => token !== '#' || tokens[index - 1] !== '#').join('-');
}

const isRunning = (token: string) =>
  /^\d+$/.test(token) || (token.length >= LONG && /\d/.test(token));
