import type { FieldProblem } from '#core/approvals/form-shape.ts';
import type { ProblemCode } from '../pages/views.ts';

type Key = `${FieldProblem['field']} ${FieldProblem['problem']}`;

const CODES: Readonly<Partial<Record<Key, ProblemCode>>> = {
  'choice missing': 'choice-missing',
  'choice unknown': 'choice-unknown',
  'comment missing': 'comment-missing',
  'comment too-long': 'comment-too-long',
  'comment only-name': 'comment-only-name',
  'comment credential': 'comment-credential',
  'comment unreadable': 'comment-unreadable',
  'signature missing': 'signature-missing',
  'signature not-your-name': 'signature-differs',
  'facts moved': 'facts-moved',
  'conditions missing': 'conditions-missing',
  'conditions unwanted': 'conditions-unwanted',
  'conditions full': 'conditions-full',
  'passTo missing': 'colleague-missing',
  'passTo unknown': 'colleague-unknown',
  'passTo seated': 'colleague-seated',
  'passTo barred': 'colleague-barred',
  'passTo circle': 'colleague-circle',
  'passTo unwanted': 'colleague-unwanted',
  'absentUntil not-a-date': 'until-not-a-date',
  'absentUntil past': 'until-past',
  'question missing': 'question-missing',
  'question too-long': 'question-too-long',
  'question only-name': 'question-only-name',
  'question credential': 'question-credential',
  'question unreadable': 'question-unreadable',
  'question unsent': 'question-unsent',
  'question unknown': 'questions-full',
  'question full': 'questions-full',
};

/** Mistakes as the pages word them. @throws for one that has no words: a fault of ours */
export const codesOf = (problems: readonly FieldProblem[]): readonly ProblemCode[] =>
  problems.map(({ field, problem }) => {
    const code = CODES[`${field} ${problem}`];
    if (code === undefined) throw new Error(`No words for ${field} ${problem}`);
    return code;
  });
