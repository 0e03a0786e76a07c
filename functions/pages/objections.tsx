import type { Messages } from './messages/messages.ts';
import { choiceLabel, personName } from './parts.tsx';
import type { EarlierStage, Other } from './views.ts';

/** Somebody of an earlier stage said no, or yes on conditions: it speaks against the subject. */
export interface Objection extends Other {
  readonly said: string;
  readonly stage: EarlierStage;
}

/** What earlier stages hold against it, as far as the policy shows that. Rejections come first. */
export function objectionsOf(earlier: readonly EarlierStage[]): readonly Objection[] {
  const all = earlier.flatMap((stage) =>
    stage.answers.flatMap((each) =>
      objects(each) && each.said !== undefined ? [{ ...each, said: each.said, stage }] : [],
    ),
  );
  return all.toSorted((a, b) => Number(b.said === 'reject') - Number(a.said === 'reject'));
}

/** Whether an answer speaks against what is asked. */
export const objects = ({ said }: Other): boolean =>
  said === 'reject' || said === 'approve-with-conditions';

interface ObjectionsProps {
  readonly objections: readonly Objection[];
  readonly t: Messages;
}

/** Each as an entry of the list of what speaks against it: who, what, and why. */
export function Objections({ objections, t }: ObjectionsProps) {
  return (
    <>
      {objections.map(({ person, said, comment, stage }) => (
        <li>
          <h3 dir="auto">{personName(person, t)}</h3>
          <div>
            <p dir="auto">{t.task.atStage(choiceLabel(said, t), stage.number, stage.name)}</p>
            {comment === undefined ? null : (
              <p class="quote text" dir="auto">
                {comment}
              </p>
            )}
          </div>
        </li>
      ))}
    </>
  );
}
