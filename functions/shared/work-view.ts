import type { Ref } from '#core/ids.ts';
import { sizeIn } from '#core/log/find-place.ts';
import { type FactDefinition, type Facts, parseFacts } from '#core/tasks/facts.ts';
import { saidIn } from '#core/tasks/said.ts';
import type { Instant } from '#core/time.ts';
import type { WorkProblems } from '#core/work/form-shape.ts';
import { isOpen, type OpenedWork } from '#core/work/open-link.ts';
import type { WorkClosedReason } from '../pages/messages/work-types.ts';
import { factsOf, unknownOf } from '../pages/task-words.ts';
import type * as views from '../pages/views.ts';
import type { Speech } from '../pages/wording.ts';
import type { Scored, WorkClosedView, WorkReceiptView, WorkView } from '../pages/work-views.ts';
import { answersInWords } from '../pages/work-words.ts';
import { deciderOf, personIn } from './people-view.ts';
import { matterOf, speechOf } from './task-view.ts';

/** What the pages of a piece of work show, made of what lies under its task. */

export interface WorkPage {
  readonly code: string;
  readonly now: Instant;
  readonly posted?: Readonly<Record<string, string>>;
  /** When what was posted was saved. */
  readonly saved?: Instant;
  readonly problems?: WorkProblems;
}

/** The page of an open piece of work. */
export function workView(opened: OpenedWork, page: WorkPage): WorkView {
  const { task, shown, work } = opened;
  const speech = speechOf(opened);
  const facts = parseFacts(shown.facts);
  return {
    ...matterOf(opened),
    kind: task.kind,
    code: page.code,
    factsDigest: task.facts,
    gathered: facts.gathered,
    opened: page.now,
    person: deciderOf(opened),
    deadline: task.deadline,
    late: task.deadline <= page.now,
    escalates: work.escalates,
    plan: { name: shown.policy, version: task.policy.version },
    ...beforeOf(opened),
    facts: workFacts(facts, opened.work, page.now, speech),
    scores: scoresIn(facts),
    unknown: unknownOf(facts, speech),
    identity: task.identity,
    fields: work.fields,
    people: shown.owners.map((ref) => ({ ref, ...nameable(opened, ref) })),
    colleagues: shown.colleagues.map((ref) => ({ ref, ...nameable(opened, ref) })),
    posted: page.posted ?? work.filled ?? {},
    ...(page.saved === undefined ? {} : { saved: page.saved }),
    ...(page.problems === undefined ? {} : { problems: page.problems }),
  };
}

/** What the picture of all dimensions is drawn of. */
function scoresIn({ facts }: Facts): readonly Scored[] {
  return facts.flatMap(({ value }) =>
    (Array.isArray(value) ? value : []).flatMap((line): readonly Scored[] => {
      const said = saidIn(line);
      return said?.say === 'dimension-score' ? [said] : [];
    }),
  );
}

/** The facts in the reader's words, as the work calls them. */
function workFacts(facts: Facts, work: OpenedWork['work'], now: Instant, speech: Speech) {
  const labels = speech.t.work.facts;
  const definitions = facts.facts.map(
    ({ key }): FactDefinition => ({
      key,
      required: false,
      unfavourable: work.against.includes(key),
    }),
  );
  return factsOf({ facts, definitions, now }, speech).map((fact) => {
    const label = labels[fact.key] ?? fact.label;
    const { evidence, value } = fact;
    const [only, ...others] = typeof value === 'string' ? [] : value;
    return {
      ...fact,
      label,
      ...(only !== undefined && others.length === 0 ? { value: only.text } : {}),
      ...(evidence === undefined ? {} : { evidence: { ...evidence, title: label } }),
    };
  });
}

// Whoever a form names may be its reader, whose name is written out nowhere.
const nameable = (opened: OpenedWork, ref: Ref): views.Person =>
  ref === opened.task.person
    ? deciderOf(opened)
    : personIn(opened, ref, opened.shown.capacities[ref] ?? '');

function beforeOf(opened: OpenedWork): Pick<WorkView, 'before'> {
  const { before } = opened.work;
  if (before === undefined) return {};
  const { person, why, reason } = before;
  return { before: { by: nameable(opened, person), why, reason } };
}

export interface WorkReceiptFacts {
  readonly origin: string;
  readonly index: number | undefined;
  readonly checkpoint: string | undefined;
}

/** The receipt of a recorded answer. */
export function workReceiptView(opened: OpenedWork, facts: WorkReceiptFacts): WorkReceiptView {
  const { task, head, work } = opened;
  const { decision, closed } = task;
  if (decision === undefined || closed === undefined) throw new Error('no decision');
  const { t, reader } = speechOf(opened);
  const nameOf = (ref: Ref) => nameable(opened, ref).name;
  const { comment, passedTo } = decision;
  const size = sizeIn(facts.checkpoint);
  return {
    ...matterOf(opened),
    kind: task.kind,
    person: deciderOf(opened),
    answers: answersInWords(task.kind, work.fields, decision.answers ?? {}, { t, reader, nameOf }),
    ...(comment === undefined ? {} : { comment }),
    ...(passedTo === undefined ? {} : { passedTo: nameable(opened, passedTo) }),
    decided: closed.at,
    identified: 'link',
    factsDigest: decision.facts,
    decision: { task: head.ref, version: head.version.version, digest: head.digest },
    ...(facts.index === undefined ? {} : { place: { origin: facts.origin, index: facts.index } }),
    ...(facts.checkpoint === undefined || size === undefined
      ? {}
      : { checkpoint: { size, note: facts.checkpoint } }),
  };
}

/** What became of a piece of work whose link is dead. */
export function workClosedView(
  opened: OpenedWork,
  reason: WorkClosedReason = reasonOf(opened),
): WorkClosedView {
  const { task, head } = opened;
  return { ...matterOf(opened), reason, at: task.closed?.at ?? head.version.time };
}

function reasonOf(opened: OpenedWork): WorkClosedReason {
  const why = opened.task.closed?.why;
  if (isOpen(opened)) return 'code-expired';
  switch (why) {
    case 'passed-on':
    case 'escalated':
    case 'unreachable':
    case 'left':
      return why;
    default:
      return 'no-longer-needed';
  }
}
