import type { Shown } from '../approvals/task-item.ts';
import type { Ref } from '../ids.ts';
import type { ApprovalContent } from '../records/approval.ts';
import type { ApprovalPolicyContent } from '../records/approval-policy.ts';
import type { CorrectiveActionContent } from '../records/corrective-action.ts';
import type { IncidentContent } from '../records/incident.ts';
import type { RegulatoryClockContent } from '../records/regulatory-clock.ts';
import type { RepudiationContent } from '../records/repudiation.ts';
import type { TaskContent } from '../records/task.ts';
import type { Head } from '../store/items.ts';
import type { Instant } from '../time.ts';
import type { Delivery } from './outbox.ts';

/** A person with the values that are not in the record. */
export interface Reader {
  readonly ref: Ref;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly zone: string;
}

/** A record of one type, and what it says. */
export interface Of<Content> {
  readonly head: Head;
  readonly content: Content;
}

/** One person's answer, in whose capacity, with their reason. */
export interface Answer {
  readonly by: Ref;
  readonly name: string;
  readonly capacity: string;
  readonly choice: string;
  readonly comment: string | undefined;
}

/** Somebody says that a decision was not theirs. */
export interface Report extends Of<RepudiationContent> {
  readonly whenDisowned: ApprovalPolicyContent['whenDisowned'];
}

interface Common {
  readonly delivery: Delivery;
  readonly to: Reader;
  readonly organisation: string;
}

/** A question, or news of an approval: every kind of mail but those below. */
export interface ApprovalMatter extends Common {
  readonly about: 'approval';
  readonly approval: Of<ApprovalContent>;
  readonly requester: Reader | undefined;
  /** Everybody who may be named, as far as they are not erased. */
  readonly people: ReadonlyMap<Ref, Reader>;
  /**
   * What the link opens, or what was answered or closed. Of `clarified`, the task that the asker
   * has yet to answer.
   */
  readonly task: Of<TaskContent> | undefined;
  readonly shown: Shown | undefined;
  /** The link's secret; only where the mail carries a link. */
  readonly code: string | undefined;
  /** The newest checkpoint, so that a shorter log is noticed; with receipts and outcomes. */
  readonly checkpoint: string | undefined;
  /** Where the version that is told of stands in the log; a receipt waits a little for it. */
  readonly index: number | undefined;
  /** What was answered so far, in the order of the seats: with `outcome` and `progress`. */
  readonly answers: readonly Answer[];
  /** The question put to whoever asked: of its own task, and with `clarified`. */
  readonly question: ApprovalContent['questions'][number] | undefined;
  /** The condition: of its own task, and with `condition-missed`. */
  readonly condition: ApprovalContent['conditions'][number] | undefined;
  /** With `repudiated`: what was reported, and what the policy makes of it. */
  readonly report: Report | undefined;
}

/** A piece of work: asked for, answered, or asked of somebody else. */
export interface WorkMatter extends Common {
  readonly about: 'work';
  readonly task: Of<TaskContent>;
  readonly shown: Shown | undefined;
  /** Where a person asked for it. */
  readonly requester: Reader | undefined;
  readonly people: ReadonlyMap<Ref, Reader>;
  readonly code: string | undefined;
  readonly checkpoint: string | undefined;
  readonly index: number | undefined;
}

/** `unfillable`: the seats of a policy cannot be filled any more. */
export interface PolicyMatter extends Common {
  readonly about: 'policy';
  readonly policy: Of<ApprovalPolicyContent>;
}

/** A duty to report that was breached, or a corrective action that is overdue. */
export type Late =
  | ({ readonly is: 'clock' } & Of<RegulatoryClockContent>)
  | ({ readonly is: 'action' } & Of<CorrectiveActionContent>);

/** `clock-breached`, `action-overdue`: what an incident demands was not done in time. */
export interface LateMatter extends Common {
  readonly about: 'late';
  readonly late: Late;
  readonly incident: Of<IncidentContent>;
  /** Whose it is. */
  readonly owner: Reader | undefined;
}

/** An assessment or a treatment that is overdue, or an acceptance that has expired. */
export interface LateRisk {
  readonly is: 'assessment' | 'treatment' | 'acceptance';
  readonly head: Head;
  /** What it is called: the system, or what is done or accepted, and why. */
  readonly label: string;
  readonly due: Instant;
}

/** `assessment-overdue`, `treatment-overdue`, `acceptance-expired`. */
export interface RiskMatter extends Common {
  readonly about: 'risk';
  readonly risk: LateRisk;
}

/** A question of a digest, with a link of its own. */
export interface DigestQuestion {
  readonly task: Of<TaskContent>;
  /** Absent of a piece of work. */
  readonly approval: Of<ApprovalContent> | undefined;
  readonly shown: Shown | undefined;
  readonly requester: Reader | undefined;
  readonly code: string;
}

/** `digest`: the questions beyond a day's limit, the most urgent first. */
export interface DigestMatter extends Common {
  readonly about: 'digest';
  readonly questions: readonly DigestQuestion[];
}

/** What the words of a mail are made of. */
export type MailMatter =
  | ApprovalMatter
  | WorkMatter
  | PolicyMatter
  | LateMatter
  | DigestMatter
  | RiskMatter;
