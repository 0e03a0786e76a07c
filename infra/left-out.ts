import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const CREDENTIALS = /[/\\]@aws-sdk[/\\]credential-provider-node[/\\]dist-es[/\\]index\.js$/;
const EVENT_STREAMS = /[/\\]@smithy[/\\]core[/\\].*[/\\]event-streams[/\\]index\.js$/;
const JSON_SCHEMA = /[/\\]zod[/\\]v4[/\\]core[/\\](?:to-json-schema|json-schema-processors)\.js$/;

const RECORD_TYPE = /[/\\]core[/\\]records[/\\][a-z-]+\.ts$/;

// As the formatter lays it out, and so in every record type.
const EXAMPLE = /^ {2}example: \{\n.*?^ {2}\},\n/ms;

// Lambda puts the credentials of a function's role into its environment. The SDK would know six
// more places, which also tear what its clients share into twice as many files.
const FROM_ENVIRONMENT =
  "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';";

// Part of what Lambda and S3 can answer to requests that no function sends.
const NO_EVENT_STREAMS = [
  'export const resolveEventStreamSerdeConfig = (config) => config;',
  'export const eventStreamSerdeProvider = () => undefined;',
].join('\n');

/**
 * Leaves out of a function what it carries for others, and esbuild cannot know to be needless:
 * about 60 KB of its libraries, 4 to 8 ms of each cold start, and a third of what record types say,
 * since their examples are for documents and tests.
 */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    build.onLoad({ filter: CREDENTIALS }, () => ({ contents: FROM_ENVIRONMENT }));
    build.onLoad({ filter: EVENT_STREAMS }, () => ({ contents: NO_EVENT_STREAMS }));
    build.onLoad({ filter: JSON_SCHEMA }, async ({ path }) => ({
      contents: refusing(await readFile(path, 'utf8')),
    }));
    build.onLoad({ filter: RECORD_TYPE }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(EXAMPLE, ''),
      loader: 'ts',
    }));
  },
};

/**
 * A module with the same functions, each of which refuses. Every schema of zod could make a JSON
 * Schema of itself; those are made by tests and for generated documents.
 */
function refusing(module: string): string {
  const names = [...module.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  return [
    "const refuse = () => { throw new Error('A bundled function makes no JSON Schema'); };",
    ...names.map((name) =>
      // These give a schema its methods, which it may have.
      name?.startsWith('create')
        ? `export const ${name} = () => refuse;`
        : `export const ${name} = refuse;`,
    ),
  ].join('\n');
}
