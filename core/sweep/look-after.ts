import { approvalContent } from '../approvals/ask.ts';
import { conclude, resultOf } from '../approvals/conclude.ts';
import { LOOK_EVERY_MS } from '../approvals/pending.ts';
import { isVacant, openStage, seatedNow } from '../approvals/seats.ts';
import { isThere } from '../approvals/still-there.ts';
import { AssentError } from '../errors.ts';
import { isWaitingFor } from '../incidents/is-waiting-for.ts';
import { UNCLOSABLE } from '../incidents/next-move.ts';
import { hasEnded } from '../incidents/pending.ts';
import type { Bell, Clock, Machines, Table } from '../ports.ts';
import { approval as approvalType } from '../records/approval.ts';
import { incident as incidentType } from '../records/incident.ts';
import { review as reviewType } from '../records/review.ts';
import { riskAssessment } from '../records/risk-assessment.ts';
import { endReview } from '../reviews/conclude.ts';
import { isReviewWaiting } from '../reviews/gate.ts';
import { isReviewOver } from '../reviews/review.ts';
import { isOver } from '../risk/assessment.ts';
import { endAssessment } from '../risk/conclude.ts';
import { isAssessmentWaiting } from '../risk/gate.ts';
import type { Head } from '../store/items.ts';
import type { Lists } from '../store/lists.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Instant, later, SECOND } from '../time.ts';
import {
  attemptOf,
  executionDue,
  executionInput,
  executionName,
  HEAL_AFTER_MS,
  withoutExecution,
} from '../waiting/executions.ts';
import { forgetMachine } from '../waiting/forget-machine.ts';
import { hasWaiter, ringWaiters } from '../waiting/waiters.ts';

export interface LookPorts {
  readonly store: RecordStore;
  readonly lists: Pick<Lists, 'byState'>;
  readonly table: Table;
  readonly machines: Machines;
  readonly bell: Bell;
  readonly clock: Clock;
}

const ACTOR = 'service/assent-sweep';

/** How the machine of a type of record stands to what it waits for. */
interface Watched {
  readonly isOver: (state: string) => boolean;
  /** Nobody looks after what is over; what an end leaves behind is done once more. */
  readonly tidyUp: (ports: LookPorts, head: Head) => Promise<unknown>;
  /** Whether there is something for the machine to look at. */
  readonly isPassed: (store: RecordStore, head: Head, now: Instant) => Promise<boolean>;
}

/** What is due to have the machine look: it will find it. */
const DONE_BY_LOOKING: ReadonlySet<string> = new Set(['deadline', UNCLOSABLE]);

/** What has a machine, by its type. */
const WATCHED: Readonly<Record<string, Watched>> = {
  [approvalType.name]: {
    isOver: (state) => state !== 'open' && state !== 'decided',
    tidyUp: (ports, head) => conclude(ports, head.ref, ACTOR),
    isPassed: isApprovalPassed,
  },
  [incidentType.name]: {
    isOver: hasEnded,
    tidyUp: ({ store }, head) => forgetMachine(store, head),
    isPassed: isWaitingFor,
  },
  [riskAssessment.name]: {
    isOver,
    tidyUp: (ports, head) => endAssessment(ports, head, ACTOR),
    isPassed: isAssessmentWaiting,
  },
  [reviewType.name]: {
    isOver: isReviewOver,
    tidyUp: (ports, head) => endReview(ports, head, ACTOR),
    isPassed: isReviewWaiting,
  },
};

/**
 * Sees to it that the record's machine goes on: rings who waits where there is something to look
 * at, and starts a new execution where none runs or none waits. What is to be done is claimed by
 * moving the due on, so that two sweeps at once do what one does; the next look heals a crash.
 */
export async function lookAfter(ports: LookPorts, head: Head, now: Instant): Promise<void> {
  const { store, table, machines } = ports;
  const { type, state } = head.version;
  const attempt = attemptOf(head.pending);
  if (attempt === undefined) return;
  const watched = WATCHED[type];
  if (watched === undefined) throw new AssentError('Invalid', `A ${type} has no machine`);
  if (watched.isOver(state)) {
    await watched.tidyUp(ports, head);
    return;
  }
  const rest = withoutExecution(
    head.pending.filter(({ at, for: what }) => at > now || !DONE_BY_LOOKING.has(what)),
  );
  const claim = (of: Head, ms: number, which: number) =>
    store.setPending(of, [...rest, executionDue(later(now, ms), which)]);
  const passed = await watched.isPassed(store, head, now);
  const runs = (await machines.status(type, executionName(head.ref, attempt))) === 'running';
  const running = runs && (await hasWaiter(table, head.ref));
  if (running && !passed) {
    await claim(head, LOOK_EVERY_MS, attempt);
    return;
  }
  if (runs && !running && isOnItsWay(head, now)) {
    await claim(head, BETWEEN_WAITS_MS, attempt);
    return;
  }
  const ours = await claim(head, HEAL_AFTER_MS, running ? attempt : attempt + 1);
  if (ours === undefined) return;
  if (!running) await startAgain(ports, head, attempt + 1);
  else if ((await ringWaiters(ports, head.ref)) === 0) {
    // Whoever waited waits no more.
    if ((await claim(ours, HEAL_AFTER_MS, attempt + 1)) === undefined) return;
    await startAgain(ports, head, attempt + 1);
  }
}

/** How long a machine is on its way from one wait to the next, with a function that starts cold. */
const BETWEEN_WAITS_MS = 30 * SECOND;

/** Of what was written a moment ago, the machine may be between two waits: it looks for itself. */
const isOnItsWay = (head: Head, now: Instant): boolean =>
  later(head.version.time, BETWEEN_WAITS_MS) > now;

/** An end, a next gate, an empty seat. */
async function isApprovalPassed(store: RecordStore, head: Head, now: Instant): Promise<boolean> {
  const { stages } = approvalContent(head);
  const stage = stages[openStage({ stages }) ?? -1];
  if (stage !== undefined && (stage.opened === undefined || stage.seats.some(isVacant)))
    return true;
  if ((await resultOf(store, head, now)) !== undefined) return true;
  const asked = (stage?.seats ?? []).filter(({ answer }) => answer === undefined);
  const there = await Promise.all(asked.map((seat) => isThere(store, seatedNow(seat).person)));
  return there.includes(false);
}

async function startAgain({ machines }: LookPorts, head: Head, attempt: number): Promise<void> {
  const { type, id } = head.version;
  await machines.start(type, executionName(head.ref, attempt), executionInput(type, id));
}
