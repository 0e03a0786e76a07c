/** The demo's time, in seconds. Policies of the example itself count in working days. */
export interface Pace {
  /** How long reviewers have. */
  readonly review: number;
  /** After so long, reviewers who are silent are reminded. */
  readonly reminder: number;
  /** How long the board has. */
  readonly board: number;
  /** After so long, a silent member of the board is relieved. */
  readonly escalation: number;
  /** Until a condition is due that nobody meets. */
  readonly condition: number;
  /** How long the approval lasts that lapses. */
  readonly lapse: number;
}

export const DEMO_PACE: Pace = {
  review: 90,
  reminder: 12,
  board: 90,
  escalation: 8,
  condition: 15,
  lapse: 8,
};
