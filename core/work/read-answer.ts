import { signatureProblems, textProblems } from '../approvals/form.ts';
import { tidy } from '../approvals/form-rows.ts';
import type { DayEnds } from '../approvals/form-shape.ts';
import type { Ref } from '../ids.ts';
import { oneLine, signs } from '../tasks/signature.ts';
import type { Instant } from '../time.ts';
import type { Answers } from './field.ts';
import { readWork } from './form.ts';
import type { WorkForm, WorkMistake, WorkProblems } from './form-shape.ts';
import type { OpenedWork } from './open-link.ts';

/** An answer without a mistake of form. */
export interface WorkAnswer {
  readonly choice: 'submit' | 'pass-on';
  readonly answers: Answers;
  readonly comment: string;
  readonly signature: string;
  readonly opened: string;
  /** To whom it is passed on; absent: the work is done. */
  readonly passTo?: Ref;
}

/** What a form says or, where it cannot be recorded so, each mistake. Reads nothing. */
export function readAnswer(
  opened: OpenedWork,
  form: WorkForm,
  days: DayEnds,
  now: Instant,
): { readonly answer: WorkAnswer } | { readonly problems: WorkProblems } {
  const passes = form.choice === 'pass-on';
  const common = commonProblems(opened, form, passes);
  const read = passes ? { answers: {} } : readFields(opened, form, days, now);
  const fields = 'problems' in read ? read.problems : [];
  if (common.length + fields.length > 0 || 'problems' in read) {
    return { problems: { common, fields } };
  }
  return { answer: answerBy(form, read.answers) };
}

function readFields(
  { work, shown, names, task }: OpenedWork,
  { posted }: WorkForm,
  days: DayEnds,
  now: Instant,
) {
  const isName = (text: string) => signs(text, names.names[task.person] ?? '');
  return readWork(work.fields, posted, { days, now, people: shown.owners, isName });
}

function commonProblems(
  opened: OpenedWork,
  { choice, comment, signature, facts, passTo }: WorkForm,
  passes: boolean,
): readonly WorkMistake[] {
  const isKnown = passes || choice === 'submit';
  const unknown = choice === '' ? 'missing' : 'unknown';
  return [
    ...(isKnown ? [] : [{ field: 'choice', problem: unknown } as const]),
    ...(passes && passTo === '' ? [{ field: 'passTo', problem: 'missing' } as const] : []),
    ...(!passes && passTo !== '' ? [{ field: 'passTo', problem: 'unwanted' } as const] : []),
    ...asMistakes(textProblems(opened, 'comment', comment, passes), 'comment'),
    ...asMistakes(signatureProblems(opened, signature), 'signature'),
    ...(facts === opened.task.facts ? [] : [{ field: 'facts', problem: 'moved' } as const]),
  ];
}

const asMistakes = (
  found: readonly { readonly problem: WorkMistake['problem'] }[],
  field: WorkMistake['field'],
): readonly WorkMistake[] => found.map(({ problem }) => ({ field, problem }));

/** The answer that a form gives; mistakes are not looked for. */
export function answerBy(form: WorkForm, answers: Answers): WorkAnswer {
  const { choice, comment, signature, opened, passTo } = form;
  const base = { answers, comment: tidy(comment), signature: oneLine(signature), opened };
  return choice === 'pass-on'
    ? { ...base, choice, answers: {}, passTo }
    : { ...base, choice: 'submit' };
}
