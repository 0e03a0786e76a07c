import type { Instant } from '#core/time.ts';
import type {
  ClosedReason,
  Condition,
  Instead,
  Matter,
  Person,
  Reader,
  ReceiptView,
} from '../views.ts';

/** What the mails say. As with the pages: plain data, escaped and laid out here. */

/** A question put to one person. `code` is in groups; the link is `<base>/t#<code>`. */
export interface RequestMailView extends Matter {
  readonly person: Person;
  readonly requester: Person;
  /** Verb and kind, for the subject: `Approve policy`, `Approve go-live`. */
  readonly ask: string;
  readonly question: string;
  readonly deadline: Instant;
  /** Why the requester asks, in their words; absent where it is not known. */
  readonly reason?: string;
  /** The reader was not the first to sit there. */
  readonly instead?: Instead;
  readonly changed: string;
  /** The one number that matters, in a sentence without its confidential detail. */
  readonly number: string;
  readonly ifNobodyAnswers: string;
  /** `https://ai.example.com`, from configuration, without a slash at its end. */
  readonly base: string;
  readonly code: string;
  /** A link shows it, and is not enough to decide. */
  readonly signedIn?: boolean;
  /** Whom a reply to the mail reaches; absent: nobody. */
  readonly replyTo?: string;
}

/** What comes next where nobody answers. */
export interface NextNotice {
  readonly say: 'escalates' | 'reminds' | 'lapses';
  readonly at: Instant;
}

/** A reminder: when it was first asked, and what happens next. */
export interface Reminded {
  readonly asked: Instant;
  readonly upcoming?: NextNotice;
}

/** The same question again. */
export interface ReminderMailView extends RequestMailView, Reminded {}

/** A question to whoever asked for approval, or a condition to its owner; or again. */
export interface SideMailView extends Matter {
  readonly is: 'clarification' | 'fulfilment';
  readonly person: Person;
  readonly by: Person;
  readonly text: string;
  readonly due: Instant;
  readonly lapses?: string;
  readonly replyTo?: string;
  readonly base: string;
  readonly code: string;
  readonly reminded?: Reminded;
}

/** A recorded answer, told to whoever gave it or to whoever asked. */
export interface ReceiptMailView extends ReceiptView {
  readonly audience: 'decider' | 'requester';
  /** The link to the receipt, with which the answer can be reported as not theirs. */
  readonly link?: { readonly base: string; readonly code: string };
}

/** An answer that does not end the matter, to whoever asked. */
export interface ProgressMailView extends Matter {
  readonly by: Person;
  readonly choice: string;
  readonly comment?: string;
  readonly at: Instant;
  /** How many agreed so far, and how many must; absent where it was no vote. */
  readonly agreed?: { readonly count: number; readonly quorum: number };
  readonly decisionDigest: string;
}

/** The answer to a question, to whoever put it; with a link while they are still asked. */
export interface ClarifiedMailView extends Matter {
  readonly question: string;
  readonly answer: string;
  readonly by: Person;
  readonly open?: {
    readonly deadline: Instant;
    readonly base: string;
    readonly code: string;
    /** A link shows it, and is not enough to decide. */
    readonly signedIn?: boolean;
  };
}

/** A condition that nobody reported as met in time, to its owner and to whoever asked. */
export interface MissedMailView extends Matter {
  readonly condition: Condition;
  readonly isOwner: boolean;
}

/** Somebody says that a decision was not theirs, to whoever asked and to the policy's owner. */
export interface RepudiatedMailView extends Matter {
  readonly person: Person;
  readonly at: Instant;
  readonly comment?: string;
  readonly stops: boolean;
  readonly decision: { readonly task: string; readonly version: number; readonly digest: string };
}

/** Seats of a policy that cannot be filled any more, to its owner. */
export interface UnfillableMailView {
  readonly organisation: string;
  readonly reader: Reader;
  readonly policy: string;
  /** Each stage with how many it needs of whom. */
  readonly stages: readonly { readonly name: string; readonly needs: string }[];
}

/** Questions beyond what a person is mailed in a day, the earliest deadline first. */
export interface DigestMailView {
  readonly organisation: string;
  readonly reader: Reader;
  readonly base: string;
  readonly questions: readonly {
    readonly ask: string;
    readonly question: string;
    readonly deadline: Instant;
    readonly code: string;
  }[];
}

/** A question that ended without this person's answer. */
export interface ClosedMailView extends Matter {
  readonly reason: ClosedReason;
  readonly requester: Person;
  readonly at: Instant;
  readonly detail?: string;
}

/** What came of a request, to whoever asked. */
export interface OutcomeMailView extends Matter {
  readonly result: 'granted' | 'refused' | 'lapsed' | 'void' | 'withdrawn';
  readonly at: Instant;
  readonly detail?: string;
  readonly answers: readonly {
    readonly person: Person;
    /** The choice's value. */
    readonly choice: string;
    readonly comment?: string;
  }[];
  /** On which it was granted. */
  readonly conditions?: readonly Condition[];
  /** Digest of the approval's closing version. */
  readonly approvalDigest: string;
}

/** A mail ready to be sent; HTML and text say the same. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
