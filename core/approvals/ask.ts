import { AssentError, refused } from '../errors.ts';
import { type Ref, uuidv7 } from '../ids.ts';
import type { Clock, Random, Write } from '../ports.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { approvalPolicy, approvalPolicyIds } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import type { Link, Transition } from '../records/define-type.ts';
import { recordType } from '../records/registry.ts';
import type { Sealed, Via } from '../records/version.ts';
import { pin, standingIs } from '../store/commit.ts';
import { type Head, summaryOf } from '../store/items.ts';
import { transitionOf } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import { delegatesOf, keepApart, MAX_EXCLUDED } from './duties.ts';
import { atLarge, identityOf } from './exceptions.ts';
import { involvedIn } from './involved.ts';
import { approvalPending } from './pending.ts';
import { type SeatingPorts, seatStage } from './seating.ts';

export interface AskPorts extends SeatingPorts {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly random: Random;
}

/** A record asks to take a transition that an approval policy guards. */
export interface Request {
  readonly subject: Head;
  readonly transition: string;
  /** Kind of question, as the workflow's contract names it. */
  readonly kind: string;
  readonly actor: Ref;
  readonly via: Via;
  readonly reason: string;
  /** Items that must be written with it: an idempotency key. */
  readonly also?: (approval: Head) => readonly Write[];
}

/**
 * Asks: in one transaction the subject goes to its asked-for state, and the approval that pins
 * exactly that version is created. Starting the machine comes after.
 *
 * @throws Refused where no policy covers it or its seats cannot be filled; Conflict where the
 *   subject has moved
 */
export async function ask(ports: AskPorts, request: Request): Promise<Head> {
  const { store } = ports;
  const { subject, transition } = request;
  const type = recordType(subject.version.type);
  const way = transitionOf(type, transition, subject.version.state);
  if (way.asks === undefined) throw refused(`${transition} asks for no approval`);
  const policy = await policyFor(store, subject, transition);
  const asked = await store.draft({
    type: type.name,
    id: subject.version.id,
    before: subject,
    action: transition,
    state: way.to,
    content: subject.version.content,
    links: subject.version.links,
    actor: request.actor,
    via: request.via,
    reason: request.reason,
    pending: subject.pending,
  });
  const approval = await draftApproval(ports, request, way.asks, policy, asked.head);
  await store.commit([asked, approval], {
    checks: [standingIs(pin(policy))],
    also: request.also?.(approval.head) ?? [],
  });
  return approval.head;
}

/** The version in force of the policy that covers a transition of a record. @throws Refused */
export async function policyFor(
  store: RecordStore,
  subject: Sealed,
  transition: string,
): Promise<Sealed> {
  const ids = approvalPolicyIds(subject.version.type, transition, summaryOf(subject).tier);
  for (const id of ids) {
    const head = await store.load(`approval-policy/${id}`);
    const policy = head === undefined ? undefined : await store.inForce(head);
    if (policy !== undefined) return policy;
  }
  throw refused(
    `No approval policy in force covers "${transition}" of ${subject.ref}; one of these would: ` +
      ids.map((id) => `approval-policy/${id}`).join(', '),
  );
}

async function draftApproval(
  ports: AskPorts,
  request: Request,
  asks: NonNullable<Transition['asks']>,
  policy: Sealed,
  subject: Head,
) {
  const now = ports.clock.now();
  const id = uuidv7(now, ports.random.bytes(10));
  const terms = contentOf(approvalPolicy, policy);
  const { type } = subject.version;
  const involved = await involvedIn(ports.store, request.subject, request.actor);
  const apart = keepApart(involved, terms, now);
  const delegates = await delegatesOf(ports.store, apart.excluded, terms, type, now);
  const identity = identityOf(terms, summaryOf(subject).tier, now);
  const asked: ApprovalContent = {
    kind: request.kind,
    subject: pin(subject),
    label: summaryOf(subject).label ?? subject.version.id,
    asked: now,
    transition: { asked: request.transition, ...asks },
    policy: pin(policy),
    requester: request.actor,
    excluded: [...apart.excluded, ...delegates].slice(0, MAX_EXCLUDED),
    exceptions: [...apart.exceptions, ...identity.exceptions, ...atLarge(terms, now)],
    stages: terms.stages.map(({ name, quorum, shows, ...stage }) => ({
      name,
      quorum,
      identity: identity.of(stage.identity),
      shows,
      seats: [],
    })),
    conditions: [],
    questions: [],
  };
  const [, ...later] = asked.stages;
  const first = await seatStage(ports, {
    approval: `approval/${id}`,
    content: asked,
    terms,
    stage: 0,
    now,
  });
  const content = { ...asked, stages: [first, ...later] };
  return ports.store.draft(
    {
      type: approvalType.name,
      id,
      before: undefined,
      action: 'create',
      state: 'open',
      content,
      links: [about(pin(subject))],
      actor: request.actor,
      via: request.via,
      reason: request.reason,
      pending: approvalPending(content, 'open', [], now),
    },
    [subject],
  );
}

/** An approval's link to what it is about, so that whoever changes that finds it. */
export const about = ({ type, id, version, digest }: ApprovalContent['subject']): Link => ({
  rel: 'about',
  to: `${type}/${id}`,
  version,
  digest,
});

/** The approval's content. @throws Corrupt */
export function approvalContent(head: Sealed): ApprovalContent {
  return contentOf(approvalType, head);
}

/** @throws NotFound */
export async function needApproval(store: RecordStore, ref: Ref): Promise<Head> {
  const head = await store.need(ref);
  if (head.version.type !== approvalType.name) {
    throw new AssentError('NotFound', `${ref} is no approval`);
  }
  return head;
}
