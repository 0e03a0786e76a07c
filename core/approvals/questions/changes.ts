import type { Json } from '../../json.ts';
import type { Sealed } from '../../records/version.ts';
import type { Fact } from '../../tasks/facts.ts';
import { fact, type ReadRecords } from './question.ts';

/** Characters of a text that is shown as it was and as it is; a longer one is only named. */
const MAX_SHOWN = 160;

/** What changed since the version that was approved before: member by member, old and new. */
export async function changes(subject: Sealed, read: ReadRecords): Promise<Fact> {
  const before = await read.approvedBefore(subject);
  if (before === undefined) return fact('changed', subject, ['Never approved before']);
  const names = [
    ...new Set([...Object.keys(before.version.content), ...Object.keys(subject.version.content)]),
  ].sort();
  const lines = names.flatMap((name) =>
    change(inWords(name), before.version.content[name], subject.version.content[name]),
  );
  const since = `Since version ${before.version.version}, which was approved`;
  return fact(
    'changed',
    subject,
    lines.length === 0 ? [`${since}: nothing`] : [`${since}:`, ...lines],
  );
}

function change(name: string, was: Json | undefined, now: Json | undefined): readonly string[] {
  if (JSON.stringify(was) === JSON.stringify(now)) return [];
  if (was === undefined) return [`${name}: added`];
  if (now === undefined) return [`${name}: removed`];
  if (isList(was) && isList(now)) return listChange(name, was, now);
  if (typeof was === 'string' && typeof now === 'string' && was.length + now.length < MAX_SHOWN) {
    return [`${name}: was “${was}”, now “${now}”`];
  }
  return [`${name}: reworded`];
}

const isList = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function listChange(name: string, was: readonly string[], now: readonly string[]) {
  const removed = was.filter((line) => !now.includes(line));
  const added = now.filter((line) => !was.includes(line));
  const lines = [
    ...removed.map((line) => `${name}, removed: ${line}`),
    ...added.map((line) => `${name}, added: ${line}`),
  ];
  return lines.length === 0 ? [`${name}: in another order`] : lines;
}

/** `enforcedBySoftware` as `Enforced by software`. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
