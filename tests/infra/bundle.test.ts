import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle, temporaryFolder } from '#infra/bundle.ts';
import { environmentsOf } from '#infra/environments.ts';
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

describe('the bundle of a function', () => {
  it.each(FUNCTIONS)(
    '%s starts by itself, in the environment that it is deployed with',
    async (name) => {
      const file = join(await bundle(name, folder), 'index.mjs');
      const { stdout, stderr } = load(file, { ...environments[name] });
      expect([stdout.trim(), stderr]).toEqual(['function', '']);
    },
  );

  it('carries the shapes of the SDK that are sent, and no other', async () => {
    const of = await bundle('step', join(folder, 'shapes'));
    const text = readdirSync(of)
      .map((file) => readFileSync(join(of, file), 'utf8'))
      .join('\n');
    const sent = ['TransactWriteItems', 'InvocationRequest'];
    const never = ['CreateFunctionRequest', 'CreateTableInput', '@smithy/core/dist-cjs'];
    expect([...sent, ...never].filter((name) => text.includes(name))).toEqual(sent);
  });

  it('carries holidays and the clocks of zones, but reads neither at its start', async () => {
    const of = await bundle('await', join(folder, 'calendar'));
    const marks = ['Langfredag', 'epochNanoseconds', 'DynamoDB'];
    const found = (files: Iterable<string>) => {
      const texts = [...files].map((file) => readFileSync(join(of, file), 'utf8'));
      return marks.filter((mark) => texts.some((text) => text.includes(mark)));
    };
    expect(found(readdirSync(of))).toEqual(marks);
    expect(found(readAtStart(of))).toEqual(['DynamoDB']);
  });

  it('says which function could not be bundled', async () => {
    await expect(bundle('nowhere', folder)).rejects.toThrow('functions/nowhere/handler.ts');
  });
});
