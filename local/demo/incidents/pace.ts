/** The demo's time, in seconds. The example's own plan counts in hours and days. */
export interface Pace {
  /** The bank's own limit for a duty that the law wants done at once. */
  readonly atOnce: number;
  /** Signals of the storm. */
  readonly storm: number;
}

export const DEMO_PACE: Pace = { atOnce: 25, storm: 2000 };
