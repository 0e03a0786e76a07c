import type { Gathered, ReadRecords } from '../approvals/questions/question.ts';
import type { Ref } from '../ids.ts';
import type { Clock, Table, Write } from '../ports.ts';
import type { Sealed } from '../records/version.ts';
import type { HeadCheck } from '../store/commit.ts';
import type { Head } from '../store/items.ts';
import type { Prepared } from '../store/prepare.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { FactDefinition } from '../tasks/facts.ts';
import type { Instant } from '../time.ts';
import type { Answers, Field, Option } from './field.ts';

/**
 * A kind of work that a workflow asks one person for: the facts it rests on, its form, and what an
 * answer does. Its words, in each language, are the pages' (`work` of the messages).
 */
export interface WorkKind {
  readonly name: string;
  /** Type of the record that its tasks belong to. */
  readonly of:
    | 'incident'
    | 'corrective-action'
    | 'regulatory-clock'
    | 'risk-assessment'
    | 'treatment'
    | 'review';
  /** The fact whose lines are the one number that matters. */
  readonly number: string;
  readonly facts: readonly FactDefinition[];
  readonly gather: (subject: Sealed, read: ReadRecords) => Promise<Gathered>;
  /** The form, for the record as it stood when the task was opened. Pure. */
  readonly form: (subject: Sealed, offers: Offers) => readonly Field[];
  /** What stands in the form before anybody typed, by the names of `form-names.ts`. */
  readonly filled?: Readonly<Record<string, string>>;
  /**
   * What an answer makes of the record it belongs to: versions that are written together with the
   * answered task, or not at all. `subject` is its head now.
   *
   * @throws Refused where the answer does not fit how it stands, with what to do: `data.say` is the
   *   key of its words in the pages (`work.refusals`), `data.field` the key of the field it is at
   */
  readonly apply: (ports: ApplyPorts, given: WorkGiven) => Promise<WorkEffect>;
}

/** What a form may offer beside what its kind knows, frozen under the task when it was opened. */
export interface Offers {
  /** Who may be named. */
  readonly people: readonly Ref[];
  /** Duties of the response plan, in its order, as the catalogue calls them. */
  readonly duties: readonly Option[];
  /** Open incidents of the same system, by reference. */
  readonly incidents: readonly Option[];
}

export interface ApplyPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly clock: Clock;
}

/** An answer without a mistake of form. */
export interface WorkGiven {
  readonly subject: Head;
  /** The answered task: its next version, which names the person, the answers and when. */
  readonly task: Prepared;
  readonly person: Ref;
  readonly answers: Answers;
  /** What the person wrote as their reason, where the form has none of its own. */
  readonly comment: string;
}

/** What is written with an answer, and who is told afterwards. */
export interface WorkEffect {
  readonly versions: readonly Prepared[];
  readonly checks?: readonly HeadCheck[];
  readonly also?: readonly Write[];
  /** Records whose machines look at what came of it; absent: that of the task's own record. */
  readonly wakes?: readonly Ref[];
  /** Records that owe a mail by `also`. */
  readonly mails?: readonly Ref[];
}

/** A piece of work to be asked for. */
export interface WorkWanted {
  /** The record that it belongs to, and the step of it: `triage`. */
  readonly of: Head;
  readonly gate: string;
  /**
   * 1 for the only one; several people may be asked at one gate, each at a place. What was answered
   * there and is to be asked anew is asked at the next place.
   */
  readonly place: number;
  readonly kind: WorkKind;
  /** Whom: a role whose holders are asked in turn, or a person. */
  readonly who: Ref;
  /** Not these people: somebody else answered what this one checks. */
  readonly not?: readonly Ref[];
  /** Places of the gate whose people are not asked here either, whoever comes to sit there. */
  readonly apart?: readonly number[];
  readonly offers: Offers;
  readonly requester: Ref;
  /** What the task is called: of an incident its title. */
  readonly label: string;
  /** The plan that is gone by, and its step: deadline, reminders, escalation and identity. */
  readonly plan: Sealed;
  readonly step: string;
  /** Who stands above, instead of whom the step names; `null`: nobody does. */
  readonly escalateTo?: Ref | null;
  /**
   * Where the record itself says by when (an action, a clock): instead of the step's, unless that
   * has passed already.
   */
  readonly due?: { readonly deadline: Instant; readonly reminders: readonly Instant[] };
}
