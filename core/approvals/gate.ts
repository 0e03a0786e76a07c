import { isError, refused } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Table } from '../ports.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import type { Sealed } from '../records/version.ts';
import { headIs, type Lost, standingIs } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import { onPendingAsRead, type RecordStore } from '../store/record-store.ts';
import { approvalContent, needApproval } from './ask.ts';
import { end } from './conclude.ts';
import { delegatesOf, type Excluded } from './duties.ts';
import { maySitTwice } from './exceptions.ts';
import { approvalPending } from './pending.ts';
import { refill } from './refill.ts';
import { type SeatingPorts, seatStage } from './seating.ts';
import { isVacant, openStage, type Stage } from './seats.ts';

export interface GatePorts extends SeatingPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly clock: Clock;
}

/** A gate of an approval, as one of its versions tells it. */
export interface Place {
  readonly head: Sealed;
  readonly content: ApprovalContent;
  /** By index. */
  readonly index: number;
  readonly stage: Stage;
  readonly policy: Sealed;
  readonly terms: ApprovalPolicyContent;
  /** Who may not decide, those included who came to stand in for one of them since. */
  readonly excluded: Excluded;
}

/** The gate at which an approval stands, with everybody on their seats. */
export interface Gate extends Place {
  readonly head: Head;
}

export const AWAIT = 'service/assent-await';

const MAX_ROUNDS = 10;

/**
 * Brings an approval to its gate: a stage that nobody opened is opened, seats that are vacant are
 * filled anew, in one version. Where a quorum can be reached no more, for want of people, the
 * approval ends void.
 *
 * @returns `undefined` where it stands at no gate: it has ended, is decided, or is about to be void
 */
export async function reachGate(ports: GatePorts, ref: Ref): Promise<Gate | undefined> {
  for (let round = 1; ; round++) {
    const gate = await gateOf(ports, await needApproval(ports.store, ref));
    if (gate === undefined) return undefined;
    try {
      return await seat(ports, gate);
    } catch (error) {
      if (isError(error, 'Refused')) {
        const reason = error.message;
        const by = { actor: AWAIT, via: 'system', reason } as const;
        await end(ports, gate.head, { result: 'void', reason }, by);
        return undefined;
      }
      if (!isError(error, 'Conflict')) throw error;
      // Subject or terms have moved: the machine finds that out by itself, and voids it.
      const lost = (error.data.lost ?? []) as readonly Lost[];
      if (lost.length > 0 && lost.every(({ kind }) => kind === 'check')) return undefined;
      if (round === MAX_ROUNDS) throw error;
    }
  }
}

async function gateOf(ports: GatePorts, head: Head): Promise<Gate | undefined> {
  const index = openStage(approvalContent(head));
  if (head.version.state !== 'open' || index === undefined) return undefined;
  const place = await placeAt(ports, head, index);
  return place === undefined ? undefined : { ...place, head };
}

/** The gate of a stage, by its index. */
export async function placeAt(
  { store, clock }: { readonly store: RecordStore; readonly clock: Pick<Clock, 'now'> },
  head: Sealed,
  index: number,
): Promise<Place | undefined> {
  const content = approvalContent(head);
  const stage = content.stages[index];
  if (stage === undefined) return undefined;
  const policy = await store.pinned(content.policy);
  const terms = contentOf(approvalPolicy, policy);
  const { type } = content.subject;
  const delegates = await delegatesOf(store, content.excluded, terms, type, clock.now());
  const excluded = [...content.excluded, ...delegates];
  return { head, content, index, stage, policy, terms, excluded };
}

async function seat(ports: GatePorts, gate: Gate): Promise<Gate> {
  const { head, content, terms, index, excluded } = gate;
  const now = ports.clock.now();
  if (gate.stage.opened === undefined) {
    const stage = await seatStage(ports, {
      approval: head.ref,
      content: { ...content, excluded },
      terms,
      stage: index,
      now,
    });
    return write(ports, gate, stage, `The stage "${stage.name}" is asked`);
  }
  const mayRepeat = maySitTwice(terms, now);
  const { stage, done, changed, unfilled } = await refill(ports, {
    ...gate,
    approval: head.ref,
    mayRepeat,
    now,
  });
  const gone = unfilled.filter(({ why }) => why !== 'escalated' && why !== 'unreachable');
  const left = stage.seats.filter(({ id }) => !gone.some((vacancy) => vacancy.seat.id === id));
  const may = left.filter((each) => each.answer?.choice !== 'reject' && !isVacant(each)).length;
  if (may < stage.quorum) {
    throw refused(
      `The stage "${stage.name}" needs ${stage.quorum}, and ${may} can decide: ${done.join('; ')}`,
    );
  }
  return changed ? write(ports, gate, stage, done.join('; ') || 'Everybody has answered') : gate;
}

async function write(ports: GatePorts, gate: Gate, stage: Stage, reason: string): Promise<Gate> {
  const { store, clock } = ports;
  const { head, index, content: before } = gate;
  const stages = before.stages.map((each, n) => (n === index ? stage : each));
  const content = { ...before, stages };
  const made = await store.draft({
    type: approvalType.name,
    id: head.version.id,
    before: head,
    action: 'seat',
    state: 'open',
    content,
    links: head.version.links,
    actor: AWAIT,
    via: 'system',
    reason,
    pending: approvalPending(content, 'open', head.pending, clock.now()),
  });
  // A report that somebody's answer was not theirs must not be lost to it.
  await store.commit([onPendingAsRead(made)], {
    checks: [headIs(before.subject), standingIs(before.policy)],
  });
  return { ...gate, head: made.head, content, stage };
}
