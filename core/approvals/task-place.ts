import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { TaskContent } from '../records/task.ts';
import type { Choice } from './form-shape.ts';

/** What a task asks for: a vote on a seat, an answer to a question, that a condition is met. */
export type Place = 'vote' | 'question' | 'condition';

const PLACES: Readonly<Record<string, Place>> = { s: 'vote', q: 'question', c: 'condition' };

/** What each kind of task offers. */
export const OFFERED: Readonly<Record<Place, readonly Choice[]>> = {
  vote: ['approve', 'approve-with-conditions', 'reject', 'pass-on', 'conflict-of-interest'],
  question: ['answer'],
  condition: ['fulfil'],
};

/** Which kind a task is, by the first letter of its seat. */
export const placeOf = ({ seat }: Pick<TaskContent, 'seat'>): Place =>
  PLACES[seat.charAt(0)] ?? 'vote';

/** Whether a task is a piece of work, of whatever record, and belongs to no approval. */
export const isWork = ({ seat }: Pick<TaskContent, 'seat'>): boolean => seat.startsWith('w');

/** The task of a question or a condition: its id follows from both, so that twice is once. */
export const sideTaskRef = (approval: Ref, place: string): Ref =>
  `task/${approval.slice('approval/'.length)}-${place}`;

/** The record of a condition has the id of its task. */
export const conditionRef = (approval: Ref, place: string): Ref =>
  `condition/${approval.slice('approval/'.length)}-${place}`;

/** The question that a task puts. */
export const questionOf = (approval: ApprovalContent, { seat }: Pick<TaskContent, 'seat'>) =>
  approval.questions.find(({ id }) => id === seat);

/** The condition that a task asks to be met. */
export const conditionOf = (approval: ApprovalContent, { seat }: Pick<TaskContent, 'seat'>) =>
  approval.conditions.find(({ id }) => id === seat);
