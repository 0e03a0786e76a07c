import { canonicalBytes } from '../canonical.ts';
import { refused } from '../errors.ts';
import { MAX_BODY_BYTES } from '../limits.ts';
import type { Link } from '../records/define-type.ts';
import type { QuestionSetContent } from '../records/question-set.ts';
import type { Assessed } from './assessment.ts';
import { riskNotSo } from './not-so.ts';

/**
 * Bytes of an assessment beside what its assessors say: why it was started and the reason of a
 * version at their longest, in a script of three bytes a character, make half of it.
 */
const BESIDE_BYTES = 24 * 1024;

/** What is left to an assessor for text however the questions are answered: 300 characters. */
const LEAST_TEXT_BYTES = 900;

/** A pinned task, a person, a time, the scores and the names of members. */
const FRAME_BYTES = 1200;

interface Seats {
  readonly assessors: number;
}

/**
 * Bytes that each assessor may fill of the one record that holds what all of them say: the same for
 * each, so that nobody is left without room by whoever answered before.
 */
export function roomOf(dimensions: readonly Seats[]): number {
  const seats = dimensions.reduce((sum, { assessors }) => sum + assessors, 0);
  return Math.floor((MAX_BODY_BYTES - BESIDE_BYTES) / seats);
}

/** @throws Refused where an assessor said more than fits, links to evidence included */
export function refuseTooLong(
  dimensions: readonly Seats[],
  assessed: Assessed,
  links: readonly Link[],
): void {
  const bytes = new TextEncoder().encode(JSON.stringify({ assessed, links })).length;
  if (bytes > roomOf(dimensions)) throw riskNotSo('too-long', 'rationale');
}

/** @throws Refused where the answers to a set alone may take the room that its assessors have */
export function needRoom(
  dimensions: readonly Seats[],
  sets: readonly Pick<QuestionSetContent, 'name' | 'questions'>[],
): void {
  const room = roomOf(dimensions);
  for (const { name, questions } of sets) {
    if (answersAtMost(questions) + FRAME_BYTES + LEAST_TEXT_BYTES > room) {
      throw refused(
        `What is answered to ${name} does not fit ${room} bytes, which each assessor has: plan ` +
          'fewer assessors, or shorten the question set',
      );
    }
  }
}

/** Bytes of the answers to all questions, each with whatever takes most. */
function answersAtMost(questions: QuestionSetContent['questions']): number {
  const each = questions.map(({ id, options }) => {
    const control = options.find((option) => option.control !== undefined)?.control;
    const longest = options.map(({ value }) => value).sort((a, b) => b.length - a.length)[0] ?? '';
    return {
      answer: [id, longest],
      unknown: options.some(({ unknown }) => unknown === true) ? [id] : [],
      controls: control === undefined ? [] : [{ ...control, proven: false }],
    };
  });
  return canonicalBytes(each).length;
}
