import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, formatMessages, type Plugin } from 'esbuild';
import { leanClients } from './lean-clients.ts';
import { leftOut } from './left-out.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages written for CommonJS call `require` for modules of Node; an ES module has none. */
export const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Bundles `functions/<name>/handler.ts` into a folder below `into`, and gives that folder. */
export async function bundle(name: string, into: string): Promise<string> {
  const folder = join(into, name);
  await bundleEntry(`functions/${name}/handler.ts`, folder, [leftOut]);
  return folder;
}

/**
 * Bundles a file, the AWS SDK with it, into `folder/index.mjs`. Names of functions and classes are
 * kept, so that stack traces read without a source map; what a handler imports lazily becomes a
 * chunk of its own, read only when needed.
 */
export async function bundleEntry(
  entry: string,
  folder: string,
  plugins: readonly Plugin[] = [],
): Promise<void> {
  const { warnings } = await build({
    absWorkingDir: ROOT,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // ES modules wherever a package has them: of CommonJS nothing that is unused is dropped. (No
    // `conditions` either: naming any takes away `module`, which esbuild adds by itself.)
    mainFields: ['module', 'main'],
    plugins: [leanClients, ...plugins],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    // Text beyond ASCII escaped: a file that is all ASCII takes half the memory and is read faster.
    charset: 'ascii',
    banner: { js: REQUIRE },
    logLevel: 'silent',
  });
  for (const line of await formatMessages([...warnings], { kind: 'warning' })) console.error(line);
}

/** A folder for bundles that is gone when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bundles-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
