/** How much it matters, least first. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `raised`: something is wrong; `cleared`: it is right again; `info`: neither. */
export const STATES = ['raised', 'cleared', 'info'] as const;
export type State = (typeof STATES)[number];

/** Whether the first is more severe than the second. */
export function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other);
}

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['INFORMATIONAL', 'info'],
  ['INFO', 'info'],
  ['LOW', 'low'],
  ['MEDIUM', 'medium'],
  ['MODERATE', 'medium'],
  ['HIGH', 'high'],
  ['CRITICAL', 'critical'],
  ['FATAL', 'critical'],
]);

/** The severity that a word names, in whatever case; medium where nobody knows (untriaged). */
export function severityOfWord(word: string | undefined | null): Severity {
  return WORDS.get((word ?? '').toUpperCase()) ?? 'medium';
}
