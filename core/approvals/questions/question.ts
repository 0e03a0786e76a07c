import type { Ref } from '../../ids.ts';
import type { Json } from '../../json.ts';
import { contentOf } from '../../records/content-of.ts';
import { role } from '../../records/role.ts';
import type { Sealed } from '../../records/version.ts';
import { pin } from '../../store/commit.ts';
import type { Fact, FactDefinition, Facts } from '../../tasks/facts.ts';

/** A kind of question that an approval puts to people: its words, and the facts it rests on. */
export interface TaskKind {
  readonly name: string;
  /** The type and transition that it is asked about. */
  readonly about: { readonly type: string; readonly transition: string };
  /** Verb and kind of the mail's subject. */
  readonly verb: string;
  /** The question in one sentence. */
  readonly question: (label: string) => string;
  /** What the mail calls the one number that matters, from the facts. */
  readonly number: (facts: Facts) => string;
  /** What yes and no cause, one sentence each. */
  readonly consequences: { readonly approve: string; readonly reject: string };
  readonly facts: readonly FactDefinition[];
  readonly gather: (subject: Sealed, read: ReadRecords) => Promise<Gathered>;
}

/** The records that a fact may come from: heads, and the version that stood approved before. */
export interface ReadRecords {
  load(ref: Ref): Promise<Sealed | undefined>;
  approvedBefore(subject: Sealed): Promise<Sealed | undefined>;
}

export interface Gathered {
  readonly facts: readonly Fact[];
  readonly unknown: readonly string[];
}

/** A fact of a version: true since its time, and pinned to it. */
export const fact = (key: string, from: Sealed, value: Json): Fact => ({
  asOf: from.version.time,
  key,
  source: pin(from),
  value: value as Fact['value'],
});

/** The fact, where there is something to say. */
export const factIfAny = (key: string, from: Sealed, value: readonly Json[]): Fact[] =>
  value.length === 0 ? [] : [fact(key, from, value)];

/** How many lines a fact has, in words. */
export function countOf(facts: Facts, key: string, one: string, many: string): string {
  const value = facts.facts.find((each) => each.key === key)?.value;
  const count = Array.isArray(value) ? value.length : 0;
  return `${count} ${count === 1 ? one : many}`;
}

/** A role as it is called. */
export async function roleName(ref: Ref, read: ReadRecords): Promise<string> {
  const head = ref.startsWith('role/') ? await read.load(ref) : undefined;
  return head === undefined ? 'a named person' : contentOf(role, head).name;
}
