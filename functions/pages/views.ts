import type { Instant } from '#core/time.ts';

/**
 * What the pages show. Plain data: the handlers fill it from records, the pages only lay it out.
 * Every string may be anything that a user typed; the pages escape it. Digests are 64 lower-case
 * hex digits, codes are in groups (`K7QD-…`), moments are UTC instants.
 */

/** Whom a page speaks to: BCP 47 locale and IANA time zone, `en-GB` and `Europe/Oslo`. */
export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
}

/** A person as named on a page, with the capacity they act in (`Chief Risk Officer`). */
export interface Person {
  readonly name: string;
  readonly capacity: string;
}

/** The exact version that is decided: `AI policy`, `Responsible use of AI`, 3, its digest. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly version: number;
  readonly digest: string;
}

/** What every page of a known matter carries. */
export interface Matter {
  readonly organisation: string;
  readonly reader: Reader;
  readonly subject: Subject;
}

/** One way to answer. `value` is what the form posts; `consequence` one sentence. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly consequence: string;
  readonly needsComment: boolean;
}

/** Why this person may decide. */
export interface Authority {
  readonly role: string;
  /** The approval policy in force. */
  readonly policy: { readonly name: string; readonly version: number };
  /** `Trained in ISO/IEC 42001, March 2026`. */
  readonly competence?: string;
  /** The server found that they neither asked for, edited nor own the subject. */
  readonly independent: boolean;
  /** The policy's exception that lets them decide where they are not independent. */
  readonly exception?: string;
}

/** Where a fact comes from: text, and an `https:` or `http:` address where there is one. */
export interface Source {
  readonly label: string;
  readonly href?: string;
}

/** One line of a fact that is a list; `mark` is a word before it (`Added`). */
export interface FactLine {
  readonly mark?: string;
  readonly text: string;
}

export type FactValue = string | readonly FactLine[];

/** What proves a fact, opened in place. `digest` is the SHA-256 of the file it was taken from. */
export interface Evidence {
  readonly title: string;
  readonly text: string;
  readonly digest?: string;
}

/** One fact, in the reader's words. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: FactValue;
  readonly source: Source;
  readonly asOf: Instant;
  /** Speaks against the subject: shown first. */
  readonly unfavourable?: boolean;
  /** Older than its kind may be. */
  readonly stale?: boolean;
  /** It changed after the mail was sent; `value` is the new one, `was` the old. */
  readonly moved?: { readonly was: FactValue; readonly at: Instant };
  readonly evidence?: Evidence;
}

/** Another person asked. `said` only where the policy lets this reader see it. */
export interface Other {
  readonly person: Person;
  readonly answered: boolean;
  readonly said?: string;
}

/** What changed since this reader decided on an earlier version. */
export interface SinceLast {
  readonly version: number;
  readonly choice: string;
  readonly decided: Instant;
  readonly changes: readonly string[];
}

/** A mistake in what was posted; each belongs to one field, `facts-moved` to the page. */
export type ProblemCode =
  | 'choice-missing'
  | 'choice-unknown'
  | 'comment-missing'
  | 'comment-too-long'
  | 'comment-credential'
  | 'comment-unreadable'
  | 'signature-missing'
  | 'signature-differs'
  | 'facts-moved';

/** What was typed, as it was typed. */
export interface Entered {
  readonly choice?: string;
  readonly comment?: string;
  readonly signature?: string;
}

/** A question put to one person: the answer to `POST /t/open`. */
export interface TaskView extends Matter {
  readonly code: string;
  /** The digest of the frozen facts; posted back with the decision. */
  readonly factsDigest: string;
  /** When the facts were gathered. */
  readonly gathered: Instant;
  /** When this page was opened; posted back, a claim. */
  readonly opened: Instant;
  readonly decider: Person;
  readonly requester: Person;
  /** The question in one sentence. */
  readonly question: string;
  readonly deadline: Instant;
  /** What happens if nobody answers: one sentence. */
  readonly ifNobodyAnswers: string;
  readonly authority: Authority;
  readonly choices: readonly Choice[];
  readonly facts: readonly Fact[];
  /** What is not known, one sentence each. Contracts demand at least one. */
  readonly unknown: readonly string[];
  readonly since?: SinceLast;
  readonly others: readonly Other[];
  readonly problems?: readonly ProblemCode[];
  readonly entered?: Entered;
}

/** The newest checkpoint: number of entries, and the signed note's exact text. */
export interface CheckpointView {
  readonly size: number;
  readonly note: string;
}

/** A recorded answer: the answer to `POST /t/decide`, and what the confirming mails say. */
export interface ReceiptView extends Matter {
  readonly decider: Person;
  readonly requester: Person;
  /** The choice's label. */
  readonly choice: string;
  readonly comment?: string;
  readonly decided: Instant;
  readonly identified: 'link' | 'signed-in';
  readonly factsDigest: string;
  /** The closing version of the task: its reference, number and digest. */
  readonly decision: { readonly task: string; readonly version: number; readonly digest: string };
  /** Absent until the log has it. */
  readonly place?: { readonly origin: string; readonly index: number };
  readonly checkpoint?: CheckpointView;
  /** What happens now, one sentence each. */
  readonly next: readonly string[];
  /** Address that takes "this was not me"; absent: reply to the mail. */
  readonly reportTo?: string;
}

/** A second, different answer: the first stands. */
export interface ConflictView extends ReceiptView {
  /** The label of what was tried now. */
  readonly tried: string;
}

/** What became of a matter whose link is dead. */
export type ClosedReason =
  | 'decided'
  | 'no-longer-needed'
  | 'lapsed'
  | 'void'
  | 'withdrawn'
  | 'passed-on'
  | 'code-expired'
  | 'sign-in-needed'
  | 'not-independent';

/** A dead link. `unknown` carries nothing, so every wrong code gives the same bytes. */
export type ClosedView =
  | (Matter & {
      readonly reason: ClosedReason;
      readonly at: Instant;
      /** One more sentence, where there is more to say (who passed it on, what comes next). */
      readonly detail?: string;
    })
  | { readonly reason: 'unknown'; readonly organisation?: string; readonly locale?: string };

/** The subject changed between page and answer: nothing was recorded. */
export interface MovedView extends Matter {
  readonly requester: Person;
  /** Absent where the approval policy changed, and the subject did not. */
  readonly now?: { readonly version: number; readonly at: Instant };
  readonly entered?: Entered;
}

/** What to post again after a fault of ours, just as it was posted. */
export interface Retry {
  readonly action: '/t/open' | '/t/decide';
  readonly fields: Readonly<Record<string, string>>;
}

/** Our fault. Everything is optional, since whatever failed may be what knows it. */
export interface ProblemView {
  readonly organisation?: string;
  readonly reader?: Reader;
  readonly retry?: Retry;
  /** To quote to the organisation; no secret. */
  readonly reference?: string;
}

/** What the door shows of where it stands: configuration, the same for everybody. */
export interface DoorView {
  readonly organisation?: string;
  readonly locale?: string;
}
