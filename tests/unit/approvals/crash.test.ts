import { describe, expect, it } from 'vitest';
import { LOOK_EVERY_MS } from '#core/approvals/pending.ts';
import { withdraw } from '#core/approvals/withdraw.ts';
import { isError } from '#core/errors.ts';
import { DAY, HOUR } from '#core/time.ts';
import { ASTRID } from '#tests/support/people.ts';
import { type Act, killedEverywhere, type Life } from './kill.ts';
import { answered, asked, pass } from './lives.ts';
import { CRO, DPO, type Matter, matter } from './matter.ts';
import { settled } from './settled.ts';

const TWO = { seats: [CRO, DPO], quorum: 2 };

/** What everybody was shown: the digest of the facts, task by task. */
const shown = async (m: Matter, seats: number) => {
  const digests = new Set<string>();
  for (let seat = 0; seat < seats; seat++) digests.add((await m.theTask(seat)).content.facts);
  return digests.size;
};

const approved: Life = async (m, act) => {
  await asked(m, act, 2);
  await answered(m, act, 0);
  await act(() => m.at.deliverMail());
  await answered(m, act, 1);
  await pass(m, act, 5);
  return { ...(await settled(m)), different: await shown(m, 2) };
};

const rejected: Life = async (m, act) => {
  await answered(m, act, 0, { choice: 'reject', comment: 'Duty 1 is too weak' });
  await pass(m, act, 5);
  return settled(m);
};

const reminded: Life = async (m, act) => {
  m.at.clock.advance(3 * DAY + HOUR);
  await pass(m, act, 4);
  await answered(m, act, 0);
  await pass(m, act, 4);
  return settled(m);
};

const lapsed: Life = async (m, act) => {
  m.at.clock.advance(5 * DAY);
  await pass(m, act, 6);
  return settled(m);
};

/** A deed of a caller who tries again, and then finds it done. */
const persistent = async (act: Act, deed: () => Promise<unknown>): Promise<void> => {
  const tolerant = () =>
    deed().catch((error: unknown) => {
      if (!isError(error, 'Conflict') && !isError(error, 'Refused')) throw error;
    });
  if (!(await act(tolerant))) await act(tolerant);
};

const voided: Life = async (m, act) => {
  // By whoever edits: the version is read once, so that the second try writes upon the same.
  await persistent(act, async () => {
    if ((await m.subject()).state === 'in-approval') await m.editSubject();
  });
  // Where the editor died before the approval was made due, the regular look at it does.
  await pass(m, act, 2);
  m.at.clock.advance(LOOK_EVERY_MS);
  await pass(m, act, 4);
  return settled(m);
};

const takenBack: Life = async (m, act) => {
  await persistent(act, () =>
    withdraw(m.at, m.ref, { actor: ASTRID, via: 'api', reason: 'Not ready' }),
  );
  await pass(m, act, 6);
  return settled(m);
};

async function opened(stage: object = {}): Promise<Matter> {
  const m = await matter(stage);
  await m.open();
  return m;
}

describe('a process killed between any two outward calls ends as one that was not', () => {
  it.each<readonly [string, () => Promise<Matter>, Life, number]>([
    ['from the request to the approval by two', () => matter(TWO), approved, 30],
    ['from the mail to the refusal', opened, rejected, 12],
    ['with a reminder before the answer', opened, reminded, 15],
    ['lapsing', () => opened(TWO), lapsed, 12],
    ['when its subject changes', opened, voided, 8],
    ['when it is taken back', opened, takenBack, 8],
  ])('%s', async (_, make, life, least) => {
    expect(await killedEverywhere(await make(), life)).toBeGreaterThan(least);
  });
});
