import { contentOf } from '../records/content-of.ts';
import type { ReviewContent } from '../records/review.ts';
import { task as taskType } from '../records/task.ts';
import { pin } from '../store/commit.ts';
import { cellIn, rowsIn, textIn } from '../work/answers.ts';
import { placeOfTask } from '../work/rounds.ts';
import type { ApplyPorts, WorkEffect, WorkGiven } from '../work/work.ts';
import { reviewNotSo } from './not-so.ts';
import { termsOf } from './plan.ts';
import { askedFor, draftReview, isReviewOver, LOOK, reviewIn, SIGN } from './review.ts';
import { turnOf } from './turns.ts';

/** What a reviewer may find, as the form offers it, and what that is called on record. */
const FOUND = {
  confirm: 'confirmed',
  change: 'to-change',
  retire: 'to-retire',
} as const satisfies Record<string, NonNullable<ReviewContent['found']>['what']>;

export const FINDINGS = Object.keys(FOUND);

const isFinding = (value: string): value is keyof typeof FOUND => value in FOUND;

/** Somebody has looked at a record again. @throws Refused where it is asked no more */
export async function applyLook(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const content = await stillAsked(ports, given, LOOK);
  const what = textIn(answers, 'found');
  if (!isFinding(what)) throw new TypeError(`The form offers no ${what}`);
  const reason = textIn(answers, 'reason');
  const { signed: _, ...rest } = content;
  const next: ReviewContent = {
    ...rest,
    found: {
      what: FOUND[what],
      by: pin(task.head),
      person,
      at: task.head.version.time,
      reason,
      follow: rowsIn(answers, 'follow').map((row) => ({
        text: cellIn(row, 'text'),
        owner: cellIn(row, 'owner'),
        due: cellIn(row, 'due'),
      })),
    },
  };
  const by = { actor: person, via: task.head.version.via, reason } as const;
  const change = { action: 'find', state: 'found', content: next };
  return { versions: [await draftReview(ports.store, subject, change, by, ports.clock.now())] };
}

/** Somebody else signs what was found, or sends it back. @throws Refused */
export async function applySignature(ports: ApplyPorts, given: WorkGiven): Promise<WorkEffect> {
  const { subject, task, answers, person } = given;
  const content = await stillAsked(ports, given, SIGN);
  if (content.found?.person === person) throw reviewNotSo('signs-own');
  const agrees = textIn(answers, 'verdict') === 'agree';
  const comment = typeof answers.reason === 'string' ? answers.reason : undefined;
  const next: ReviewContent = {
    ...content,
    signed: {
      by: pin(task.head),
      person,
      at: task.head.version.time,
      agrees,
      ...(comment === undefined ? {} : { comment }),
    },
  };
  const by = { actor: person, via: task.head.version.via, reason: comment ?? null } as const;
  const change = agrees
    ? { action: 'sign', state: 'done', content: next }
    : { action: 'send-back', state: 'sent-back', content: next };
  return { versions: [await draftReview(ports.store, subject, change, by, ports.clock.now())] };
}

/** What the review says, where it asks for just this. @throws Refused */
async function stillAsked(
  { store }: ApplyPorts,
  { subject, task }: WorkGiven,
  gate: string,
): Promise<ReviewContent> {
  const content = reviewIn(subject);
  const { cadence } = await termsOf(store, content);
  const isAsked = !isReviewOver(subject.version.state) && askedFor(content, cadence) === gate;
  const { place } = placeOfTask(contentOf(taskType, task.head));
  if (!isAsked || place !== (await turnOf(store, subject.ref)))
    throw reviewNotSo('no-longer-asked');
  return content;
}
