import type { LIFTABLE } from '#core/records/approval-policy.ts';
import type { Said, SaidKey } from '#core/tasks/said.ts';

/** What an exception of a policy may lift. */
export type Duty = (typeof LIFTABLE)[number];

/** What a saying may ask for: dates in the reader's way, names, and words by their key. */
export interface Wording {
  /** A calendar date or a moment, as the day that it is for the reader. */
  date(at: string): string;
  /** A moment, with its time of day where the reader is. */
  moment(at: string): string;
  /** Whoever a reference means, as far as their name is shown here. */
  person(ref: string): string;
  /** `model/credit-scorecard` as `Model credit-scorecard`. */
  record(ref: string): string;
  /** A word by its key; what has none, as it stands. */
  word(words: Readonly<Record<string, string>>, key: string): string;
  /** `Duties: Nobody decides alone`; without a text the name alone. */
  named(words: Readonly<Record<string, string>>, key: string, text?: string): string;
  /** The value of a record's member: a date, a tier, a person, or a text as it was typed. */
  value(member: string, value: string): string;
}

/** Words for each thing that we say ourselves in a fact. */
export type Sayings = {
  readonly [K in SaidKey]: (said: Extract<Said, { say: K }>, w: Wording) => string;
};

/** Sayings of risks, which stand in files of their own. */
export type RiskSayings = Pick<
  Sayings,
  | 'assessed-because'
  | 'dimension'
  | 'dimension-level'
  | 'impact-of'
  | 'dimension-score'
  | 'borne'
  | 'risk-place'
  | 'apart'
  | 'treatment-plan'
  | 'control-in-place'
  | 'accepted-before'
  | 'accepted-until'
  | 'accepted-by'
  | 'borne-in'
  | 'called-for-by'
  | 'impact'
  | 'fundamental-rights'
  | 'scored-by'
  | 'not-accepted'
  | 'reviewed-next'
>;

/** Sayings of reviews, which stand in files of their own. */
export type ReviewSayings = Pick<
  Sayings,
  'review-due' | 'review-found' | 'promised' | 'version-made' | 'tests-ran' | 'approval-ended'
>;

/** Sayings of incidents, which stand in files of their own. */
export type IncidentSayings = Pick<
  Sayings,
  | 'severity'
  | 'moment'
  | 'signals'
  | 'called-by'
  | 'harm'
  | 'use'
  | 'cause-found'
  | 'reassess'
  | 'reportable'
  | 'clock'
  | 'action'
  | 'effect'
  | 'lifts'
>;
