import { LOOK_EVERY_MS } from '../approvals/pending.ts';
import type { ChangePorts } from '../changes/change.ts';
import { type Question, requestApproval } from '../changes/request-approval.ts';
import { AssentError, isError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { contentOf } from '../records/content-of.ts';
import { incident as incidentType } from '../records/incident.ts';
import { task as taskType } from '../records/task.ts';
import type { Sealed } from '../records/version.ts';
import type { Head } from '../store/items.ts';
import type { RecordStore } from '../store/record-store.ts';
import { later } from '../time.ts';
import { forgetMachine } from '../waiting/forget-machine.ts';
import { takeMoves } from '../work/moves.ts';
import { nextMove, UNCLOSABLE } from './next-move.ts';
import { incidentPending } from './pending.ts';

export interface ConcludeIncidentPorts extends ChangePorts {
  /** What is asked about an incident that is to be closed. */
  readonly closing: (incident: Sealed) => Question;
  /** Told where closure cannot be asked for, and why. */
  readonly stuck: (incident: Ref, why: string) => void;
}

/** How an incident stands, for the machine's Choice to read. */
export type IncidentStanding = 'wait' | 'closed' | 'dismissed' | 'merged';

/** Steps that follow each other without anybody: correct, request closure. */
const MAX_MOVES = 10;

/**
 * What a machine does after every wait: loads the truth and takes whatever step needs nobody: an
 * incident whose actions are done is corrected, one that was summed up asks to be closed. All else
 * is for people to say.
 */
export async function concludeIncident(
  ports: ConcludeIncidentPorts,
  ref: Ref,
  actor: Ref,
): Promise<IncidentStanding> {
  return takeMoves(ports, ref, {
    most: MAX_MOVES,
    next: (head, now) => nextMove(ports.store, head, now),
    take: (head, move) =>
      move === 'correct' ? correct(ports, head, actor) : requestClosure(ports, head),
    thenWaits: 'request-closure',
    end: (head) => end(ports.store, head),
  });
}

async function end(store: RecordStore, head: Head): Promise<IncidentStanding> {
  await forgetMachine(store, head);
  const { state } = head.version;
  return state === 'dismissed' || state === 'merged' ? state : 'closed';
}

async function correct(
  { store, clock }: ConcludeIncidentPorts,
  head: Head,
  actor: Ref,
): Promise<void> {
  const made = await store.draft({
    type: incidentType.name,
    id: head.version.id,
    before: head,
    action: 'correct',
    state: 'corrected',
    content: head.version.content,
    links: head.version.links,
    actor,
    via: 'system',
    reason: null,
    pending: incidentPending(head.pending, 'corrected', clock.now()),
  });
  await store.commit([made]);
}

/**
 * Asks for closure, in the name of whoever summed up. Where that is refused, for want of a policy,
 * of people or of a fact, it is tried again later.
 */
async function requestClosure(ports: ConcludeIncidentPorts, head: Head): Promise<void> {
  const { closing } = contentOf(incidentType, head);
  if (closing === undefined) throw new AssentError('Corrupt', `${head.ref} was not summed up`);
  const task = await ports.store.pinned(closing.by);
  const actor = contentOf(taskType, task).person;
  const author = { actor, via: task.version.via, reason: closing.summary };
  try {
    await requestApproval(ports, head, 'request-closure', ports.closing(head), author);
  } catch (error) {
    if (!isError(error, 'Refused')) throw error;
    ports.stuck(head.ref, error.message);
    const rest = head.pending.filter((each) => each.for !== UNCLOSABLE);
    const again = { at: later(ports.clock.now(), LOOK_EVERY_MS), for: UNCLOSABLE };
    await ports.store.setPending(head, [...rest, again]);
  }
}
