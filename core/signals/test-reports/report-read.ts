/** What a report itself says. */
export interface ReportRead {
  readonly passed: number;
  /** Failed or broken off. */
  readonly failed: number;
  readonly skipped: number;
  /** What failed, in the report's order and words. */
  readonly failures: readonly string[];
}
