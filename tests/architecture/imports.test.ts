import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cruiseTree, type Findings } from './cruise.ts';
import { ownTarget, plantTree } from './plant-tree.ts';
import { plants } from './plants.ts';
import { rules } from './rules.ts';

describe('the rules on imports, over a tree that breaks each of them', () => {
  const top = mkdtempSync(join(realpathSync(tmpdir()), 'assent-planted-'));
  let planted: Findings;

  beforeAll(async () => {
    plantTree(top, plants);
    planted = await cruiseTree(top);
  });

  afterAll(() => rmSync(top, { recursive: true }));

  it.each(plants.filter((plant) => plant.breaks.length > 0))(
    'find that $in imports $imports ($breaks)',
    (plant) => {
      const target = plant.to ?? ownTarget(plant) ?? plant.imports.replace('node:', '');
      const found = planted.violations.filter(
        ({ from, to }) => from === plant.in && to.includes(target),
      );
      expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...plant.breaks]));
    },
  );

  it('find nothing but what was planted', () => {
    const expected = new Set(
      plants.flatMap(({ in: from, breaks }) => breaks.map((rule) => `${from} ${rule}`)),
    );
    const found = planted.violations.map(({ from, rule }) => `${from} ${rule}`);
    expect(found.filter((violation) => !expected.has(violation))).toEqual([]);
  });

  it('are each broken at least once, so that none is blind', () => {
    const broken = new Set(plants.flatMap((plant) => plant.breaks));
    expect(rules.map((rule) => rule.name).filter((name) => !broken.has(name ?? ''))).toEqual([]);
  });
});

describe('the imports of this project', () => {
  let findings: Findings;

  beforeAll(async () => {
    findings = await cruiseTree(process.cwd());
  });

  it('are read: relative, by alias, by condition, of types and of packages', () => {
    expect(findings.imports).toContain('core/ids.ts → core/time.ts');
    expect(findings.imports).toContain('core/store/keys.ts → core/hash/node.ts');
    expect(findings.imports).toContain('core/canonical.ts → core/json.ts');
    expect(findings.imports).toContain('core/hash/node.ts → crypto');
  });

  it('go down only, without cycles', () => {
    const why = new Map(rules.map((rule) => [rule.name, rule.comment]));
    const broken = findings.violations.map(
      ({ rule, from, to }) => `${from} imports ${to}: ${why.get(rule)} (${rule})`,
    );
    expect(broken).toEqual([]);
  });
});
