import { stageOf } from '#core/approvals/open-task.ts';
import type { Ref } from '#core/ids.ts';
import type { ApprovalContent } from '#core/records/approval.ts';
import type { TaskContent } from '#core/records/task.ts';
import { clipped } from '../pages/mail/clip.ts';
import type { Instead, Person } from '../pages/views.ts';

/** Words of it that a first screen has room for. */
const WORDS = 16;

/** Reasons that were given for whoever is asked next: the others are of nobody's concern there. */
const TOLD: ReadonlySet<string> = new Set(['delegated', 'absent']);

/** Whose seat the task has become, and why; nothing where its person was the first to sit there. */
export function insteadOf(
  { stages }: ApprovalContent,
  task: Pick<TaskContent, 'gate' | 'seat' | 'round'>,
  personOf: (ref: Ref) => Person,
): { readonly instead?: Instead } {
  const rounds = stages[stageOf(task)]?.seats.find(({ id }) => id === task.seat)?.rounds ?? [];
  const round = rounds[task.round - 1];
  const before = round?.by ?? rounds[task.round - 2]?.person;
  if (round === undefined || before === undefined || round.why === 'seated') return {};
  const { why, reason } = round;
  return {
    instead: {
      why,
      by: personOf(before),
      ...(reason === undefined || !TOLD.has(why) ? {} : { reason: clipped(reason, WORDS) }),
    },
  };
}
