import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleEntry, temporaryFolder } from '#infra/bundle.ts';
import { withKnownErrors } from '#infra/known-errors.ts';
import type { invokeFunction } from './support/invoke-function.ts';

const REGISTERED = 'n0_registry.registerError(NotFound$, NotFound);\n';
const BASE = '_s_registry.registerError(LambdaServiceException$, LambdaServiceException);\n';

describe('the registration of an error', () => {
  it('stays where somebody knows the error', () => {
    expect(withKnownErrors(REGISTERED, (name) => name === 'NotFound')).toBe(REGISTERED);
  });

  it('goes where nobody does, and nothing else with it', () => {
    const module = `const a = 1;\n${BASE}${REGISTERED}export const b = [n0_registry];\n`;
    const rest = `const a = 1;\n${BASE}export const b = [n0_registry];\n`;
    expect(withKnownErrors(module, () => false)).toBe(rest);
  });

  it.each([
    'n0_registry.registerError(NotFound$, Other);\n',
    'n0_registry.registerError(NotFound$, NotFound); more();\n',
    'other.registerError(NotFound$, NotFound);\n',
    '  n0_registry.registerError(NotFound$, NotFound);\n',
  ])('stays where it is written in a way that is not known: %j', (line) => {
    expect(withKnownErrors(line, () => false)).toBe(line);
  });
});

describe('an error of a bundled client', () => {
  const folder = temporaryFolder();
  let invoke: typeof invokeFunction;
  beforeAll(async () => {
    await bundleEntry('tests/infra/support/invoke-function.ts', folder);
    ({ invokeFunction: invoke } = await import(pathToFileURL(join(folder, 'index.mjs')).href));
  });

  const failed = (status: number, type: string) =>
    invoke({
      statusCode: status,
      headers: { 'x-amzn-errortype': type, 'retry-after': '7', 'x-amzn-requestid': 'r' },
      body: new TextEncoder().encode(JSON.stringify({ Message: 'Sorry', Type: 'User' })),
    }).catch((error: unknown) => error);

  it('that no adapter tells apart has no class in the bundle', () => {
    const text = readFileSync(join(folder, 'index.mjs'), 'utf8');
    expect(text).toContain('TooManyRequestsException');
    expect(text).not.toContain('CodeArtifactUserDeletedException');
  });

  it.each([
    [404, 'ResourceNotFoundException', 'client'],
    [502, 'EC2UnexpectedException', 'server'],
    [400, 'BornYesterdayException', 'client'],
  ])(
    'that no adapter tells apart keeps name, status and message: %i %s',
    async (...[status, type, fault]) => {
      expect(await failed(status, type)).toMatchObject({
        name: type,
        message: 'Sorry',
        $fault: fault,
        $metadata: { httpStatusCode: status, requestId: 'r' },
      });
    },
  );

  it('that an adapter names has the members of its class', async () => {
    expect(await failed(429, 'TooManyRequestsException')).toMatchObject({
      name: 'TooManyRequestsException',
      retryAfterSeconds: '7',
      Type: 'User',
    });
  });
});
