import type { CorrectiveActionContent } from '../records/corrective-action.ts';
import type { Pending } from '../records/define-type.ts';
import type { Instant } from '../time.ts';

/**
 * What is due on a corrective action, by its state: that its owner is asked, and that it is
 * overdue; that its effect is looked at; that more is planned where it had none.
 */
export function actionPending(
  { due, effect }: Pick<CorrectiveActionContent, 'due' | 'effect'>,
  state: string,
  now: Instant,
): readonly Pending[] {
  switch (state) {
    case 'open':
      return [
        { at: now, for: 'work' },
        { at: due, for: 'overdue' },
      ];
    case 'overdue':
      return [{ at: now, for: 'work' }];
    case 'done':
      return [{ at: effect.due, for: 'effect' }];
    case 'ineffective':
      return [{ at: now, for: 'replan' }];
    default:
      return [];
  }
}
