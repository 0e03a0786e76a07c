import type { Instant } from '#core/time.ts';
import type { Field } from '#core/work/field.ts';
import type { WorkProblems } from '#core/work/form-shape.ts';
import type { Relieved } from '#core/work/frozen-work.ts';
import type { WorkClosedReason } from './messages/work-types.ts';
import type { Colleague, Fact, Matter, Person, ReceiptView } from './views.ts';

/** What the pages of a piece of work show. As everywhere: plain data, laid out and escaped here. */

/** One dimension of the picture of risks; levels count from 1. */
export interface Scored {
  readonly dimension: string;
  readonly inherent: number;
  readonly residual: number;
  readonly appetite: number;
  readonly levels: readonly string[];
}

/** A piece of work put to one person: what is asked, the facts, the form. */
export interface WorkView extends Matter {
  /** As its kind is called in records: the messages know its words. */
  readonly kind: string;
  readonly code: string;
  readonly factsDigest: string;
  readonly gathered: Instant;
  readonly opened: Instant;
  readonly person: Person;
  readonly deadline: Instant;
  /** The deadline is past; it is still to be done. */
  readonly late: boolean;
  /** Somebody else is asked where nobody answers in time. */
  readonly escalates: boolean;
  readonly plan: { readonly name: string; readonly version: number };
  /** Who was to answer before, and why they are not to any more. */
  readonly before?: { readonly by: Person; readonly why: Relieved; readonly reason: string };
  readonly facts: readonly Fact[];
  /** How all dimensions stand, where the work is about a risk: drawn. */
  readonly scores: readonly Scored[];
  /** What is not known, one sentence each. */
  readonly unknown: readonly string[];
  /** `signed-in`: the facts are shown, and instead of the form how to sign in. */
  readonly identity: 'link' | 'signed-in';
  readonly fields: readonly Field[];
  /** Who may be named in the form. */
  readonly people: readonly Colleague[];
  /** To whom it may be passed on. */
  readonly colleagues: readonly Colleague[];
  /** All that was posted, put back as it was typed. */
  readonly posted: Readonly<Record<string, string>>;
  /** When what is typed was saved, and not recorded. */
  readonly saved?: Instant;
  readonly problems?: WorkProblems;
}

/** One answer of a form in words. */
export interface AnswerLine {
  readonly label: string;
  readonly values: readonly string[];
}

/** A recorded answer, or that it was passed on. */
export interface WorkReceiptView
  extends Matter,
    Pick<
      ReceiptView,
      'decided' | 'factsDigest' | 'decision' | 'place' | 'checkpoint' | 'identified'
    > {
  readonly kind: string;
  readonly person: Person;
  readonly answers: readonly AnswerLine[];
  readonly comment?: string;
  readonly passedTo?: Person;
}

/** What became of a piece of work whose link is dead. */
export interface WorkClosedView extends Matter {
  readonly reason: WorkClosedReason;
  readonly at: Instant;
}
