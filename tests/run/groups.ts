/** A group of `npm test`: a command that passes or fails, or a folder of vitest tests. */
export interface Group {
  readonly name: string;
  readonly what: string;
  /** Arguments for Node; absent where the group is the vitest project of that name. */
  readonly command?: readonly string[];
  /** Cores that it keeps busy; groups that share the machine have their output held back. */
  readonly cores: 1 | 2;
  /** After that it is stopped as hung, and fails: several times what a busy machine takes. */
  readonly minutes: number;
  /** Its tests are yet to be written, so it may be empty. */
  readonly yetToCome?: true;
}

// A second run checks only what has changed.
const INCREMENTAL = ['--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'];

/** All groups, in the order in which they start: what is quick and tells most comes first. */
export const groups: readonly Group[] = [
  {
    name: 'types',
    what: 'TypeScript over everything',
    command: ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false', ...INCREMENTAL],
    cores: 1,
    minutes: 6,
  },
  {
    name: 'lint',
    what: 'Biome over everything',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    cores: 1,
    minutes: 2,
  },
  { name: 'architecture', what: 'imports, folders, habits', cores: 1, minutes: 5 },
  { name: 'docs', what: 'documents against the code', cores: 1, minutes: 5 },
  { name: 'unit', what: 'rules, properties, simulator', cores: 2, minutes: 10 },
  { name: 'infra', what: 'the synthesised template', cores: 2, minutes: 8 },
  { name: 'engine', what: 'the deployed system', cores: 2, minutes: 20 },
  { name: 'browser', what: 'pages in Chromium', cores: 2, minutes: 15 },
];

/** The groups of those names, in their own order; all where none is named. */
export function chooseGroups(names: readonly string[]): readonly Group[] {
  const unknown = names.filter((name) => !groups.some((group) => group.name === name));
  if (unknown.length > 0) {
    const known = groups.map((group) => group.name).join(', ');
    throw new Error(`No such group of tests: ${unknown.join(', ')}. There are: ${known}`);
  }
  return names.length === 0 ? groups : groups.filter((group) => names.includes(group.name));
}
