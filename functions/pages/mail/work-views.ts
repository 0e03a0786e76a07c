import type { Instant } from '#core/time.ts';
import type { Matter, Person } from '../views.ts';
import type { WorkClosedView, WorkReceiptView, WorkView } from '../work-views.ts';

/** What the mails of a piece of work say. */

/** It is asked for, or again. */
export interface WorkMailView
  extends Matter,
    Pick<WorkView, 'kind' | 'deadline' | 'escalates' | 'before'> {
  readonly person: Person;
  /** The fact that matters most, in one sentence. */
  readonly number?: { readonly label: string; readonly text: string };
  readonly base: string;
  readonly code: string;
  readonly replyTo?: string;
  readonly reminded?: {
    readonly asked: Instant;
    /** The time is over. */
    readonly overdue: boolean;
    /** When the next reminder comes. */
    readonly next?: Instant;
  };
}

/** A recorded answer; with the link to its receipt. */
export interface WorkReceiptMailView extends WorkReceiptView {
  readonly link?: { readonly base: string; readonly code: string };
}

export type WorkClosedMailView = WorkClosedView;
