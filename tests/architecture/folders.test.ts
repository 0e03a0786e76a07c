import { describe, expect, it } from 'vitest';
import { listFiles } from './source-files.ts';

const WORKFLOW = ['README.md', 'contract.ts', 'state-machine.ts'];
const FUNCTION = ['env.ts', 'handler.ts'];
const NO_FUNCTIONS = ['adapters', 'pages', 'shared'];
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Folders right below `top`, each with the files in it. */
function foldersOf(top: string, files: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const [room, name, ...rest] = file.split('/');
    if (room !== top || name === undefined || rest.length === 0) continue;
    folders.set(name, [...(folders.get(name) ?? []), rest.join('/')]);
  }
  return folders;
}

function wrongWorkflows(files: readonly string[]): string[] {
  return [...foldersOf('workflows', files)].flatMap(([name, inside]) =>
    JSON.stringify(inside.toSorted()) === JSON.stringify(WORKFLOW)
      ? []
      : [`workflows/${name} holds ${inside.join(', ')} instead of ${WORKFLOW.join(', ')}`],
  );
}

function wrongFunctions(files: readonly string[]): string[] {
  return [...foldersOf('functions', files)].flatMap(([name, inside]) => {
    const lacks = NO_FUNCTIONS.includes(name) ? [] : FUNCTION.filter((f) => !inside.includes(f));
    return lacks.map((file) => `functions/${name} lacks ${file}`);
  });
}

function wrongNames(files: readonly string[]): string[] {
  const code = files.filter((file) => /\.(ts|tsx|py|go|mjs|sh)$/.test(file));
  return code.filter((file) => !file.split('/').every((part) => KEBAB.test(part)));
}

describe('the shape of folders, over folders of the wrong shape', () => {
  it('finds a workflow that lacks its contract', () => {
    const files = ['workflows/change/README.md', 'workflows/change/state-machine.ts'];
    expect(wrongWorkflows(files)).toHaveLength(1);
  });

  it('finds a workflow that has a room of its own', () => {
    const files = [...WORKFLOW, 'handler.ts'].map((file) => `workflows/change/${file}`);
    expect(wrongWorkflows(files)).toHaveLength(1);
  });

  it('finds a function without env.ts', () => {
    expect(wrongFunctions(['functions/api/handler.ts'])).toEqual(['functions/api lacks env.ts']);
  });

  it('finds a name that is not in kebab-case', () => {
    const files = [
      'core/classifyRisk.ts',
      'core/Risk.ts',
      'core/risk_tier.ts',
      'core/risk.test.ts',
    ];
    expect(wrongNames(files)).toEqual(files.slice(0, 3));
  });
});

describe('the folders of this project', () => {
  const files = listFiles();

  it('hold the same in every workflow', () => {
    expect(wrongWorkflows(files)).toEqual([]);
  });

  it('hold handler.ts and env.ts in every function', () => {
    expect(wrongFunctions(files)).toEqual([]);
  });

  it('have names in kebab-case', () => {
    expect(wrongNames(files)).toEqual([]);
  });
});
