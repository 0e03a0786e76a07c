import { mayAsk } from '#core/approvals/may-ask.ts';
import { type OpenedTask, stageOf } from '#core/approvals/open-task.ts';
import { OFFERED } from '#core/approvals/task-place.ts';
import type { Ref } from '#core/ids.ts';
import type { TaskContent } from '#core/records/task.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';
import { kindOf } from '#workflows/approval/contract.ts';
import { languageFor } from '../pages/document.tsx';
import { clipped } from '../pages/mail/clip.ts';
import {
  choicesOf,
  type FactsShown,
  factsOf,
  ifNobodyOf,
  kindWords,
  unknownOf,
} from '../pages/task-words.ts';
import type * as views from '../pages/views.ts';
import type { Speech } from '../pages/wording.ts';
import { insteadOf } from './instead-view.ts';
import {
  deciderOf,
  earlierOf,
  nameOf,
  othersOf,
  personOf,
  questionsOf,
  requesterOf,
  toChoose,
  type Under,
} from './people-view.ts';
import { sinceOf } from './since-view.ts';

/** What the pages show of a task, made of what lies under it. No record is read for it. */

export function matterOf({ shown, names, task }: Under): views.Matter {
  return {
    organisation: shown.organisation,
    reader: { locale: names.language, timeZone: names.zone },
    subject: subjectOf(task),
  };
}

export function subjectOf({
  subject,
  label,
}: Pick<TaskContent, 'subject' | 'label'>): views.Subject {
  return {
    kind: subject.type,
    name: label,
    version: subject.version,
    digest: subject.digest,
  };
}

/** What a page of an open task shows beside the task: what was typed, and what is wrong with it. */
export interface TaskPage {
  readonly code: string;
  readonly now: Instant;
  readonly problems?: readonly views.ProblemCode[];
  readonly conditionProblems?: readonly views.ConditionProblem[];
  readonly entered?: views.Entered;
  readonly notice?: 'question-sent';
}

/** Words of the requester's reason that the first screen has room for. */
const REASON_WORDS = 24;

/** The choices that a vote offers: what needs somebody to be named needs somebody to choose. */
function offeredBy({ shown }: OpenedTask): readonly string[] {
  const needs: Readonly<Record<string, readonly unknown[]>> = {
    'approve-with-conditions': shown.owners,
    'pass-on': shown.colleagues,
  };
  return OFFERED.vote.filter((choice) => needs[choice]?.length !== 0);
}

/** The page of an open task. */
export function taskView(opened: OpenedTask, page: TaskPage): views.TaskView {
  const { task, approval, shown } = opened;
  const speech = speechOf(opened);
  const facts = parseFacts(shown.facts);
  const definitions = kindOf(task.kind)?.facts ?? [];
  return {
    ...matterOf(opened),
    code: page.code,
    factsDigest: task.facts,
    gathered: facts.gathered,
    opened: page.now,
    decider: deciderOf(opened),
    requester: requesterOf(opened),
    ...(shown.reason === undefined ? {} : { reason: clipped(shown.reason, REASON_WORDS) }),
    ...insteadOf(approval, task, (ref) => personOf(opened, ref)),
    question: kindWords(task.kind, speech.t).question(task.label),
    deadline: task.deadline,
    ifNobodyAnswers: ifNobodyOf(approval.stages[stageOf(task)]?.escalation, task.deadline, speech),
    authority: {
      role: shown.capacity,
      policy: { name: shown.policy, version: task.policy.version },
      independent: approval.excluded.every(({ person }) => person !== task.person),
    },
    choices: choicesOf(task.kind, offeredBy(opened), speech.t, progressOf(opened)),
    facts: factsOf({ facts, definitions, now: page.now, ...wasOf(opened) }, speech),
    unknown: unknownOf(facts, speech),
    others: othersOf(opened),
    identity: task.identity,
    stage: progressOf(opened),
    earlier: earlierOf(opened),
    exceptions: approval.exceptions,
    questions: questionsOf(opened),
    mayAsk: mayAsk(opened),
    mayReply: nameOf(opened.names.names, task.requester) !== '' && isPerson(task.requester),
    minimumReadingSeconds: task.minimumReadingSeconds,
    colleagues: toChoose(opened, shown.colleagues),
    owners: toChoose(opened, shown.owners),
    ...sinceOf(opened, speech),
    ...typed(page),
  };
}

const isPerson = (ref: Ref): boolean => ref.startsWith('person/');

/** What was typed, and what is wrong with it, as far as there is any. */
export const typed = ({ problems, conditionProblems, entered, notice }: TaskPage) => ({
  ...(problems === undefined ? {} : { problems }),
  ...(conditionProblems === undefined ? {} : { conditionProblems }),
  ...(entered === undefined ? {} : { entered }),
  ...(notice === undefined ? {} : { notice }),
});

function progressOf({ approval, task }: OpenedTask): views.StageProgress {
  const index = stageOf(task);
  const stage = approval.stages[index];
  return {
    number: index + 1,
    of: approval.stages.length,
    name: stage?.name ?? '',
    quorum: stage?.quorum ?? 1,
    seats: stage?.seats.length ?? 1,
  };
}

/** The language of whoever reads a task's page, and the names that may be shown there. */
export function speechOf(opened: Under): Speech {
  const { names, task } = opened;
  const reader = { locale: names.language, timeZone: names.zone };
  const own =
    names.names[task.person] === undefined ? {} : { [task.person]: deciderOf(opened).name };
  return { t: languageFor(reader).messages, reader, names: { ...names.names, ...own } };
}

// What the facts were before they moved; they were gathered anew when that was found.
function wasOf({ shown }: OpenedTask): Pick<FactsShown, 'was'> {
  if (shown.was === undefined) return {};
  return { was: { facts: parseFacts(shown.was), at: parseFacts(shown.facts).gathered } };
}
