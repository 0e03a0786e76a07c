import { approvalContent } from '#core/approvals/ask.ts';
import type { Ref } from '#core/ids.ts';
import type { Deed } from './command.ts';
import { codeOf, dayEnd, formOf, type Real, type Say, votes } from './hands.ts';
import { delegateOf, type Model, personOf } from './model.ts';
import { must } from './must.ts';
import { type Allowed, type Ballot, predictVote, recordVote, taskOf } from './predict.ts';

/** A vote that somebody is about to post. */
export interface Vote {
  readonly ref: Ref;
  readonly ballot: Ballot;
  readonly said: Say;
  readonly post: () => Promise<string>;
}

export function voteOf(m: Model, real: Real, whoseTask: number, said: Say): Vote | undefined {
  const all = votes(m);
  const ref = all[whoseTask % Math.max(all.length, 1)];
  const code = ref === undefined ? undefined : codeOf(real, ref);
  if (ref === undefined || code === undefined) return undefined;
  const { form, ballot } = formOf(m, real, ref, code, said);
  return { ref, ballot, said, post: async () => (await real.at.answer(form)).is };
}

export const allow = (allowed: Allowed, is: string, of: string) =>
  must(allowed.includes(is), `${of} is told "${is}", and should be ${allowed.join(' or ')}`);

/** Takes note of what was told, where it was recorded. */
export function note(m: Model, { ref, ballot, said }: Vote, is: string): void {
  if (is !== 'recorded' || taskOf(m, ref).given !== undefined) return;
  const { person } = taskOf(m, ref);
  recordVote(m, ref, ballot);
  const { owner, to, days = 7 } = said;
  if (ballot.owner !== undefined && owner !== undefined) {
    const id = `c${m.conditions.length + 1}`;
    m.conditions.push({ id, owner, due: dayEnd(m, days), state: 'promised' });
  }
  if (to !== undefined && said.days !== undefined) {
    const same = personOf(m, person).away.find(
      (each) => each.to === to && delegateOf(m, person) !== undefined,
    );
    const until = dayEnd(m, days);
    personOf(m, person).away = [
      {
        to,
        from: same?.from ?? m.now,
        until: same !== undefined && same.until > until ? same.until : until,
      },
    ];
  }
}

/** Whether its conditions are the first of the newest: they are counted in the order of answers. */
export async function isFirst({ at, ref }: Real, { ref: task }: Vote): Promise<boolean> {
  const { conditions } = approvalContent(await at.store.need(ref));
  return conditions.at(-1)?.setBy.id !== task.slice('task/'.length);
}

/** What an answer may be told before or after another was recorded. */
export function eitherOrder(m: Model, one: Vote, other: Vote): Allowed {
  const after = structuredClone(m);
  const first = predictVote(m, other.ref, other.ballot);
  if (first.includes('recorded')) note(after, other, 'recorded');
  return [...predictVote(m, one.ref, one.ballot), ...predictVote(after, one.ref, one.ballot)];
}

/** A vote of whoever sits there, for a start that is played. */
export const votesNow =
  (seat: number, said: Say): Deed =>
  async (m, real) => {
    const one = voteOf(m, real, seat, said);
    must(one !== undefined, `Nobody is asked on seat ${seat}`);
    const is = await one.post();
    allow(predictVote(m, one.ref, one.ballot), is, one.ref);
    note(m, one, is);
  };
