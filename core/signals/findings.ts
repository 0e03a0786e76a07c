import type { Json, JsonObject } from '../json.ts';
import type { Envelope } from './envelope.ts';
import { unfit } from './unfit.ts';

/** Findings of one event: Security Hub puts at most 100 into one. */
const MOST_FINDINGS = 100;

/** One finding of an event, and the event as if it held this one alone. */
export interface OneFinding {
  readonly finding: Json;
  readonly event: JsonObject;
  /** Where it stands, for a complaint. */
  readonly at: string;
}

/**
 * The findings in `detail.findings`. Each is kept with its own signal, so that an event of a
 * hundred is not kept a hundred times.
 *
 * @throws Invalid, `malformed`, where there is none, or more than a service sends
 */
export function findingsOf({ event, detail }: Envelope): readonly OneFinding[] {
  const { findings } = detail;
  if (!Array.isArray(findings) || findings.length === 0 || findings.length > MOST_FINDINGS) {
    throw unfit('malformed', 'An event has no list of findings', '/detail/findings');
  }
  return findings.map((finding: Json, index) => ({
    finding,
    event: { ...event, detail: { ...detail, findings: [finding] } },
    at: `/detail/findings/${index}`,
  }));
}
