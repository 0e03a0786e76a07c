import type { Severity, State } from './severity.ts';

const FAILED: ReadonlySet<string> = new Set([
  'FAILED',
  'FAILURE',
  'ERROR',
  'CLIENTERROR',
  'SERVICEERROR',
]);
const PARTLY: ReadonlySet<string> = new Set([
  'PARTIALLYCOMPLETED',
  'EXPIRED',
  'ABORTED',
  'STOPPED',
]);
const DONE: ReadonlySet<string> = new Set(['COMPLETED', 'SUCCEEDED', 'SUCCESS']);

/** What the status of a job says, in whatever case a service writes it. */
export function verdictOfJob(status: string): { severity: Severity; state: State } {
  const word = status.toUpperCase().replaceAll(/[_ ]/g, '');
  if (FAILED.has(word)) return { severity: 'medium', state: 'raised' };
  if (PARTLY.has(word)) return { severity: 'low', state: 'raised' };
  return { severity: 'info', state: DONE.has(word) ? 'cleared' : 'info' };
}
