import type { SourceFile } from './source-files.ts';

/** Something that files of this project do not do, with the sentence for whoever did it. */
export interface Habit {
  readonly name: string;
  readonly why: string;
  /** Which files it is about. */
  readonly in: RegExp;
  readonly except?: RegExp;
  /** Lines (from 1) at which the file does it. */
  readonly find: (file: SourceFile) => readonly number[];
}

const MOST_LINES = 400;

// Put together here, so that this file does not name them.
const HOSTS = new RegExp(
  [
    ['registry', 'npmjs.org'],
    ['registry', 'yarnpkg.com'],
    ['files', 'pythonhosted.org'],
    ['pypi', 'org'],
    ['proxy', 'golang.org'],
    ['deb', 'debian.org'],
  ]
    .map((parts) => parts.join('\\.').replaceAll(/(?<!\\)\./g, '\\.'))
    .join('|'),
);
const MACHINE = /(^|[^\w.-])\/(work|farm|home|root|Users)\/[\w.]/;

/** Habits of any text. */
export const textHabits: readonly Habit[] = [
  {
    name: 'registry-host',
    why: 'where packages come from is the reader’s choice: name no registry’s host',
    in: /./,
    find: matching(HOSTS),
  },
  {
    name: 'machine-path',
    why: 'a path of one machine means nothing on another',
    in: /./,
    find: matching(MACHINE),
  },
  {
    name: 'long-file',
    why: `a file of more than ${MOST_LINES} lines is two rooms in one`,
    in: /\.tsx?$/,
    // All words of one language are one file, so that adding a language is adding one.
    except: /\.generated\.|^functions\/pages\/messages\/[a-z]{2}\.ts$/,
    find: ({ text }) => (lines(text).length > MOST_LINES ? [MOST_LINES + 1] : []),
  },
  {
    name: 'silenced-compiler',
    why: 'mend the type, or say by @ts-expect-error and a reason that the error is meant',
    in: /\.tsx?$/,
    find: matching(new RegExp(`@ts-(${['ignore', 'nocheck'].join('|')})|@ts-expect-error\\s*$`)),
  },
];

function matching(pattern: RegExp): Habit['find'] {
  return ({ text }) =>
    lines(text).flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

function lines(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
