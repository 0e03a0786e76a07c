import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readTextFiles } from '#tests/architecture/source-files.ts';
import { decisionFiles } from './generated/decisions.ts';
import { brokenLinks, lostDecisions, unknownCommands, unknownScripts } from './markdown.ts';

describe('a document that has gone stale is found', () => {
  const path = 'docs/a.md';

  it('by a link to a file that is not there', () => {
    const text =
      '[a](../package.json) [b](gone.md) [c](https://example.com) [d](#here) `[e](x.md)`';
    expect(brokenLinks({ path, text })).toEqual(['docs/a.md: gone.md']);
  });

  it('by a link out of the project', () => {
    expect(brokenLinks({ path, text: '[a](../../else.md)' })).toHaveLength(1);
  });

  it('by a script that is not there', () => {
    const text = 'Run `npm ci && npm start`, `npm run benhc` or `npm tset`, no npm package.';
    expect(unknownScripts({ path, text }, ['start', 'bench'])).toEqual([
      'docs/a.md: npm run benhc',
      'docs/a.md: npm tset',
    ]);
  });

  it('by a command that nothing installed has', () => {
    const text = '`npx cdk synth`, `npx asent verify`, npx in passing, `npx @scope/tool`';
    expect(unknownCommands({ path, text }, ['cdk'])).toEqual([
      'docs/a.md: npx asent',
      'docs/a.md: npx @scope/tool',
    ]);
  });

  it('by a decision that was never written', () => {
    const text = 'See decision 0001 and docs/decisions/0002-other.md.';
    expect(lostDecisions({ path, text }, ['0001-one.md'])).toEqual(['docs/a.md: decisions/0002']);
  });
});

describe('the documents of this project', () => {
  const files = readTextFiles().filter(({ path }) => !path.startsWith('tests/fixtures/'));
  const documents = files.filter(({ path }) => path.endsWith('.md'));
  const decisions = decisionFiles();

  it('link to files that are there', () => {
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  it('name scripts that are there', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(documents.flatMap((file) => unknownScripts(file, Object.keys(scripts)))).toEqual([]);
  });

  it('name commands that are installed', () => {
    const commands = readdirSync('node_modules/.bin');
    expect(documents.flatMap((file) => unknownCommands(file, commands))).toEqual([]);
  });

  it('cite decisions that were written, and so does the code', () => {
    const citing = files.filter(({ path }) => !path.startsWith('tests/docs/'));
    expect(citing.flatMap((file) => lostDecisions(file, decisions))).toEqual([]);
  });

  it('number the decisions without a gap', () => {
    const numbers = decisions.map((file) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]));
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  });
});
