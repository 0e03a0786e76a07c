import type { Ref } from '../../ids.ts';
import type { Write } from '../../ports.ts';
import { openKey } from '../../store/keys.ts';
import type { Instant } from '../../time.ts';
import { type CauseState, rearmed } from './cause-state.ts';
import { stateWrite } from './plan-share.ts';

/**
 * The writes by which a cause is free for another incident, for the transaction that closes its
 * own. They are refused where signals were counted since the state was read: then it is read again.
 */
export function closingWrites(
  cause: string,
  state: CauseState,
  incident: Ref,
  at: Instant,
): readonly Write[] {
  return [
    stateWrite(cause, rearmed(state, at), state, at),
    {
      op: 'delete',
      key: openKey(cause),
      when: [{ attribute: 'incident', is: '=', value: incident }],
    },
  ];
}
