import { typedDue } from '../calendar/day-end.ts';
import { MAX_REASON_CHARS } from '../limits.ts';
import { isReadable, line } from '../records/fields.ts';
import type { TaskContent } from '../records/task.ts';
import { oneLine, signs } from '../tasks/signature.ts';
import type { Instant } from '../time.ts';
import {
  conditionBy,
  conditionsProblems,
  dateMistake,
  filled,
  mistakesIn,
  tidy,
} from './form-rows.ts';
import type { Choice, DayEnds, FieldProblem, Form, Given, Problems } from './form-shape.ts';
import type { OpenedTask } from './open-task.ts';
import { OFFERED, placeOf } from './task-place.ts';

/** Whoever signs, by the name that lies under their task. */
type Signing = Pick<OpenedTask, 'task' | 'names'>;

const NEEDS_COMMENT: ReadonlySet<Choice> = new Set([
  'reject',
  'pass-on',
  'conflict-of-interest',
  'answer',
  'fulfil',
]);

/** Reads the days of a form by the clocks of a zone, which are loaded where a day was typed. */
export const dayEndsOf = (form: Form, zone: string): Promise<DayEnds> =>
  dayEndsIn([form.absentUntil ?? '', ...(form.conditions ?? []).map(({ due }) => due)], zone);

/** The same of whatever was typed where a form asks for a day. */
export async function dayEndsIn(typed: readonly string[], zone: string): Promise<DayEnds> {
  if (typed.every((each) => each === '')) return () => undefined;
  const clocks = await import('../calendar/zone-clock.ts');
  return (typed) => typedDue(typed, { zone, clocks });
}

/** What a form says or, where it cannot be recorded so, each mistake. Reads nothing. */
export function readForm(
  opened: OpenedTask,
  form: Form,
  days: DayEnds,
  now: Instant,
): { readonly given: Given } | Problems {
  const { task } = opened;
  const choice = choiceIn(task, form.choice);
  const rows = filled(form.conditions ?? []);
  const problems: FieldProblem[] = [
    ...choiceProblems(form.choice, choice),
    ...textProblems(
      opened,
      'comment',
      form.comment,
      choice !== undefined && NEEDS_COMMENT.has(choice),
    ),
    ...conditionsProblems(form.choice, rows, opened),
    ...passOnProblems(form, days, now),
    ...((form.question ?? '').trim() === ''
      ? []
      : [{ field: 'question', problem: 'unsent' } as const]),
    ...signatureProblems(opened, form.signature),
    ...(form.facts === task.facts ? [] : [{ field: 'facts', problem: 'moved' } as const]),
  ];
  const rowProblems =
    choice === 'approve-with-conditions'
      ? rows.flatMap((row) => mistakesIn(row, opened, days, now))
      : [];
  if (choice === undefined || problems.length > 0 || rowProblems.length > 0) {
    return { problems, rows: rowProblems };
  }
  return { given: givenBy(form, choice, days) };
}

/** The answer that a form gives; mistakes are not looked for. */
export function givenBy(form: Form, choice: Choice, days: DayEnds): Given {
  const { passTo = '', absentUntil = '' } = form;
  const passes = choice === 'pass-on';
  const rows = choice === 'approve-with-conditions' ? filled(form.conditions ?? []) : [];
  return {
    choice,
    comment: tidy(form.comment),
    signature: oneLine(form.signature),
    conditions: rows.map(({ typed }) => conditionBy(typed, days)),
    rows: rows.map(({ row }) => row),
    passTo: passes ? passTo : undefined,
    absentUntil: passes && absentUntil !== '' ? days(absentUntil) : undefined,
  };
}

/** The choice that somebody posted, as far as that task offers it. */
export const choiceIn = (task: Pick<TaskContent, 'seat'>, posted: string): Choice | undefined =>
  OFFERED[placeOf(task)].find((each) => each === posted);

const choiceProblems = (posted: string, choice: Choice | undefined): readonly FieldProblem[] => {
  if (choice !== undefined) return [];
  return [{ field: 'choice', problem: posted === '' ? 'missing' : 'unknown' }];
};

/**
 * What is wrong with a text that somebody typed into the field. Whoever types the name that signs
 * into it as well has filled in everything with the same: that is a machine.
 */
export function textProblems(
  { names, task }: Signing,
  field: 'comment' | 'question',
  typed: string,
  isNeeded: boolean,
): readonly FieldProblem[] {
  const text = tidy(typed);
  if (text.length > MAX_REASON_CHARS) return [{ field, problem: 'too-long' }];
  if (text === '') return isNeeded ? [{ field, problem: 'missing' }] : [];
  if (signs(text, names.names[task.person] ?? '')) return [{ field, problem: 'only-name' }];
  return isReadable(text) ? [] : [{ field, problem: 'unreadable' }];
}

/** What is wrong with a typed name: it must be that of whoever is asked. */
export function signatureProblems(
  { task, names }: Signing,
  typed: string,
): readonly FieldProblem[] {
  const name = names.names[task.person];
  const signature = oneLine(typed);
  if (signature === '') return [{ field: 'signature', problem: 'missing' }];
  const isTheirs =
    name !== undefined && signs(signature, name) && line().safeParse(signature).success;
  return isTheirs ? [] : [{ field: 'signature', problem: 'not-your-name' }];
}

function passOnProblems(
  { choice, passTo = '', absentUntil = '' }: Form,
  days: DayEnds,
  now: Instant,
): readonly FieldProblem[] {
  if (choice !== 'pass-on') {
    return passTo === '' && absentUntil === '' ? [] : [{ field: 'passTo', problem: 'unwanted' }];
  }
  const mistake = absentUntil === '' ? undefined : dateMistake(absentUntil, days, now);
  return [
    ...(passTo === '' ? [{ field: 'passTo', problem: 'missing' } as const] : []),
    ...(mistake === undefined
      ? []
      : [
          {
            field: 'absentUntil',
            problem: mistake === 'past' ? 'past' : 'not-a-date',
          } as const,
        ]),
  ];
}
