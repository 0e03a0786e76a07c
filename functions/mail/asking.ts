import { isWork } from '#core/approvals/task-place.ts';
import type { Ref } from '#core/ids.ts';
import type { ApprovalMatter, DigestMatter } from '#core/mail/matter.ts';
import type { TaskContent } from '#core/records/task.ts';
import { parseFacts } from '#core/tasks/facts.ts';
import type { Instant } from '#core/time.ts';
import { kindOf } from '#workflows/approval/contract.ts';
import { languageFor } from '../pages/document.tsx';
import type {
  DigestMailView,
  NextNotice,
  Reminded,
  RequestMailView,
  SideMailView,
} from '../pages/mail/views.ts';
import { ifNobodyOf, kindWords, numberOf, sentenceOf } from '../pages/task-words.ts';
import { workKindWords } from '../pages/work-words.ts';
import { insteadOf } from '../shared/instead-view.ts';
import { matterOf, personOf, reachedBy, readerOf, speechOf } from './people.ts';

/** Mails that ask: a vote, a question to whoever asked for approval, a condition to its owner. */

type Asking = ApprovalMatter & { readonly task: NonNullable<ApprovalMatter['task']> };

const stageOf = ({ approval, task }: Asking) =>
  approval.content.stages[Number(task.content.gate.slice('stage-'.length)) - 1];

/** The question of a seat. */
export function requestView(matter: Asking, base: string): RequestMailView {
  const { to, shown, approval, code, task } = matter;
  const { content } = task;
  const speech = speechOf(matter);
  const facts = shown === undefined ? undefined : parseFacts(shown.facts);
  const words = kindWords(content.kind, speech.t);
  const sentence = (...keys: string[]) =>
    facts === undefined ? '' : sentenceOf(facts, keys, speech);
  const numbers = kindOf(content.kind)?.number ?? [];
  return {
    ...matterOf(matter),
    person: { name: to.name, capacity: shown?.capacity ?? '' },
    requester: personOf(matter, content.requester),
    ask: words.verb,
    question: words.question(content.label),
    deadline: content.deadline,
    ...(shown?.reason === undefined ? {} : { reason: shown.reason }),
    ...insteadOf(approval.content, content, (ref) => personOf(matter, ref)),
    changed: sentence('changed'),
    number: facts === undefined ? '' : numberOf(facts, numbers, speech.t),
    ifNobodyAnswers: ifNobodyOf(stageOf(matter)?.escalation, content.deadline, speech),
    base,
    code: code ?? '',
    ...(content.identity === 'signed-in' ? { signedIn: true } : {}),
    ...reachedBy(matter),
  };
}

/** A question to whoever asked for approval, or a condition to be met. */
export function sideView(matter: Asking, base: string): SideMailView {
  const { question, condition, code, task, to, shown } = matter;
  const isQuestion = task.content.seat.startsWith('q');
  const by: Ref = (isQuestion ? question?.by : setterOf(matter)) ?? task.content.requester;
  return {
    ...matterOf(matter),
    is: isQuestion ? 'clarification' : 'fulfilment',
    person: { name: to.name, capacity: shown?.capacity ?? '' },
    by: personOf(matter, by),
    text: task.content.asks ?? question?.text ?? condition?.text ?? '',
    due: task.content.deadline,
    ...(condition === undefined ? {} : { lapses: condition.lapses }),
    base,
    code: code ?? '',
    ...reachedBy(matter),
  };
}

// Who set a condition: whoever gave the answer that it came with.
function setterOf({ approval, condition }: ApprovalMatter): Ref | undefined {
  const answers = approval.content.stages.flatMap(({ seats }) =>
    seats.flatMap(({ answer }) => answer ?? []),
  );
  return answers.find(({ task }) => task.id === condition?.setBy.id)?.by;
}

/** When it was asked first, and what happens next, by the reminder that this is. */
export function remindedOf(matter: Asking): Reminded {
  const { task, delivery } = matter;
  const { opened, reminders, deadline } = task.content;
  const now = reminders[delivery.n - 1] ?? opened;
  const escalation = stageOf(matter)?.escalation;
  const isVote = task.content.seat.startsWith('s');
  const escalates: readonly NextNotice[] =
    isVote && escalation !== undefined && escalation.done === undefined
      ? [{ say: 'escalates', at: escalation.at }]
      : [];
  const [next] = [
    ...escalates,
    ...reminders.map((at): NextNotice => ({ say: 'reminds', at })),
    { say: 'lapses', at: deadline } satisfies NextNotice,
  ]
    .filter(({ at }) => at > now)
    .sort((a, b) => compare(a.at, b.at));
  return { asked: opened, ...(next === undefined ? {} : { upcoming: next }) };
}

const compare = (a: Instant, b: Instant) => (a < b ? -1 : a > b ? 1 : 0);

/** Many questions in one mail, each with its own link. */
export function digestView(matter: DigestMatter, base: string): DigestMailView {
  const reader = readerOf(matter);
  const t = languageFor(reader).messages;
  return {
    organisation: matter.organisation,
    reader,
    base,
    questions: matter.questions.map(({ task, code }) => ({
      ...inBrief(task.content, t),
      deadline: task.content.deadline,
      code,
    })),
  };
}

type Messages = ReturnType<typeof languageFor>['messages'];

function inBrief({ kind, label, seat, asks }: TaskContent, t: Messages) {
  const words = isWork({ seat }) ? workKindWords(kind, t) : kindWords(kind, t);
  if (seat.startsWith('q')) return { ask: t.side.clarification.title, question: asks ?? label };
  if (seat.startsWith('c')) return { ask: t.side.fulfilment.title, question: asks ?? label };
  return { ask: words.verb, question: words.question(label) };
}
