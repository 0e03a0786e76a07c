import type { Json } from '../../json.ts';
import type { Sealed } from '../../records/version.ts';
import type { Fact } from '../../tasks/facts.ts';
import type { Said } from '../../tasks/said.ts';
import { fact, type ReadRecords } from './question.ts';

/** Characters of a text that is shown as it was and as it is; a longer one is only named. */
const MAX_SHOWN = 160;

/** What changed since the version that was approved before: member by member, old and new. */
export async function changes(subject: Sealed, read: ReadRecords): Promise<Fact> {
  const before = await read.approvedBefore(subject);
  if (before === undefined) return fact('changed', subject, [{ say: 'never-approved' }]);
  const lines = changesBetween(before, subject);
  const since: Said = {
    say: 'since',
    version: before.version.version,
    changes: lines.length,
  };
  return fact('changed', subject, [since, ...lines]);
}

/** What differs from one version to another: members and links, old and new. */
export function changesBetween(before: Sealed, after: Sealed): readonly Said[] {
  const [was, now] = [before.version.content, after.version.content];
  const names = [...new Set([...Object.keys(was), ...Object.keys(now)])].sort();
  return [
    ...names.flatMap((name) => change(name, was[name], now[name])),
    ...linkChanges(before, after),
  ];
}

function change(member: string, was: Json | undefined, now: Json | undefined): readonly Said[] {
  if (JSON.stringify(was) === JSON.stringify(now)) return [];
  if (isList(was ?? []) && isList(now ?? [])) return listChange(member, was ?? [], now ?? []);
  if (was === undefined) return [{ say: 'added', member }];
  if (now === undefined) return [{ say: 'removed', member }];
  if (typeof was === 'string' && typeof now === 'string' && was.length + now.length < MAX_SHOWN) {
    return [{ say: 'replaced', member, was, now }];
  }
  return [{ say: 'reworded', member }];
}

const isList = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function listChange(member: string, was: Json, now: Json): readonly Said[] {
  const [old, fresh] = [linesOf(was), linesOf(now)];
  const lines: readonly Said[] = [
    ...old.filter((line) => !fresh.includes(line)).map((line) => removed(member, line)),
    ...fresh.filter((line) => !old.includes(line)).map((line) => added(member, line)),
  ];
  return lines.length === 0 ? [{ say: 'reordered', member }] : lines;
}

const linesOf = (value: Json): readonly string[] => (isList(value) ? value : []);
const added = (member: string, line: string): Said => ({ say: 'added', member, line });
const removed = (member: string, line: string): Said => ({ say: 'removed', member, line });

function linkChanges(before: Sealed, subject: Sealed): readonly Said[] {
  const key = ({ rel, to }: { rel: string; to: string }) => `${rel} ${to}`;
  const [old, fresh] = [before.version.links, subject.version.links];
  const gone = old.filter((link) => !fresh.some((each) => key(each) === key(link)));
  const come = fresh.filter((link) => !old.some((each) => key(each) === key(link)));
  return [
    ...gone.map(({ rel, to }): Said => ({ say: 'unlinked', rel, to })),
    ...come.map(({ rel, to }): Said => ({ say: 'linked', rel, to })),
  ];
}
