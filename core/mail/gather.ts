import { parseShown, type Shown } from '../approvals/task-item.ts';
import { isWork } from '../approvals/task-place.ts';
import { AssentError } from '../errors.ts';
import type { Ref } from '../ids.ts';
import { type ApprovalContent, approval as approvalType } from '../records/approval.ts';
import { type ApprovalPolicyContent, approvalPolicy } from '../records/approval-policy.ts';
import { contentOf } from '../records/content-of.ts';
import { correctiveAction } from '../records/corrective-action.ts';
import { regulatoryClock } from '../records/regulatory-clock.ts';
import { type TaskContent, task as taskType } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import { factsKey } from '../store/keys.ts';
import { lateRisk } from './late-risk.ts';
import type { Late, LateRisk, Of, Reader } from './matter.ts';
import type { Delivery } from './outbox.ts';
import { reader } from './reader.ts';
import type { SendPorts } from './send-ports.ts';

type Reading = Pick<SendPorts, 'store' | 'table'>;

/** What a mail is about, as far as it takes to see whether it is still of use. */
export interface Subject {
  readonly delivery: Delivery;
  /** The record that owes the mail. */
  readonly owner: Head;
  readonly to: Reader | undefined;
  readonly policy: Of<ApprovalPolicyContent> | undefined;
  readonly late: Late | undefined;
  readonly risk: LateRisk | undefined;
  readonly approval: Of<ApprovalContent> | undefined;
  readonly requester: Reader | undefined;
  readonly task: Of<TaskContent> | undefined;
  readonly shown: Shown | undefined;
}

/** Reads what a mail is about, as much of it at once as there can be. */
export async function gatherSubject(ports: Reading, delivery: Delivery): Promise<Subject> {
  const { store } = ports;
  const isTask = delivery.of.startsWith('task/');
  const [owner, to, shown] = await Promise.all([
    store.need(delivery.of),
    reader(store, delivery.to),
    isTask ? shownUnder(ports, delivery.of) : undefined,
  ]);
  const about = contentsOf(owner);
  const { task, policy, late, risk } = about;
  const asking = (task ?? about.approval)?.content.requester;
  const known = asking === undefined || asking === to?.ref;
  const [approval, requester] = await Promise.all([
    approvalOf(ports, about),
    known ? undefined : reader(store, asking),
  ]);
  return {
    delivery,
    owner,
    to,
    policy,
    late,
    risk,
    approval,
    requester: asking === to?.ref ? to : requester,
    task,
    shown,
  };
}

/** The approval that a mail is of; none of a piece of work. */
function approvalOf(ports: Reading, { task, approval }: About) {
  if (task === undefined) return approval;
  return isWork(task.content) ? undefined : needApproval(ports, task.content.of);
}

/** What the page of a task shows beside it. */
export async function shownUnder({ table }: Reading, task: Ref): Promise<Shown | undefined> {
  const item = await table.get(factsKey(task));
  return item === undefined ? undefined : parseShown(item);
}

export async function needApproval({ store }: Reading, ref: Ref): Promise<Of<ApprovalContent>> {
  const head = await store.need(ref);
  return { head, content: contentOf(approvalType, head) };
}

export async function needTask({ store }: Reading, ref: Ref): Promise<Of<TaskContent>> {
  const head = await store.need(ref);
  return { head, content: contentOf(taskType, head) };
}

interface About {
  readonly task?: Of<TaskContent>;
  readonly approval?: Of<ApprovalContent>;
  readonly policy?: Of<ApprovalPolicyContent>;
  readonly late?: Late;
  readonly risk?: LateRisk;
}

function contentsOf(head: Head): About {
  switch (head.version.type) {
    case taskType.name:
      return { task: { head, content: contentOf(taskType, head) } };
    case approvalType.name:
      return { approval: { head, content: contentOf(approvalType, head) } };
    case approvalPolicy.name:
      return { policy: { head, content: contentOf(approvalPolicy, head) } };
    case regulatoryClock.name:
      return { late: { is: 'clock', head, content: contentOf(regulatoryClock, head) } };
    case correctiveAction.name:
      return { late: { is: 'action', head, content: contentOf(correctiveAction, head) } };
    default: {
      const risk = lateRisk(head);
      if (risk === undefined) throw new AssentError('Invalid', `${head.ref} owes no mail`);
      return { risk };
    }
  }
}
