import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { withKnownErrors } from './known-errors.ts';
import { withLiteralMembers } from './literal-members.ts';

const ADAPTERS = fileURLToPath(new URL('../functions/adapters/', import.meta.url));
const SHAPES = /[/\\]@aws-sdk[/\\]client-[^/\\]+[/\\]dist-es[/\\]schemas[/\\][^/\\]+\.js$/;

/** Lets esbuild drop of the SDK's clients what no function sends, and no adapter tells apart. */
export const leanClients: Plugin = {
  name: 'lean-clients',
  setup(build) {
    const words = wordsOfAdapters();
    build.onLoad({ filter: SHAPES }, async ({ path }) => ({
      contents: withKnownErrors(withLiteralMembers(await readFile(path, 'utf8')), (name) =>
        words.has(name),
      ),
      loader: 'js',
    }));
  },
};

/** Whatever the adapters name, by import or as a text: the only files that know the SDK. */
function wordsOfAdapters(): ReadonlySet<string> {
  const files = readdirSync(ADAPTERS).filter((name) => name.endsWith('.ts'));
  return new Set(files.flatMap((name) => readFileSync(join(ADAPTERS, name), 'utf8').split(/\W+/)));
}
