import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordTypes } from '#core/records/registry.ts';
import { bundle, bundleEntry, temporaryFolder } from '#infra/bundle.ts';
import { environmentsOf } from '#infra/environments.ts';
import { leftOut } from '#infra/left-out.ts';
import { FUNCTIONS, namesOf } from '#infra/names.ts';
import { theProductionStage } from './support/stages.ts';

const stage = theProductionStage();
const environments = environmentsOf({
  stage,
  names: namesOf(stage),
  softwareVersion: '0.0.0-test',
  baseUrl: 'https://assent.example.com',
  signingKeyId: '0a1b2c3d-0000-0000-0000-000000000000',
  deadLettersUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/dead',
  ingestQueueUrl: 'https://sqs.eu-central-1.amazonaws.com/111122223333/ingest',
});

/** Outside this project, so that no package lies beside or above the bundle. */
const folder = temporaryFolder();

/** Loads a module as Lambda does, and says what its handler is. */
function load(file: string, environment: Record<string, string>) {
  const script = `const { handler } = await import(${JSON.stringify(file)}); console.log(typeof handler);`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { AWS_REGION: stage.region, ...environment },
    encoding: 'utf8',
  });
}

/** The files that a bundle's start reads: what its index imports, and what that does. */
function readAtStart(of: string): ReadonlySet<string> {
  const files = new Set(['index.mjs']);
  for (const file of files) {
    const text = readFileSync(join(of, file), 'utf8');
    for (const [, next = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) files.add(next);
  }
  return files;
}

// What stands in the text of a library, and nowhere else.
const TABLE = 'DynamoDB_20120810';
const OBJECTS = 'AmazonS3';
const PRESIGNER = 'S3RequestPresigner';
const MACHINES = 'AWSStepFunctions';
const BELL = 'AWSGirApiService';
const BUS = 'AWSEvents';
const QUEUES = 'AmazonSQS';
const CREDENTIALS = 'secretlint-rule-aws';
const CALENDAR = 'Langfredag';
const ZONES = 'epochNanoseconds';
const GERMAN = 'Zu entscheiden bis';

/** Which of the marks stand in the files of a folder. */
function marksIn(of: string, files: Iterable<string>, marks: readonly string[]): string[] {
  const texts = [...files].map((file) => readFileSync(join(of, file), 'utf8'));
  return marks.filter((mark) => texts.some((text) => text.includes(mark)));
}

const bundles = new Map<string, Promise<string>>();

/** The folder of a function's bundle, made once. */
function bundled(name: string): Promise<string> {
  const made = bundles.get(name) ?? bundle(name, folder);
  bundles.set(name, made);
  return made;
}

describe('the bundle of a function', () => {
  it.each(FUNCTIONS)(
    '%s starts by itself, in the environment that it is deployed with',
    async (name) => {
      const file = join(await bundled(name), 'index.mjs');
      const { stdout, stderr } = load(file, { ...environments[name] });
      expect([stdout.trim(), stderr]).toEqual(['function', '']);
    },
  );

  it('carries the shapes of the SDK that are sent, and no other', async () => {
    const of = await bundled('step');
    const sent = ['TransactWriteItems', 'InvocationRequest'];
    const never = ['CreateFunctionRequest', 'CreateTableInput', '@smithy/core/dist-cjs'];
    expect(marksIn(of, readdirSync(of), [...sent, ...never])).toEqual(sent);
  });

  it.each(FUNCTIONS)('%s carries no part of a library that it never calls', async (name) => {
    const of = await bundled(name);
    const credentials = 'Unable to find environment variable credentials';
    const never = ['sso_session', 'MessageEncoderStream', 'json-schema.org/draft'];
    expect(marksIn(of, readdirSync(of), [credentials, ...never])).toEqual([credentials]);
  });

  it('carries the record types without their examples', async () => {
    const of = await bundled('step');
    // What is no ASCII, the bundler writes in another way.
    const types = recordTypes.map(({ about }) => about).filter(isAscii);
    const marks = marksIn(of, readdirSync(of), types);
    expect(marks).toEqual(types);
    // A clock's quotes the catalogue, which is carried.
    const examples = recordTypes
      .filter(({ name }) => name !== 'regulatory-clock')
      .flatMap(({ example }) => longTextsOf(example.content))
      .filter(isAscii);
    expect(examples.length).toBeGreaterThan(recordTypes.length / 2);
    expect(marksIn(of, readdirSync(of), examples)).toEqual([]);
  });

  it('is told so where a function asks for a JSON Schema', async () => {
    const of = join(folder, 'json-schema');
    await bundleEntry('tests/infra/support/ask-json-schema.ts', of, [leftOut]);
    const { ask, parse } = await import(pathToFileURL(join(of, 'index.mjs')).href);
    expect(parse('word')).toBe('word');
    expect(() => parse('')).toThrow('Too small');
    expect(ask).toThrow('makes no JSON Schema');
  });

  it.each([
    ['api', [CALENDAR, CREDENTIALS, MACHINES, OBJECTS, PRESIGNER]],
    ['await', [CALENDAR, ZONES, CREDENTIALS, MACHINES]],
    ['log', [BUS]],
    ['mail', [BELL, GERMAN]],
    ['step', [CREDENTIALS, MACHINES]],
    ['sweep', [BELL, CREDENTIALS, MACHINES, OBJECTS, QUEUES]],
    ['task-decide', [BELL, CREDENTIALS, GERMAN, MACHINES, OBJECTS]],
    ['task-page', [GERMAN]],
  ] as const)(
    '%s carries what few requests need, and reads none of it at its start: %j',
    async (name, marks) => {
      const of = await bundled(name);
      expect(marksIn(of, readdirSync(of), marks)).toEqual(marks);
      expect(marksIn(of, readAtStart(of), [TABLE, ...marks])).toEqual([TABLE]);
    },
  );

  it('says which function could not be bundled', async () => {
    await expect(bundle('nowhere', folder)).rejects.toThrow('functions/nowhere/handler.ts');
  });
});

const isAscii = (text: string) => /^[ -~]+$/.test(text);

/** Texts of so many words that they stand in no program by chance. */
function longTextsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ').length >= 5 ? [value] : [];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(longTextsOf)
    : [];
}
