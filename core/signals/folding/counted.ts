import type { Ref } from '../../ids.ts';
import type { Instant } from '../../time.ts';
import type { Quarantined } from '../quarantine.ts';
import type { Severity, State } from '../severity.ts';
import { type Cause, causeOf, type Line, lineOf, type Signal } from '../signal.ts';
import { type About, aboutOf } from './about.ts';
import { windowOf } from './terms.ts';

/** A signal as it is counted: all that is left of it beside its line. */
export interface Counted {
  readonly identity: string;
  readonly cause: Cause;
  readonly line: Line;
  readonly window: Instant;
  /** When it happened: never after it was received, whatever a clock said. */
  readonly moment: Instant;
  readonly received: Instant;
  readonly severity: Severity;
  readonly state: State;
  readonly title: string;
  readonly model: Ref | undefined;
  readonly arn: string | undefined;
  /** What mapping rules look at; nothing where its system has a record. */
  readonly about: About | undefined;
  /** Who reported an incident: for its record, by way of the table of personal values. */
  readonly reporter: Signal['reporter'];
}

export function countedOf(signal: Signal): Counted {
  const { identity, cause, at, received, severity, state, title, refs, reporter } = signal;
  const moment = at < received ? at : received;
  const { model, arn } = refs;
  const line = lineOf(signal);
  const window = windowOf(moment);
  const when = { window, moment, received };
  const of = { severity, state, title, model, arn, about: aboutOf(signal), reporter };
  return { identity, cause, line, ...when, ...of };
}

/** An event in quarantine counts on the cause of its reason, and calls for no incident. */
export function countedQuarantine(of: Quarantined): Counted {
  const { cause, event, identity, received, system, reason } = of;
  return {
    identity,
    cause: causeOf({ kind: 'quarantine', fingerprint: reason, system }),
    line: { cause, event, identity, received, system },
    window: windowOf(received),
    moment: received,
    received,
    severity: 'low',
    state: 'info',
    title: `An event could not be read: ${reason}`,
    model: undefined,
    arn: undefined,
    about: undefined,
    reporter: undefined,
  };
}
