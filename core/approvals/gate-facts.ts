import { evidencePath } from '../log/paths.ts';
import { type RetentionDays, retainUntil } from '../log/retention.ts';
import type { Clock, Objects, Table } from '../ports.ts';
import type { Sealed } from '../records/version.ts';
import { gateFactsKey } from '../store/keys.ts';
import type { RecordStore } from '../store/record-store.ts';
import { type Facts, type FrozenFacts, freezeFacts, parseFacts } from '../tasks/facts.ts';
import type { Instant } from '../time.ts';
import type { Gate } from './gate.ts';
import { gateName } from './seats.ts';

/** The facts as they were gathered, and which of those that deciders must see are not there. */
export interface GatheredFacts {
  readonly facts: Facts;
  /** Keys of required facts that are missing, or too old to decide on. */
  readonly lacking: readonly string[];
}

/** Gathers the facts that the kind of a task names, from the records as they stand. */
export interface GatherFacts {
  (subject: Sealed, kind: string, now: Instant): Promise<GatheredFacts>;
  /** Whether facts of a kind are found by who points to the subject: more may come any time. */
  readonly finds: (kind: string) => boolean;
}

export interface FactsPorts {
  readonly store: RecordStore;
  readonly table: Table;
  readonly objects: Pick<Objects, 'create'>;
  readonly clock: Clock;
  readonly retention: RetentionDays;
}

/**
 * The facts of a gate: gathered once, however often it is opened, by however many at once. Whoever
 * comes second takes what the first one kept.
 *
 * @returns the keys of what is lacking, where nobody can be asked on such facts
 */
export async function factsOf(
  ports: FactsPorts,
  { head, content, index }: Gate,
  gather: GatherFacts,
): Promise<FrozenFacts | { readonly lacking: readonly string[] }> {
  const { store, table, clock } = ports;
  const key = gateFactsKey(head.ref, gateName(index));
  const kept = await table.get(key);
  if (kept !== undefined) return freezeFacts(parseFacts(String(kept.facts)));
  const subject = await store.pinned(content.subject);
  const { facts, lacking } = await gather(subject, content.kind, clock.now());
  if (lacking.length > 0) return { lacking };
  const frozen = freezeFacts(facts);
  await keepFacts(ports, frozen);
  const item = { ...key, facts: frozen.text };
  const outcome = await table.write([{ op: 'put', item, when: [{ is: 'absent' }] }]);
  const first = outcome.ok ? undefined : outcome.refusals[0]?.item;
  return first === undefined ? frozen : freezeFacts(parseFacts(String(first.facts)));
}

/** Keeps facts as evidence. The path is the digest, so what stands there already is the same. */
export async function keepFacts(
  { objects, retention }: Pick<FactsPorts, 'objects' | 'retention'>,
  { text, digest, facts }: FrozenFacts,
): Promise<void> {
  await objects.create(evidencePath(digest), new TextEncoder().encode(text), {
    contentType: 'application/json',
    retainUntil: retainUntil('evidence', facts.gathered, retention),
  });
}
