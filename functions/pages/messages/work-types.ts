import type { WorkMistake, WorkProblem } from '#core/work/form-shape.ts';
import type { Relieved } from '#core/work/frozen-work.ts';

/** The words of one field of a form, in the order in which they are read. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: string;
  /** By what is posted; an option that a record or the catalogue names has none here. */
  readonly options?: Readonly<Record<string, string>>;
  /** Of a table: its columns, and what one row is called. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly row?: (n: number) => string;
}

/** The words of a kind of work. */
export interface WorkKindWords {
  /** Before the object in a subject line: `Look into`. */
  readonly verb: string;
  readonly question: (label: string) => string;
  /** What comes of an answer, on the first screen. */
  readonly brings: string;
  /** What comes of it, once it is recorded. */
  readonly next: string;
  readonly fields: Readonly<Record<string, FieldWords>>;
}

type CommonKey = `${WorkMistake['field']} ${WorkMistake['problem']}`;

/** A piece of work that is asked for no more, or not of this person. */
export type WorkClosedReason =
  | 'no-longer-needed'
  | 'passed-on'
  | 'escalated'
  | 'unreachable'
  | 'left'
  | 'code-expired'
  | 'sign-in-needed';

/** All words of pieces of work in one language. */
export interface WorkWords {
  readonly kinds: Readonly<Record<string, WorkKindWords>>;
  readonly anyKind: WorkKindWords;
  readonly facts: Readonly<Record<string, string>>;
  readonly page: {
    readonly title: (subject: string) => string;
    readonly answerBy: string;
    readonly overdue: string;
    readonly about: string;
    readonly brings: string;
    readonly also: string;
    readonly passOn: string;
    readonly ifNobody: string;
    readonly escalates: (at: string) => string;
    readonly stays: (at: string) => string;
    readonly whyYou: (role: string, plan: string, version: number) => string;
    readonly skip: string;
    readonly against: string;
    readonly before: Readonly<Record<Relieved, (who: string) => string>>;
  };
  readonly form: {
    readonly title: string;
    readonly optional: string;
    readonly onlyIf: (label: string, option: string) => string;
    readonly moment: string;
    readonly day: string;
    readonly evidence: string;
    readonly rows: string;
    readonly kept: string;
    readonly most: (n: number) => string;
    readonly submit: string;
    /** Of a long form: what is typed is kept, and nothing recorded. */
    readonly save: string;
    readonly saved: (at: string) => string;
    readonly after: string;
    readonly passTitle: string;
    readonly passLead: string;
    readonly passTo: string;
    readonly passWhy: string;
    readonly passSubmit: string;
    readonly nobodyElse: string;
  };
  /** Said after the label of the field: `Who is affected: is missing`. */
  readonly problem: (label: string, is: string) => string;
  readonly inRow: (row: string, column: string) => string;
  readonly problems: Readonly<Record<WorkProblem['problem'], string>>;
  readonly common: Readonly<Partial<Record<CommonKey, string>>>;
  /** What a rule says against an answer, by the key that it gives. */
  readonly refusals: Readonly<Record<string, string>>;
  readonly closed: Readonly<
    Record<WorkClosedReason, { title: string; text: (subject: string) => string }>
  >;
  readonly receipt: {
    readonly title: string;
    readonly lead: (subject: string) => string;
    readonly leadPassed: (who: string, subject: string) => string;
    readonly answers: string;
    readonly passed: (who: string) => string;
    readonly tell: string;
    readonly none: string;
  };
  /** Of the picture of all dimensions of a system's risks. */
  readonly picture: {
    readonly title: string;
    readonly legend: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
  readonly conflict: { readonly lead: string; readonly change: string };
  readonly mail: {
    readonly asks: (organisation: string, capacity: string) => string;
    readonly answerBy: string;
    readonly open: string;
    readonly overdue: (at: string) => string;
    readonly thenEscalates: (at: string) => string;
    readonly thenStays: (at: string) => string;
    readonly nothingToDo: string;
    readonly secret: string;
  };
}
