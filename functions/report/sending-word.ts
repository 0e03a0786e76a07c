import { comparableName } from '#core/tasks/signature.ts';
import { reportWords } from '../pages/messages/report.ts';

/** The words that send a report, of every language: a reader's may have changed between pages. */
const WORDS = Object.values(reportWords).map(({ check }) => comparableName(check.word));

/** Whether what was typed is the word asked for, however it is written. */
export const isSendingWord = (typed: string): boolean =>
  WORDS.includes(comparableName(typed.replace(/["'“”„.]/gu, '')));
