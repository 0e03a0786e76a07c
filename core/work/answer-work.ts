import { afterCommit } from '../after-commit.ts';
import { dayEndsIn } from '../approvals/form.ts';
import { isThere } from '../approvals/still-there.ts';
import { untilWritten } from '../approvals/until-written.ts';
import { wake } from '../approvals/wake.ts';
import { AssentError, isError } from '../errors.ts';
import type { Machines } from '../ports.ts';
import type { Instant } from '../time.ts';
import { formRow } from './form.ts';
import type { Refusal, WorkForm, WorkProblems } from './form-shape.ts';
import { isOpen, type OpenedWork, openWorkCode } from './open-link.ts';
import { readAnswer, type WorkAnswer } from './read-answer.ts';
import { relieveNow } from './relief-due.ts';
import type { RelievePorts } from './relieve.ts';
import { isSameWork } from './same-work.ts';
import { whereCredential } from './where-credential.ts';
import type { WorkKind } from './work.ts';
import { objectionTo, writePassing } from './write-passing.ts';
import { type Written, writeWork } from './write-work.ts';

export interface AnswerWorkPorts extends RelievePorts {
  readonly machines: Machines;
}

/** The kind of that name, of all workflows; `undefined` where this software knows none. */
export type FindKind = (name: string) => WorkKind | undefined | Promise<WorkKind | undefined>;

/** What came of an answer. */
export type WorkAnswered =
  | { readonly is: 'recorded'; readonly opened: OpenedWork; readonly again: boolean }
  | { readonly is: 'different'; readonly opened: OpenedWork }
  | { readonly is: 'problems'; readonly opened: OpenedWork; readonly problems: WorkProblems }
  | { readonly is: WorkNotTaken; readonly opened: OpenedWork }
  | { readonly is: 'unknown' };

/** Why nothing was recorded: it is over, wants somebody signed in, or they have left. */
export type WorkNotTaken = 'closed' | 'sign-in' | 'left';

/**
 * Takes the answer to a piece of work by mailed link. The answered task, and whatever its kind
 * makes of it, are one transaction; whoever loses a race decides again from what stands then. The
 * same answer again is the same receipt.
 */
export async function answerWork(
  ports: AnswerWorkPorts,
  form: WorkForm,
  kindOf: FindKind,
): Promise<WorkAnswered> {
  return untilWritten(async () => {
    const now = ports.clock.now();
    const found = await openWorkCode(ports, form.code, now);
    if (found.is === 'unknown') return { is: 'unknown' };
    const { opened, expired } = found;
    const days = await dayEndsIn(Object.values(form.posted), opened.names.zone);
    if (opened.task.decision !== undefined) {
      const again = isSameWork(opened, form, days);
      return again ? { is: 'recorded', opened, again } : { is: 'different', opened };
    }
    const notTaken = await whyNot(ports, opened, expired, now);
    if (notTaken !== undefined) return { is: notTaken, opened };
    const read = readAnswer(opened, form, days, now);
    if ('problems' in read) return { is: 'problems', opened, problems: read.problems };
    return take(ports, opened, form, read.answer, kindOf, now);
  });
}

async function whyNot(
  ports: AnswerWorkPorts,
  opened: OpenedWork,
  expired: boolean,
  now: Instant,
): Promise<WorkNotTaken | undefined> {
  const { task, names, head } = opened;
  if (expired || !isOpen(opened)) return 'closed';
  if (task.identity !== 'link') return 'sign-in';
  // A name goes with its person alone: whoever was erased has left as well.
  if (names.names[task.person] !== undefined && (await isThere(ports.store, task.person))) {
    return undefined;
  }
  await afterCommit(() => relieveNow(ports.store, head.ref, now));
  return 'left';
}

async function take(
  ports: AnswerWorkPorts,
  opened: OpenedWork,
  form: WorkForm,
  answer: WorkAnswer,
  kindOf: FindKind,
  now: Instant,
): Promise<WorkAnswered> {
  const { passTo } = answer;
  const objection = passTo === undefined ? undefined : await objectionTo(ports, opened, passTo);
  if (objection !== undefined) return problems(opened, { common: [objection] });
  const kind = await kindOf(opened.task.kind);
  if (kind === undefined) {
    throw new AssentError('Invalid', `No kind of work is called ${opened.task.kind}`);
  }
  try {
    const written =
      passTo === undefined
        ? await writeWork(ports, opened, answer, kind, now)
        : await writePassing(ports, opened, { ...answer, passTo }, now);
    await effects(ports, written);
    const { head, task } = written;
    return { is: 'recorded', again: false, opened: { ...opened, head, task } };
  } catch (error) {
    return explained(ports, opened, form, answer, error, now);
  }
}

const problems = (opened: OpenedWork, some: Partial<WorkProblems>): WorkAnswered => ({
  is: 'problems',
  opened,
  problems: { common: [], fields: [], ...some },
});

/** What a fault of a write says to whoever answered. @throws what they cannot do anything about */
async function explained(
  ports: AnswerWorkPorts,
  opened: OpenedWork,
  form: WorkForm,
  answer: WorkAnswer,
  error: unknown,
  now: Instant,
): Promise<WorkAnswered> {
  if (isError(error, 'Refused'))
    return problems(opened, { refused: refusalIn(opened, form, error) });
  if (!isError(error, 'Invalid')) throw error;
  const found = await whereCredential(ports.store, opened, form, answer, now);
  if (found.common.length + found.fields.length === 0) throw error;
  return problems(opened, found);
}

// Its kind counts the rows that were filled in, from 0; the page all of them, from 1.
function refusalIn(opened: OpenedWork, form: WorkForm, { message, data }: AssentError): Refusal {
  const { say, field, row: nth } = data;
  const row =
    typeof field === 'string' && typeof nth === 'number'
      ? formRow(opened.work.fields, form.posted, field, nth)
      : undefined;
  return {
    text: message,
    ...(typeof say === 'string' ? { say } : {}),
    ...(typeof field === 'string' ? { field } : {}),
    ...(row === undefined ? {} : { row }),
  };
}

// Healed by the sweep where the process dies before or within: the transaction made all due.
async function effects(ports: AnswerWorkPorts, { wakes, mails }: Written): Promise<void> {
  for (const ref of wakes) await afterCommit(() => wake(ports, ref));
  await afterCommit(() => ports.bell.ring('mail', { of: [...mails] }));
}
