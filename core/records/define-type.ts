import * as z from 'zod';
import type { Issue } from '../errors.ts';
import type { Ref } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import { once } from '../once.ts';
import type { Instant } from '../time.ts';
import { type MarkPersonal, markDescribed, markIncoming, markStored } from './personal.ts';

/** A link as it stands in a version: `version` and `digest` where the relation pins one. */
export interface Link {
  readonly rel: string;
  readonly to: Ref;
  readonly version?: number;
  readonly digest?: string;
}

/** What a relation may point to. */
export interface LinkRule {
  readonly to: readonly string[];
  readonly title: string;
  /** At most so many of one record. */
  readonly most?: number;
  /** Whether a link names version and digest of its target. */
  readonly pinned?: boolean;
}

/**
 * One way from state to state. `by` says who may take it: `people` (through the API, directly),
 * `approval` (only the conclusion of an approval), `workflow` (only our own functions).
 */
export interface Transition {
  readonly title: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: 'people' | 'approval' | 'workflow';
  /** Asking for approval: the transitions that an approval's conclusion takes. */
  readonly asks?: { readonly granted: string; readonly refused: string };
  /** An answer whose choice demands no reason may carry none. */
  readonly mayLackReason?: boolean;
  /**
   * May be taken directly until an approval policy that covers it has been in force (the first
   * policies, when there is nobody to ask); never again from then on.
   */
  readonly untilGoverned?: boolean;
}

/** Something that comes due: when, and what for. */
export interface Pending {
  readonly at: Instant;
  readonly for: string;
}

/** What lists show of a record: never a body, never a personal value. */
export interface Summary {
  readonly label?: string;
  readonly owner?: Ref;
  readonly tier?: string;
  /** On whose list it stands (a task's person). */
  readonly person?: Ref;
}

/** The classes of retention (bytes.md). */
export type RetentionClass = 'record' | 'evidence' | 'signal' | 'log' | 'partial';

export interface TypeDefinition<Content> {
  readonly name: string;
  readonly title: string;
  /** One sentence: what it is. Clause of ISO/IEC 42001 where there is one. */
  readonly about: string;
  /** Version of the content's schema: a changed shape needs a new one, and an upcaster. */
  readonly schema: number;
  readonly retention: RetentionClass;
  /** Who may create and edit: people through the API, or our own functions alone. */
  readonly writtenBy: 'people' | 'workflow';
  readonly content: (personal: MarkPersonal) => z.ZodType<Content>;
  readonly states: readonly string[];
  readonly initial: string;
  /** States that only an approval (or its forerunner `untilGoverned`) reaches. */
  readonly approved?: readonly string[];
  /** States in which the newest approved version still stands (a revision is on its way). */
  readonly revising?: readonly string[];
  /** Where an edit leads from a state; a state not named stays as it is. */
  readonly edited?: Readonly<Record<string, string>>;
  readonly transitions: Readonly<Record<string, Transition>>;
  /** Where people cannot retire it: why, and what they do instead, for whoever tries. */
  readonly neverRetired?: string;
  readonly links: Readonly<Record<string, LinkRule>>;
  readonly summary: (content: Content) => Summary;
  /** Rules over members that a schema cannot say. */
  readonly rules?: (content: Content, state: string, id: string) => readonly Issue[];
  /** From the schema's version n to n + 1, by n. */
  readonly upcasters?: Readonly<Record<number, (content: JsonObject) => JsonObject>>;
  readonly example: {
    readonly id: string;
    readonly content: Json;
    readonly links: readonly Link[];
  };
}

/** A record type with its schemas, each built on first use: 45 built at import cost 20 ms. */
export interface RecordType<Content> extends TypeDefinition<Content> {
  /** What stands in a version: personal members are commitments. */
  readonly stored: () => z.ZodType<Content>;
  /** What comes in: personal members are values, wrapped. */
  readonly incoming: () => z.ZodType<Content>;
  /** JSON Schema (2020-12) of what is stored: pinned by a test. */
  readonly storedJsonSchema: () => object;
  /** JSON Schema (2020-12) of what comes in: for API and forms. */
  readonly incomingJsonSchema: () => object;
}

/** States and actions that every type has. */
export const RETIRED = 'retired';
export const ACTIONS = ['create', 'edit', 'retire', 'erase'] as const;

/** Defines a record type. Everything else that describes the type derives from it. */
export function defineType<Content>(definition: TypeDefinition<Content>): RecordType<Content> {
  const stored = once(() => definition.content(markStored));
  const incoming = once(() => definition.content(markIncoming));
  return {
    ...definition,
    stored,
    incoming,
    storedJsonSchema: once(() => z.toJSONSchema(stored(), { target: 'draft-2020-12' })),
    incomingJsonSchema: once(() =>
      z.toJSONSchema(definition.content(markDescribed), { target: 'draft-2020-12', io: 'input' }),
    ),
  };
}
