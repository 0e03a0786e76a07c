import type { Instant } from '#core/time.ts';

/** What the pages of the public report show; every string may be anything that somebody typed. */

/** The fields of the form, by the names that they are posted under, in the order of the page. */
export const REPORT_FIELDS = [
  'service',
  'title',
  'description',
  'extent',
  'harm',
  'when',
  'name',
  'contact',
] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];

/** Names of what else is posted. */
export const REPORT_MORE = {
  /** Which button was pressed. */
  step: 'step',
  /** When the form was shown: milliseconds since 1970, a claim. */
  opened: 'opened',
  /** What tells this report from the next one that says the same. */
  once: 'once',
  /** Typed to send it. */
  word: 'word',
  /** Hidden from people: only a machine fills it. */
  trap: 'website',
} as const;

/** Answers to how bad it is. */
export const EXTENTS = ['serious', 'harm', 'near-miss', 'unsure'] as const;
export type Extent = (typeof EXTENTS)[number];

/** What was typed, by field; what is absent was left empty. */
export type TypedReport = Readonly<Partial<Record<ReportField, string>>>;

/** A mistake, and the field where it is mended. */
export interface ReportProblem {
  readonly field: ReportField | 'trap' | 'word';
  readonly is: ReportMistake;
}

export type ReportMistake =
  | 'missing'
  | 'too-long'
  /** Characters that nobody sees. */
  | 'unreadable'
  | 'not-a-date'
  | 'ahead'
  /** A field that people do not see is filled. */
  | 'filled'
  /** Posted faster than anybody types. */
  | 'too-fast'
  | 'differs';

/** Whom a page of the report speaks to, and whose it is. */
export interface ReportPage {
  readonly locale: string | undefined;
  readonly organisation: string;
}

/** The form, empty or with what was typed. */
export interface ReportFormView extends ReportPage {
  readonly typed: TypedReport;
  /** What the hidden field holds, where it was filled. */
  readonly trap: string;
  readonly opened: number;
  readonly problems: readonly ReportProblem[];
}

/** What would be sent, to be confirmed. */
export interface ReportCheckView extends ReportPage {
  readonly typed: TypedReport;
  readonly opened: number;
  readonly once: string;
  readonly word: string;
  readonly problems: readonly ReportProblem[];
}

/** It was sent. */
export interface ReportReceiptView extends ReportPage {
  readonly typed: TypedReport;
  readonly number: string;
  readonly at: Instant;
}

/** It could not be sent, by our fault: what to post again, as it was posted. */
export interface ReportFaultView extends ReportPage {
  readonly fields: Readonly<Record<string, string>>;
}
