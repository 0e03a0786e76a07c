import type { Instant } from '#core/time.ts';
import type { Matter, Person, ReceiptView } from '../views.ts';

/** What the mails say. As with the pages: plain data, escaped and laid out here. */

/** A question put to one person. `code` is in groups; the link is `<base>/t#<code>`. */
export interface RequestMailView extends Matter {
  readonly person: Person;
  readonly requester: Person;
  /** Verb and kind, for the subject: `Approve policy`, `Approve go-live`. */
  readonly ask: string;
  readonly question: string;
  readonly deadline: Instant;
  readonly whyNow: string;
  readonly changed: string;
  /** The one number that matters, in a sentence without its confidential detail. */
  readonly number: string;
  readonly ifNobodyAnswers: string;
  /** `https://ai.example.com`, from configuration, without a slash at its end. */
  readonly base: string;
  readonly code: string;
}

/** The same question again. */
export interface ReminderMailView extends RequestMailView {
  /** When it was first asked. */
  readonly asked: Instant;
}

/** A recorded answer, told to whoever gave it or to whoever asked. */
export interface ReceiptMailView extends ReceiptView {
  readonly audience: 'decider' | 'requester';
}

/** A question that ended without this person's answer. */
export interface ClosedMailView extends Matter {
  readonly reason: 'lapsed' | 'void' | 'no-longer-needed' | 'withdrawn';
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
  /** Digest of the approval's closing version. */
  readonly approvalDigest: string;
}

/** A mail ready to be sent; HTML and text say the same. */
export interface MailContent {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
