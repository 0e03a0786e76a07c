import { draftClosing } from '../approvals/close-tasks.ts';
import type { Ref } from '../ids.ts';
import { owe } from '../mail/outbox.ts';
import { contentOf } from '../records/content-of.ts';
import { task as taskType } from '../records/task.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import { forgetDraft } from '../work/forget-draft.ts';
import { roundsOf } from '../work/rounds.ts';
import type { ApplyPorts, WorkEffect } from '../work/work.ts';

const ACTOR = 'service/assent-task-decide';

/** For how many duties the transaction of a decision has room; later ones say so when answered. */
const MOST_AT_ONCE = 5;

/**
 * Nobody is asked any more to prove a report whose clock is stopped, and whoever was is told: what
 * is written with the version that stops it.
 */
export async function closeProofs(
  { store, clock }: Pick<ApplyPorts, 'store' | 'clock'>,
  clocks: readonly Prepared[],
): Promise<Required<Pick<WorkEffect, 'versions' | 'also' | 'mails'>>> {
  const stopped = clocks.filter(({ head }) => head.version.state === 'stopped');
  const asked = await Promise.all(stopped.map(({ head }) => openProof(store, head.ref)));
  const open = asked.filter((head) => head !== undefined).slice(0, MOST_AT_ONCE);
  const now = clock.now();
  return {
    versions: await Promise.all(
      open.map((head) => draftClosing(store, head, 'no-longer-needed', ACTOR, now)),
    ),
    also: open.flatMap((head) => [
      owe(head.ref, 'closed', 1, contentOf(taskType, head).person),
      forgetDraft(head.ref),
    ]),
    mails: open.map(({ ref }) => ref),
  };
}

/** The gate at which the proof of a clock's report is asked for. */
export const PROOF = 'notification';

async function openProof(store: Pick<RecordStore, 'load'>, of: Ref) {
  for (let place = 1; ; place++) {
    const last = (await roundsOf(store, { of, gate: PROOF, place })).at(-1);
    if (last === undefined) return undefined;
    if (last.head.version.state === 'open') return last.head;
  }
}
