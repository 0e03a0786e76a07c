import { missCondition } from '../approvals/conditions.ts';
import { remind } from '../approvals/remind.ts';
import { actOnRepudiation } from '../approvals/repudiate.ts';
import { isWork } from '../approvals/task-place.ts';
import { wake } from '../approvals/wake.ts';
import { AssentError } from '../errors.ts';
import { claim } from '../evidence/evidence.ts';
import type { Ref } from '../ids.ts';
import { askForAction, askForEffect, askForPlan, missAction } from '../incidents/action-dues.ts';
import { breachClock, warnOfClock } from '../incidents/clock-dues.ts';
import { countWindows } from '../incidents/count-windows.ts';
import { UNCLOSABLE } from '../incidents/next-move.ts';
import { prolongLocks } from '../incidents/prolong.ts';
import { takeHold } from '../incidents/take-hold.ts';
import type { Locks, Objects } from '../ports.ts';
import { contentOf } from '../records/content-of.ts';
import type { Pending } from '../records/define-type.ts';
import { task as taskType } from '../records/task.ts';
import { REVIEW } from '../reviews/due.ts';
import { askToFollow } from '../reviews/follow.ts';
import { RESPREAD, respread } from '../reviews/respread.ts';
import { FOLLOW } from '../reviews/review.ts';
import { takeReview } from '../reviews/start-review.ts';
import { ACCEPTANCE } from '../risk/accept.ts';
import { askForTreatment, expireAcceptance, missTreatment } from '../risk/dues.ts';
import { type ReassessPorts, reassess } from '../risk/reassess.ts';
import { REASSESS } from '../risk/reassess-due.ts';
import { TREATMENT_OVERDUE, TREATMENT_WORK } from '../risk/treat.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Instant, later } from '../time.ts';
import { HEAL_AFTER_MS } from '../waiting/executions.ts';
import { UNANSWERED } from '../work/draft-round.ts';
import { relieveWork, unanswered } from '../work/look-after-work.ts';
import type { OpenWorkPorts } from '../work/open-work.ts';
import { RELIEF } from '../work/relief-due.ts';
import { type LookPorts, lookAfter } from './look-after.ts';
import { type SilencePorts, takeSilence } from './take-silence.ts';

export interface DuePorts
  extends LookPorts,
    OpenWorkPorts,
    Pick<SilencePorts, 'bus'>,
    Pick<ReassessPorts, 'random'> {
  readonly lists: OpenWorkPorts['lists'];
  readonly objects: Pick<Objects, 'head' | 'get' | 'create'>;
  readonly locks: Locks;
}

/** Takes one thing that is due on a record; answers the records that owe a mail then. */
type Taker = (
  ports: DuePorts,
  head: Head,
  due: Pending,
  now: Instant,
) => Promise<readonly Ref[] | undefined>;

const lookAtMachine: Taker = async (ports, head, _due, now) => {
  await lookAfter(ports, head, now);
  return undefined;
};

/** Whoever does it is rung; it stays due for as long as nobody has done it. */
const sendMail: Taker = async ({ store }, head, due, now) =>
  (await postpone(store, head, due, now)) ? [head.ref] : undefined;

/** The approval's machine finds the seat that is to be filled anew. */
const relieve: Taker = async (ports, head, due, now) => {
  if (isWorkTask(head)) return relieveWork(ports, head, now);
  if (await postpone(ports.store, head, due, now)) await wake(ports, approvalOf(head));
  return undefined;
};

