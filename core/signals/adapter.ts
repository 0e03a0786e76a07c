import { canonicalText } from '../canonical.ts';
import type { Ref } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import type { Instant } from '../time.ts';
import { type Envelope, isObject } from './envelope.ts';
import type { Kind } from './kinds.ts';
import { boundedAt, firstMoment } from './moment.ts';
import { type Part, partOf } from './part.ts';
import { type PersonalMembers, remover, withoutNames } from './personal.ts';
import type { Severity, State } from './severity.ts';
import { causeOf, identityDigest, type Signal } from './signal.ts';
import { type MappingRule, systemOf } from './system-of.ts';

/** What signals are made under: when the event was received, and which systems there are. */
export interface Terms {
  readonly received: Instant;
  readonly rules: readonly MappingRule[];
}

/** What an adapter reads from an event. The rest follows, the same for all adapters. */
export interface Reading {
  readonly kind: Kind | (string & {});
  /** The same for every event that tells of the same happening, and for no other. */
  readonly identity: readonly Part[];
  /** What repeats have in common: no time, no attempt, nothing personal. */
  readonly cause: readonly Part[];
  readonly severity: Severity;
  readonly state: State;
  /** When it happened, in any form; the first that is a time. The envelope's time comes last. */
  readonly times: readonly unknown[];
  readonly title: string;
  readonly arn?: string | undefined;
  /** The sender's own word, which goes before every rule. */
  readonly system?: Ref | undefined;
  readonly model?: Ref | undefined;
  /** The part of the event that this is about, in the event's own form; absent: all of it. */
  readonly event?: JsonObject | undefined;
  readonly reporter?: Signal['reporter'];
}

/** What an adapter is: one file each, in `adapters/`. */
export interface AdapterDefinition {
  /** First part of every identity: never changed. */
  readonly name: string;
  /** One line for the table of `docs/events.md`. */
  readonly about: string;
  /** Source of its events, where it is one. */
  readonly source?: string;
  /** Their `detail-type`s, where they are known. */
  readonly types?: readonly string[];
  /** How its events are told from others, where source and types do not say it. */
  readonly knows?: (envelope: Envelope) => boolean;
  readonly personal?: PersonalMembers;
  /** @throws Invalid, `malformed` (readShape) */
  readonly read: (envelope: Envelope) => readonly Reading[];
}

export interface Adapter extends AdapterDefinition {
  readonly knows: (envelope: Envelope) => boolean;
  /** The event without the personal values that this adapter knows. */
  readonly clean: (event: JsonObject) => JsonObject;
  /** @throws Invalid, `malformed` */
  readonly signals: (envelope: Envelope, terms: Terms) => readonly Signal[];
}

/** An adapter of what is particular to its events. */
export function defineAdapter(definition: AdapterDefinition): Adapter {
  const { name, source, types = [], personal = {} } = definition;
  const clean = remover(personal);
  const byName = (envelope: Envelope) =>
    envelope.source === source && types.includes(envelope.type);
  const signals: Adapter['signals'] = (envelope, terms) =>
    definition.read(envelope).map((reading) => signalOf({ name, clean }, envelope, reading, terms));
  return { ...definition, knows: definition.knows ?? byName, clean, signals };
}

function signalOf(
  { name, clean }: Pick<Adapter, 'name' | 'clean'>,
  envelope: Envelope,
  reading: Reading,
  { received, rules }: Terms,
): Signal {
  const event = reading.event ?? envelope.event;
  const detail = isObject(event.detail) ? event.detail : envelope.detail;
  const fingerprint = canonicalText([name, ...reading.cause.map(partOf).map(withoutNames)]);
  const mapped = systemOf({ ...envelope, event, detail }, rules, fingerprint);
  const parts = reading.identity.map(partOf);
  const kind = mapped?.kind ?? reading.kind;
  const state = reading.state === 'info' ? (mapped?.state ?? 'info') : reading.state;
  const moment = firstMoment([...reading.times, envelope.time]);
  return {
    adapter: name,
    kind,
    identity: identityDigest(name, parts),
    parts,
    cause: causeOf({
      kind,
      fingerprint,
      system: reading.system ?? mapped?.system ?? null,
    }),
    severity: (state === 'raised' ? mapped?.severity : undefined) ?? reading.severity,
    state,
    ...boundedAt(moment, received, envelope.isReplayed),
    received,
    title: reading.title,
    refs: refsOf(envelope, reading),
    event: clean(event),
    ...(reading.reporter !== undefined && { reporter: reading.reporter }),
  };
}

const MOST_ARN_CHARS = 2048;

function refsOf(envelope: Envelope, { arn, model }: Reading): Signal['refs'] {
  const { source, type, account, region } = envelope;
  return {
    source,
    type,
    ...(arn !== undefined && arn.length <= MOST_ARN_CHARS && { arn: withoutNames(arn) }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(model !== undefined && { model }),
  };
}
