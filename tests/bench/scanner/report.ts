import { figure, markdown } from '../table.ts';
import type { Done } from './person.ts';
import type { Scanned, Tried } from './scanner.ts';
import { type Changes, NO_CHANGES } from './truth.ts';

/** What was tried, how often, decisions made; then all that changed, and what people did after. */
export function report({ tried, changes, targets }: Scanned, done: readonly Done[]): string {
  const links = targets.map(({ is }) => is).join(', ');
  return [
    `Links to ${targets.length} tasks: ${links}.`,
    table(tried, changes),
    changed(changes),
    people(done),
  ].join('\n\n');
}

function table(tried: readonly Tried[], changes: Changes): string {
  const times = tried.reduce((sum, each) => sum + each.times, 0);
  const rows = tried.map((each) => [
    each.what,
    each.by,
    figure(each.times),
    shown(each.changes.decisions),
  ]);
  const all = ['All together', '', figure(times), shown(changes.decisions)];
  return markdown(['tried', 'by', 'times', 'decisions made'], [...rows, all], [2, 3]);
}

const shown = (count: number) => (count === 0 ? '0' : `**${count}**`);

const changed = (changes: Changes) =>
  [
    `Decisions made: ${shown(changes.decisions)}`,
    `questions asked: ${shown(changes.questions)}`,
    `reports made: ${shown(changes.reports)}`,
    `versions written: ${shown(changes.versions)}`,
    `items of the tables changed: ${shown(changes.entries)}`,
    `mails sent: ${shown(changes.mails)}.`,
  ].join(', ');

function people(done: readonly Done[]): string {
  const lines = done.map(({ is, did, taken }) => `${is}: ${did}${taken ? '' : ' (**NOT TAKEN**)'}`);
  const taken = done.filter((each) => each.taken).length;
  return `Then people, by the same links, ${taken} of ${done.length} as ever: ${lines.join('; ')}.`;
}

/** Whether nothing came of all that machines did, and all of what people did. */
export const isClean = ({ tried, changes }: Scanned, done: readonly Done[]): boolean =>
  done.length > 0 &&
  done.every(({ taken }) => taken) &&
  [changes, ...tried.map((each) => each.changes)].every(
    (each) => JSON.stringify(each) === JSON.stringify(NO_CHANGES),
  );
