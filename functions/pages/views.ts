import type { LIFTABLE } from '#core/records/approval-policy.ts';
import type { Instant } from '#core/time.ts';
import type { ConditionProblem, Entered, ProblemCode } from './entered.ts';

export type { ConditionProblem, Entered, EnteredCondition, ProblemCode } from './entered.ts';

/**
 * What the pages show. Plain data: the handlers fill it from records, the pages only lay it out.
 * Every string may be anything that a user typed; the pages escape it. Digests are 64 lower-case
 * hex digits, codes are in groups (`K7QD-…`), moments are UTC instants. What we word ourselves is a
 * code wherever it can be (a choice's value, a reason, a duty), so that every word of a page is in
 * `messages/`.
 */

/** Whom a page speaks to: BCP 47 locale and IANA time zone, `en-GB` and `Europe/Oslo`. */
export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
}

/**
 * A person as named on a page, with the capacity they act in (`Chief Risk Officer`). No name: it
 * was erased, or is not shown. No capacity: the policy names the person, or none is known.
 */
export interface Person {
  readonly name: string;
  readonly capacity: string;
}

/**
 * The exact version that is decided: `ai-system`, `Credit scoring`, 3, its digest. `kind` is the
 * name of the record's type, which the messages know in words.
 */
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

/** What an answer is not taken without. */
export type Need = 'comment' | 'conditions' | 'colleague';

/** One way to answer. `value` is what the form posts; `consequence` one sentence. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly consequence: string;
  /** Where this answer is one of several: what the matter comes to, if it is so decided. */
  readonly ifDecided?: string;
  readonly needs: readonly Need[];
}

/** Somebody to whom a question may be passed, or who may own a condition. `ref` is posted. */
export interface Colleague extends Person {
  readonly ref: string;
}

/** An exception of the policy that this approval uses: why, and until when it may. */
export interface Exception {
  readonly duty: (typeof LIFTABLE)[number];
  readonly reason: string;
  readonly until: Instant;
}

/** A promise that an approval rests on. */
export interface Condition {
  readonly text: string;
  readonly owner: Person;
  readonly due: Instant;
  readonly lapses: string;
}

/** A question put to whoever asked for approval; everybody asked sees it, and its answer. */
export interface Question {
  readonly by: Person;
  readonly asked: Instant;
  readonly text: string;
  readonly answer?: { readonly by: Person; readonly at: Instant; readonly text: string };
}

/** Where an approval stands: `stage 1 of 2`, how many must agree, of how many asked. */
export interface StageProgress {
  readonly number: number;
  readonly of: number;
  readonly name: string;
  readonly quorum: number;
  readonly seats: number;
}

/** A stage that is over. `answers` is what the policy lets this reader see of it. */
export interface EarlierStage {
  readonly number: number;
  readonly name: string;
  readonly closed: Instant;
  readonly answers: readonly Other[];
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
}

/** A text of somebody, as much of it as a first screen has room for; the whole, where it is cut. */
export interface Clipped {
  readonly text: string;
  readonly whole?: string;
}

