import ts from 'typescript';
import type { SourceFile } from './source-files.ts';
import type { Habit } from './text-habits.ts';

const COLUMNS = 100;
const CODE = /\.tsx?$/;
const TESTERS = new Set(['it', 'test', 'describe', 'suite']);
const LEFT_OUT = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf']);
const CHANCE = new Set(['randomUUID', 'randomBytes', 'getRandomValues', 'randomInt']);

/** Habits of TypeScript, seen in its syntax. */
export const codeHabits: readonly Habit[] = [
  {
    name: 'long-line',
    why: `a line has at most ${COLUMNS} columns, strings apart`,
    in: CODE,
    except: /\.generated\./,
    find: longLines,
  },
  {
    name: 'any',
    why: 'any turns the compiler off: say unknown and parse',
    in: CODE,
    find: nodes((node) => node.kind === ts.SyntaxKind.AnyKeyword),
  },
  {
    name: 'double-cast',
    why: 'a cast by way of unknown goes around the types: mend them, parse, or say above why not',
    in: /^(core|workflows|functions|infra|local|cli)\/.*\.tsx?$/,
    find: unexplainedCasts,
  },
  {
    name: 'clock-or-chance',
    why: 'time and chance are handed in (ports Clock and Random), so a year passes in a test at once',
    in: /^(core|workflows|functions|infra)\/.*\.tsx?$|^tests\/unit\/.*\.ts$/,
    // Composition roots, and the adapters that are clock and chance.
    except: /^functions\/(adapters|shared)\/|^infra\/app\.ts$/,
    find: nodes(isClockOrChance),
  },
  {
    name: 'test-left-out',
    why: 'a test that cannot run here says so by context.skip(condition, reason)',
    in: /^tests\/.*\.tsx?$/,
    find: nodes(
      (node) =>
        ts.isPropertyAccessExpression(node) &&
        LEFT_OUT.has(node.name.text) &&
        TESTERS.has(firstName(node.expression)),
    ),
  },
  {
    name: 'zod-by-name',
    why: "zod is imported as import * as z from 'zod': { z } drags every locale into the bundle",
    in: CODE,
    find: nodes(
      (node) =>
        ts.isImportDeclaration(node) &&
        ts.isStringLiteral(node.moduleSpecifier) &&
        node.moduleSpecifier.text === 'zod' &&
        node.importClause?.isTypeOnly !== true &&
        node.importClause?.namedBindings?.kind !== ts.SyntaxKind.NamespaceImport,
    ),
  },
];

function unexplainedCasts(file: SourceFile): readonly number[] {
  const lines = file.text.split('\n');
  const casts = nodes((node) => ts.isAsExpression(node) && ts.isAsExpression(node.expression))(
    file,
  );
  return casts.filter((line) => {
    const above = lines.slice(Math.max(0, line - 4), line - 1);
    return !above.some((text) => text.trimStart().startsWith('//'));
  });
}

function isClockOrChance(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) {
    return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  }
  if (ts.isCallExpression(node)) {
    const called = node.expression;
    if (ts.isIdentifier(called)) return called.text === 'Date' || CHANCE.has(called.text);
    return ts.isPropertyAccessExpression(called) && CHANCE.has(called.name.text);
  }
  if (!ts.isPropertyAccessExpression(node)) return false;
  return ['Date.now', 'Math.random', 'performance.now'].includes(node.getText());
}

/** `it` of `it.each(…).skip`. */
function firstName(node: ts.Node): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)) {
    return firstName(node.expression);
  }
  return '';
}

function longLines(file: SourceFile): number[] {
  const lines = file.text.split('\n');
  if (lines.every((line) => line.length <= COLUMNS)) return [];
  // Where strings stand, as flags by position in the text.
  const inString = new Uint8Array(file.text.length);
  visit(parse(file), (node) => {
    if (isText(node)) inString.fill(1, node.getStart(), node.getEnd());
  });
  let start = 0;
  return lines.flatMap((line, index) => {
    const begin = start;
    start += line.length + 1;
    const code = [...line].filter((_, column) => inString[begin + column] === 0);
    const address = /https?:\/\/\S{60,}/.test(line);
    return code.length > COLUMNS && !address ? [index + 1] : [];
  });
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node)
  );
}

function nodes(is: (node: ts.Node) => boolean): Habit['find'] {
  return (file) => {
    const source = parse(file);
    const found: number[] = [];
    visit(source, (node) => {
      if (is(node)) found.push(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    });
    return found;
  };
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

function parse(file: SourceFile): ts.SourceFile {
  const before = parsed.get(file);
  if (before !== undefined) return before;
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}
