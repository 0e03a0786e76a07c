import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

// Types of these would let core use what only some places have.
const FOREIGN =
  /node_modules\/(@types\/(node|aws-lambda)|@aws-sdk|@smithy|aws-cdk-lib|constructs)\//;

/** Type-checks files with no global types but the language's and the web's (`URL`, `atob`). */
function check(files: readonly string[]): ts.Program {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile('tsconfig.json', ts.sys.readFile).config,
    ts.sys,
    process.cwd(),
  );
  return ts.createProgram([...files], {
    ...config.options,
    types: [],
    // Without the condition `node`, #hash is the portable one.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
}

function messages(program: ts.Program): string[] {
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const file = diagnostic.file?.fileName ?? '';
    return `${file}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
}

describe('core, type-checked without the types of Node, Lambda, the SDK and CDK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-core-'));
  const planted = join(folder, 'planted.ts');
  writeFileSync(planted, 'export const hex = Buffer.from([1]).toString("hex");\n');
  const core = globSync('core/**/*.ts').filter((file) => file !== join('core', 'hash', 'node.ts'));
  const program = check([...core, planted]);

  afterAll(() => rmSync(folder, { recursive: true }));

  it('has no error but the planted use of Buffer', () => {
    const all = messages(program);
    expect(all.filter((message) => !message.startsWith(planted))).toEqual([]);
    expect(all).toContainEqual(expect.stringContaining("Cannot find name 'Buffer'"));
  });

  it('loads no such types by the way', () => {
    const foreign = program.getSourceFiles().filter(({ fileName }) => FOREIGN.test(fileName));
    expect(foreign.map((file) => file.fileName)).toEqual([]);
  });
});
