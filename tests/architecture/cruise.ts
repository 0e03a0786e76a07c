import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { rules } from './rules.ts';

const ROOMS = ['core', 'workflows', 'functions', 'infra', 'local', 'cli', 'console', 'tests'];

/** An import that a rule forbids. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What stands in a tree, and which of its imports break a rule. Paths begin at the tree's top. */
export interface Findings {
  /** `from → to` of every import, `to` resolved. */
  readonly imports: ReadonlySet<string>;
  readonly violations: readonly Violation[];
}

/** Reads every TypeScript file of the tree and holds its imports against the rules. */
export async function cruiseTree(top: string): Promise<Findings> {
  const starts = [...ROOMS, 'assent.config.ts'].filter((path) => existsSync(join(top, path)));
  const { output } = await cruise(
    starts,
    {
      baseDir: top,
      validate: true,
      ruleSet: { forbidden: [...rules] },
      // Imports of types count: a layer that knows another's types knows the other layer.
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      // What tests hold up as bad examples.
      exclude: { path: '^tests/fixtures/' },
    },
    {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['node', 'import', 'default'],
      exportsFields: ['exports'],
    },
  );
  if (typeof output === 'string') throw new Error(`No result of dependency-cruiser: ${output}`);
  return { imports: importsOf(output), violations: violationsOf(output) };
}

function importsOf({ modules }: ICruiseResult): Set<string> {
  return new Set(
    modules.flatMap(({ source, dependencies }) =>
      dependencies.map((dependency) => `${source} → ${dependency.resolved}`),
    ),
  );
}

function violationsOf({ summary }: ICruiseResult): Violation[] {
  const all = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return [...new Map(all.map((found) => [JSON.stringify(found), found])).values()];
}
