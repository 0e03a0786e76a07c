import { describe, expect, it } from 'vitest';
import { codeHabits } from './code-habits.ts';
import { readTextFiles, type SourceFile } from './source-files.ts';
import { textHabits } from './text-habits.ts';

const habits = [...textHabits, ...codeHabits];

/** `path:line: why (habit)` of everything found in the files. */
function complaints(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    habits
      .filter((habit) => habit.in.test(file.path) && habit.except?.test(file.path) !== true)
      .flatMap(({ name, why, find }) =>
        find(file).map((line) => `${file.path}:${line}: ${why} (${name})`),
      ),
  );
}

const names = (file: SourceFile) =>
  complaints([file]).map((complaint) => /\(([a-z-]+)\)$/.exec(complaint)?.[1]);

const long = (length: number) => 'x'.repeat(length);

describe('the habits, over lines that break them', () => {
  it.each([
    ['registry-host', 'README.md', `See https://${['pypi', 'org'].join('.')}/project/x`],
    ['registry-host', 'package.json', `"https://${['registry', 'npmjs', 'org'].join('.')}/zod"`],
    ['machine-path', 'docs/a.md', `cd ${['', 'home', 'ada'].join('/')}`],
    ['machine-path', 'cli/a.ts', `const at = '${['', 'Users', 'ada'].join('/')}';`],
    ['silenced-compiler', 'core/a.ts', `// @ts-${'ignore'}`],
    ['silenced-compiler', 'core/a.ts', '// @ts-expect-error'],
    ['long-file', 'core/a.ts', 'a();\n'.repeat(401)],
    ['long-line', 'core/a.ts', `// ${long(98)}`],
    ['long-line', 'core/a.ts', `${long(99)}();`],
    ['any', 'tests/a.ts', 'const a: any = 1;'],
    ['any', 'core/a.ts', 'const a = b as any;'],
    ['double-cast', 'core/a.ts', 'const a = b as unknown as string;'],
    ['clock-or-chance', 'core/a.ts', 'const a = Date.now();'],
    ['clock-or-chance', 'functions/api/handler.ts', 'const a = new Date();'],
    ['clock-or-chance', 'functions/api/handler.ts', 'const a = Date();'],
    ['clock-or-chance', 'core/a.ts', 'const a = Math.random();'],
    ['clock-or-chance', 'core/a.ts', 'const a = performance.now();'],
    ['clock-or-chance', 'core/a.ts', 'const a = crypto.randomUUID();'],
    ['clock-or-chance', 'core/a.ts', 'const a = randomBytes(10);'],
    ['clock-or-chance', 'tests/unit/a.test.ts', 'const a = new Date();'],
    ['test-left-out', 'tests/unit/a.test.ts', `it.${'skip'}('a', () => {});`],
    ['test-left-out', 'tests/unit/a.test.ts', `describe.${'only'}('a', () => {});`],
    ['test-left-out', 'tests/unit/a.test.ts', `it.${'todo'}('a');`],
    ['test-left-out', 'tests/unit/a.test.ts', `it.${'skipIf'}(true)('a', () => {});`],
    ['test-left-out', 'tests/unit/a.test.ts', `test.concurrent.${'only'}('a', () => {});`],
    ['zod-by-name', 'core/a.ts', "import { z } from 'zod';"],
    ['zod-by-name', 'core/a.ts', "import z from 'zod';"],
  ])('find %s in %s', (habit, path, text) => {
    expect(names({ path, text })).toEqual([habit]);
  });
});

describe('the habits, over lines that are fine', () => {
  it.each([
    ['a long string', 'core/a.ts', `const a = '${long(150)}';`],
    ['a long template', 'core/a.ts', `const a = \`\n${long(150)}\${b}${long(90)}\`;`],
    ['a long regular expression', 'core/a.ts', `const a = /${long(150)}/;`],
    ['an address that cannot be broken', 'core/a.ts', `// https://example.com/${long(120)}`],
    ['400 lines', 'core/a.ts', 'a();\n'.repeat(400)],
    ['all words of a language', 'functions/pages/messages/nb.ts', 'a();\n'.repeat(401)],
    ['a cast with its reason', 'core/a.ts', '// Why.\nconst a = b as unknown as string;'],
    ['a date of given parts', 'core/a.ts', 'const a = new Date(0);'],
    ['the clock where it belongs', 'functions/adapters/clock.ts', 'const a = Date.now();'],
    ['a reason for an expected error', 'core/a.ts', '// @ts-expect-error the types lag behind'],
    ['a test that says why it cannot run', 'tests/unit/a.test.ts', "context.skip(true, 'No Go');"],
    ['a path of a URL', 'docs/a.md', 'https://example.com/home/work/page'],
    ['zod as a namespace', 'core/a.ts', "import * as z from 'zod';"],
    ['a type of zod', 'core/a.ts', "import type { ZodType } from 'zod';"],
    ['what a word happens to hold', 'core/a.ts', 'const company = anything;'],
  ])('leave %s alone', (_, path, text) => {
    expect(names({ path, text })).toEqual([]);
  });
});

describe('the files of this project', () => {
  it('keep the habits', () => {
    const files = readTextFiles().filter(({ path }) => !path.startsWith('tests/fixtures/run/'));
    expect(files.length).toBeGreaterThan(50);
    expect(complaints(files)).toEqual([]);
  });
});
