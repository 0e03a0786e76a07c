import type { Ref } from '../../ids.ts';
import { contentOf } from '../../records/content-of.ts';
import { role } from '../../records/role.ts';
import type { Sealed } from '../../records/version.ts';
import { pin } from '../../store/commit.ts';
import type { Fact, FactDefinition, Facts } from '../../tasks/facts.ts';
import type { Said } from '../../tasks/said.ts';

/**
 * A kind of question that an approval puts to people: what it is about, and the facts it rests on.
 * Its words, in each language, are the pages' (`kinds` of the messages).
 */
export interface TaskKind {
  readonly name: string;
  /** The type and transition that it is asked about. */
  readonly about: { readonly type: string; readonly transition: string };
  /** The one number that matters: the first of which there is something, else the last. */
  readonly number: readonly OneNumber[];
  /** In the order in which a reader needs them. */
  readonly facts: readonly FactDefinition[];
  readonly gather: (subject: Sealed, read: ReadRecords) => Promise<Gathered>;
}

/** How many lines the facts of a key have, of all lines that the facts `among` have together. */
export interface OneNumber {
  readonly key: string;
  readonly among?: readonly string[];
}

/**
 * The records that a fact may come from: heads, the version that stood approved before, and who
 * points to a record by a relation, as the index knows them.
 */
export interface ReadRecords {
  load(ref: Ref): Promise<Sealed | undefined>;
  incoming(to: Ref, rel: string): Promise<readonly Ref[]>;
  approvedBefore(subject: Sealed): Promise<Sealed | undefined>;
}

/** What is not known is a line that its owner wrote, or what we found missing. */
export interface Gathered {
  readonly facts: readonly Fact[];
  readonly unknown: readonly (string | Said)[];
}

/** A line of a fact: as somebody typed it, or ours, worded for each reader. */
export type Line = string | Said;

/** A fact of a version: true since its time, and pinned to it. */
export const fact = (key: string, from: Sealed, value: Line | readonly Line[]): Fact => ({
  asOf: from.version.time,
  key,
  source: pin(from),
  value: value as Fact['value'],
});

/** The fact, where there is something to say. */
export const factIfAny = (key: string, from: Sealed, value: readonly Line[]): Fact[] =>
  value.length === 0 ? [] : [fact(key, from, value)];

/** The number that matters in these facts: which one, how many, and of how many. */
export function numberIn(
  facts: Facts,
  numbers: readonly OneNumber[],
): { readonly key: string; readonly count: number; readonly of: number } | undefined {
  const counted = numbers.map(({ key, among = [key] }) => ({
    key,
    count: countOf(facts, key),
    of: among.reduce((sum, each) => sum + countOf(facts, each), 0),
  }));
  return counted.find(({ of }) => of > 0) ?? counted.at(-1);
}

/** How many lines the facts of a key have; a fact that is no list is one. */
function countOf(facts: Facts, key: string): number {
  return facts.facts
    .filter((each) => each.key === key)
    .reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0);
}

/** A role as it is called; nothing for a person whom a policy or a record names. */
export async function roleName(ref: Ref, read: ReadRecords): Promise<{ role?: string }> {
  const head = ref.startsWith('role/') ? await read.load(ref) : undefined;
  return head === undefined ? {} : { role: contentOf(role, head).name };
}

/** The records that a version is linked with, as they stand; those that are gone are left out. */
export async function linked(
  subject: Sealed,
  rel: string,
  read: ReadRecords,
): Promise<readonly Sealed[]> {
  const links = subject.version.links.filter((link) => link.rel === rel);
  const heads = await Promise.all(links.map(({ to }) => read.load(to)));
  return heads.filter((head) => head !== undefined);
}

/** What should be shown and stands in no record, in one line; none where there is nothing. */
export function notOnRecord(missing: Readonly<Record<string, boolean>>): readonly Said[] {
  const what = Object.keys(missing).filter((each) => missing[each] === true);
  return what.length === 0 ? [] : [{ say: 'not-on-record', what }];
}

/** The fact at the date of what it tells, where that is older than the version that tells it. */
export const datedAt = (each: Fact, on: string | undefined): Fact =>
  on === undefined ? each : { ...each, asOf: `${on}T00:00:00.000Z` };