/** Why somebody else's seat is the reader's now, whose it was, and what they said of it. */
export interface Instead {
  readonly why: 'delegated' | 'absent' | 'conflict' | 'escalated' | 'unreachable' | 'left';
  readonly by: Person;
  readonly reason?: Clipped;
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

/**
 * Another person asked. `said` is the choice's value, there only where the policy or the reader's
 * own decision lets it be seen; so is the comment.
 */
export interface Other {
  readonly person: Person;
  readonly answered: boolean;
  /** Their stage is over: no answer is needed any more. */
  readonly over?: boolean;
  readonly said?: string;
  readonly comment?: string;
}

/** What changed since this reader decided on an earlier version. */
export interface SinceLast {
  readonly version: number;
  /** The choice's value. */
  readonly choice: string;
  readonly decided: Instant;
  readonly changes: readonly string[];
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
  /** Why the requester asks, in their words. */
  readonly reason?: Clipped;
  /** The reader was not the first to sit here. */
  readonly instead?: Instead;
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
  /** `signed-in`: the facts are shown, and instead of the form how to sign in. */
  readonly identity: 'link' | 'signed-in';
  readonly stage: StageProgress;
  readonly earlier: readonly EarlierStage[];
  /** Others of the same stage. */
  readonly others: readonly Other[];
  readonly exceptions: readonly Exception[];
  readonly questions: readonly Question[];
  /** Whether a question can be put: somebody is there to answer, and there is room for one. */
  readonly mayAsk: boolean;
  /** Whether a reply to the mail reaches whoever asks. */
  readonly mayReply: boolean;
  /** How long the policy expects reading to take at least; 0: it does not say. */
  readonly minimumReadingSeconds: number;
  readonly colleagues: readonly Colleague[];
  readonly owners: readonly Colleague[];
  readonly problems?: readonly ProblemCode[];
  readonly conditionProblems?: readonly ConditionProblem[];
  readonly entered?: Entered;
  /** What was just done on this page: the question is recorded. */
  readonly notice?: 'question-sent';
}

/**
 * A question put to whoever asked for approval (`clarification`), or a condition to be fulfilled by
 * its owner (`fulfilment`): one text, one field, one signature.
 */
export interface SideTaskView extends Matter {
  readonly is: 'clarification' | 'fulfilment';
  readonly code: string;
  readonly factsDigest: string;
  readonly opened: Instant;
  /** Who answers. */
  readonly person: Person;
  /** Who put the question or set the condition, and when. */
  readonly by: Person;
  readonly asked: Instant;
  readonly text: string;
  readonly due: Instant;
  /** What lapses where a condition is missed. */
  readonly lapses?: string;
  /** The condition was missed: what it lapses has lapsed. */
  readonly missed?: boolean;
  /** The other questions put so far. */
  readonly questions: readonly Question[];
  readonly problems?: readonly ProblemCode[];
  readonly entered?: Entered;
}

/** The newest checkpoint: number of entries, and the signed note's exact text. */
export interface CheckpointView {
  readonly size: number;
  readonly note: string;
}

/** What happens now, after an answer. */
export type NextCode =
  /** Others of this stage may still answer. */
  | 'others-open'
  /** This answer ends the stage; the next one is asked. */
  | 'next-stage'
  /** This answer decides it; it takes effect once all was checked again. */
  | 'decides'
  | 'effective'
  | 'rejected'
  | 'lapsed'
  | 'void'
  | 'withdrawn'
  /** Somebody else is asked instead. */
  | 'seat-filled-anew'
  /** Whoever it was passed to is asked instead. */
  | 'passed'
  /** Until `at` all other questions go to them too. */
  | 'standing-absence'
  /** The owners of the conditions are told once the approval takes effect. */
  | 'conditions-told'
  /** Everybody asked sees the answer; the deadline stands. */
  | 'clarified'
  | 'condition-met'
  /** Met too late: what lapsed stays so until it is approved again. */
  | 'condition-met-late'
  | 'requester-told';

export interface NextStep {
  readonly say: NextCode;
  /** Who, where the sentence names somebody. */
  readonly who?: Person;
  readonly at?: Instant;
}

/** The form that reports an answer as not given by the decider, as it was typed. */
export interface ReportForm {
  readonly code: string;
  readonly problems?: readonly ProblemCode[];
  readonly entered?: Pick<Entered, 'comment' | 'signature'>;
}

/** A recorded answer: the answer to `POST /t/decide`, and what the confirming mails say. */
export interface ReceiptView extends Matter {
  readonly decider: Person;
  readonly requester: Person;
  /** The choice's value, as `t.choices` knows it. */
  readonly choice: string;
  /** What was answered, where it was no vote: the question, or the condition. */
  readonly answered?: string;
  readonly comment?: string;
  readonly conditions?: readonly Condition[];
  /** To whom it was passed; until when all else goes there too. */
  readonly passedTo?: Person;
  readonly absentUntil?: Instant;
  readonly decided: Instant;
  readonly identified: 'link' | 'signed-in';
  readonly factsDigest: string;
  /** The closing version of the task: its reference, number and digest. */
  readonly decision: { readonly task: string; readonly version: number; readonly digest: string };
  /** Absent until the log has it. */
  readonly place?: { readonly origin: string; readonly index: number };
  readonly checkpoint?: CheckpointView;
  readonly next: readonly NextStep[];
  /** What the others said, now that this person has. Absent: not shown. */
  readonly others?: readonly Other[];
  readonly exceptions?: readonly Exception[];
  /** The form for "this was not me"; absent where nothing can be reported with this page. */
  readonly report?: ReportForm;
  /** It was reported as not given, when, and whether that stops what was approved. */
  readonly reported?: { readonly at: Instant; readonly stops: boolean };
  /** Whom to tell that it was somebody else's, where no form takes that. */
  readonly tell: Person;
}

/** A second, different answer: the first stands. */
export interface ConflictView extends ReceiptView {
  /** The value of what was tried now, as it was posted. */
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
  /** Nobody answered in time, so somebody else was asked. */
  | 'escalated'
  /** No mail reached them, so somebody else was asked. */
  | 'unreachable'
  /** They are on record as having left. */
  | 'left'
  /** A question to the requester that nobody waits for any more. */
  | 'question-over'
  | 'condition-missed'
  | 'code-expired'
  | 'sign-in-needed'
  | 'not-independent';

/** A dead link. `unknown` carries nothing, so every wrong code gives the same bytes. */
export type ClosedView =
  | (Matter & {
      readonly reason: ClosedReason;
      readonly requester: Person;
      readonly at: Instant;
      /** The reason on record: in somebody's words, or in ours, which the messages know. */
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
