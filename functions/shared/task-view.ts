import type { OpenedTask } from '#core/approvals/open-task.ts';
import { seatedNow } from '#core/approvals/seats.ts';
import type { Ref } from '#core/ids.ts';
import { recordType } from '#core/records/registry.ts';
import type { TaskContent } from '#core/records/task.ts';
import { type Fact as FrozenFact, parseFacts } from '#core/tasks/facts.ts';
import { DAY, type Instant, millisecondsOf } from '#core/time.ts';
import { kindOf } from '#workflows/approval/contract.ts';
import type * as views from '../pages/views.ts';

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
    kind: recordType(subject.type).title,
    name: label,
    version: subject.version,
    digest: subject.digest,
  };
}

/** A name as it was copied under the task; for a service its id, after an erasure what is left. */
export function nameOf(names: Readonly<Record<Ref, string>>, ref: Ref): string {
  return names[ref] ?? (ref.startsWith('service/') ? ref : 'erased');
}

export function requesterOf({ names, task, shown }: OpenedTask): views.Person {
  const capacity = shown.capacities[task.requester] ?? 'requester';
  return { name: nameOf(names.names, task.requester), capacity };
}

export function deciderOf({ names, task, shown }: OpenedTask): views.Person {
  return { name: nameOf(names.names, task.person), capacity: shown.capacity };
}

/** The choices offered now, each with what it causes. */
export function choicesOf(kindName: string): readonly views.Choice[] {
  const consequences = kindOf(kindName)?.consequences ?? { approve: '', reject: '' };
  return [
    {
      value: 'approve',
      label: 'Approve',
      consequence: consequences.approve,
      needs: [],
    },
    {
      value: 'reject',
      label: 'Reject',
      consequence: consequences.reject,
      needs: ['comment'],
    },
  ];
}

export interface TaskPage {
  readonly code: string;
  readonly now: Instant;
  readonly problems?: readonly views.ProblemCode[];
  readonly entered?: views.Entered;
}

/** The page of an open task. */
export function taskView(opened: OpenedTask, page: TaskPage): views.TaskView {
  const { task, approval, shown, head } = opened;
  const kind = kindOf(task.kind);
  const frozen = parseFacts(shown.facts);
  return {
    ...matterOf(opened),
    code: page.code,
    factsDigest: task.facts,
    gathered: frozen.gathered,
    opened: page.now,
    decider: deciderOf(opened),
    requester: requesterOf(opened),
    question: kind?.question(task.label) ?? `What do you decide on ${task.label}?`,
    deadline: task.deadline,
    ifNobodyAnswers: 'If nobody answers by then it ends as not approved.',
    authority: {
      role: shown.capacity,
      policy: { name: shown.policy, version: task.policy.version },
      independent: approval.excluded.every(({ person }) => person !== task.person),
    },
    choices: choicesOf(task.kind),
    facts: frozen.facts.map((fact) => factView(fact, task.kind, page.now)),
    unknown: frozen.unknown,
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

function factView(fact: FrozenFact, kindName: string, now: Instant): views.Fact {
  const definition = kindOf(kindName)?.facts.find(({ key }) => key === fact.key);
  const days = definition?.staleAfterDays;
  const age = millisecondsOf(now) - millisecondsOf(fact.asOf);
  return {
    key: fact.key,
    label: definition?.label ?? fact.key,
    ...valueAndEvidence(fact, definition?.label ?? fact.key),
    source: sourceOf(fact),
    asOf: fact.asOf,
    ...(definition?.unfavourable === true ? { unfavourable: true } : {}),
    ...(days !== undefined && age > days * DAY ? { stale: true } : {}),
  };
}

/** Characters of a text beyond which it is opened in place rather than read in passing. */
const LONG_TEXT = 400;

function valueAndEvidence(fact: FrozenFact, title: string): Pick<views.Fact, 'value' | 'evidence'> {
  const value = factValue(fact.value);
  if (typeof value !== 'string' || value.length <= LONG_TEXT) return { value };
  const [first = ''] = value.split('\n');
  const evidence = { title, text: value };
  return { value: first.length <= LONG_TEXT ? first : `${first.slice(0, LONG_TEXT)}…`, evidence };
}

function factValue(value: FrozenFact['value']): views.FactValue {
  if (Array.isArray(value)) return value.map((each) => ({ text: String(each) }));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sourceOf({ source }: FrozenFact): views.Source {
  if ('url' in source) return { label: source.url, href: source.url };
  const { title } = recordType(source.type);
  return { label: `${title} ${source.id}, version ${source.version}` };
}

// Who else is asked shows by capacity; their names are not copied under this person's task.
function othersOf({ approval, shown }: OpenedTask, own: Ref): readonly views.Other[] {
  return approval.stages
    .flatMap(({ seats }) => seats)
    .filter((seat) => seatedNow(seat).task !== own)
    .map((seat) => ({
      person: { name: shown.capacities[seat.of] ?? 'Somebody else', capacity: 'asked as well' },
      answered: seat.answer !== undefined,
    }));
}
