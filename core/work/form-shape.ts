import type { DayEnds, FieldProblem } from '../approvals/form-shape.ts';
import type { Ref } from '../ids.ts';
import type { Instant } from '../time.ts';

/** What the form of a piece of work posts, as it was typed. */
export interface WorkForm {
  readonly code: string;
  /** `submit` or `pass-on`. */
  readonly choice: string;
  readonly comment: string;
  readonly signature: string;
  /** Digest of the facts that the page showed. */
  readonly facts: string;
  /** When the page was opened, as the form says: a claim. */
  readonly opened: string;
  readonly passTo: string;
  /** By the names of `form-names.ts`. */
  readonly posted: Readonly<Record<string, string>>;
}

/** A mistake in a field of the form, or in one of a row; rows count from 1. */
export interface WorkProblem {
  readonly field: string;
  readonly row?: number;
  readonly sub?: string;
  readonly problem:
    | 'missing'
    | 'too-long'
    | 'only-name'
    | 'unreadable'
    | 'credential'
    | 'not-offered'
    | 'not-a-date'
    | 'not-a-moment'
    | 'past'
    | 'future'
    | 'too-far'
    | 'not-evidence'
    | 'too-many';
}

/** What the answers of a form are checked against. */
export interface ReadTerms {
  /** By the reader's clocks. */
  readonly days: DayEnds;
  readonly now: Instant;
  /** Who may be named. */
  readonly people: readonly Ref[];
  /** Whether a text is the name that signs: a machine fills in everything with the same. */
  readonly isName: (text: string) => boolean;
}

/** A mistake in what every form of work has. */
export interface WorkMistake {
  readonly field: 'choice' | 'comment' | 'signature' | 'facts' | 'passTo';
  readonly problem: FieldProblem['problem'];
}

/** Everything that is wrong: of the fields every form has, of its own, and by a rule. */
export interface WorkProblems {
  readonly common: readonly WorkMistake[];
  readonly fields: readonly WorkProblem[];
  readonly refused?: Refusal;
}

/** What a rule says against an answer that no field alone shows. */
export interface Refusal {
  /** Key of its words; absent: `text` stands for itself. */
  readonly say?: string;
  readonly text: string;
  readonly field?: string;
  readonly row?: number;
}
