import type { Envelope } from '../envelope.ts';
import type { CauseState } from '../folding/cause-state.ts';
import { type MappingRule, systemOf } from '../system-of.ts';

/**
 * Whether rules map what goes on coming of a cause, by what is kept of its newest event: by its
 * source, type, account, region, alarm, ARN and fingerprint. A rule that looks at tags or at other
 * members may cover it all the same.
 */
export function isCovered(
  state: Pick<CauseState, 'about' | 'arn' | 'fingerprint'>,
  rules: readonly MappingRule[],
): boolean {
  const { about, arn, fingerprint } = state;
  if (about === undefined) return false;
  const { source, type, account, region, alarm } = about;
  const detail = alarm === undefined ? {} : { alarmName: alarm };
  const envelope: Envelope = {
    ...{ id: undefined, source, type, account, region, time: null, isReplayed: false },
    resources: arn === undefined ? [] : [arn],
    detail,
    event: { detail },
  };
  return systemOf(envelope, rules, fingerprint) !== undefined;
}
