import { sha256Hex } from '#hash';
import { canonicalBytes, canonicalText } from '../canonical.ts';
import type { MonitoringSignal } from '../events/monitoring-signal.ts';
import type { Ref } from '../ids.ts';
import type { MonitoringPlanContent } from '../records/monitoring-plan.ts';
import type { Instant } from '../time.ts';
import { ownSignal } from './adapters/monitoring-signal.ts';
import { SILENCE } from './kinds.ts';
import { type Cause, causeOf } from './signal.ts';

/** `source` of what the sweep puts on our bus: another than that of what we only announce. */
export const SILENCE_SOURCE = 'assent.silence';

export type Expectation = MonitoringPlanContent['expects'][number];

/** What a plan expects, of which system. */
export interface Expected {
  readonly plan: Ref;
  readonly system: Ref | undefined;
  readonly expectation: Expectation;
}

/** The cause whose signals are expected. */
export const expectedCause = ({ system, expectation }: Expected): Cause => {
  const { kind, fingerprint } = expectation;
  return causeOf({ kind, fingerprint, system: system ?? null });
};

/** The cause on which its silence counts, as the adapter of our own signals makes it. */
export const silenceCause = (of: Expected): Cause =>
  causeOf({
    kind: SILENCE,
    fingerprint: canonicalText([ownSignal.name, SILENCE_SOURCE, nameOf(of)]),
    system: of.system ?? null,
  });

/**
 * The signal that what was expected has not come. Its key names the last one that came (or since
 * when it is expected), so that however often it is put it counts once.
 */
export function silent(of: Expected, since: Instant, cameBefore: boolean): MonitoringSignal {
  const { title, silence } = of.expectation;
  const says = cameBefore ? `has not come since ${since}` : `has never come, expected ${since}`;
  return {
    ...common(of),
    title: `${title.slice(0, MOST_TITLE_CHARS).toWellFormed()} ${says}`,
    state: 'raised',
    severity: silence,
    key: `silent-${nameOf(of)}-${since}`,
  };
}

/** The signal that it came again: of now, since it was silent until now. */
export function heard(of: Expected, at: Instant): MonitoringSignal {
  const { title } = of.expectation;
  return {
    ...common(of),
    title: `${title.slice(0, MOST_TITLE_CHARS).toWellFormed()} came again`,
    state: 'cleared',
    key: `heard-${nameOf(of)}-${at}`,
  };
}

const MOST_TITLE_CHARS = 130;

const common = (of: Expected) => ({
  kind: SILENCE,
  cause: nameOf(of),
  ...(of.system !== undefined && { system: of.system }),
});

/** Short enough for a key, and the same for as long as the plan expects it. */
function nameOf({ plan, expectation: { kind, fingerprint } }: Expected): string {
  return sha256Hex(canonicalBytes([plan, kind, fingerprint])).slice(0, 32);
}
