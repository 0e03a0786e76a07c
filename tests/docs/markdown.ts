import { existsSync } from 'node:fs';
import { posix } from 'node:path';

/** A document of the project; the path begins at its top. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Links to files of the project that are not there: `document: target`. */
export function brokenLinks({ path, text }: Document): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return targets
    .filter((target) => target !== undefined)
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .filter((target) => {
      const file = posix.join(posix.dirname(path), target.replace(/#.*$/, ''));
      return file.startsWith('..') || !existsSync(file);
    })
    .map((target) => `${path}: ${target}`);
}

/** Commands in the text that name a script which package.json has not: `document: command`. */
export function unknownScripts({ path, text }: Document, scripts: readonly string[]): string[] {
  // What npm knows by itself.
  const known = new Set([...scripts, 'ci', 'install', 'i', 'run', 'exec', 'pack', 'publish']);
  const commands = [...codeOf(text).matchAll(/\bnpm (?:run )?([a-z][a-z0-9:-]*)/g)];
  return commands
    .filter(([, name]) => name !== undefined && !known.has(name))
    .map(([command]) => `${path}: ${command}`);
}

/** Commands for `npx` in the text that no installed package has: `document: command`. */
export function unknownCommands({ path, text }: Document, commands: readonly string[]): string[] {
  const asked = [...codeOf(text).matchAll(/\bnpx ([a-z@][\w@/.-]*)/g)];
  return asked
    .filter(([, name]) => name !== undefined && !commands.includes(name))
    .map(([command]) => `${path}: ${command}`);
}

/** Decisions cited (`docs/decisions/0007-…` or `decision 0007`) that are not among the files. */
export function lostDecisions({ path, text }: Document, decisions: readonly string[]): string[] {
  const cited = [...text.matchAll(/\b(?:decisions\/|[Dd]ecision )(\d{4})/g)];
  return cited
    .filter(([, number]) => !decisions.some((file) => file.startsWith(`${number}-`)))
    .map(([citation]) => `${path}: ${citation}`);
}

const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

function codeOf(text: string): string {
  return (text.match(CODE) ?? []).join('\n');
}

function withoutCode(text: string): string {
  return text.replaceAll(CODE, '');
}
