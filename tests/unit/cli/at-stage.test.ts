import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goToStage } from '#cli/at-stage.ts';
import { subcommands } from '#cli/subcommands.ts';
import { isError } from '#core/errors.ts';
import { CREDENTIALS } from '#local/engine/environment.ts';
import { tellRunning, tellStopped } from '#local/tell-running.ts';
import { transcript } from './transcript.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-stage-'));
  mkdirSync(join(folder, '.assent'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ENGINE = 'http://127.0.0.1:4999';
const start = () => tellRunning(join(folder, '.assent'), ENGINE);

/** The environment in which clients are made then. */
function at(stage: string | undefined, environment: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  goToStage(stage, environment, folder);
  return environment;
}

const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return isError(error, 'NotFound') ? error.message : error;
  }
  return undefined;
};

describe('the stage that runs on this machine', () => {
  it('is found by what npm start says of its engine', () => {
    start();
    expect(at('local')).toEqual({
      AWS_ENDPOINT_URL: ENGINE,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
  });

  it('is found also after a client of the SDK has marked the keys that it was given', () => {
    const marked: typeof CREDENTIALS & { $source?: object } = CREDENTIALS;
    marked.$source = { CREDENTIALS_CODE: 'e' };
    start();
    delete marked.$source;
    expect(at('local')).toMatchObject({ AWS_ENDPOINT_URL: ENGINE });
  });

  it('is reached past whatever account somebody has credentials of', () => {
    start();
    const mine = {
      AWS_PROFILE: 'production',
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'mine',
      AWS_SESSION_TOKEN: 'mine',
    };
    const environment = at('local', mine);
    expect(environment).not.toHaveProperty('AWS_PROFILE');
    expect(environment).not.toHaveProperty('AWS_SESSION_TOKEN');
    expect(environment).toMatchObject({ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test' });
  });

  it('is where somebody says it is, where they do', () => {
    start();
    const said = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_PROFILE: 'other' };
    expect(at('local', { ...said })).toEqual(said);
  });

  it.each([
    ['nothing was started', () => {}],
    [
      'it was stopped',
      () => {
        start();
        tellStopped(join(folder, '.assent'));
      },
    ],
    [
      'what stands there is damaged',
      () => writeFileSync(join(folder, '.assent', 'running.json'), '{'),
    ],
  ])('is refused, and AWS is not asked instead, where %s', (_, prepare) => {
    prepare();
    const environment = { AWS_PROFILE: 'production' };
    expect(refusal(() => at('local', environment))).toBe(
      `No system of stage local runs from ${folder}: npm start, in another terminal`,
    );
    expect(environment).toEqual({ AWS_PROFILE: 'production' });
  });

  it.each([undefined, 'trial', 'production'])('is not meant by the stage %s', (stage) => {
    start();
    expect(at(stage, { AWS_PROFILE: 'mine' })).toEqual({ AWS_PROFILE: 'mine' });
  });
});

describe('every command that goes to AWS', () => {
  it.each([
    [['emit', 'Monitoring Signal']],
    [['pack', 's3://assent', join(tmpdir(), 'never-written'), '--stage', 'local']],
    [['verify', 's3://assent', '--stage', 'local']],
    [['recover', 's3://assent', '--table', 'a', '--personal-table', 'b', '--stage', 'local']],
    [['redrive']],
    [['report', 'incident', join(tmpdir(), 'never-written'), '--duty', 'gdpr-art33-authority']],
    [['signals', 'unmapped']],
  ])('looks for the local engine first: %j', async (line) => {
    const before = { cwd: process.cwd(), endpoint: process.env.AWS_ENDPOINT_URL };
    process.chdir(folder);
    delete process.env.AWS_ENDPOINT_URL;
    try {
      const shown = await transcript(subcommands, line);
      expect(shown).toContain('! error: No system of stage local runs from');
      expect(shown).toContain('exit 1');
    } finally {
      process.chdir(before.cwd);
      if (before.endpoint !== undefined) process.env.AWS_ENDPOINT_URL = before.endpoint;
    }
  });
});