/** What may be due, by what it is due for up to a number. */
const TAKERS: Readonly<Record<string, Taker>> = {
  mail: sendMail,
  digest: sendMail,
  reminder: async ({ store }, head, due, now) =>
    (await remind(store, head, due, now)) ? [head.ref] : undefined,
  escalation: relieve,
  unreachable: relieve,
  deadline: lookAtMachine,
  execution: lookAtMachine,
  condition: (ports, head, _due, now) => missCondition(ports, head, now),
  repudiated: (ports, head, _due, now) => actOnRepudiation(ports, head, now),
  claim: async (ports, head) => {
    await claim(ports, head);
    return undefined;
  },
  [UNANSWERED]: (ports, head, _due, now) => unanswered(ports, head, now),
  [RELIEF]: (ports, head, _due, now) => relieveWork(ports, head, now),
  warning: async (ports, head, _due, now) => {
    await warnOfClock(ports, head, now);
    return undefined;
  },
  breach: (ports, head, _due, now) => breachClock(ports, head, now),
  window: async (ports, head) => {
    await countWindows(ports, head);
    return undefined;
  },
  [UNCLOSABLE]: lookAtMachine,
  work: askForAction,
  effect: askForEffect,
  replan: askForPlan,
  overdue: (ports, head, _due, now) => missAction(ports, head, now),
  hold: async (ports, head, _due, now) => {
    await takeHold(ports, head, now);
    return undefined;
  },
  prolong: async (ports, head, _due, now) => {
    await prolongLocks(ports, head, now);
    return undefined;
  },
  silence: async (ports, head, due, now) => {
    await takeSilence(ports, head, due, now);
    return undefined;
  },
  [ACCEPTANCE]: (ports, head, _due, now) => expireAcceptance(ports, head, now),
  [TREATMENT_WORK]: async (ports, head, _due, now) => {
    await askForTreatment(ports, head, now);
    return undefined;
  },
  [TREATMENT_OVERDUE]: (ports, head, _due, now) => missTreatment(ports, head, now),
  [REASSESS]: async (ports, head, _due, now) => {
    await reassess(ports, head, now);
    return undefined;
  },
  [REVIEW]: async (ports, head, _due, now) => {
    await takeReview(ports, head, now);
    return undefined;
  },
  [RESPREAD]: async (ports, head, _due, now) => {
    await respread(ports, head, now);
    return undefined;
  },
  [FOLLOW]: async (ports, head, due, now) => {
    await askToFollow(ports, head, due, now);
    return undefined;
  },
  // The sweep beats after it has taken the rest.
  heartbeat: async () => undefined,
};

export interface DueTaken {
  /** The records that owe a mail now. */
  readonly mails: readonly Ref[];
  /** What could not be done, each with why. */
  readonly failed: readonly { readonly for: string; readonly error: unknown }[];
}

/** Does what is due on a record. What fails keeps nothing else that is due from being done. */
export async function takeDue(ports: DuePorts, head: Head, now: Instant): Promise<DueTaken> {
  const mails: Ref[] = [];
  const failed: { for: string; error: unknown }[] = [];
  for (const due of head.pending.filter(({ at }) => at <= now)) {
    try {
      mails.push(...(await takeOne(ports, head.ref, due, now)));
    } catch (error) {
      failed.push({ for: due.for, error });
    }
  }
  return { mails, failed };
}

/** @throws Invalid where something is due of which this software knows nothing */
async function takeOne(
  ports: DuePorts,
  ref: Ref,
  due: Pending,
  now: Instant,
): Promise<readonly Ref[]> {
  const current = await ports.store.load(ref);
  // What was due a moment ago may be done, or due at another moment: now still counts.
  if (current?.pending.some((each) => each.for === due.for && each.at <= now) !== true) return [];
  const taker = TAKERS[due.for.replace(/-\d+$/, '')];
  if (taker === undefined) {
    throw new AssentError('Invalid', `Nothing is known of due "${due.for}"`);
  }
  return (await taker(ports, current, due, now)) ?? [];
}

const isWorkTask = (head: Head): boolean =>
  head.version.type === taskType.name && isWork(contentOf(taskType, head));

// Whoever cannot be reached is known by the task, and relieved by the machine of its approval.
const approvalOf = (head: Head): Ref =>
  head.version.type === taskType.name ? contentOf(taskType, head).of : head.ref;

/** Whether it was postponed by us: of two sweeps at once, by one. */
async function postpone(store: RecordStore, head: Head, each: Pending, now: Instant) {
  const rest = head.pending.filter((pending) => pending.for !== each.for);
  const again = { at: later(now, HEAL_AFTER_MS), for: each.for };
  return (await store.setPending(head, [...rest, again])) !== undefined;
}
