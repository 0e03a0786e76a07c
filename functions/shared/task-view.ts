import type { OpenedTask } from '#core/approvals/open-task.ts';
import { seatedNow } from '#core/approvals/seats.ts';
import type { Ref } from '#core/ids.ts';
import type { TaskContent } from '#core/records/task.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';
import { kindOf } from '#workflows/approval/contract.ts';
import { languageFor } from '../pages/document.tsx';
import { choicesOf, type FactsShown, factsOf, kindWords, unknownOf } from '../pages/task-words.ts';
import type * as views from '../pages/views.ts';
import type { Speech } from '../pages/wording.ts';

/** What the pages show of a task, made of what lies under it. No record is read for it. */

export function matterOf({ shown, names, task }: OpenedTask): views.Matter {
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

/** A name as it was copied under the task; for a service its id, after an erasure nothing. */
export function nameOf(names: Readonly<Record<Ref, string>>, ref: Ref): string {
  return names[ref] ?? (ref.startsWith('service/') ? ref : '');
}

export function requesterOf({ names, task, shown }: OpenedTask): views.Person {
  const capacity = shown.capacities[task.requester] ?? '';
  return { name: nameOf(names.names, task.requester), capacity };
}

export function deciderOf({ names, task, shown }: OpenedTask): views.Person {
  return { name: nameOf(names.names, task.person), capacity: shown.capacity };
}

/** The choices that a vote offers. */
const OFFERED = ['approve', 'reject'];

export interface TaskPage {
  readonly code: string;
  readonly now: Instant;
  readonly problems?: readonly views.ProblemCode[];
  readonly entered?: views.Entered;
}

/** The page of an open task. */
export function taskView(opened: OpenedTask, page: TaskPage): views.TaskView {
  const { task, approval, shown, head } = opened;
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
    question: kindWords(task.kind, speech.t).question(task.label),
    deadline: task.deadline,
    ifNobodyAnswers: speech.t.ifNobody.lapses,
    authority: {
      role: shown.capacity,
      policy: { name: shown.policy, version: task.policy.version },
      independent: approval.excluded.every(({ person }) => person !== task.person),
    },
    choices: choicesOf(task.kind, OFFERED, speech.t),
    facts: factsOf({ facts, definitions, now: page.now, ...wasOf(opened) }, speech),
    unknown: unknownOf(facts, speech),
    others: othersOf(opened, head.ref),
    identity: task.identity,
    stage: stageOf(opened),
    earlier: [],
    exceptions: approval.exceptions,
    questions: [],
    mayAsk: false,
    colleagues: [],
    owners: [],
    ...(page.problems === undefined ? {} : { problems: page.problems }),
    ...(page.entered === undefined ? {} : { entered: page.entered }),
  };
}

function stageOf({ approval, task }: OpenedTask): views.StageProgress {
  const number = Number(task.gate.slice('stage-'.length)) || 1;
  const stage = approval.stages[number - 1];
  return {
    number,
    of: approval.stages.length,
    name: stage?.name ?? '',
    quorum: stage?.quorum ?? 1,
    seats: stage?.seats.length ?? 1,
  };
}

/** The language of whoever reads a task's page, and the names that may be shown there. */
export function speechOf({ names }: OpenedTask): Speech {
  const reader = { locale: names.language, timeZone: names.zone };
  return { t: languageFor(reader).messages, reader, names: names.names };
}

// What the facts were before they moved; they were gathered anew when that was found.
function wasOf({ shown }: OpenedTask): Pick<FactsShown, 'was'> {
  if (shown.was === undefined) return {};
  return { was: { facts: parseFacts(shown.was), at: parseFacts(shown.facts).gathered } };
}

// Who else is asked shows by capacity; their names are not copied under this person's task.
function othersOf({ approval, shown }: OpenedTask, own: Ref): readonly views.Other[] {
  return approval.stages
    .flatMap(({ seats }) => seats)
    .filter((seat) => seatedNow(seat).task !== own)
    .map((seat) => ({
      person: { name: shown.capacities[seat.of] ?? '', capacity: '' },
      answered: seat.answer !== undefined,
    }));
}
